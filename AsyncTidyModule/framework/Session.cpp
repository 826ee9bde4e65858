//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "framework/Session.h"
#include "code/AwaitedCalls.h"
#include "edits/TaskChoice.h"
#include "knowledge/EmbeddedVocabulary.h"
#include "knowledge/VocabularyReader.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <mutex>

using namespace clang;
using namespace clang::tidy::async;

std::shared_ptr<Session> Session::join(const ClangTidyContext *Run) {
  // clangd analyses files on several threads, each with checks of its own.
  static thread_local std::weak_ptr<Session> Last;
  std::shared_ptr<Session> Current = Last.lock();
  if (!Current || Current->Run != Run)
    Last = Current = std::make_shared<Session>(Run);
  return Current;
}

std::vector<Session::Member *> Session::takeChecks() {
  std::vector<Member *> All;
  if (std::exchange(Taken, true))
    return All;
  llvm::sort(Checks, [](const auto &A, const auto &B) {
    return std::pair(A.first, A.second->callback().getID()) <
           std::pair(B.first, B.second->callback().getID());
  });
  for (const auto &[Rank, Check] : Checks)
    All.push_back(Check);
  return All;
}

std::vector<std::string> Session::loadVocabulary(llvm::vfs::FileSystem &FS,
                                                 llvm::StringRef Files,
                                                 llvm::StringRef Source) {
  if (std::exchange(Loaded, true))
    return {};
  // Nearer files come later, so that they win.
  std::vector<std::string> Paths;
  llvm::SmallString<256> Folder(Source);
  FS.makeAbsolute(Folder);
  // Else the way up from `a/../b/x.cpp` would lead through `a`.
  llvm::sys::path::remove_dots(Folder, /*remove_dot_dot=*/true);
  while (llvm::sys::path::has_parent_path(Folder)) {
    llvm::sys::path::remove_filename(Folder);
    llvm::SmallString<256> Path(Folder);
    llvm::sys::path::append(Path, ".async-tidy.yaml");
    if (isVocabularyAt(FS, Path))
      Paths.insert(Paths.begin(), std::string(Path));
  }
  llvm::SmallVector<llvm::StringRef, 2> Listed;
  Files.split(Listed, ';', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Path : Listed)
    if (!Path.trim().empty())
      Paths.push_back(Path.trim().str());

  std::vector<std::string> Errors;
  for (const std::string &Path : Paths) {
    std::string Error;
    if (auto Lib = readVocabulary(FS, Path, Error))
      UserLibraries.push_back(std::move(*Lib));
    else
      Errors.push_back(std::move(Error));
  }
  return Errors;
}

/// The parsed form of an embedded file, made at its first use in the process.
/// A unit test reads all of them, so an error here cannot ship.
static const Library &embeddedLibrary(size_t Index) {
  static std::vector<std::optional<Library>> Parsed(embeddedLibraries().size());
  static std::mutex Lock;
  std::lock_guard<std::mutex> Guard(Lock);
  if (!Parsed[Index]) {
    const EmbeddedLibrary &Embedded = embeddedLibraries()[Index];
    VocabularyError Error;
    Parsed[Index] = parseVocabulary(Embedded.File, Embedded.Text, Error);
    if (!Parsed[Index])
      llvm::report_fatal_error(llvm::Twine(Error.str()));
  }
  return *Parsed[Index];
}

static bool knowsAny(const ASTContext &Ctx,
                     llvm::ArrayRef<llvm::StringRef> Namespaces) {
  return llvm::any_of(Namespaces, [&](llvm::StringRef Name) {
    return !findDeclarations(Ctx, Name.trim()).empty();
  });
}

static bool isPresent(const EmbeddedLibrary &Lib, const ASTContext &Ctx) {
  llvm::SmallVector<llvm::StringRef, 4> Namespaces;
  Lib.Namespaces.split(Namespaces, ',', -1, /*KeepEmpty=*/false);
  return Namespaces.empty() || knowsAny(Ctx, Namespaces);
}

void Session::watchIncludes(Preprocessor &PP) {
  if (Watched == &PP)
    return;
  Watched = &PP;
  Includes.emplace(PP);
}

void Session::enter(const ASTContext &Ctx) {
  if (Unit == &Ctx)
    return;
  Unit = &Ctx;
  Inside = true;
  Indices.clear();
  Reach.reset();
  Runs.reset();
  Far.reset();
  Tests.reset();
  Changed.reset();
  Calls.reset();
  Claims = EditClaims();
  Silenced.reset();

  std::vector<const Library *> Present;
  for (size_t I = 0; I < embeddedLibraries().size(); ++I)
    if (isPresent(embeddedLibraries()[I], Ctx))
      Present.push_back(&embeddedLibrary(I));
  for (const Library &Lib : UserLibraries) {
    llvm::SmallVector<llvm::StringRef, 4> Namespaces(Lib.Namespaces.begin(),
                                                     Lib.Namespaces.end());
    if (Namespaces.empty() || knowsAny(Ctx, Namespaces))
      Present.push_back(&Lib);
  }
  Known = std::make_unique<Names>(Ctx, Present);
  Types = std::make_unique<AsyncTypes>(Ctx, *Known);
  Async = Written || Program || !Known->empty() ||
          !findDeclarations(Ctx, "std::coroutine_traits").empty();
}

void Session::summarizeTo(llvm::StringRef Target) {
  if (!Written && !Target.empty())
    Written.emplace(Target);
}

std::string Session::openProgram(llvm::vfs::FileSystem &FS,
                                 llvm::StringRef Path) {
  std::string Error;
  if (!std::exchange(ProgramOpened, true) && !Path.empty())
    Program = LinkedProgram::open(FS, Path, Error);
  return Error;
}

std::string Session::leave(llvm::StringRef MainFile) {
  if (!std::exchange(Inside, false))
    return "";
  for (const FunctionDecl *Function : std::exchange(Instantiations, {}))
    for (const auto &[Rank, Check] : Checks)
      Check->lookAt(*Function);
  for (const auto &[Rank, Check] : Checks)
    Check->leaveUnit();
  for (llvm::unique_function<void()> &Say : std::exchange(Judgements, {}))
    Say();
  if (!Written)
    return "";
  if (Includes)
    Written->setSkipped(Includes->skipped());
  return Written->write(callGraph(), *Types, MainFile);
}

std::vector<KnownTask> Session::otherTasks(
    llvm::function_ref<bool(llvm::StringRef Header)> HasHeader) const {
  std::vector<KnownTask> Found;
  const auto Add = [&](llvm::StringRef Task, llvm::StringRef Header) {
    if (!Task.empty() && !Header.empty() && HasHeader(Header))
      Found.push_back({Task.str(), Header.str()});
  };
  // What the unit does not use is not read.
  for (size_t I = 0; I < embeddedLibraries().size(); ++I)
    if (const EmbeddedLibrary &Lib = embeddedLibraries()[I];
        !isPresent(Lib, *Unit) || !taskOf(embeddedLibrary(I), *Unit))
      Add(Lib.Task, Lib.TaskHeader);
  for (const Library &Lib : UserLibraries)
    if (!taskOf(Lib, *Unit))
      Add(Lib.Conversion.Task, Lib.Conversion.Header);
  return Found;
}

SharedIndex Session::indexFrom(const FunctionDecl &From) {
  auto Found = llvm::find_if(
      Indices, [&From](const auto &Kept) { return Kept.first == &From; });
  if (Found == Indices.end()) {
    if (Indices.size() == KeptIndices)
      Indices.pop_back();
    Found = Indices.emplace(Indices.end(), &From,
                            std::make_shared<BodyIndex>(From));
    Found->second->memo<UnitAround>() = {
        [this]() -> const CallGraph & { return callGraph(); },
        [this](const FunctionDecl &Callable) { return index(Callable); }};
  }
  std::rotate(Indices.begin(), Found, Found + 1);
  return Indices.front().second;
}

SharedIndex Session::index(const FunctionDecl &Callable) {
  if (!Callable.doesThisDeclarationHaveABody())
    return nullptr;
  const FunctionDecl *Root = outermostFunction(&Callable);
  if (Root->doesThisDeclarationHaveABody())
    if (SharedIndex Index = indexFrom(*Root); Index->body(&Callable))
      return Index;
  // A lambda outside a body, or an instantiation of a generic one.
  return indexFrom(Callable);
}

CallGraph &Session::callGraph() {
  if (!Calls)
    Calls = std::make_unique<CallGraph>(*Unit);
  return *Calls;
}

const Reachability &Session::reachability() {
  if (!Reach)
    Reach = std::make_unique<Reachability>(callGraph(), *Types);
  return *Reach;
}

const Execution &Session::execution() {
  if (!Runs)
    Runs = std::make_unique<Execution>(callGraph(), *Types, nullptr,
                                       Program.get(), ProgramView::All);
  return *Runs;
}

const Elsewhere &Session::elsewhere() {
  if (!Program)
    return nobodyElse();
  if (!Far)
    Far.emplace(*Program, Unit->getSourceManager());
  return *Far;
}

const Mutations &Session::mutations() {
  if (!Changed)
    Changed = std::make_unique<Mutations>(callGraph(), *Types);
  return *Changed;
}

TestCode &Session::tests() {
  if (!Tests)
    Tests = std::make_unique<TestCode>(callGraph(), *Known);
  return *Tests;
}

NoLints &Session::noLints() {
  if (!Silenced)
    Silenced =
        std::make_unique<NoLints>(Unit->getDiagnostics().getSourceManager());
  return *Silenced;
}
