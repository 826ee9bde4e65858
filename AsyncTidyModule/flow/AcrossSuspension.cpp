//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/AcrossSuspension.h"
#include "flow/Dataflow.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

namespace {
/// More is stronger where paths meet.
enum class Freshness { Unknown, Fresh, Stale, Renewed };
enum Happening { Suspends, Ends, Renews, Begins, IsUsed };
} // namespace

struct AcrossSuspension::Event {
  Step Where;
  int What;
  const Stmt *At;

  bool operator<(const Event &Other) const {
    return std::tie(Where.Block, Where.Number, What) <
           std::tie(Other.Where.Block, Other.Where.Number, Other.What);
  }
};

namespace {
struct FreshState {
  Freshness Now = Freshness::Unknown;
  /// Of Stale: the suspension that is written first.
  const Expr *By = nullptr;
};
} // namespace

struct AcrossSuspension::Question : FlowQuestion<Question, FreshState> {
  explicit Question(llvm::ArrayRef<Event> Events, const SourceManager &SM)
      : Events(Events), SM(SM) {}

  FreshState boundary() const { return {}; }
  bool join(FreshState &Into, const FreshState &From) const {
    if (From.Now > Into.Now) {
      Into = From;
      return true;
    }
    if (From.Now != Into.Now || From.By == Into.By || !From.By || !Into.By ||
        !SM.isBeforeInTranslationUnit(From.By->getBeginLoc(),
                                      Into.By->getBeginLoc()))
      return false;
    Into.By = From.By;
    return true;
  }
  static void pass(FreshState &Now, const Event &E) {
    switch (E.What) {
    case Suspends:
      if (Now.Now == Freshness::Fresh || Now.Now == Freshness::Renewed)
        Now = {Freshness::Stale, cast<Expr>(E.At)};
      break;
    case Ends:
      Now = {};
      break;
    case Renews:
      if (Now.Now != Freshness::Unknown)
        Now = {Now.Now == Freshness::Fresh ? Freshness::Fresh
                                           : Freshness::Renewed,
               nullptr};
      break;
    case Begins:
      Now = {Freshness::Fresh, nullptr};
      break;
    default:
      break;
    }
  }
  llvm::ArrayRef<Event> in(unsigned Block) const {
    const auto Begin = llvm::partition_point(
        Events, [Block](const Event &E) { return E.Where.Block < Block; });
    auto End = Begin;
    while (End != Events.end() && End->Where.Block == Block)
      ++End;
    return llvm::ArrayRef(Begin, End);
  }
  void passBlock(FreshState &Now, const BlockOrder &, unsigned Block) const {
    for (const Event &E : in(Block))
      pass(Now, E);
  }

  llvm::ArrayRef<Event> Events;
  const SourceManager &SM;
};

bool AcrossSuspension::prepare() {
  if (std::exchange(Tried, true))
    return Blocks != nullptr;
  Graph = std::make_unique<FlowGraph>(Body);
  if (!*Graph)
    return false;
  Blocks = std::make_unique<BlockOrder>(*Graph);
  Left = size_t(64) * Blocks->size();
  llvm::SmallPtrSet<const Expr *, 8> Seen;
  for (unsigned Block = 0; Block < Blocks->size(); ++Block) {
    unsigned Number = 0;
    Blocks->forSteps(Block, /*Backward=*/false, [&](const FlowStep &At) {
      const Step Here{Block, Number++};
      if (!At.At)
        return;
      const Expr *Point = At.Await;
      if (!Point && isa<CoyieldExpr, DependentCoawaitExpr>(At.At))
        Point = cast<Expr>(At.At);
      if (Point && Points.contains(Point) && Seen.insert(Point).second)
        Suspensions.emplace_back(Here, Point);
      if (const auto *Declaration = dyn_cast<DeclStmt>(At.At))
        for (const Decl *D : Declaration->decls())
          if (const auto *Var = dyn_cast<VarDecl>(D))
            Declarations.try_emplace(Var, Here);
      if (Graph->runs(At.At))
        Steps.try_emplace(At.At, Here);
    });
  }
  return true;
}

void AcrossSuspension::add(const Stmt *S, int What, const Stmt *Written,
                           std::vector<Event> &Events) const {
  const auto It = Steps.find(S);
  if (It != Steps.end())
    Events.push_back({It->second, What, Written});
}

std::optional<UseBehind>
AcrossSuspension::firstUse(const KnownForAWhile &Known) {
  if (!prepare())
    return std::nullopt;
  std::vector<Event> Events;
  if (const auto It = Declarations.find(Known.Declared);
      Known.Declared && It != Declarations.end())
    Events.push_back({It->second, Begins, nullptr});
  const std::pair<const std::vector<const Stmt *> &, int> All[] = {
      {Known.Begins, Begins}, {Known.Renewals, Renews}, {Known.Ends, Ends}};
  for (const auto &[List, What] : All)
    for (const Stmt *S : List)
      add(S, What, S, Events);
  for (const KnownForAWhile::Use &Use : Known.Uses)
    add(Use.Runs, IsUsed, Use.Written, Events);
  if (Events.empty())
    return std::nullopt;
  unsigned First = Blocks->size(), Last = 0;
  for (const Event &E : Events) {
    const auto [Begin, End] = Blocks->loopsAround(E.Where.Block);
    First = std::min(First, Begin);
    Last = std::max(Last, End);
  }
  const auto Between = llvm::partition_point(
      Suspensions, [First](const auto &S) { return S.first.Block < First; });
  if (Between == Suspensions.end() || Between->first.Block > Last)
    return std::nullopt;
  // So that many of them in a long function cost no more than its length.
  const size_t Cost = Last - First + 1;
  if (Cost > Left)
    return std::nullopt;
  Left -= Cost;
  for (auto It = Between; It != Suspensions.end() && It->first.Block <= Last;
       ++It)
    Events.push_back({It->first, Suspends, It->second});
  llvm::sort(Events);

  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  Question Asked(Events, SM);
  const Dataflow<Question> Flow(*Blocks, Asked, First, Last);
  std::optional<UseBehind> Found;
  for (unsigned Block = First; Block <= Last; ++Block) {
    const FreshState *At = Flow.at(Block);
    if (!At)
      continue;
    FreshState Now = *At;
    for (const Event &E : Asked.in(Block)) {
      if (E.What == IsUsed && Now.Now == Freshness::Stale &&
          (!Found || SM.isBeforeInTranslationUnit(E.At->getBeginLoc(),
                                                  Found->Use->getBeginLoc())))
        Found = UseBehind{E.At, Now.By};
      Question::pass(Now, E);
    }
  }
  return Found;
}
