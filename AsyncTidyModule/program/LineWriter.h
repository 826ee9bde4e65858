//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Lines of fields, as summaries and linked programs have them.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_LINEWRITER_H
#define ASYNCTIDY_LINEWRITER_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdint>
#include <string>

namespace clang::tidy::async {

/// A line: fields that are separated by tabs. Texts may hold anything.
class LineWriter {
public:
  LineWriter(llvm::raw_ostream &Out, llvm::StringRef Tag) : Out(Out) {
    Out << Tag;
  }
  ~LineWriter() { Out << '\n'; }
  LineWriter(const LineWriter &) = delete;
  LineWriter &operator<<(llvm::StringRef Text) {
    Out << '\t';
    return first(Text);
  }
  /// In place of a tag.
  LineWriter &first(llvm::StringRef Text);
  LineWriter &operator<<(std::uint64_t Number) {
    Out << '\t' << Number;
    return *this;
  }

private:
  llvm::raw_ostream &Out;
};

/// The text that LineWriter has written as \p Field.
std::string unescaped(llvm::StringRef Field);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_LINEWRITER_H
