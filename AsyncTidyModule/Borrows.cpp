//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Borrows.h"
#include "clang/AST/Attr.h"
#include "clang/Basic/Version.h"

using namespace clang;
using namespace clang::tidy::async;

/// For attributes that only later versions of clang have.
static bool hasAttribute(const Decl &D, llvm::StringRef Spelling) {
  return D.hasAttrs() && llvm::any_of(D.attrs(), [&](const Attr *A) {
           return Spelling == A->getSpelling();
         });
}

/// `[[clang::lifetimebound]]` behind a member function's parameters.
static bool isBoundToObject(const FunctionDecl &Function) {
  const TypeSourceInfo *Info = Function.getTypeSourceInfo();
  if (!Info)
    return false;
  AttributedTypeLoc Attributed;
  for (TypeLoc Type = Info->getTypeLoc();
       (Attributed = Type.getAsAdjusted<AttributedTypeLoc>());
       Type = Attributed.getModifiedLoc())
    if (Attributed.getAttrAs<LifetimeBoundAttr>())
      return true;
  return false;
}

static bool hasObjectArgument(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
#if CLANG_VERSION_MAJOR >= 18
  return Method && Method->isImplicitObjectMemberFunction();
#else
  return Method && Method->isInstance();
#endif
}

static llvm::StringRef nameOf(const FunctionDecl &Function) {
  return Function.getIdentifier() ? Function.getName() : "";
}

bool clang::tidy::async::looksAt(const Stmt *S, const ValueDecl *D) {
  llvm::SmallVector<const Stmt *, 16> Pending = {S};
  while (!Pending.empty()) {
    const Stmt *Next = Pending.pop_back_val();
    if (!Next)
      continue;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Next);
        D ? Ref && Ref->getDecl() == D
          : isa<CXXThisExpr>(Next) ||
                (Ref && Ref->refersToEnclosingVariableOrCapture()))
      return true;
    if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Next))
      Pending.push_back(Coroutine->getBody());
    else if (const auto *Await = dyn_cast<CoawaitExpr>(Next))
      Pending.push_back(Await->getOperand());
    else
      Pending.append(Next->child_begin(), Next->child_end());
  }
  return false;
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

/// True when a statement behind the first suspension mentions \p D.
static bool mentionsAfterSuspension(const CoroutineBodyStmt &Coroutine,
                                    const ValueDecl *D) {
  const auto *Body = dyn_cast<CompoundStmt>(Coroutine.getBody());
  if (!Body)
    return false;
  bool Suspended = false;
  for (const Stmt *S : Body->body()) {
    if (Suspended && looksAt(S, D))
      return true;
    Suspended |= awaits(S);
  }
  return false;
}

static const CoroutineBodyStmt *coroutineOf(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  return Function.hasBody(Definition)
             ? dyn_cast_or_null<CoroutineBodyStmt>(Definition->getBody())
             : nullptr;
}

/// What only a reference, pointer, view or closure can refer to.
bool Borrows::refersTo(QualType T) const {
  return T->isReferenceType() || T->isPointerType() || Types.names().isView(T);
}

bool Borrows::handsOn(const FunctionDecl &Function, const ParmVarDecl *Param,
                      bool Pointee) {
  // A call in a return statement, perhaps around others.
  llvm::SmallVector<const Stmt *, 16> Pending = {Function.getBody()};
  while (!Pending.empty()) {
    const Stmt *Next = Pending.pop_back_val();
    if (!Next || isa<LambdaExpr>(Next))
      continue;
    if (const auto *Call = dyn_cast<CallExpr>(Next))
      for (const Borrow &B : of(*Call))
        if (Param ? B.Variable == Param && B.IsPointee == Pointee : B.IsThis)
          return true;
    Pending.append(Next->child_begin(), Next->child_end());
  }
  return false;
}

bool Borrows::keeps(const FunctionDecl &Callee, const ParmVarDecl &Param,
                    bool Pointee) {
  if (Param.hasAttr<LifetimeBoundAttr>())
    return true;
  auto [It, IsNew] = Kept.try_emplace({&Param, Pointee}, false);
  if (!IsNew)
    return It->second;
  const bool Lazy =
      Types.classify(Callee.getReturnType()).Start == TaskStart::Lazy;
  const FunctionDecl *Definition = nullptr;
  bool Result = false;
  if (hasAttribute(Callee, "coro_disable_lifetimebound")) {
    // Says that it does not.
  } else if (Callee.hasBody(Definition)) {
    const ParmVarDecl *Own =
        Definition->getParamDecl(Param.getFunctionScopeIndex());
    if (const CoroutineBodyStmt *Coroutine = coroutineOf(*Definition))
      Result = Lazy ? looksAt(Coroutine->getBody(), Own)
                    : mentionsAfterSuspension(*Coroutine, Own);
    else if (++Depth <= 4)
      Result = handsOn(*Definition, Own, Pointee);
    Depth -= !coroutineOf(*Definition);
  } else {
    Result = Lazy && !hasAttribute(Callee, "coro_wrapper");
  }
  return Kept[{&Param, Pointee}] = Result;
}

bool Borrows::keepsObject(const CXXMethodDecl &Callee) {
  if (isBoundToObject(Callee))
    return true;
  auto [It, IsNew] = Kept.try_emplace({&Callee, 0}, false);
  if (!IsNew)
    return It->second;
  const bool Lazy =
      Types.classify(Callee.getReturnType()).Start == TaskStart::Lazy;
  const FunctionDecl *Definition = nullptr;
  bool Result = false;
  if (hasAttribute(Callee, "coro_disable_lifetimebound")) {
    // Says that it does not.
  } else if (Callee.hasBody(Definition)) {
    if (const CoroutineBodyStmt *Coroutine = coroutineOf(*Definition))
      Result = Lazy ? looksAt(Coroutine->getBody(), nullptr)
                    : mentionsAfterSuspension(*Coroutine, nullptr);
    else if (++Depth <= 4)
      Result = handsOn(*Definition, nullptr, false);
    Depth -= !coroutineOf(*Definition);
  } else {
    // What takes its object as an rvalue may take it over.
    Result = Lazy && !hasAttribute(Callee, "coro_wrapper") &&
             Callee.getRefQualifier() != RQ_RValue;
  }
  return Kept[{&Callee, 0}] = Result;
}

bool Borrows::usesClosure(const LambdaExpr &Lambda) {
  return Lambda.capture_size() > 0 && coroutineOf(*Lambda.getCallOperator()) &&
         keepsObject(*Lambda.getCallOperator());
}

llvm::SmallVector<Borrow, 2> Borrows::of(const CallExpr &Call) {
  llvm::SmallVector<Borrow, 2> Found;
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || Call.isTypeDependent())
    return Found;
  const AsyncType Type = Types.classify(Call.getType());
  if (!Type.isTask() || Type.Start == TaskStart::Unknown)
    return Found;

  unsigned First = 0;
  if (hasObjectArgument(*Callee)) {
    const auto *Method = cast<CXXMethodDecl>(Callee);
    const Expr *Object = nullptr;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
      Object = Member->getImplicitObjectArgument();
    } else if (isa<CXXOperatorCallExpr>(Call) && Call.getNumArgs() > 0) {
      Object = Call.getArg(0);
      First = 1;
    }
    const CXXRecordDecl *Class = Method->getParent();
    // A member function of a task hands itself on; one of a view uses what
    // that refers to.
    if (Object && !Types.classify(Class) && !Class->isEmpty() &&
        keepsObject(*Method)) {
      const bool IsView = Types.names().isView(Object->getType());
      Referents Objects = Object->getType()->isPointerType() || IsView
                              ? pointees(Object)
                              : object(Object);
      for (const Referent &R : Objects) {
        Borrow B;
        static_cast<Referent &>(B) = R;
        B.Argument = Object;
        B.Direct = !IsView;
        if (Class->isLambda() && R.Temporary)
          B.Closure =
              dyn_cast<LambdaExpr>(stripImplicit(R.Temporary->getSubExpr()));
        Found.push_back(B);
      }
    }
  }

  for (unsigned I = First; I < Call.getNumArgs(); ++I) {
    if (I - First >= Callee->getNumParams())
      break;
    const ParmVarDecl *Param = Callee->getParamDecl(I - First);
    const Expr *Arg = Call.getArg(I);
    if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Arg))
      Arg = Default->getExpr();
    const QualType T = Param->getType();
    const QualType Value = T.getNonReferenceType();
    const CXXRecordDecl *Class = recordOf(Value);
    // Nothing in there can be read; a task is nearly always moved on.
    if (T->isReferenceType() &&
        ((Class && Class->hasDefinition() && Class->isEmpty()) ||
         Types.classify(Value)))
      continue;
    if (!T->isReferenceType() && !refersTo(T) && !Class)
      continue;
    const auto Add = [&](const Referents &Objects, bool Pointee) {
      if (Objects.empty() || !keeps(*Callee, *Param, Pointee))
        return;
      for (const Referent &R : Objects) {
        Borrow B;
        static_cast<Referent &>(B) = R;
        B.Parameter = Param;
        B.Argument = Call.getArg(I);
        B.Direct = !Pointee;
        Found.push_back(B);
      }
    };
    if (T->isReferenceType())
      Add(object(Arg), false);
    if (!T->isReferenceType() || Types.names().isView(Value))
      Add(pointees(Arg), true);
  }
  return Found;
}

Referents Borrows::object(const Expr *E) {
  Referents Found;
  collect(E, /*ByValue=*/false, Found);
  return Found;
}

Referents Borrows::pointees(const Expr *E) {
  Referents Found;
  collect(E, /*ByValue=*/true, Found);
  return Found;
}

/// A variable that is initialized where it is declared and not assigned to: a
/// constant or a reference. Others may refer to something else later.
static const Expr *lastingValue(const VarDecl &Var) {
  return isa<ParmVarDecl>(Var) || !Var.hasInit() ? nullptr : Var.getInit();
}

/// What a range-for goes over, when \p Var is its variable.
static const Expr *rangeOf(const VarDecl &Var) {
  if (!Var.isCXXForRangeDecl() || !Var.getInit())
    return nullptr;
  // `*__begin`, where `__begin` is made from `__range`.
  const Expr *E = Var.getInit();
  for (unsigned Hidden = 0; E;) {
    E = stripImplicit(E);
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *From = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (From && From->isImplicit()) {
      if (++Hidden == 2)
        return From->getInit();
      E = From->getInit();
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      E = Unary->getSubExpr();
    } else if (const auto *Member = dyn_cast<CXXMemberCallExpr>(E)) {
      E = Member->getImplicitObjectArgument();
    } else if (const auto *Call = dyn_cast<CallExpr>(E);
               Call && Call->getNumArgs() > 0) {
      E = Call->getArg(0);
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

/// \p ByValue: what the value of \p E refers to; else what \p E itself is.
void Borrows::collect(const Expr *E, bool ByValue, Referents &Found) {
  if (!E || E->isTypeDependent())
    return;
  E = E->IgnoreParens();
  if (const auto *Full = dyn_cast<FullExpr>(E))
    return collect(Full->getSubExpr(), ByValue, Found);
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E)) {
    if (ByValue)
      return collect(Temporary->getSubExpr(), ByValue, Found);
    if (Temporary->getStorageDuration() == SD_FullExpression)
      Found.push_back({Temporary, nullptr, false, Temporary->getSubExpr()});
    else if (const auto *Holder =
                 dyn_cast_or_null<VarDecl>(Temporary->getExtendingDecl());
             Holder && Temporary->getStorageDuration() == SD_Automatic)
      Found.push_back({nullptr, Holder, false, Temporary->getSubExpr()});
    return;
  }
  if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
    return collect(Bound->getSubExpr(), ByValue, Found);
  if (const auto *Cast = dyn_cast<CastExpr>(E)) {
    if (Cast->getCastKind() == CK_ArrayToPointerDecay)
      return collect(Cast->getSubExpr(), false, Found);
    // The value of a variable; what a class holds is known by its constructor.
    return collect(Cast->getSubExpr(), ByValue, Found);
  }
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E)) {
    collect(Choice->getTrueExpr(), ByValue, Found);
    return collect(Choice->getFalseExpr(), ByValue, Found);
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->getOpcode() == BO_Comma)
      return collect(Binary->getRHS(), ByValue, Found);
    if (Binary->isAssignmentOp() || Binary->isAdditiveOp())
      return collect(Binary->getLHS(), ByValue, Found);
    return;
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_AddrOf)
      return collect(Unary->getSubExpr(), false, Found);
    if (Unary->getOpcode() == UO_Deref && !ByValue)
      return collect(Unary->getSubExpr(), true, Found);
    return;
  }
  if (isa<CXXThisExpr>(E)) {
    if (ByValue)
      Found.push_back({nullptr, nullptr, true, E});
    return;
  }
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
    if (!ByValue)
      collect(Subscript->getBase(), true, Found);
    return;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (!ByValue && isa<FieldDecl>(Member->getMemberDecl()) &&
        !Member->getMemberDecl()->getType()->isReferenceType())
      collect(Member->getBase(), Member->isArrow(), Found);
    return;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl()))
      Var = dyn_cast_or_null<VarDecl>(Binding->getDecomposedDecl());
    // A captured one may be a copy.
    if (!Var || !Var->hasLocalStorage() ||
        Ref->refersToEnclosingVariableOrCapture())
      return;
    if (Var->getType()->isReferenceType() && !isa<ParmVarDecl>(Var)) {
      if (const Expr *Range = rangeOf(*Var)) {
        // The element, unless it is made anew each time.
        if (const auto *Made = dyn_cast<MaterializeTemporaryExpr>(
                Var->getInit()->IgnoreParens());
            Made && !ByValue)
          Found.push_back({nullptr, Var, false, Ref});
        else if (!ByValue && !Types.names().isView(Range->getType()))
          collect(Range, false, Found);
        return;
      }
      return collect(lastingValue(*Var), ByValue, Found);
    }
    if (!ByValue) {
      Found.push_back(
          {nullptr, Var, false, Ref, Var->getType()->isReferenceType()});
      return;
    }
    // What a pointer, view or closure in a variable refers to. A parameter's
    // is the caller's.
    const CXXRecordDecl *Class = recordOf(Var->getType());
    if (isa<ParmVarDecl>(Var)) {
      if (refersTo(Var->getType().getNonReferenceType()))
        Found.push_back({nullptr, Var, false, Ref, true, true});
      return;
    }
    if (Var->getType()->isPointerType()
            ? Var->getType().isConstQualified()
            : Class &&
                  (Types.names().isView(Var->getType()) || Class->isLambda()))
      collect(lastingValue(*Var), true, Found);
    return;
  }
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    return ByValue ? collectCaptures(*Lambda, Found) : void();
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E))
    return collect(List->getSubExpr(), false, Found);
  if (const auto *List = dyn_cast<InitListExpr>(E)) {
    // An aggregate with references or views in it.
    if (!ByValue || !List->getType()->isRecordType())
      return;
    const RecordDecl *Class = recordOf(List->getType());
    auto Field = Class ? Class->field_begin() : RecordDecl::field_iterator();
    const auto *Derived = dyn_cast_or_null<CXXRecordDecl>(Class);
    if (!Class || Class->isUnion() || !Derived || Derived->getNumBases() > 0)
      return;
    for (const Expr *Init : List->inits()) {
      if (Field == Class->field_end())
        return;
      if (Field->getType()->isReferenceType())
        collect(Init, false, Found);
      else if (refersTo(Field->getType()))
        collect(Init, true, Found);
      ++Field;
    }
    return;
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return ByValue ? collectConstruction(*Construct, Found) : void();
  if (const auto *Call = dyn_cast<CallExpr>(E))
    collectCall(*Call, ByValue, Found);
}

void Borrows::collectCaptures(const LambdaExpr &Lambda, Referents &Found) {
  auto Init = Lambda.capture_init_begin();
  for (const LambdaCapture &Capture : Lambda.captures()) {
    const Expr *Value = *Init++;
    if (Capture.capturesThis() && Capture.getCaptureKind() != LCK_StarThis)
      Found.push_back({nullptr, nullptr, true, Value});
    if (!Capture.capturesVariable() || !Value)
      continue;
    const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar());
    if (Capture.getCaptureKind() == LCK_ByRef)
      collect(Value, false, Found);
    else if (Var && Var->isInitCapture() && refersTo(Var->getType()))
      collect(Value, Var->getType()->isReferenceType() ? false : true, Found);
  }
}

void Borrows::collectConstruction(const CXXConstructExpr &Construct,
                                  Referents &Found) {
  if (Construct.getNumArgs() == 0)
    return;
  const CXXConstructorDecl &Constructor = *Construct.getConstructor();
  if (Constructor.isCopyOrMoveConstructor())
    return collect(Construct.getArg(0), true, Found);
  const bool IsView = Types.names().isView(Construct.getType());
  for (unsigned I = 0; I < Construct.getNumArgs(); ++I) {
    const Expr *Arg = Construct.getArg(I);
    const ParmVarDecl *Param =
        I < Constructor.getNumParams() ? Constructor.getParamDecl(I) : nullptr;
    if (isa<CXXDefaultArgExpr>(Arg) || !Param)
      continue;
    QualType T = Param->getType();
    if (Param->hasAttr<LifetimeBoundAttr>() || IsView) {
      // A view of a view refers to what that refers to.
      const bool ByReference =
          T->isReferenceType() && !refersTo(T.getNonReferenceType()) &&
          !isa_and_nonnull<StringLiteral>(Arg->IgnoreParenImpCasts());
      if (T->isReferenceType() || refersTo(T))
        collect(Arg, !ByReference, Found);
    } else if (const auto *Lambda = dyn_cast<LambdaExpr>(stripImplicit(Arg));
               Lambda && Construct.getNumArgs() == 1) {
      // In a std::function or the like.
      collectCaptures(*Lambda, Found);
    }
  }
}

/// Member functions of owners (containers, strings, optional, unique_ptr) give
/// references, pointers, iterators and views into their object.
static bool ownsWhatItGives(const CXXRecordDecl *Class) {
  return Class && Class->hasAttr<OwnerAttr>();
}

/// `return member;`
static bool isGetter(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  if (!Function.getReturnType()->isReferenceType() ||
      !Function.hasBody(Definition))
    return false;
  const auto *Body = dyn_cast_or_null<CompoundStmt>(Definition->getBody());
  const auto *Return = Body && Body->size() == 1
                           ? dyn_cast<ReturnStmt>(Body->body_back())
                           : nullptr;
  const Expr *Value = Return ? Return->getRetValue() : nullptr;
  const auto *Member =
      dyn_cast_or_null<MemberExpr>(Value ? stripImplicit(Value) : nullptr);
  return Member && isa<FieldDecl>(Member->getMemberDecl()) &&
         !Member->getMemberDecl()->getType()->isReferenceType() &&
         isa<CXXThisExpr>(stripImplicit(Member->getBase()));
}

void Borrows::collectCall(const CallExpr &Call, bool ByValue,
                          Referents &Found) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return;
  const QualType Result = Callee->getReturnType();
  // A copy of what a reference refers to, or a value that refers to nothing.
  if (ByValue ? !refersTo(Result) : !Result->isReferenceType())
    return;
  const llvm::StringRef Name = nameOf(*Callee);
  unsigned First = 0;
  if (hasObjectArgument(*Callee)) {
    const Expr *Object = nullptr;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
      Object = Member->getImplicitObjectArgument();
    } else if (Call.getNumArgs() > 0) {
      Object = Call.getArg(0);
      First = 1;
    }
    const CXXRecordDecl *Class = cast<CXXMethodDecl>(Callee)->getParent();
    const CXXRecordDecl *Pointer =
        Object ? recordOf(Object->IgnoreParenImpCasts()->getType()) : nullptr;
    const bool Smart = First == 1 && Pointer && Pointer->isInStdNamespace() &&
                       Pointer->getIdentifier() &&
                       Pointer->getName() == "shared_ptr";
    if (Object && Types.names().isView(Object->getType())) {
      // `view.substr()`, `*iterator`: what the view refers to.
      collect(Object, true, Found);
    } else if (Object && Smart) {
      // Only `make_shared()->f()` has sure no other owner.
      const auto *Made = dyn_cast<CallExpr>(stripImplicit(Object));
      const FunctionDecl *Maker = Made ? Made->getDirectCallee() : nullptr;
      if (Maker && Maker->isInStdNamespace() && nameOf(*Maker) == "make_shared")
        collect(Object, false, Found);
    } else if (Object &&
               (isBoundToObject(*Callee) || isGetter(*Callee) ||
                ownsWhatItGives(Class)) &&
               !(ByValue && Result->isReferenceType())) {
      collect(Object, Object->getType()->isPointerType(), Found);
    }
  }
  const bool Std = Callee->isInStdNamespace();
  if (Std && (Name == "move" || Name == "forward" || Name == "as_const") &&
      Call.getNumArgs() == 1)
    return collect(Call.getArg(0), ByValue, Found);
  const bool All =
      (Std &&
       (Name == "ref" || Name == "cref" || Name == "addressof" ||
        Name == "begin" || Name == "end" || Name == "data" || Name == "get")) ||
      Types.names().call(&Call, CallRole::Borrow);
  for (unsigned I = First; I < Call.getNumArgs(); ++I) {
    if (I - First >= Callee->getNumParams())
      break;
    const ParmVarDecl *Param = Callee->getParamDecl(I - First);
    if (!All && !Param->hasAttr<LifetimeBoundAttr>())
      continue;
    const QualType T = Param->getType();
    if (!refersTo(T))
      continue;
    collect(Call.getArg(I),
            !T->isReferenceType() || refersTo(T.getNonReferenceType()), Found);
  }
}
