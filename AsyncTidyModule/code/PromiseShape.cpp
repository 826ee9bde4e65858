//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/PromiseShape.h"
#include "code/BodyIndex.h"
#include "code/Suspensions.h"
#include "code/Throwing.h"

using namespace clang;
using namespace clang::tidy::async;

/// The body of the function that \p Call calls, as it was written.
static const Stmt *bodyOfCallee(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return nullptr;
  const FunctionDecl *Definition = nullptr;
  if (const Stmt *Body = Callee->getBody(Definition))
    return Body;
  const FunctionDecl *Pattern = Callee->getTemplateInstantiationPattern();
  return Pattern ? Pattern->getBody(Definition) : nullptr;
}

static const FunctionDecl *calleeOf(const Stmt *S) {
  const auto *Call = dyn_cast<CallExpr>(S);
  return Call ? Call->getDirectCallee() : nullptr;
}

/// `throw;`, and what does the same.
static bool isRethrow(const Stmt *S) {
  if (isa<CXXThrowExpr>(S))
    return true;
  const FunctionDecl *Callee = calleeOf(S);
  return Callee && Callee->getIdentifier() &&
         Callee->getName() == "rethrow_exception";
}

static bool endsTheProgram(const Stmt *S) {
  const FunctionDecl *Callee = calleeOf(S);
  return Callee && Callee->isNoReturn() && !isRethrow(S);
}

/// `std::current_exception()`, or a copy of it: to ask for it does nothing.
static bool isCurrentException(const Expr *E) {
  E = stripImplicit(E);
  while (const auto *Copy = dyn_cast<CXXConstructExpr>(E)) {
    if (Copy->getNumArgs() != 1)
      break;
    E = stripImplicit(Copy->getArg(0));
  }
  const FunctionDecl *Callee = calleeOf(E);
  return Callee && Callee->getIdentifier() && Callee->isInStdNamespace() &&
         Callee->getName() == "current_exception";
}

namespace {
/// What the statements of an `unhandled_exception` are, in their order.
struct Survey {
  bool Acts = false, Rethrows = false, Ends = false;

  explicit Survey(const Stmt *Whole) : Whole(Whole) { visit(Whole); }

private:
  /// \p Part is a part of \p Whole.
  Survey(const Stmt *Whole, const Stmt *Part) : Whole(Whole) { visit(Part); }

  void visit(const Stmt *S) {
    if (!S || Ends)
      return;
    if (isa<CompoundStmt>(S)) {
      for (const Stmt *Child : S->children())
        visit(Child);
      return;
    }
    if (isa<NullStmt, ReturnStmt>(S))
      return;
    if (const auto *Try = dyn_cast<CXXTryStmt>(S))
      return visitTry(*Try);
    if (const auto *Statement = dyn_cast<DeclStmt>(S)) {
      for (const Decl *D : Statement->decls())
        Acts |= !isForgotten(*D);
      return;
    }
    if (const auto *E = dyn_cast<Expr>(S))
      return visitExpression(*stripImplicit(E));
    Acts = true;
  }

  /// A variable that holds the exception, and that nothing reads.
  bool isForgotten(const Decl &D) const {
    const auto *Var = dyn_cast<VarDecl>(&D);
    if (!Var || !Var->isLocalVarDecl() || Var->isStaticLocal() ||
        !Var->getInit() || !isCurrentException(Var->getInit()))
      return false;
    unsigned Mentions = 0, Silenced = 0;
    forEachWritten<Expr>(Whole, [&](const Expr &Part) {
      const auto *Cast = dyn_cast<ExplicitCastExpr>(&Part);
      const auto *Ref = dyn_cast<DeclRefExpr>(
          Cast ? stripImplicit(Cast->getSubExpr()) : &Part);
      if (!Ref || Ref->getDecl() != Var)
        return;
      Mentions += !Cast;
      Silenced += Cast && Cast->getType()->isVoidType();
    });
    return Mentions == Silenced;
  }

  /// `try { throw; } catch (...) {}`: the handlers decide.
  void visitTry(const CXXTryStmt &Try) {
    const Survey Tried(Whole, Try.getTryBlock());
    Acts |= Tried.Acts;
    Ends |= Tried.Ends;
    bool Leaves = Tried.Rethrows;
    for (unsigned I = 0; I != Try.getNumHandlers(); ++I) {
      const CXXCatchStmt &Handler = *Try.getHandler(I);
      const Survey Handled(Whole, Handler.getHandlerBlock());
      Acts |= Handled.Acts || (Handled.Ends && Handler.getExceptionDecl());
      Rethrows |= Handled.Rethrows;
      if (Handler.getExceptionDecl())
        continue;
      Leaves = false;
      Ends |= Handled.Ends;
    }
    Rethrows |= Leaves;
  }

  void visitExpression(const Expr &E) {
    if (endsTheProgram(&E)) {
      Ends = true;
    } else if (isRethrow(&E)) {
      Rethrows = true;
    } else if (const auto *Choice = dyn_cast<ConditionalOperator>(&E)) {
      // `assert(false)`
      visitExpression(*stripImplicit(Choice->getTrueExpr()));
      visitExpression(*stripImplicit(Choice->getFalseExpr()));
    } else if (const auto *Cast = dyn_cast<CastExpr>(&E);
               Cast && Cast->getType()->isVoidType()) {
      // The `(void)0` of an assertion that is off, or what only silences the
      // compiler.
      const Expr *Silenced = stripImplicit(Cast->getSubExpr());
      Acts |= !isa<IntegerLiteral, DeclRefExpr>(Silenced) &&
              !isCurrentException(Silenced);
    } else if (!isCurrentException(&E)) {
      Acts = true;
    }
  }

  const Stmt *Whole;
};
} // namespace

ExceptionFate clang::tidy::async::exceptionFate(const CoroutineBodyStmt &Body) {
  const auto *Handler = dyn_cast_or_null<Expr>(
      const_cast<CoroutineBodyStmt &>(Body).getExceptionHandler());
  const auto *Call =
      Handler ? dyn_cast<CallExpr>(stripImplicit(Handler)) : nullptr;
  if (!Call)
    return ExceptionFate::Unknown;
  const Stmt *Written = bodyOfCallee(*Call);
  if (!Written)
    return endsTheProgram(Call) ? ExceptionFate::Terminates
                                : ExceptionFate::Unknown;
  const Survey Found(Written);
  // What was logged or stored before helps nobody any more.
  if (Found.Ends || (Found.Rethrows && isNoexcept(*Call->getDirectCallee())))
    return ExceptionFate::Terminates;
  if (Found.Rethrows)
    return ExceptionFate::Rethrows;
  return Found.Acts ? ExceptionFate::HandedOn : ExceptionFate::Swallows;
}

bool clang::tidy::async::promiseUsesParameters(const CoroutineBodyStmt &Body) {
  const VarDecl *Promise = Body.getPromiseDecl();
  const Expr *Init = Promise ? Promise->getInit() : nullptr;
  const auto *Construct =
      dyn_cast_or_null<CXXConstructExpr>(Init ? stripImplicit(Init) : nullptr);
  const auto *Allocation = dyn_cast_or_null<CallExpr>(
      Body.getAllocate() ? stripImplicit(Body.getAllocate()) : nullptr);
  return (Construct && Construct->getNumArgs() > 0) ||
         (Init && isa<ParenListExpr>(stripImplicit(Init))) ||
         (Allocation && Allocation->getNumArgs() > 1);
}

bool clang::tidy::async::startsEagerly(const CoroutineBodyStmt &Body) {
  const Stmt *Start =
      const_cast<CoroutineBodyStmt &>(Body).getInitSuspendStmt();
  const auto *Await =
      Start ? dyn_cast<CoawaitExpr>(stripImplicit(cast<Expr>(Start))) : nullptr;
  return Await && isAlwaysReady(Await->getReadyExpr());
}

bool clang::tidy::async::holdsNothing(QualType T) {
  if (T->isVoidType())
    return true;
  const CXXRecordDecl *Record = recordOf(T);
  Record = Record ? Record->getDefinition() : nullptr;
  return Record && !Record->isDependentType() && Record->isEmpty();
}

/// True for a class that is called like a detached one, and whose `co_await`
/// is deleted, or constrained: somebody who says `fire_and_forget` forgets.
static bool isDetachedByName(QualType T, const AsyncTypes &Types) {
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record || !Types.names().usual().tell(Usual::Start, Record))
    return false;
  const auto Operators = membersNamed(
      Record, Types.context().DeclarationNames.getCXXOperatorName(OO_Coawait));
  return !Operators.empty() && llvm::all_of(Operators, [](const NamedDecl *D) {
    const auto *Function = dyn_cast<FunctionDecl>(D->getUnderlyingDecl());
    return Function && (Function->isDeleted() ||
                        bool(Function->getTrailingRequiresClause()));
  });
}

bool clang::tidy::async::nobodyCanAwait(const FunctionDecl &Coroutine,
                                        const AsyncTypes &Types) {
  const QualType Returned = Coroutine.getReturnType();
  const AsyncType Type = Types.classify(Returned);
  if (Type.Role == TypeRole::Detached && Type.Entry)
    return true;
  const auto *Body = dyn_cast_or_null<CoroutineBodyStmt>(Coroutine.getBody());
  if (!Body || !startsEagerly(*Body))
    return false;
  return ((Returned->isVoidType() || Type.Role == TypeRole::Detached) &&
          holdsNothing(Returned)) ||
         (!Type.Entry && isDetachedByName(Returned, Types));
}

ExceptionFate
clang::tidy::async::fateWhenDetached(const FunctionDecl &Coroutine,
                                     const AsyncTypes &Types) {
  const AsyncType Type = Types.classify(Coroutine.getReturnType());
  if (!nobodyCanAwait(Coroutine, Types))
    return ExceptionFate::Unknown;
  if (Type.Entry && Type.Entry->Exceptions != ExceptionFate::Unknown)
    return Type.Entry->Exceptions;
  const auto &Body = *cast<CoroutineBodyStmt>(Coroutine.getBody());
  // Who resumes it gets what an unknown promise throws on.
  const ExceptionFate Fate = exceptionFate(Body);
  return Fate == ExceptionFate::Rethrows ? ExceptionFate::HandedOn : Fate;
}
