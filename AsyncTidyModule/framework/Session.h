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
#include "edits/EditClaims.h"
#include "edits/IncludeRecord.h"
#include "flow/Reachability.h"
#include "knowledge/AsyncTypes.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <memory>

namespace clang::tidy {
class ClangTidyContext;
} // namespace clang::tidy

namespace clang::tidy::async {

/// Where the edits of two checks collide, the earlier one makes them, and the
/// other says so.
enum class Precedence { Lifetime, LostWork, Blocking, Reuse, Load, Cost };

class Session {
public:
  /// The session of the checks that clang-tidy creates together. All checks of
  /// a run join the same one; it ends with the last of them.
  static std::shared_ptr<Session> join(const ClangTidyContext *Run);

  explicit Session(const ClangTidyContext *Run) : Run(Run) {}

  using Callback = ast_matchers::MatchFinder::MatchCallback;
  /// The checks of the run that exist; \p Check is not owned.
  void add(Callback &Check, Precedence Rank) {
    Checks.emplace_back(Rank, &Check);
  }
  void remove(const Callback &Check) {
    llvm::erase_if(
        Checks, [&Check](const auto &Known) { return Known.second == &Check; });
  }
  /// All of them, in the order of their precedence; none at a second call.
  std::vector<Callback *> takeChecks();

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

  /// What the checks have edited in the unit so far.
  EditClaims &claims() { return Claims; }

private:
  static constexpr std::size_t KeptIndices = 8;
  /// The index made from the body of \p From.
  SharedIndex indexFrom(const FunctionDecl &From);

  const ClangTidyContext *Run;
  std::vector<std::pair<Precedence, Callback *>> Checks;
  bool Loaded = false;
  std::vector<Library> UserLibraries;
  const Preprocessor *Watched = nullptr;
  std::optional<IncludeRecord> Includes;
  const ASTContext *Unit = nullptr;
  bool Async = false;
  std::unique_ptr<Names> Known;
  std::unique_ptr<AsyncTypes> Types;
  /// The last used comes first.
  std::vector<std::pair<const FunctionDecl *, SharedIndex>> Indices;
  std::unique_ptr<CallGraph> Calls;
  std::unique_ptr<Reachability> Reach;
  EditClaims Claims;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_SESSION_H
