//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/IncludeRecord.h"
#include "code/Tokens.h"
#include "knowledge/ClangVersions.h"
#include "clang/Basic/SourceManager.h"
#include <set>

using namespace clang;
using namespace clang::tidy;
using namespace clang::tidy::async;

class IncludeRecord::Callbacks : public InclusionCallbacks {
public:
  explicit Callbacks(IncludeRecord &Record) : Record(Record) {}

  void included(SourceLocation Hash, StringRef Header, bool IsAngled,
                CharSourceRange Name, const FileEntry *File) override {
    const auto [In, Offset] = Record.SM.getDecomposedLoc(Hash);
    if (const FileEntry *By = Record.SM.getFileEntryForID(In); By && File)
      Record.Inclusions[By].push_back({Offset, File});
    if (!Record.SM.isInSystemHeader(Hash))
      Record.Directives[Record.SM.getFileID(Hash)].push_back(
          {Header.str(), IsAngled, Hash, Name.getEnd()});
  }

  void SourceRangeSkipped(SourceRange Range, SourceLocation) override {
    if (!Record.SM.isInSystemHeader(Range.getBegin()))
      Record.Skipped.push_back(Range);
  }

private:
  IncludeRecord &Record;
};

IncludeRecord::IncludeRecord(Preprocessor &PP) : SM(PP.getSourceManager()) {
  PP.addPPCallbacks(std::make_unique<Callbacks>(*this));
}

std::vector<IncludeRecord::Directive>
IncludeRecord::outsideBraces(const std::vector<Directive> &All,
                             FileID File) const {
  std::vector<Directive> Outside;
  std::set<unsigned> Hashes;
  for (const Directive &D : All)
    Hashes.insert(SM.getFileOffset(D.Hash));
  int Depth = 0;
  const SourceLocation Begin = SM.getLocForStartOfFile(File);
  const auto Look = [&](const Token &T) {
    Depth += T.is(tok::l_brace) - T.is(tok::r_brace);
    const unsigned Offset = SM.getFileOffset(T.getLocation());
    if (Depth > 0)
      Hashes.erase(Offset);
    return !Hashes.empty() && Offset > *Hashes.rbegin();
  };
  anyToken(Begin, SM.getLocForEndOfFile(File), SM, LangOptions(), Look);
  for (const Directive &D : All)
    if (Hashes.count(SM.getFileOffset(D.Hash)))
      Outside.push_back(D);
  return Outside;
}

bool IncludeRecord::reads(SourceLocation At, SourceLocation Loc) const {
  const auto [File, End] = SM.getDecomposedExpansionLoc(At);
  llvm::SmallPtrSet<const FileEntry *, 8> Wanted;
  for (FileID In = SM.getFileID(SM.getExpansionLoc(Loc)); In.isValid();
       In = SM.getFileID(SM.getIncludeLoc(In))) {
    if (In == File)
      return true;
    // What reads the whole unit is not what was asked for.
    if (In != SM.getMainFileID())
      Wanted.insert(SM.getFileEntryForID(In));
  }
  llvm::SmallPtrSet<const FileEntry *, 16> Seen;
  std::vector<const FileEntry *> Left;
  const auto Follow = [&](const FileEntry *From, unsigned Before) {
    if (const auto It = Inclusions.find(From); It != Inclusions.end())
      for (const auto &[Offset, Included] : It->second)
        if (Offset < Before && Seen.insert(Included).second)
          Left.push_back(Included);
  };
  Follow(SM.getFileEntryForID(File), End);
  while (!Left.empty()) {
    const FileEntry *Next = Left.back();
    Left.pop_back();
    if (Wanted.contains(Next))
      return true;
    Follow(Next, ~0u);
  }
  return false;
}

std::optional<FixItHint> IncludeRecord::insertion(FileID File,
                                                  llvm::StringRef Header) {
  const auto [It, IsNew] = Sorters.try_emplace(
      File, &SM, File, SM.getNonBuiltinFilenameForID(File).value_or(""),
      utils::IncludeSorter::IS_LLVM);
  if (IsNew)
    for (const Directive &D : outsideBraces(Directives[File], File))
      It->second.addInclude(D.Header, D.IsAngled, D.Hash, D.End);
  return It->second.createIncludeInsertion(Header, /*IsAngled=*/true);
}
