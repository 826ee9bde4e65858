//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// How the names of a library are written at a place, where names of the program
// may stand nearer.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_SPELLING_H
#define ASYNCTIDY_SPELLING_H

#include "knowledge/Names.h"

namespace clang::tidy::async {

/// \p Name, unqualified when that means \p D at \p Loc in \p Scope; else as
/// libraryText() writes it.
std::string spelling(const NamedDecl &D, llvm::StringRef Name,
                     const DeclContext *Scope, SourceLocation Loc);

/// \p Text, code from a vocabulary, as it is written at \p Loc in \p Scope:
/// qualified names begin with the program's own alias of a namespace, if it has
/// one that is known there (not one of a system header), and with `::` where
/// something nearer hides their first part.
std::string libraryText(llvm::StringRef Text, const DeclContext &Scope,
                        SourceLocation Loc);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_SPELLING_H
