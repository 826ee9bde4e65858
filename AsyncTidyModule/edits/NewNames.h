//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Names for what an edit declares: none that means something else there.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_NEWNAMES_H
#define ASYNCTIDY_NEWNAMES_H

#include "code/BodyIndex.h"

namespace clang::tidy::async {

/// A name in a text of code, and what takes its place.
using NewName = std::pair<std::string, std::string>;

/// For each of \p Wanted, which an edit at \p Site declares: itself, or, where
/// \p Body has or mentions that name, or another edit in it declares it, with
/// a number behind.
std::vector<NewName> newNames(llvm::ArrayRef<std::string> Wanted,
                              const Expr &Site, const CallableBody &Body,
                              const BodyIndex &Index);

/// \p Code with the new names; members and what is qualified stay as they are.
std::string renamed(llvm::StringRef Code, llvm::ArrayRef<NewName> Names);

/// \p Code has \p Name as a name of its own.
bool isNamedIn(llvm::StringRef Name, llvm::StringRef Code);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_NEWNAMES_H
