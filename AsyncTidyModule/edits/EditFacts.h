//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The pieces of a Rewrite as a summary has them.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_EDITFACTS_H
#define ASYNCTIDY_EDITFACTS_H

#include "edits/Rewrite.h"
#include "program/ConversionFacts.h"

namespace clang::tidy::async {

std::vector<EditFact> editFacts(const Rewrite &Edits, FunctionKeys &Keys,
                                const SourceManager &SM);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_EDITFACTS_H
