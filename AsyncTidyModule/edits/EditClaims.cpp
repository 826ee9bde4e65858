//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/EditClaims.h"

using namespace clang;
using namespace clang::tidy::async;

namespace {
struct Extent {
  FileID File;
  unsigned Begin, End;

  Extent(const FixItHint &Edit, const SourceManager &SM) {
    std::tie(File, Begin) = SM.getDecomposedLoc(Edit.RemoveRange.getBegin());
    End = SM.getFileOffset(Edit.RemoveRange.getEnd());
  }
};
} // namespace

void EditClaims::Ranges::add(unsigned Begin, Claim Made) {
  // Many findings may share one edit, such as an include or a declaration.
  const auto [First, Last] = Claims.equal_range(Begin);
  if (std::any_of(First, Last, [&Made](const auto &Other) {
        return Other.second.End == Made.End &&
               Other.second.Owner == Made.Owner &&
               Other.second.Text == Made.Text;
      }))
    return;
  Longest = std::max(Longest, Made.End - Begin);
  Claims.emplace(Begin, std::move(Made));
}

bool EditClaims::isFree(const FixItHint &Edit, const void *Owner,
                        const SourceManager &SM) const {
  const Extent At(Edit, SM);
  const auto File = Files.find(At.File);
  if (File == Files.end())
    return true;
  const Ranges &Made = File->second.Made;
  for (auto It = Made.from(At.Begin);
       It != Made.Claims.end() && It->first <= At.End; ++It) {
    const Claim &Other = It->second;
    if (Other.End >= At.Begin && Other.Owner != Owner &&
        !(It->first == At.Begin && Other.End == At.End &&
          Other.Text == Edit.CodeToInsert))
      return false;
  }
  return true;
}

bool EditClaims::keepsFlow(const FixItHint &Edit, const void *Owner,
                           const SourceManager &SM) const {
  const Extent At(Edit, SM);
  const auto File = Files.find(At.File);
  if (File == Files.end())
    return true;
  for (const Ranges *Known : {&File->second.Made, &File->second.Foreseen})
    for (auto It = Known->from(At.Begin);
         It != Known->Claims.end() && It->first <= At.End; ++It) {
      const Claim &Other = It->second;
      if (Other.Owner != Owner && Other.End >= At.Begin &&
          (Other.End != It->first ||
           llvm::StringRef(Other.Text).contains("co_")))
        return false;
    }
  return true;
}

void EditClaims::claim(const FixItHint &Edit, const void *Owner,
                       const SourceManager &SM) {
  const Extent At(Edit, SM);
  Files[At.File].Made.add(At.Begin, {At.End, Edit.CodeToInsert, Owner});
}

void EditClaims::foresee(const FixItHint &Edit, const void *Owner,
                         const SourceManager &SM) {
  const Extent At(Edit, SM);
  Files[At.File].Foreseen.add(At.Begin, {At.End, Edit.CodeToInsert, Owner});
}

FixItHint EditClaims::freeLine(const FixItHint &Line,
                               const SourceManager &SM) const {
  const Extent At(Line, SM);
  const auto File = Files.find(At.File);
  if (File == Files.end())
    return Line;
  const auto IsTaken = [&](unsigned Offset) {
    const auto [First, Last] = File->second.Made.Claims.equal_range(Offset);
    return std::any_of(First, Last, [&](const auto &Other) {
      return Other.second.Text != Line.CodeToInsert;
    });
  };
  if (!IsTaken(At.Begin))
    return Line;
  constexpr llvm::StringLiteral Include("\n#include");
  const llvm::StringRef Text = SM.getBufferData(At.File);
  const auto Distance = [&At](size_t Offset) {
    return Offset < At.Begin ? At.Begin - Offset : Offset - At.Begin;
  };
  size_t Best = llvm::StringRef::npos;
  for (size_t Found = Text.find(Include); Found != llvm::StringRef::npos;
       Found = Text.find(Include, Found + 1))
    if (!IsTaken(static_cast<unsigned>(Found + 1)) &&
        (Best == llvm::StringRef::npos || Distance(Found) < Distance(Best)))
      Best = Found;
  if (Best == llvm::StringRef::npos)
    return Line;
  const llvm::StringRef Inserted = llvm::StringRef(Line.CodeToInsert).trim();
  return FixItHint::CreateInsertion(
      SM.getComposedLoc(At.File, static_cast<unsigned>(Best + 1)),
      (Inserted + "\n").str());
}
