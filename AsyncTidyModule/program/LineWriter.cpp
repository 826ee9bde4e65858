//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "program/LineWriter.h"

using namespace clang::tidy::async;

LineWriter &LineWriter::first(llvm::StringRef Text) {
  for (char C : Text)
    switch (C) {
    case '\t':
      Out << "\\t";
      break;
    case '\n':
      Out << "\\n";
      break;
    case '\\':
      Out << "\\\\";
      break;
    default:
      Out << C;
    }
  return *this;
}

std::string clang::tidy::async::unescaped(llvm::StringRef Field) {
  std::string Text;
  Text.reserve(Field.size());
  for (std::size_t I = 0; I < Field.size(); ++I) {
    if (Field[I] != '\\' || I + 1 == Field.size()) {
      Text += Field[I];
      continue;
    }
    const char Next = Field[++I];
    Text += Next == 't' ? '\t' : Next == 'n' ? '\n' : Next;
  }
  return Text;
}
