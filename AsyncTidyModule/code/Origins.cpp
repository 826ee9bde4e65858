//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Origins.h"

using namespace clang;
using namespace clang::tidy::async;

bool Place::contains(const Place &Other) const {
  return Exact && Holder == Other.Holder && Path.size() <= Other.Path.size() &&
         std::equal(Path.begin(), Path.end(), Other.Path.begin());
}

bool Place::mayOverlap(const Place &Other) const {
  const size_t Common = std::min(Path.size(), Other.Path.size());
  return Holder == Other.Holder &&
         std::equal(Path.begin(), Path.begin() + Common, Other.Path.begin());
}

uintptr_t clang::tidy::async::selector(const Decl *D) {
  return reinterpret_cast<uintptr_t>(D);
}

bool Place::dependsOn(const VarDecl &Index) const {
  return llvm::is_contained(Path, selector(&Index));
}

/// For an index as written; 0 when it is neither a constant nor a variable.
static uintptr_t selectorOfIndex(const Expr *Index) {
  Index = Index->IgnoreParenImpCasts();
  if (const auto *Literal = dyn_cast<IntegerLiteral>(Index))
    return Literal->getValue().getLimitedValue(UINT32_MAX) * 2 + 1;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Index))
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      return selector(Var);
  return 0;
}

const Expr *clang::tidy::async::stripCopies(const Expr *E) {
  while (E) {
    E = stripImplicit(E);
    const auto *Construct = dyn_cast<CXXConstructExpr>(E);
    if (!Construct || Construct->getNumArgs() != 1 ||
        !Construct->getConstructor()->isCopyOrMoveConstructor())
      return E;
    E = Construct->getArg(0);
  }
  return nullptr;
}

const ValueDecl *clang::tidy::async::namedBy(const Expr &E) {
  const Expr *Written = stripCopies(&E);
  if (const auto *Member = dyn_cast<MemberExpr>(Written))
    return Member->getMemberDecl();
  const auto *Ref = dyn_cast<DeclRefExpr>(Written);
  return Ref ? Ref->getDecl() : nullptr;
}

llvm::StringRef clang::tidy::async::plainName(const FunctionDecl *Function) {
  return Function && Function->getIdentifier() ? Function->getName() : "";
}

llvm::StringRef clang::tidy::async::calleeName(const CallExpr *Call) {
  return plainName(Call->getDirectCallee());
}

std::string clang::tidy::async::nameForMessage(const Expr &Call) {
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(&Call))
    return nameForMessage(*stripImplicit(Cast->getSubExpr()));
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Call))
    return Construct->getConstructor()->getParent()->getNameAsString();
  const auto &CE = cast<CallExpr>(Call);
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&CE))
    if (const auto *Object =
            dyn_cast<DeclRefExpr>(stripImplicit(Operator->getArg(0))))
      return Object->getDecl()->getNameAsString();
  const auto *Callee = dyn_cast_or_null<NamedDecl>(CE.getCalleeDecl());
  return Callee ? Callee->getNameAsString() : "";
}

Access clang::tidy::async::accessOf(const Expr *E) {
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return Access::element(Subscript->getBase(),
                           selectorOfIndex(Subscript->getIdx()));
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_Deref)
      return {Unary->getSubExpr(), Access::Whole, 0, true};
    return {};
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
    OverloadedOperatorKind Kind = Operator->getOperator();
    if (Kind == OO_Subscript && Operator->getNumArgs() == 2)
      return Access::element(Operator->getArg(0),
                             selectorOfIndex(Operator->getArg(1)));
    if (Kind == OO_Arrow || (Kind == OO_Star && Operator->getNumArgs() == 1))
      return {Operator->getArg(0), Access::Whole, 0, true};
    return {};
  }
  if (const auto *Cast = dyn_cast<CXXNamedCastExpr>(E))
    return {Cast->getSubExpr()};
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (!isa<FieldDecl>(Member->getMemberDecl()))
      return {};
    return {Member->getBase(), Access::Element,
            selector(Member->getMemberDecl()), Member->isArrow()};
  }
  const auto *Call = dyn_cast<CallExpr>(E);
  if (!Call)
    return {};
  llvm::StringRef Name = calleeName(Call);
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
    const Expr *Object = Member->getImplicitObjectArgument();
    if (Name == "at" && Call->getNumArgs() == 1)
      return Access::element(Object, selectorOfIndex(Call->getArg(0)));
    if (Call->getNumArgs() != 0)
      return {};
    if (Name == "front" || Name == "back")
      return Access::element(Object, selector(Call->getCalleeDecl()));
    if (Name == "begin" || Name == "cbegin" || Name == "end" || Name == "cend")
      return {Object, Access::Unknown, 0, false, Name.contains("begin")};
    return Name == "value" ? Access{Object} : Access{};
  }
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || !Callee->isInStdNamespace() || Call->getNumArgs() == 0)
    return {};
  const Expr *Object = Call->getArg(0);
  if (Name == "get") {
    const auto *Args = Callee->getTemplateSpecializationArgs();
    if (Args && Args->get(0).getKind() == TemplateArgument::Integral)
      return Access::element(
          Object, Args->get(0).getAsIntegral().getLimitedValue() * 2 + 1);
    return {Object, Access::Unknown};
  }
  if (Name == "begin" || Name == "end" || Name == "cbegin" || Name == "cend")
    return {Object, Access::Unknown, 0, false, Name.contains("begin")};
  if (Name == "move" || Name == "forward" || Name == "ref" ||
      Name == "as_const" || Name == "addressof")
    return {Object};
  return {};
}

/// The result of \p E is, or holds, completed objects.
static bool makesComplete(const Expr *E, const Names &Known) {
  E = stripCopies(E);
  if (!E)
    return false;
  if (Known.call(E, CallRole::MakeReady))
    return true;
  // `f().wait()`, where that returns the object.
  if (const auto *Wait = dyn_cast<CXXMemberCallExpr>(E);
      Wait && Wait->getNumArgs() == 0 && Known.call(Wait, CallRole::Wait) &&
      recordOf(Wait->getType()) &&
      recordOf(Wait->getType()) == recordOf(objectType(*Wait)))
    return true;
  const auto *Await = dyn_cast<CoawaitExpr>(E);
  if (!Await)
    return false;
  const Expr *Operand = stripCopies(Await->getOperand());
  if (Known.call(Operand, CallRole::FanOut) ||
      Known.call(Operand, CallRole::MakeReady))
    return true;
  // A fan-out in a wrapper: `co_await on(executor, when_all(f, g))`.
  if (const auto *Call = dyn_cast<CallExpr>(Operand))
    return llvm::any_of(Call->arguments(), [&](const Expr *Arg) {
      return Known.call(stripCopies(Arg), CallRole::FanOut);
    });
  return false;
}

const Expr *clang::tidy::async::rangeOf(const VarDecl &Var) {
  if (!Var.isCXXForRangeDecl())
    return nullptr;
  // It is made from `*__begin`, that from `__range`, and that from the range.
  const Expr *E = Var.getInit();
  for (unsigned Hidden = 0; (E = stripCopies(E));) {
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *From = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (From && From->isImplicit()) {
      E = From->getInit();
      if (++Hidden == 2)
        return E;
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

AsyncOrigin clang::tidy::async::originOf(const Expr *E, const Names &Known,
                                         bool Dereferenced) {
  AsyncOrigin Origin;
  Place &Where = Origin.Where;
  const auto Finish = [&](const ValueDecl *Holder) {
    Where.Holder = Holder;
    std::reverse(Where.Path.begin(), Where.Path.end());
    return Origin;
  };
  while ((E = stripCopies(E))) {
    if (makesComplete(E, Known))
      return {{}, true};
    const auto *Member = dyn_cast<MemberExpr>(E);
    if (Member && isa<CXXThisExpr>(stripImplicit(Member->getBase())))
      return Finish(Member->getMemberDecl());

    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    if (!Ref) {
      const Access Step = accessOf(E);
      if (Step.Part == Access::Element) {
        Where.Path.push_back(Step.Selector);
      } else if (Step.Part == Access::Unknown) {
        Where.Path.clear();
        Where.Exact = false;
      }
      Dereferenced = Step.IsDeref;
      E = Step.Object;
      continue;
    }

    const ValueDecl *D = Ref->getDecl();
    if (const auto *Binding = dyn_cast<BindingDecl>(D)) {
      Where.Path.push_back(selector(Binding));
      D = dyn_cast_or_null<VarDecl>(Binding->getDecomposedDecl());
    }
    const auto *Var = dyn_cast_or_null<VarDecl>(D);
    if (!Var)
      return {};
    const Expr *Init = isa<ParmVarDecl>(Var) ? nullptr : Var->getInit();
    const Expr *From = Init ? stripCopies(Init) : nullptr;
    if (!From)
      return Finish(Var);
    if (const Expr *Range = rangeOf(*Var)) {
      Where.Path.push_back(selector(Var));
      Dereferenced = false;
      E = Range;
      continue;
    }
    // An iterator stands for the element it is at.
    if (Dereferenced && accessOf(From).IsBegin) {
      Where.Path.push_back(selector(Var));
      E = accessOf(From).Object;
      Dereferenced = false;
      continue;
    }
    if (!Var->getType()->isReferenceType() ||
        !(isa<DeclRefExpr>(From) || accessOf(From).Object ||
          makesComplete(From, Known)))
      return Finish(Var);
    E = From;
  }
  return {};
}
