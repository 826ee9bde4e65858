//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// async-tidy-link: puts the summaries of a program's files together. Called by
// async-tidy-pass, and by build systems; docs/whole-program.md.
//
//===----------------------------------------------------------------------===//

#include "Decisions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include <memory>

using namespace async_link;

static llvm::cl::OptionCategory Category("async-tidy-link");
static llvm::cl::list<std::string> Folders(llvm::cl::Positional,
                                           llvm::cl::OneOrMore,
                                           llvm::cl::desc("FOLDER[=ROOT]..."),
                                           llvm::cl::cat(Category));
static llvm::cl::opt<std::string>
    Output("o", llvm::cl::desc("The program, for the option async.Program"),
           llvm::cl::cat(Category));
static llvm::cl::opt<std::string>
    Fixes("fixes", llvm::cl::desc("Findings, as --export-fixes writes them"),
          llvm::cl::cat(Category));
static llvm::cl::opt<std::string>
    Places("places",
           llvm::cl::desc("The places of all findings that the link decides"),
           llvm::cl::cat(Category));
static llvm::cl::opt<std::string>
    Source("source", llvm::cl::desc("Where the sources are (the first ROOT)"),
           llvm::cl::cat(Category));
static llvm::cl::opt<std::string> PublicHeaders(
    "public-headers",
    llvm::cl::desc("Files whose functions keep their types (regex)"),
    llvm::cl::cat(Category));
static llvm::cl::opt<std::string>
    PublicList("public-list", llvm::cl::desc("More of them, a path a line"),
               llvm::cl::cat(Category));
static llvm::cl::opt<std::string>
    KeepList("keep-list",
             llvm::cl::desc("Files that are not edited, a path a line"),
             llvm::cl::cat(Category));
static llvm::cl::list<std::string>
    Build("build", llvm::cl::desc("A folder in which nothing is edited"),
          llvm::cl::cat(Category));
static llvm::cl::opt<bool>
    Incomplete("incomplete",
               llvm::cl::desc("The program has files without a summary"),
               llvm::cl::cat(Category));

static llvm::cl::opt<bool>
    Progress("progress", llvm::cl::desc("Say on stderr how far it is"),
             llvm::cl::cat(Category));

/// One line for each step; whoever reads them overwrites the last.
static void showStep(const llvm::Twine &Step) {
  if (Progress)
    llvm::errs() << Step << '\n';
}

static void showRead(StringRef Folder, std::size_t Read, std::size_t Of) {
  constexpr std::size_t Every = 50;
  if (Read % Every == 0 || Read == Of)
    showStep("reading summaries: " + llvm::Twine(Read) + " of " +
             llvm::Twine(Of) + ", " + Folder);
}

static int fail(const llvm::Twine &Why) {
  llvm::errs() << "async-tidy-link: " << Why << '\n';
  return 1;
}

static std::string absolutePath(StringRef Path) {
  llvm::SmallString<256> Whole(Path);
  llvm::sys::fs::make_absolute(Whole);
  llvm::sys::path::remove_dots(Whole, /*remove_dot_dot=*/true);
  return std::string(Whole);
}

/// \p Root as it is seen from the folder of \p Output, so that both can move;
/// as it is where that is somewhere else.
static std::string rootFrom(StringRef Output, StringRef Root) {
  llvm::SmallString<256> Folder(Output);
  llvm::sys::path::remove_filename(Folder);
  std::string Way = ".";
  for (StringRef Above = Folder; !Above.empty();
       Above = llvm::sys::path::parent_path(Above)) {
    if (Above == Root)
      return Way;
    Way += "/..";
  }
  return Root.str();
}

/// The paths that \p File lists; relative to \p Root where they are inside, as
/// those of Facts are.
static std::shared_ptr<llvm::StringSet<>>
readList(StringRef File, StringRef Root, std::string &Error) {
  auto Found = std::make_shared<llvm::StringSet<>>();
  if (File.empty())
    return Found;
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    Error = (File + ": " + Buffer.getError().message()).str();
  llvm::SmallVector<StringRef, 16> Lines;
  if (Buffer)
    (*Buffer)->getBuffer().split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef Line : Lines) {
    Line.consume_front(Root.str() + "/");
    Found->insert(Line);
  }
  return Found;
}

static bool readLimits(StringRef Root, Limits &Kept, std::string &Error) {
  const auto Public = readList(PublicList, Root, Error);
  const auto Pattern = std::make_shared<llvm::Regex>(PublicHeaders);
  if (std::string Why; !PublicHeaders.empty() && !Pattern->isValid(Why))
    Error = "bad regular expression '" + PublicHeaders + "': " + Why;
  Kept.IsPublic = [=, Whole = Root.str() + "/"](StringRef Path) {
    if (Public->contains(Path))
      return true;
    return !PublicHeaders.empty() &&
           Pattern->match(llvm::sys::path::is_absolute(Path)
                              ? Path.str()
                              : Whole + Path.str());
  };
  const auto Listed = readList(KeepList, Root, Error);
  std::vector<std::string> Folders;
  for (const std::string &Folder : Build) {
    const std::string Whole = absolutePath(Folder) + "/";
    StringRef Inside = Whole;
    Inside.consume_front(Root.str() + "/");
    if (!Inside.empty())
      Folders.push_back(Inside.str());
  }
  Kept.IsKept = [=](StringRef Path) {
    return llvm::sys::path::is_absolute(Path) || Listed->contains(Path) ||
           llvm::any_of(Folders, [Path](const std::string &Folder) {
             return Path.starts_with(Folder);
           });
  };
  return Error.empty();
}

template <typename F> static bool write(StringRef Path, F Fill) {
  if (Path.empty())
    return true;
  std::error_code Error;
  const std::string Part = (Path + ".part").str();
  {
    llvm::raw_fd_ostream Out(Part, Error);
    if (!Error)
      Fill(Out);
  }
  // At once, or not at all: others may read it.
  if (!Error)
    Error = llvm::sys::fs::rename(Part, Path);
  if (Error)
    fail(Path + ": " + Error.message());
  return !Error;
}

int main(int Argc, char **Argv) {
  llvm::cl::HideUnrelatedOptions(Category);
  llvm::cl::ParseCommandLineOptions(
      Argc, Argv,
      "Puts the summaries of a program's files together: where its functions "
      "run,\nand what of that is a mistake. ROOT is where the sources were "
      "when FOLDER was\nwritten (the working directory).\n");
  Reader Summaries;
  std::string Error,
      Root = absolutePath(Source.empty() ? StringRef(".") : Source);
  for (const std::string &Folder : Folders) {
    const auto [Name, Was] = StringRef(Folder).rsplit('=');
    const std::string From = absolutePath(Was.empty() ? "." : Was);
    if (Source.empty() && &Folder == &Folders.front())
      Root = From;
    if (!Summaries.read(Name, From, Error,
                        [Name = Name](std::size_t Read, std::size_t Of) {
                          showRead(Name, Read, Of);
                        }))
      return fail(Error);
  }
  Facts Of = Summaries.finish();
  Of.IsIncomplete |= Incomplete;
  Limits Kept;
  if (!readLimits(Root, Kept, Error))
    return fail(Error);
  showStep("following " + llvm::Twine(Of.Calls.size()) + " calls of " +
           llvm::Twine(Of.Functions.size()) + " functions");
  const Decisions Made(Of, std::move(Kept));
  showStep("writing what is known");
  const bool Written =
      write(Output,
            [&](llvm::raw_ostream &Out) {
              Made.writeProgram(Out, rootFrom(absolutePath(Output), Root));
            }) &&
      write(Fixes,
            [&](llvm::raw_ostream &Out) { Made.writeFixes(Out, Root); }) &&
      write(Places,
            [&](llvm::raw_ostream &Out) { Made.writePlaces(Out, Root); });
  if (!Written)
    return 1;
  llvm::outs() << "linked " << Of.Units << " files: functions "
               << Of.Functions.size() << ", calls " << Of.Calls.size()
               << ", run in async code " << Made.reached() << ", findings "
               << Made.count() << ", become coroutines " << Made.converted()
               << '\n';
  return 0;
}
