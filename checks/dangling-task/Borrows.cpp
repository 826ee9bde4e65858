//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/dangling-task/Borrows.h"
#include "checks/dangling-task/LateReads.h"
#include "code/Shapes.h"
#include "edits/CoroutineEdits.h"
#include "clang/AST/Attr.h"
#include "clang/Basic/Version.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace clang::tidy::async;

/// For attributes that only later versions of clang have.
static bool hasAttribute(const Decl &D, llvm::StringRef Spelling) {
  return D.hasAttrs() && llvm::any_of(D.attrs(), [&](const Attr *A) {
           return Spelling == A->getSpelling();
         });
}

/// What the only mention in \p Body of a variable, which is \p Ref, stands for;
/// else null.
static const Expr *soleValue(const DeclRefExpr &Ref, const Stmt *Body) {
  const auto *Var = dyn_cast<VarDecl>(Ref.getDecl());
  if (!Var || !Var->isLocalVarDecl() || !Var->getInit())
    return nullptr;
  const bool Others = anyWritten(Body, [&](const Stmt &Part) {
    const auto *Other = dyn_cast<DeclRefExpr>(&Part);
    return Other && Other != &Ref && Other->getDecl() == Var;
  });
  return Others ? nullptr : Var->getInit();
}

bool Borrows::keeps(const FunctionDecl &Callee, const ParmVarDecl *Param,
                    bool Pointee) {
  if (Param ? Param->hasAttr<LifetimeBoundAttr>() : isBoundToObject(Callee))
    return true;
  const Decl *Key = Param ? static_cast<const Decl *>(Param) : &Callee;
  if (!Kept.try_emplace({Key, Pointee}, false).second)
    return Kept.lookup({Key, Pointee});
  const bool Result = !hasAttribute(Callee, "coro_disable_lifetimebound") &&
                      keepsUnmarked(Callee, Param, Pointee);
  return Kept[{Key, Pointee}] = Result;
}

/// Tells what reads the argument of \p Own, under its name or another; for
/// null, the object.
static std::function<bool(const Stmt *)>
argumentReader(const ParmVarDecl *Own, const CoroutineBodyStmt &Coroutine,
               const Names &Known) {
  if (Own)
    return readerOf(*Own, Coroutine.getBody(), Known);
  return [](const Stmt *S) { return readsArgument(S, nullptr); };
}

bool Borrows::keepsUnmarked(const FunctionDecl &Callee,
                            const ParmVarDecl *Param, bool Pointee) {
  const bool Lazy = Types.startOf(Callee) == TaskStart::Lazy;
  const FunctionDecl *Definition = nullptr;
  if (!Callee.hasBody(Definition)) {
    // What takes its object as an rvalue may take it over.
    const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
    if (!Lazy)
      return Far.knows(Callee, fact::keeps(Param, Pointee));
    return !Far.knows(Callee, fact::letsGo(Param, Pointee)) &&
           !hasAttribute(Callee, "coro_wrapper") &&
           (Param || !Method || Method->getRefQualifier() != RQ_RValue);
  }
  const ParmVarDecl *Own =
      Param ? Definition->getParamDecl(Param->getFunctionScopeIndex())
            : nullptr;
  if (const CoroutineBodyStmt *Coroutine = coroutineBodyOf(*Definition))
    return Lazy ? readsArgument(Coroutine->getBody(), Own)
                : readsLate(*Coroutine, /*Including=*/false,
                            argumentReader(Own, *Coroutine, Types.names()));
  const auto *Method = dyn_cast<CXXMethodDecl>(Definition);
  if (Depth == 4)
    return false;
  const llvm::SaveAndRestore<unsigned> Deeper(Depth, Depth + 1);
  if (!Param && Method && Method->getParent()->isLambda())
    return handsOnCapture(*Method);
  return llvm::any_of(returnsOf(*Definition), [&](const ReturnStmt *Return) {
    return Return->getRetValue() &&
           handsOn(*Return->getRetValue(), *Definition, Own, Pointee);
  });
}

/// True when \p E is \p Var, perhaps moved.
static bool isVariable(const Expr *E, const VarDecl &Var) {
  E = stripImplicit(E);
  if (const Expr *Moved = movedBy(E))
    E = stripImplicit(Moved);
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref && Ref->getDecl() == &Var;
}

bool Borrows::keepsVariable(const CallExpr &Task, const VarDecl &Var) {
  const FunctionDecl *Callee = Task.getDirectCallee();
  if (!Callee || Task.isTypeDependent() || !mayRefer(Task))
    return false;
  const Expr *Object = objectArgument(Task);
  if (Object && isVariable(Object, Var))
    return keeps(*Callee, nullptr, false);
  const Names &Known = Types.names();
  return llvm::any_of(argumentsOf(Task), [&](const Argument &Arg) {
    const QualType T = Arg.Parameter->getType();
    if (T->isReferenceType() && isVariable(Arg.Given, Var))
      return keeps(*Callee, Arg.Parameter, false);
    return !canReferTo(Var.getType(), Known) &&
           canReferTo(T.getNonReferenceType(), Known) &&
           mentions(Arg.Given, &Var) && keeps(*Callee, Arg.Parameter, true);
  });
}

bool Borrows::handsOnCapture(const CXXMethodDecl &Operator) {
  // `this` of a lambda is the object around it, and what it captured by
  // reference is elsewhere.
  for (const LambdaCapture &Capture : Operator.getParent()->captures()) {
    const auto *Var = Capture.capturesVariable()
                          ? dyn_cast<VarDecl>(Capture.getCapturedVar())
                          : nullptr;
    if (!Var || Capture.getCaptureKind() != LCK_ByCopy ||
        Var->getType()->isReferenceType())
      continue;
    for (const ReturnStmt *Return : returnsOf(Operator)) {
      const auto *Task = dyn_cast_or_null<CallExpr>(
          Return->getRetValue() ? stripImplicit(Return->getRetValue())
                                : nullptr);
      if (Task && !Types.names().call(Task, CallRole::Wait) &&
          keepsVariable(*Task, *Var))
        return true;
    }
  }
  return false;
}

bool Borrows::handsOn(const Expr &Task, const FunctionDecl &Function,
                      const ParmVarDecl *Param, bool Pointee) {
  const auto PartHandsOn = [&](const Expr *Part) {
    return Part && handsOn(*Part, Function, Param, Pointee);
  };
  const Expr *E = stripImplicit(&Task);
  // A task that was started, awaited or waited for has looked at it already.
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return PartHandsOn(soleValue(*Ref, Function.getBody()));
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E))
    return PartHandsOn(Choice->getTrueExpr()) ||
           PartHandsOn(Choice->getFalseExpr());
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return llvm::any_of(Construct->arguments(), PartHandsOn);
  const auto *Call = dyn_cast<CallExpr>(E);
  if (!Call || Types.names().call(Call, CallRole::Wait))
    return false;
  for (const Borrow &B : of(*Call))
    if (Param ? B.Variable == Param && B.IsPointee == Pointee : B.IsThis)
      return true;
  // `when_all(f(x))`, `f(x).on(executor)`
  return PartHandsOn(objectArgument(*Call)) ||
         llvm::any_of(Call->arguments(), PartHandsOn);
}

bool Borrows::usesClosure(const LambdaExpr &Lambda) {
  return Lambda.capture_size() > 0 &&
         keeps(*Lambda.getCallOperator(), nullptr, false);
}

Referents Borrows::capturedBy(const LambdaExpr &Lambda, bool AtOnce) const {
  Referents Found;
  const CoroutineBodyStmt *Coroutine =
      coroutineBodyOf(*Lambda.getCallOperator());
  if (Lambda.capture_size() == 0 || !Coroutine)
    return Found;
  for (const Referent &R : pointeesOf(&Lambda, Types.names()))
    if (R.Variable &&
        readsLate(*Coroutine, !AtOnce,
                  readerOf(*R.Variable, Coroutine->getBody(), Types.names())))
      Found.push_back(R);
  return Found;
}

llvm::SmallVector<Borrow, 2> Borrows::of(const CallExpr &Call,
                                         const BodyIndex *Index) {
  llvm::SmallVector<Borrow, 2> Found;
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || Call.isTypeDependent() || !mayRefer(Call))
    return Found;
  addClosures(Call, Found);
  if (const Expr *Object = objectArgument(Call))
    addObject(*cast<CXXMethodDecl>(Callee), *Object, Index, Found);
  for (const Argument &Arg : argumentsOf(Call))
    addArgument(*Callee, Arg, Index, Found);
  return Found;
}

bool Borrows::mayRefer(const CallExpr &Call) const {
  const AsyncType Type = Types.classify(Call.getType());
  if (Type.isTask() || Type.Role == TypeRole::Generator)
    return Type.Start != TaskStart::Unknown;
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Type.Role == TypeRole::Detached ||
         (Callee && Call.getType()->isVoidType() && coroutineBodyOf(*Callee));
}

bool Borrows::isLazy(const CallExpr &Call) const {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return (Callee ? Types.startOf(*Callee)
                 : Types.classify(Call.getType()).Start) == TaskStart::Lazy;
}

const LambdaExpr *clang::tidy::async::lambdaIn(const Expr *Arg) {
  while (true) {
    Arg = stripImplicit(Arg);
    if (const Expr *Moved = movedBy(Arg))
      Arg = stripImplicit(Moved);
    const auto *Ref = dyn_cast<DeclRefExpr>(Arg);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    const auto *Construct = dyn_cast<CXXConstructExpr>(Arg);
    if (Var && Var->isLocalVarDecl() && Var->getInit() &&
        !Var->getType()->isReferenceType())
      Arg = Var->getInit();
    else if (Construct && Construct->getNumArgs() == 1)
      Arg = Construct->getArg(0);
    else
      return dyn_cast<LambdaExpr>(Arg);
  }
}

/// Closures in variables, which a function calls where they are.
void Borrows::addClosures(const CallExpr &Call,
                          llvm::SmallVectorImpl<Borrow> &Found) {
  const CallEntry *Entry = Types.names().call(&Call, CallRole::DropsCallable);
  if (!Entry || !Entry->CallableDrop->InPlace)
    return;
  for (const Expr *Arg : Call.arguments()) {
    const LambdaExpr *Lambda = lambdaIn(Arg);
    if (!Lambda || !usesClosure(*Lambda))
      continue;
    for (const Referent &R : objectsOf(Arg, Types.names())) {
      if (!R.Variable)
        continue;
      Borrow B;
      static_cast<Referent &>(B) = R;
      B.Argument = Arg;
      B.Direct = true;
      Found.push_back(B);
    }
  }
}

void Borrows::addObject(const CXXMethodDecl &Method, const Expr &Object,
                        const BodyIndex *Index,
                        llvm::SmallVectorImpl<Borrow> &Found) {
  const CXXRecordDecl *Class = Method.getParent();
  // A member function of a task hands itself on.
  if (Types.classify(Class) || Class->isEmpty() ||
      !keeps(Method, nullptr, false))
    return;
  // One of a view uses what that refers to.
  const bool IsView = Types.names().isView(Object.getType());
  for (const Referent &R : Object.getType()->isPointerType() || IsView
                               ? pointeesOf(&Object, Types.names(), Index)
                               : objectsOf(&Object, Types.names(), Index)) {
    Borrow B;
    static_cast<Referent &>(B) = R;
    B.Argument = &Object;
    B.Direct = !IsView;
    if (Class->isLambda() && R.Temporary)
      B.Closure =
          dyn_cast<LambdaExpr>(stripImplicit(R.Temporary->getSubExpr()));
    Found.push_back(B);
  }
}

bool Borrows::isReferable(const ParmVarDecl &Param) const {
  const QualType T = Param.getType();
  const QualType Value = T.getNonReferenceType();
  const CXXRecordDecl *Class = recordOf(Value);
  // Nothing in there can be read; a task is nearly always moved on.
  return T->isReferenceType()
             ? !(Class && Class->hasDefinition() && Class->isEmpty()) &&
                   !Types.classify(Value)
             : canReferTo(T, Types.names()) || Class;
}

void Borrows::addArgument(const FunctionDecl &Callee, const Argument &Arg,
                          const BodyIndex *Index,
                          llvm::SmallVectorImpl<Borrow> &Found) {
  const Names &Known = Types.names();
  if (!isReferable(*Arg.Parameter))
    return;
  const Expr *Given = Arg.Given;
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Given))
    Given = Default->getExpr();
  const QualType T = Arg.Parameter->getType();
  const QualType Value = T.getNonReferenceType();
  const auto Add = [&](const Referents &Objects, bool Pointee) {
    if (Objects.empty() || !keeps(Callee, Arg.Parameter, Pointee))
      return;
    for (const Referent &R : Objects) {
      Borrow B;
      static_cast<Referent &>(B) = R;
      B.Parameter = Arg.Parameter;
      B.Argument = Arg.Given;
      B.Direct = !Pointee;
      Found.push_back(B);
    }
  };
  if (T->isReferenceType())
    Add(objectsOf(Given, Known, Index), false);
  if (!T->isReferenceType() || Known.isView(Value))
    Add(pointeesOf(Given, Known, Index), true);
}
