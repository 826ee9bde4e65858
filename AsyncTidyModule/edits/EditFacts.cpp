//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/EditFacts.h"

using namespace clang;
using namespace clang::tidy::async;

std::vector<EditFact> clang::tidy::async::editFacts(const Rewrite &Edits,
                                                    FunctionKeys &Keys,
                                                    const SourceManager &SM) {
  std::vector<EditFact> Facts;
  for (const Rewrite::Piece &Piece : Edits.pieces()) {
    const CharSourceRange &Range = Piece.Hint.RemoveRange;
    const unsigned Begin = SM.getFileOffset(Range.getBegin());
    Facts.push_back({static_cast<char>(Piece.Is),
                     {Keys.path(SM.getFileID(Range.getBegin())), Begin},
                     SM.getFileOffset(Range.getEnd()) - Begin,
                     Piece.Hint.CodeToInsert});
  }
  return Facts;
}
