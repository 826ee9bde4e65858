//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/stale-reference/StaleReferenceCheck.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "code/Suspensions.h"
#include "clang/AST/ASTLambda.h"

namespace clang::tidy::async {

static constexpr RuleOption StaleReferenceOptions[] = {
    {"AssumeMutated", "false",
     "`true`: whatever others can reach is taken to be changed while a "
     "coroutine is suspended, also where no function of the file does that."}};

const Rule StaleReferenceCheck::TheRule = {
    "async-stale-reference",
    "a reference into what others change while a coroutine is suspended",
    "an iterator, reference, pointer or view that is used behind a `co_await` "
    "without being derived again; a loop over such a range",
    "a copy, an owner with a name, the look-up once more",
    Repairs::FixOrNote,
    Precedence::Lifetime,
    StaleReferenceOptions};

bool StaleReferenceCheck::concerns(const FunctionDecl &Function) const {
  return isCoroutine(Function);
}

/// True where a gate was closed before, so that nobody else runs.
bool StaleReferenceCheck::isBehindAGate(const LocalReference &Local,
                                        const CallableBody &Body) {
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  return llvm::any_of(Body.Calls, [&](const CallExpr *Call) {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    if (!Member || !SM.isBeforeInTranslationUnit(
                       Call->getBeginLoc(), Local.derivation().getBeginLoc()))
      return false;
    const llvm::StringRef Name = calleeName(Call);
    const CXXRecordDecl *Class = recordOf(objectType(*Member));
    return (Name == "close" || Name == "join" || Name == "joinAsync" ||
            Name == "cleanup" || Name == "stop") &&
           Class && Class->getIdentifier() &&
           llvm::any_of(wordsOfName(Class->getName()),
                        [](llvm::StringRef Word) {
                          return Word == "gate" || Word == "scope" ||
                                 Word == "group" || Word == "nursery";
                        });
  });
}

/// Drops what a local keeps alive by a smart pointer of its own.
static void dropKept(ReferredObject &Of, const CallableBody &Body,
                     const Names &Known) {
  for (const VarDecl *Local : Body.Locals) {
    if (Local->getType()->isReferenceType() || !Local->getInit() ||
        Known.container(recordOf(Local->getType())) !=
            ContainerKind::SharedOwner)
      continue;
    const Expr *From = stripCopies(Local->getInit());
    if (!From->isGLValue())
      continue;
    const ContainerKey Kept = objectOf(*From, Known).Key;
    for (unsigned I = Of.Into.size(); Kept.What && I-- > 0;)
      if (Of.Into[I].Kind == ContainerKind::SharedOwner &&
          Of.Into[I].Key.id() == Kept.id()) {
        Of.Into.erase(Of.Into.begin(), Of.Into.begin() + I + 1);
        break;
      }
  }
}

void StaleReferenceCheck::say(const LocalReference &Local,
                              const UseBehind &Stale, const ReferredInto *Into,
                              const MutationSite *Change,
                              const CallableBody &Body,
                              const BodyIndex &Index) {
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  SourceLocation Loc =
      Local.Loop ? Local.Loop->getForLoc() : Stale.Use->getBeginLoc();
  if (SM.isMacroArgExpansion(Loc))
    Loc = SM.getFileLoc(Loc); // Of an assertion, a log.
  if (!isNew(Loc))
    return;
  Rewrite Edits = rewrite(*Body.Callable);
  refresh(Local, Stale, Into, Body, Index, types(), Edits);
  const std::string Name =
      !Local.Var ? std::string()
      : isa<DecompositionDecl>(Local.Var)
          ? ("[" +
             cast<DecompositionDecl>(Local.Var)->bindings()[0]->getName() +
             ", ...]")
                .str()
          : Local.Var->getNameAsString();
  const unsigned Form = Local.Loop ? 0 : Into ? 1 : 2;
  Report Said = report(
      Loc,
      "%select{this loop goes on with a stale iterator: '%2' can change while "
      "the coroutine is suspended in it|'%1' may be stale here: '%2' can "
      "change "
      "while the coroutine is suspended|'%1' may be dead here: it refers to "
      "what a smart pointer owned that is gone}0",
      std::move(Edits));
  Said << Form << Name << (Into ? Into->Key.What->getName() : "");
  if (!Local.Loop)
    Said.note(Local.Var->getLocation(), "it is derived here");
  Said.note(beginOf(*Stale.Suspension), "the coroutine is suspended here");
  if (!Change)
    return;
  const FunctionDecl *In = outermostFunction(Change->In);
  Said.note(beginOf(*Change->At), "%0 changes '%1' here")
      << In << Into->Key.What->getName();
}

/// Looks at one of them; true when it was reported.
bool StaleReferenceCheck::look(const LocalReference &Local,
                               AcrossSuspension &Flow, const CallableBody &Body,
                               const BodyIndex &Index) {
  // Before the control flow: most containers are changed by nobody.
  const auto IsChanged = [this](const ReferredInto &Into) {
    return llvm::any_of(mutations().of(Into.Key), [&](const MutationSite &S) {
      return invalidates(S.How, Into);
    });
  };
  if (!Local.Of.Temporary && !AssumeMutated &&
      llvm::none_of(Local.Of.Into, IsChanged))
    return false;
  const auto Stale = Flow.firstUse(knownOf(Local, Body, Index, names()));
  if (!Stale || mutations().endsSomething(*Body.Callable) ||
      isBehindAGate(Local, Body))
    return false;
  if (Local.Of.Temporary) {
    say(Local, *Stale, nullptr, nullptr, Body, Index);
    return true;
  }
  const auto Held =
      heldAcross(Local.derivation(), *Stale->Suspension, Body, Index);
  for (const ReferredInto &Into : llvm::reverse(Local.Of.Into)) {
    const MutationSite *Change = mutations().meanwhile(
        Into.Key, Body, *Stale->Suspension, Held,
        [&](const MutationSite &S) { return invalidates(S.How, Into); });
    if (!Change && !(AssumeMutated && Held.empty()))
      continue;
    say(Local, *Stale, &Into, Change, Body, Index);
    return true;
  }
  return false;
}

void StaleReferenceCheck::checkBody(const CallableBody &Body,
                                    const BodyIndex &Index) {
  if (!isCoroutine(*Body.Callable))
    return;
  const std::vector<const Expr *> Points = suspensionsIn(Body, types());
  if (Points.empty())
    return;
  AcrossSuspension Flow(Body, Points);
  const CXXForRangeStmt *Told = nullptr;
  for (LocalReference &Local : localReferences(Body, names())) {
    // A loop and its variable are one.
    if (Told && Local.Var == Told->getLoopVariable())
      continue;
    dropKept(Local.Of, Body, names());
    if (Local.Of.refers() && look(Local, Flow, Body, Index) && Local.Loop)
      Told = Local.Loop;
  }
}

} // namespace clang::tidy::async
