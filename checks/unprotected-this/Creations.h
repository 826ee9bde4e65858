//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Where the objects of a class are made, as far as the file tells.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_CREATIONS_H
#define ASYNCTIDY_CREATIONS_H

#include "knowledge/Names.h"

namespace clang::tidy::async {

class Creations {
public:
  /// Walks the code of the unit that is not in system headers, once.
  explicit Creations(const Names &Known);

  /// True when objects of \p Class are made here, and all of them live as long
  /// as the program: static ones, and local variables of `main`, which runs or
  /// waits for what they start.
  bool allLiveOn(const CXXRecordDecl &Class) const;

private:
  struct Walker;
  struct Made {
    bool LivesOn = false, Ends = false;
  };
  llvm::DenseMap<const CXXRecordDecl *, Made> Of;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_CREATIONS_H
