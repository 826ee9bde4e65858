//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/dangling-task/Outliving.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "flow/HeldLocks.h"
#include "clang/AST/Attr.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

/// \p Holder by its name, and its parts by theirs.
static llvm::SmallVector<const DeclRefExpr *, 4>
mentionsOf(const VarDecl &Holder, const BodyIndex &Index) {
  llvm::SmallVector<const DeclRefExpr *, 4> Found(Index.mentions(&Holder));
  if (const auto *Whole = dyn_cast<DecompositionDecl>(&Holder))
    for (const BindingDecl *Part : Whole->bindings())
      llvm::append_range(Found, Index.mentions(Part));
  return Found;
}

/// The task is stored in a variable that is declared outside of \p Scope, and
/// nothing in \p Scope looks at it again.
static bool leavesScope(const Stmt &Scope, const VarDecl &Holder,
                        const Destination &Way, const BodyIndex &Index) {
  if (isWithin(scopeOf(Holder, *Way.Where, Index), &Scope, Index))
    return false;
  return llvm::all_of(mentionsOf(Holder, Index), [&](const DeclRefExpr *M) {
    return !isWithin(M, &Scope, Index) || fillAt(*M, Index) ||
           looksAtNoElement(*M, Index) || isWithin(M, Way.Where, Index);
  });
}

/// The return statement of \p Body that a task of type \p Task in \p Holder
/// leaves through; else null.
static const Stmt *returned(const VarDecl &Holder, QualType Task,
                            const BodyIndex &Index, const CallableBody &Body) {
  const auto IsOther = [Task](const Stmt *S) {
    return isa<MemberExpr>(S) &&
           !cast<MemberExpr>(S)->getType()->isDependentType() &&
           recordOf(cast<MemberExpr>(S)->getType()) != recordOf(Task);
  };
  for (const DeclRefExpr *Mention : mentionsOf(Holder, Index)) {
    const Stmt *S = Index.parent(Mention);
    if (isa<BindingDecl>(Mention->getDecl()) &&
        recordOf(Mention->getType()) != recordOf(Task))
      continue;
    // `return t;`, `return std::move(t);`, `return std::move(t.first);`
    while ((isa_and_nonnull<CastExpr, ParenExpr, FullExpr, CXXConstructExpr,
                            MaterializeTemporaryExpr, CXXBindTemporaryExpr,
                            InitListExpr, MemberExpr>(S) &&
            !IsOther(S)) ||
           movedBy(S))
      S = Index.parent(S);
    if (isa_and_nonnull<ReturnStmt, CoreturnStmt>(S) &&
        Index.enclosing(S) == &Body)
      return S;
  }
  return nullptr;
}

/// An operator of std or of an iterator, `v.size()`, `v.begin()`.
static bool isCallWithoutWait(const Stmt &S) {
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return false;
  const bool IsStd = Callee->getEnclosingNamespaceContext()->isStdNamespace();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
    const CXXRecordDecl *Of = recordOf(Operator->getArg(0)->getType());
    return IsStd || (Of && Of->hasAttr<PointerAttr>());
  }
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  return IsStd && Method && Method->getParent()->hasAttr<OwnerAttr>() &&
         (Method->isConst() || plainName(Method) == "begin" ||
          plainName(Method) == "end");
}

/// True for what may wait for something by itself.
static bool mayWait(const Stmt &S) {
  return (isa<CallExpr>(S) && !isCallWithoutWait(S)) ||
         isa<CoroutineSuspendExpr, DependentCoawaitExpr, CXXConstructExpr,
             CXXNewExpr, CXXDeleteExpr>(S);
}

/// True for what calls and awaits nothing that could wait, and ends.
static bool waitsForNothing(const Stmt *S) {
  return !anyWritten(
      S, [](const Stmt &Part) { return mayWait(Part) || isLoop(&Part); });
}

namespace {
/// Looks at what runs behind a statement, up to the end of a scope.
class Afterwards {
public:
  /// \p Scope is null for the whole of \p Function.
  Afterwards(const Stmt *Scope, const FunctionDecl &Function,
             const BodyIndex &Index)
      : Scope(Scope), Function(Function), Index(Index) {}

  /// True when nothing that could wait runs between \p Statement and the end.
  bool isEndBehind(const Stmt *Statement) {
    First = Statement;
    while (true) {
      const Stmt *Around = Index.parent(Statement);
      if (Statement == Scope || Statement == Function.getBody() || !Around)
        return !Scope || Statement == Scope;
      const std::optional<bool> Known = step(Statement, Around);
      if (Known)
        return *Known;
    }
  }

private:
  /// One step outward; the answer when that is known, else \p Statement is what
  /// is looked at next.
  std::optional<bool> step(const Stmt *&Statement, const Stmt *Around) {
    if (const auto *Block = dyn_cast<CompoundStmt>(Around))
      return behind(Statement, *Block);
    if (isa<ReturnStmt, CoreturnStmt>(Around))
      return true;
    if (const auto *If = dyn_cast<IfStmt>(Around);
        If && Statement != If->getThen() && Statement != If->getElse() &&
        !(waitsForNothing(If->getThen()) &&
          (!If->getElse() || waitsForNothing(If->getElse()))))
      return false;
    // In a loop, more rounds follow unless the scope is one of them.
    if (isLoop(Around) && Around != Scope && !onlyRepeats(*Around))
      return false;
    if (!isa<IfStmt, DeclStmt, CXXTryStmt, CXXCatchStmt, SwitchStmt, SwitchCase,
             LabelStmt, AttributedStmt, CoroutineBodyStmt>(Around) &&
        !isLoop(Around) && Around != Scope)
      return false;
    Statement = Around;
    return std::nullopt;
  }

  /// The rounds of \p Loop do nothing else that could wait.
  bool onlyRepeats(const Stmt &Loop) const {
    const Expr *Condition = conditionOf(&Loop);
    if (!isa<CXXForRangeStmt>(Loop) &&
        (!Condition || isa<CXXBoolLiteralExpr, IntegerLiteral>(
                           Condition->IgnoreParenImpCasts())))
      return false; // It may never end.
    return !anyWritten(&Loop, [&](const Stmt &Part) {
      return (mayWait(Part) ||
              (isLoop(&Part) && !isWithin(First, &Part, Index))) &&
             !isWithin(&Part, First, Index);
    });
  }

  /// What stands in \p Block behind \p Statement.
  std::optional<bool> behind(const Stmt *&Statement,
                             const CompoundStmt &Block) {
    const auto At = llvm::find(Block.body(), Statement);
    if (At == Block.body_end())
      return false;
    Statement = &Block;
    for (const Stmt *Next : llvm::make_range(std::next(At), Block.body_end())) {
      if (!waitsForNothing(Next))
        return false;
      if (isa<ReturnStmt, CoreturnStmt>(Next))
        return true;
      if (isa<BreakStmt, ContinueStmt>(Next))
        return leave(Statement, isa<ContinueStmt>(Next));
    }
    return std::nullopt;
  }

  /// By `break` or `continue`.
  std::optional<bool> leave(const Stmt *&Statement, bool Continues) {
    while (Statement && !isLoop(Statement) &&
           (Continues || !isa<SwitchStmt>(Statement))) {
      if (Statement == Scope)
        return true;
      Statement = Index.parent(Statement);
    }
    // The next round belongs to the scope.
    if (!Statement || (Continues && Statement != Scope))
      return false;
    return std::nullopt;
  }

  const Stmt *Scope;
  const FunctionDecl &Function;
  const BodyIndex &Index;
  const Stmt *First = nullptr;
};
} // namespace

/// A pool or scope may, or the last pointer to one. What is copied, as
/// executors are, only leads to it.
static bool mayJoin(QualType T) {
  const CXXRecordDecl *Class = recordOf(T);
  if (T.isDestructedType() == QualType::DK_none || !Class ||
      Class->isInStdNamespace())
    return T.isDestructedType() != QualType::DK_none;
  const auto Copies = [](const CXXConstructorDecl *Constructor) {
    return Constructor->isCopyConstructor() && !Constructor->isDeleted();
  };
  return !(Class->needsImplicitCopyConstructor()
               ? Class->hasSimpleCopyConstructor()
               : llvm::any_of(Class->ctors(), Copies));
}

/// The variable dies right behind the statement that hands the task over, or
/// leaves it running, and nothing local has the task.
static bool diesBehind(const VarDecl &Var, const Destination &Way,
                       const Expr &Task, const Stmt *Scope,
                       const CallableBody &Body, const BodyIndex &Index) {
  const Stmt *Statement = Way.To ? Way.To : Way.Where;
  while (isa_and_nonnull<Expr>(Index.parent(Statement)) &&
         !isa<LambdaExpr>(Index.parent(Statement)))
    Statement = Index.parent(Statement);
  const auto Suspends = [&](const Stmt &S) {
    return isa<CoroutineSuspendExpr>(S) && !isWithin(&S, &Task, Index);
  };
  if (Body.Callable->isMain() || anyWritten(Statement, Suspends, Parts::Own) ||
      !Afterwards(Scope, *Body.Callable, Index).isEndBehind(Statement))
    return false;
  // A pool or scope of this function may join in its destructor, and what the
  // other arguments mention may wait.
  return !anyWritten(Statement, [&](const Stmt &S) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    const auto *Local = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Local && Local != &Var && Local->isLocalVarDecl() &&
           Local->getDeclContext() == Body.Callable &&
           !Local->getType()->isReferenceType() && mayJoin(Local->getType()) &&
           !isWithin(Ref, &Task, Index);
  });
}

/// The coroutine around \p Task, which was dropped, goes on and waits for other
/// things: it mentions nothing more that the task was given.
static bool isForgotten(const Expr &Task, const CallableBody &Body,
                        const BodyIndex &Index) {
  const auto Given = mentionedIn(&Task);
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  const auto IsBehind = [&](const Stmt &S) {
    return SM.isBeforeInTranslationUnit(Task.getEndLoc(), S.getBeginLoc());
  };
  for (const Stmt *P = Index.parent(&Task); P; P = Index.parent(P))
    if (isLoop(P) || isa<LambdaExpr>(P))
      return false;
  return !mentionsObject(&Task) &&
         !anyWritten(Body.Callable->getBody(), [&](const Stmt &S) {
           const auto *Ref = dyn_cast<DeclRefExpr>(&S);
           return Ref && IsBehind(S) && isa<VarDecl>(Ref->getDecl()) &&
                  Given.contains(Ref->getDecl());
         });
}

bool clang::tidy::async::givesAway(const VarDecl &Var, const BodyIndex &Index) {
  return llvm::any_of(Index.mentions(&Var), [&](const DeclRefExpr *Mention) {
    const Stmt *Around = Index.spelledParent(Mention);
    if (const auto *Call = dyn_cast_or_null<CallExpr>(Around))
      return Call->isCallToStdMove();
    const auto *Member = dyn_cast_or_null<MemberExpr>(Around);
    return Member && Member->getMemberDecl()->getIdentifier() &&
           llvm::is_contained(
               std::initializer_list<llvm::StringRef>{"release", "swap"},
               Member->getMemberDecl()->getName());
  });
}

/// \p Holder is a variable of \p Body, and nobody else's.
static bool isOwnVariable(const VarDecl *Holder, const CallableBody &Body) {
  return Holder && Holder->hasLocalStorage() &&
         !Holder->getType()->isReferenceType() &&
         Holder->getDeclContext() == Body.Callable;
}

/// The task may go to a variable of this function, by another name.
static bool mayBeOwn(const Destination &Way) {
  if (Way.Kind != DestinationKind::Stored &&
      Way.Kind != DestinationKind::Pushed)
    return false;
  return Way.Holder ? Way.Holder->getType()->isReferenceType() &&
                          !isa<ParmVarDecl>(Way.Holder)
                    : !Way.Member;
}

bool clang::tidy::async::outlives(const Destination &Way, const Borrow &B,
                                  const Expr &Task, const CallableBody &Body,
                                  const BodyIndex &Index,
                                  SourceLocation &Where) {
  if (B.Temporary)
    return true;
  const VarDecl &Var = *B.Variable;
  if (Var.getDeclContext() != Body.Callable ||
      (B.IsOwned && givesAway(Var, Index)))
    return false;
  const bool Plain = !isCoroutine(*Body.Callable);
  if (Way.Kind == DestinationKind::Returned || Way.ResultReturned)
    return Plain || !isa<ParmVarDecl>(Var);
  const Stmt *Scope = scopeOf(Var, *Way.Where, Index);
  if (!isOwnVariable(Way.Holder, Body))
    return !mayBeOwn(Way) && (diesBehind(Var, Way, Task, Scope, Body, Index) ||
                              (Way.Kind == DestinationKind::Dropped && !Plain &&
                               isForgotten(Task, Body, Index)));
  if (Scope && leavesScope(*Scope, *Way.Holder, Way, Index))
    return true;
  const Stmt *Return = Plain || !isa<ParmVarDecl>(Var)
                           ? returned(*Way.Holder, Task.getType(), Index, Body)
                           : nullptr;
  if (Return)
    Where = Return->getBeginLoc();
  return Return;
}

bool clang::tidy::async::outlivesCall(const Destination &Way, const Borrow &B,
                                      const Expr &Task,
                                      const CallableBody &Body,
                                      const BodyIndex &Index) {
  return B.Variable && B.IsCallers &&
         B.Variable->getDeclContext() == Body.Callable &&
         Way.Kind != DestinationKind::Returned && !Way.ResultReturned &&
         !isOwnVariable(Way.Holder, Body) && !mayBeOwn(Way) &&
         diesBehind(*B.Variable, Way, Task, nullptr, Body, Index);
}

static bool isGuard(const VarDecl &Var, const AsyncTypes &Types,
                    const BodyIndex &Index) {
  const CXXRecordDecl *Class = recordOf(Var.getType());
  if (!Class || Var.getType()->isReferenceType() || !Var.hasLocalStorage() ||
      !Class->hasDefinition() || !Class->hasNonTrivialDestructor() ||
      !Class->getIdentifier() || !Var.hasInit() ||
      Var.getLocation().isMacroID())
    return false;
  // `auto self = shared_from_this();`
  if (Class->isInStdNamespace() && Class->getName() == "shared_ptr") {
    const auto *Call = dyn_cast<CallExpr>(stripImplicit(Var.getInit()));
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    return Callee && Callee->getIdentifier() &&
           Callee->getName() == "shared_from_this";
  }
  return HeldLocks(Index, Types).mayBeHeldBy(Var.getType()) ||
         Types.names().usual().tell(Usual::Guard, Class);
}

/// Reads nothing that a guard could protect.
static bool readsOnlyLocals(const Stmt *S) {
  const auto ReadsOther = [](const Stmt &Part) {
    if (const auto *Member = dyn_cast<MemberExpr>(&Part))
      return isa<FieldDecl>(Member->getMemberDecl());
    const auto *Ref = dyn_cast<DeclRefExpr>(&Part);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Var && !Var->hasLocalStorage() && !Var->isConstexpr();
  };
  return !anyWritten(S, ReadsOther, Parts::Evaluated);
}

const VarDecl *clang::tidy::async::guardBefore(const Stmt &Return,
                                               const AsyncTypes &Types,
                                               const BodyIndex &Index) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Index.parent(&Return));
  if (!Block)
    return nullptr;
  const Stmt *Before = nullptr;
  for (const Stmt *S : Block->body()) {
    if (S == &Return)
      break;
    Before = S;
  }
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(Before);
  const auto *Var = Declaration && Declaration->isSingleDecl()
                        ? dyn_cast<VarDecl>(Declaration->getSingleDecl())
                        : nullptr;
  return Var && isGuard(*Var, Types, Index) && Index.mentions(Var).empty() &&
                 readsOnlyLocals(&Return)
             ? Var
             : nullptr;
}
