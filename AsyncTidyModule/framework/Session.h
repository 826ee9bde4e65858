//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What the checks of one clang-tidy run over one translation unit share.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_SESSION_H
#define ASYNCTIDY_SESSION_H

#include "code/BodyIndex.h"
#include "code/CallGraph.h"
#include "code/Mutations.h"
#include "code/TestCode.h"
#include "edits/EditClaims.h"
#include "edits/IncludeRecord.h"
#include "flow/Reachability.h"
#include "framework/NoLints.h"
#include "framework/Rule.h"
#include "knowledge/AsyncTypes.h"
#include "program/Execution.h"
#include "program/FarAnswers.h"
#include "program/Summary.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Basic/PartialDiagnostic.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <memory>

namespace clang::tidy {
class ClangTidyContext;
} // namespace clang::tidy

namespace clang::tidy::async {

class Session {
public:
  /// The session of the checks that clang-tidy creates together. All checks of
  /// a run join the same one; it ends with the last of them.
  static std::shared_ptr<Session> join(const ClangTidyContext *Run);

  explicit Session(const ClangTidyContext *Run) : Run(Run) {}

  using Callback = ast_matchers::MatchFinder::MatchCallback;
  /// What the session asks of a check of its run.
  class Member {
  public:
    virtual Callback &callback() = 0;
    virtual void lookAt(const FunctionDecl &Function) = 0;
    /// True when it wants to see initializers outside of functions, too.
    virtual bool looksAtInitializers() const = 0;
    virtual void leaveUnit() = 0;

  protected:
    ~Member() = default;
  };

  /// The checks of the run that exist; \p Check is not owned.
  void add(Member &Check, Precedence Rank) {
    Checks.emplace_back(Rank, &Check);
  }
  void remove(const Member &Check) {
    llvm::erase_if(
        Checks, [&Check](const auto &Known) { return Known.second == &Check; });
  }
  /// All of them, in the order of their precedence; none at a second call.
  std::vector<Member *> takeChecks();

  /// Reads the user's vocabulary files: those listed in \p Files
  /// (semicolon-separated, relative to the working directory), and every
  /// .async-tidy.yaml from the folder of \p Source upward. Only the first call
  /// reads; it returns the errors, each a line for a human.
  std::vector<std::string> loadVocabulary(llvm::vfs::FileSystem &FS,
                                          llvm::StringRef Files,
                                          llvm::StringRef Source);

  /// Makes \p Ctx the translation unit that the rest is about. Cheap when it
  /// already is. Everything below is for that unit.
  void enter(const ASTContext &Ctx);

  /// Remembers where the unit includes what. Cheap when it already does.
  void watchIncludes(Preprocessor &PP);

  /// The edit that makes \p File include \p Header; none when it does.
  std::optional<FixItHint> includeIn(FileID File, llvm::StringRef Header) {
    return Includes->insertion(File, Header);
  }

  /// IncludeRecord::reads.
  bool reads(SourceLocation At, SourceLocation Loc) const {
    return Includes->reads(At, Loc);
  }

  /// The tasks of libraries that the unit does not use, with the header that
  /// declares them, of those for which \p HasHeader holds.
  std::vector<KnownTask>
  otherTasks(llvm::function_ref<bool(llvm::StringRef Header)> HasHeader) const;

  /// The first call in a unit ends it for all checks, in their order, which
  /// clang does not keep: what is postponed is looked at, and said. \p MainFile
  /// is for the summary; returns a line for a human where that has failed.
  std::string leave(llvm::StringRef MainFile);

  /// What this and other files tell each other goes to and comes from files;
  /// both may be empty. Only the first call counts; returns a line for a human
  /// when the program cannot be used.
  void summarizeTo(llvm::StringRef Target);
  std::string openProgram(llvm::vfs::FileSystem &FS, llvm::StringRef Path);
  /// Null when nobody wants one.
  Summary *summary() { return Written ? &*Written : nullptr; }
  /// Null without one.
  const LinkedProgram *program() const { return Program.get(); }

  /// Lets all checks look at \p Function when the unit is left.
  void postpone(const FunctionDecl &Function) {
    // They ask one after the other.
    if (Instantiations.empty() || Instantiations.back() != &Function)
      Instantiations.push_back(&Function);
  }
  /// Makes \p Say, which makes edits on notes, wait for all others.
  void postpone(llvm::unique_function<void()> Say) {
    Judgements.push_back(std::move(Say));
  }

  /// For the arguments of messages; lives as long as the session.
  PartialDiagnostic::DiagStorageAllocator &diagnosticStorage() {
    return Storage;
  }

  /// False when the unit has neither coroutines nor a library that the
  /// vocabulary knows, so that no check can find anything.
  bool isAsync() const { return Async; }

  const Names &names() const { return *Known; }
  const AsyncTypes &types() const { return *Types; }

  /// The index of the function that \p Callable belongs to; null when it has no
  /// body. The last few are kept: who looks at a function and its callers goes
  /// to and fro between them.
  SharedIndex index(const FunctionDecl &Callable);

  /// Made at the first call; for the whole unit.
  CallGraph &callGraph();

  /// As above, without the boundaries that a check's options name.
  const Reachability &reachability();

  /// Where functions run, as far as the unit and the linked program show.
  const Execution &execution();

  /// What other files know of functions, as far as the linked program shows.
  const Elsewhere &elsewhere();

  /// Who changes which container, in the whole unit; made at the first call.
  const Mutations &mutations();

  /// Which code is a test's; made at the first call.
  TestCode &tests();

  /// What the checks have edited in the unit so far.
  EditClaims &claims() { return Claims; }

  /// What NOLINT comments silence; made at the first call.
  NoLints &noLints();

private:
  static constexpr std::size_t KeptIndices = 8;
  /// The index made from the body of \p From.
  SharedIndex indexFrom(const FunctionDecl &From);

  const ClangTidyContext *Run;
  std::vector<std::pair<Precedence, Member *>> Checks;
  bool Taken = false;
  bool Loaded = false;
  std::vector<Library> UserLibraries;
  const Preprocessor *Watched = nullptr;
  std::optional<IncludeRecord> Includes;
  const ASTContext *Unit = nullptr;
  /// From enter() to leave().
  bool Inside = false;
  bool Async = false;
  std::unique_ptr<Names> Known;
  std::unique_ptr<AsyncTypes> Types;
  /// The last used comes first.
  std::vector<std::pair<const FunctionDecl *, SharedIndex>> Indices;
  std::unique_ptr<CallGraph> Calls;
  std::unique_ptr<Reachability> Reach;
  std::unique_ptr<Execution> Runs;
  std::optional<FarAnswers> Far;
  std::optional<Summary> Written;
  std::unique_ptr<LinkedProgram> Program;
  bool ProgramOpened = false;
  std::unique_ptr<Mutations> Changed;
  std::unique_ptr<TestCode> Tests;
  EditClaims Claims;
  std::unique_ptr<NoLints> Silenced;
  std::vector<const FunctionDecl *> Instantiations;
  PartialDiagnostic::DiagStorageAllocator Storage;
  std::vector<llvm::unique_function<void()>> Judgements;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_SESSION_H
