//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "EditClaims.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace clang::tidy::async;

namespace {
struct Place {
  FileID File;
  unsigned Begin, End;

  Place(const FixItHint &Edit, const SourceManager &SM) {
    std::tie(File, Begin) = SM.getDecomposedLoc(Edit.RemoveRange.getBegin());
    End = SM.getFileOffset(Edit.RemoveRange.getEnd());
  }
};
} // namespace

bool EditClaims::isFree(const FixItHint &Edit, const void *Owner,
                        const SourceManager &SM) const {
  const Place At(Edit, SM);
  const auto File = Files.find(At.File);
  if (File == Files.end())
    return true;
  // Nothing says how long the claims before are; they are few.
  for (const auto &[Begin, Other] : File->second) {
    if (Begin > At.End)
      break;
    if (Other.End >= At.Begin && Other.Owner != Owner &&
        !(Begin == At.Begin && Other.End == At.End &&
          Other.Text == Edit.CodeToInsert))
      return false;
  }
  return true;
}

bool EditClaims::keepsFlow(const FixItHint &Edit, const void *Owner,
                           const SourceManager &SM) const {
  const Place At(Edit, SM);
  const auto File = Files.find(At.File);
  return File == Files.end() ||
         llvm::all_of(File->second, [&](const auto &Other) {
           const auto &[Begin, Made] = Other;
           return Made.Owner == Owner || Begin > At.End ||
                  Made.End < At.Begin ||
                  (Made.End == Begin &&
                   !llvm::StringRef(Made.Text).contains("co_"));
         });
}

void EditClaims::claim(const FixItHint &Edit, const void *Owner,
                       const SourceManager &SM) {
  const Place At(Edit, SM);
  Files[At.File].emplace(At.Begin, Claim{At.End, Edit.CodeToInsert, Owner});
}

FixItHint EditClaims::freeLine(const FixItHint &Line,
                               const SourceManager &SM) const {
  const Place At(Line, SM);
  const auto File = Files.find(At.File);
  if (File == Files.end())
    return Line;
  const auto IsTaken = [&](unsigned Offset) {
    const auto [First, Last] = File->second.equal_range(Offset);
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
