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
                CharSourceRange Name) override {
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
