//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What files are called, and functions, by all translation units of a program.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_FUNCTIONKEYS_H
#define ASYNCTIDY_FUNCTIONKEYS_H

#include "clang/AST/Decl.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include <string>

namespace clang::tidy::async {

/// A place in the file system. Offsets are bytes.
struct FilePlace {
  std::string File;
  unsigned Offset = 0;
};

class FunctionKeys {
public:
  /// \p SM lives as long as this.
  explicit FunctionKeys(const SourceManager &SM) : SM(SM) {}

  /// Clang's USR; for what only one file can mean, a lambda or a static
  /// function, the place where it is defined besides. Equal in all units.
  const std::string &key(const FunctionDecl &Function);

  /// True when other files can mean it, too.
  static bool isShared(const FunctionDecl &Function);

  /// Absolute and without dots.
  std::string path(llvm::StringRef Name) const;
  const std::string &path(FileID File);

  /// Of a macro, where it is expanded.
  FilePlace place(SourceLocation Loc);

private:
  const SourceManager &SM;
  llvm::DenseMap<const FunctionDecl *, std::string> Keys;
  llvm::DenseMap<FileID, std::string> Paths;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_FUNCTIONKEYS_H
