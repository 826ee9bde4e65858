//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "program/LinkedProgram.h"
#include "program/LineWriter.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace clang::tidy::async;

/// What is longer goes in a circle: somebody has changed the file.
static constexpr unsigned LongestWay = 1'000'000;

std::unique_ptr<LinkedProgram> LinkedProgram::open(llvm::vfs::FileSystem &FS,
                                                   llvm::StringRef Path,
                                                   std::string &Error) {
  auto Buffer = FS.getBufferForFile(Path, /*FileSize=*/-1,
                                    /*RequiresNullTerminator=*/false);
  if (!Buffer) {
    Error = (Path + ": " + Buffer.getError().message()).str();
    return nullptr;
  }
  std::unique_ptr<LinkedProgram> Made(
      new LinkedProgram(FS, std::move(*Buffer)));
  llvm::SmallString<256> Folder(Path);
  FS.makeAbsolute(Folder);
  llvm::sys::path::remove_filename(Folder);
  if (Made->readHead(Folder))
    return Made;
  Error = (Path + ": not a program that this async-tidy has linked; link it "
                  "again")
              .str();
  return nullptr;
}

static std::string pathFrom(llvm::StringRef Folder, llvm::StringRef Path) {
  llvm::SmallString<256> Whole;
  if (!llvm::sys::path::is_absolute(Path))
    Whole = Folder;
  llvm::sys::path::append(Whole, Path);
  llvm::sys::path::remove_dots(Whole, /*remove_dot_dot=*/true);
  return std::string(Whole);
}

bool LinkedProgram::readHead(llvm::StringRef Folder) {
  llvm::StringRef Rest = Text->getBuffer();
  const auto Line = [&Rest] {
    llvm::StringRef First;
    std::tie(First, Rest) = Rest.split('\n');
    return First;
  };
  if (Line() != ProgramVersion)
    return false;
  const auto [Count, Root] = Line().split('\t');
  unsigned Known = 0;
  if (Count.getAsInteger(10, Known))
    return false;
  this->Root = pathFrom(Folder, unescaped(Root)) + "/";
  for (unsigned I = 0; I < Known; ++I) {
    const auto [Name, Digest] = Line().split('\t');
    if (Digest.size() != 16)
      return false;
    Files.push_back(
        {pathFrom(this->Root, unescaped(Name)), Digest.str(), std::nullopt});
  }
  Facts = Rest;
  return Facts.empty() || Facts.ends_with("\n");
}

bool LinkedProgram::isAsItWas(unsigned File) const {
  const KnownFile &Known = Files[File];
  if (!Known.Same) {
    auto Now = FS.getBufferForFile(Known.Path);
    Known.Same = Now && digestOf((*Now)->getBuffer()) == Known.Digest;
  }
  return *Known.Same;
}

/// The line of sorted \p Lines that begins with \p Wanted; empty without one.
static llvm::StringRef findLine(llvm::StringRef Lines, llvm::StringRef Wanted) {
  while (!Lines.empty()) {
    // The line around the middle.
    const std::size_t Before = Lines.rfind('\n', Lines.size() / 2);
    const std::size_t Begin = Before == llvm::StringRef::npos ? 0 : Before + 1;
    const llvm::StringRef Line =
        Lines.substr(Begin).take_until([](char C) { return C == '\n'; });
    const int Order = Line.take_front(Wanted.size()).compare(Wanted);
    if (Order == 0)
      return Line;
    Lines =
        Order < 0
            ? Lines.drop_front(std::min(Begin + Line.size() + 1, Lines.size()))
            : Lines.take_front(Begin);
  }
  return {};
}

std::optional<ProgramFact> LinkedProgram::find(llvm::StringRef Digest,
                                               ProgramView View) const {
  llvm::StringRef Line;
  ProgramFact Fact;
  // What no option changes is written once.
  for (ProgramView Asked : {View, ProgramView::All})
    if (Line.empty())
      Line = findLine(Facts, Digest.str() + static_cast<char>(Asked) + "\t");
  Fact.View = View;
  llvm::SmallVector<llvm::StringRef, 8> Fields;
  Line.split(Fields, '\t');
  constexpr unsigned OfAll = 3, OfSteps = 7;
  if (Fields.size() < OfAll || Fields[1].size() != 2)
    return std::nullopt;
  Fact.State = static_cast<RunState>(Fields[1][0]);
  Fact.Root = static_cast<RunRoot>(Fields[1][1]);
  unsigned Own = 0, At = 0;
  if (Fields[2].getAsInteger(10, Own) || Own >= Files.size() || !isAsItWas(Own))
    return std::nullopt;
  if (!runsInAsyncCode(Fact.State))
    return Fact;
  if (Fields.size() < OfSteps || Fields[3].getAsInteger(10, At) ||
      At >= Files.size() || Fields[4].getAsInteger(10, Fact.At.Offset))
    return std::nullopt;
  Fact.At.File = Files[At].Path;
  if (Fields[5] != "-")
    Fact.Next = Fields[5].str();
  Fact.Text = unescaped(Fields[6]);
  return isAsItWas(At) ? std::optional(Fact) : std::nullopt;
}

std::string LinkedProgram::digestOfKey(llvm::StringRef Key) const {
  llvm::StringRef Inside = Key;
  const bool IsInside = Inside.consume_front("@") && Inside.consume_front(Root);
  return digestOf(IsInside ? "@" + Inside.str() : Key.str());
}

std::optional<LinkedConversion> LinkedProgram::conversion(llvm::StringRef Key,
                                                          char View) const {
  const std::string Begin = digestOfKey(Key) + View + "\t";
  llvm::SmallVector<llvm::StringRef, 8> Fields;
  findLine(Facts, Begin).split(Fields, '\t');
  constexpr unsigned OfAll = 6;
  unsigned Own = 0, At = 0;
  LinkedConversion Found;
  if (Fields.size() < OfAll || Fields[1].size() != 1 ||
      Fields[2].getAsInteger(10, Own) || Own >= Files.size() ||
      !isAsItWas(Own) ||
      (Fields[3] != "-" &&
       (Fields[3].getAsInteger(10, At) || At >= Files.size())) ||
      Fields[4].getAsInteger(10, Found.At.Offset))
    return std::nullopt;
  Found.Kind = Fields[1].front();
  if (Fields[3] != "-")
    Found.At.File = Files[At].Path;
  Found.Why = unescaped(Fields[5]);
  return Found;
}

bool LinkedProgram::tells(llvm::StringRef Key, llvm::StringRef Fact) const {
  const std::string Begin = digestOfKey(Key) + FactView + Fact.str() + "\t";
  llvm::StringRef Line = findLine(Facts, Begin);
  if (!Line.consume_front(Begin))
    return false;
  llvm::SmallVector<llvm::StringRef, 4> From;
  Line.split(From, ',');
  return llvm::all_of(From, [this](llvm::StringRef Field) {
    unsigned File = 0;
    return !Field.getAsInteger(10, File) && File < Files.size() &&
           isAsItWas(File);
  });
}

std::optional<ProgramFact> LinkedProgram::fact(llvm::StringRef Key,
                                               ProgramView View) const {
  std::optional<ProgramFact> Fact = find(digestOfKey(Key), View);
  // The whole way must be there yet.
  unsigned Length = 0;
  for (std::optional<ProgramFact> Step = Fact; Step && !Step->Next.empty();)
    if (Step = find(Step->Next, View); !Step || ++Length > LongestWay)
      return std::nullopt;
  return Fact;
}

std::vector<StepNote> LinkedProgram::path(const ProgramFact &First) const {
  std::vector<StepNote> Notes;
  for (std::optional<ProgramFact> Step = First; Step;
       Step = Step->Next.empty() ? std::nullopt : find(Step->Next, Step->View))
    Notes.push_back({SourceLocation(), Step->At, Step->Text});
  return Notes;
}
