//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/dangling-task/Borrows.h"
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

/// True when a statement that always runs suspends the coroutine.
static bool awaits(const Stmt *S) {
  llvm::SmallVector<const Stmt *, 16> Pending = {S};
  while (!Pending.empty()) {
    const Stmt *Next = Pending.pop_back_val();
    if (isa_and_nonnull<CoawaitExpr>(Next))
      return true;
    if (isa_and_nonnull<Expr, DeclStmt, CompoundStmt>(Next) &&
        !isa<LambdaExpr, AbstractConditionalOperator>(Next))
      Pending.append(Next->child_begin(), Next->child_end());
  }
  return false;
}

static const CoroutineBodyStmt *coroutineBodyOf(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  return Function.hasBody(Definition)
             ? dyn_cast_or_null<CoroutineBodyStmt>(Definition->getBody())
             : nullptr;
}

/// `(void)name;` looks at nothing.
static bool onlyCastToVoid(const Stmt *S, const ParmVarDecl &Param) {
  const Expr *Voided = nullptr;
  bool Any = false;
  const bool Others = anyWritten(
      S,
      [&](const Stmt &Part) {
        if (const auto *Cast = dyn_cast<CStyleCastExpr>(&Part);
            Cast && Cast->getCastKind() == CK_ToVoid)
          Voided = stripImplicit(Cast->getSubExpr());
        const auto *Ref = dyn_cast<DeclRefExpr>(&Part);
        if (!Ref || Ref->getDecl() != &Param)
          return isa<LambdaExpr>(Part) && mentions(&Part, &Param);
        Any = true;
        return Ref != Voided;
      },
      Parts::Evaluated);
  return Any && !Others;
}

/// \p S reads \p Param, or when that is null its object.
static bool reads(const Stmt *S, const ParmVarDecl *Param) {
#if CLANG_VERSION_MAJOR >= 18
  // Captures of `[x](this auto &) {...}` are read through it.
  if (Param && Param->isExplicitObjectParameter() &&
      cast<CXXMethodDecl>(Param->getDeclContext())->getParent()->isLambda())
    return mentionsObject(S);
#endif
  return Param ? mentions(S, Param, Parts::Evaluated) &&
                     !onlyCastToVoid(S, *Param)
               : mentionsObject(S);
}

static bool isAwait(const Stmt &S) { return isa<CoawaitExpr>(S); }

/// True when \p Reads holds for what a loop in \p S does again after it was
/// suspended.
static bool readsInLaterRound(const Stmt *S,
                              llvm::function_ref<bool(const Stmt *)> Reads) {
  const auto Repeats = [&](const Stmt &Loop) {
    if (!isLoop(&Loop) || !anyWritten(&Loop, isAwait, Parts::Own))
      return false;
    const auto *For = dyn_cast<ForStmt>(&Loop);
    if (!For) // Of a range, the iterators are asked in each round.
      return Reads(&Loop);
    return llvm::any_of(
        std::initializer_list<const Stmt *>{For->getCond(), For->getInc(),
                                            For->getBody()},
        [&Reads](const Stmt *Part) { return Part && Reads(Part); });
  };
  return anyWritten(S, Repeats, Parts::Own);
}

/// \p Param, and the references, pointers, views and iterators in \p Body that
/// are made from it.
static llvm::SmallPtrSet<const VarDecl *, 4>
namesFor(const ParmVarDecl &Param, const Stmt *Body, const Names &Known) {
  llvm::SmallPtrSet<const VarDecl *, 4> Found = {&Param};
  forEachWritten<DeclStmt>(
      Body,
      [&](const DeclStmt &Statement) {
        for (const Decl *D : Statement.decls()) {
          const auto *Var = dyn_cast<VarDecl>(D);
          if (!Var || !Var->getInit() || Var->isImplicit())
            continue;
          const QualType T = Var->getType();
          if ((T->isReferenceType() || T->isPointerType() || Known.isView(T)) &&
              llvm::any_of(Found, [Var](const VarDecl *Known) {
                return mentions(Var->getInit(), Known, Parts::Evaluated);
              }))
            Found.insert(Var);
        }
      },
      Parts::Own);
  return Found;
}

/// True when \p Reads holds for a statement of \p Coroutine behind the first
/// one that suspends it; \p Including: or for one in which it may be suspended.
static bool readsLate(const CoroutineBodyStmt &Coroutine, bool Including,
                      llvm::function_ref<bool(const Stmt *)> Reads) {
  const auto *Body = dyn_cast<CompoundStmt>(Coroutine.getBody());
  if (!Body)
    return false;
  bool Suspended = false;
  for (const Stmt *S : Body->body()) {
    Suspended |= Including && anyWritten(S, isAwait);
    if ((Suspended && Reads(S)) || readsInLaterRound(S, Reads))
      return true;
    Suspended |= awaits(S);
  }
  return false;
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

/// Tells what reads \p Own, under its name or another; for null, the object.
static std::function<bool(const Stmt *)>
readerOf(const ParmVarDecl *Own, const CoroutineBodyStmt &Coroutine,
         const Names &Known) {
  if (!Own)
    return [](const Stmt *S) { return reads(S, nullptr); };
  auto Aliases = namesFor(*Own, Coroutine.getBody(), Known);
  Aliases.erase(Own);
  return [Own, Aliases](const Stmt *S) {
    return reads(S, Own) || llvm::any_of(Aliases, [S](const VarDecl *Alias) {
             return mentions(S, Alias, Parts::Evaluated);
           });
  };
}

bool Borrows::keepsUnmarked(const FunctionDecl &Callee,
                            const ParmVarDecl *Param, bool Pointee) {
  const bool Lazy =
      Types.classify(Callee.getReturnType()).Start == TaskStart::Lazy;
  const FunctionDecl *Definition = nullptr;
  if (!Callee.hasBody(Definition)) {
    // What takes its object as an rvalue may take it over.
    const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
    return Lazy && !hasAttribute(Callee, "coro_wrapper") &&
           (Param || !Method || Method->getRefQualifier() != RQ_RValue);
  }
  const ParmVarDecl *Own =
      Param ? Definition->getParamDecl(Param->getFunctionScopeIndex())
            : nullptr;
  if (const CoroutineBodyStmt *Coroutine = coroutineBodyOf(*Definition))
    return Lazy ? reads(Coroutine->getBody(), Own)
                : readsLate(*Coroutine, /*Including=*/false,
                            readerOf(Own, *Coroutine, Types.names()));
  // `this` of a lambda is the object around it, not the closure.
  const auto *Method = dyn_cast<CXXMethodDecl>(Definition);
  if (Depth == 4 || (!Param && Method && Method->getParent()->isLambda()))
    return false;
  const llvm::SaveAndRestore<unsigned> Deeper(Depth, Depth + 1);
  return llvm::any_of(returnsOf(*Definition), [&](const ReturnStmt *Return) {
    return Return->getRetValue() &&
           handsOn(*Return->getRetValue(), *Definition, Own, Pointee);
  });
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
         coroutineBodyOf(*Lambda.getCallOperator()) &&
         keeps(*Lambda.getCallOperator(), nullptr, false);
}

Referents Borrows::capturedBy(const LambdaExpr &Lambda, bool AtOnce) const {
  Referents Found;
  const CoroutineBodyStmt *Coroutine =
      coroutineBodyOf(*Lambda.getCallOperator());
  if (Lambda.capture_size() == 0 || !Coroutine)
    return Found;
  for (const Referent &R : pointeesOf(&Lambda, Types.names()))
    if (R.Variable && readsLate(*Coroutine, !AtOnce, [&R](const Stmt *S) {
          return mentions(S, R.Variable, Parts::Evaluated);
        }))
      Found.push_back(R);
  return Found;
}

llvm::SmallVector<Borrow, 2> Borrows::of(const CallExpr &Call) {
  llvm::SmallVector<Borrow, 2> Found;
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || Call.isTypeDependent())
    return Found;
  if (!mayRefer(Types.classify(Call.getType())))
    return Found;
  if (const Expr *Object = objectArgument(Call))
    addObject(*cast<CXXMethodDecl>(Callee), *Object, Found);
  for (const Argument &Arg : argumentsOf(Call))
    addArgument(*Callee, Arg, Found);
  return Found;
}

void Borrows::addObject(const CXXMethodDecl &Method, const Expr &Object,
                        llvm::SmallVectorImpl<Borrow> &Found) {
  const CXXRecordDecl *Class = Method.getParent();
  // A member function of a task hands itself on.
  if (Types.classify(Class) || Class->isEmpty() ||
      !keeps(Method, nullptr, false))
    return;
  // One of a view uses what that refers to.
  const bool IsView = Types.names().isView(Object.getType());
  for (const Referent &R : Object.getType()->isPointerType() || IsView
                               ? pointeesOf(&Object, Types.names())
                               : objectsOf(&Object, Types.names())) {
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

void Borrows::addArgument(const FunctionDecl &Callee, const Argument &Arg,
                          llvm::SmallVectorImpl<Borrow> &Found) {
  const Names &Known = Types.names();
  const Expr *Given = Arg.Given;
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Given))
    Given = Default->getExpr();
  const QualType T = Arg.Parameter->getType();
  const QualType Value = T.getNonReferenceType();
  const CXXRecordDecl *Class = recordOf(Value);
  // Nothing in there can be read; a task is nearly always moved on.
  if (T->isReferenceType()
          ? (Class && Class->hasDefinition() && Class->isEmpty()) ||
                Types.classify(Value)
          : !canReferTo(T, Known) && !Class)
    return;
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
    Add(objectsOf(Given, Known), false);
  if (!T->isReferenceType() || Known.isView(Value))
    Add(pointeesOf(Given, Known), true);
}
