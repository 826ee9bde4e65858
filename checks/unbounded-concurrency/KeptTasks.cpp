//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unbounded-concurrency/KeptTasks.h"
#include "code/Origins.h"

using namespace clang;
using namespace clang::tidy::async;

const VarDecl *clang::tidy::async::containerIn(const Expr &E) {
  const Expr *Written = stripImplicit(&E);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Written);
      Construct && Construct->getNumArgs() == 1)
    return containerIn(*Construct->getArg(0));
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Written)) {
    const auto *Method = Member->getMethodDecl();
    if (Method && Method->getIdentifier() && Method->getName() == "begin")
      return containerIn(*Member->getImplicitObjectArgument());
    return nullptr;
  }
  if (const auto *Call = dyn_cast<CallExpr>(Written)) {
    const auto *Callee = Call->getDirectCallee();
    if (Callee && Callee->isInStdNamespace() && Callee->getIdentifier() &&
        (Callee->getName() == "move" || Callee->getName() == "begin" ||
         Callee->getName() == "ref" || Callee->getName() == "exchange") &&
        Call->getNumArgs() > 0)
      return containerIn(*Call->getArg(0));
    return nullptr;
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(Written);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasLocalStorage() ? Var : nullptr;
}

bool clang::tidy::async::isPush(const CallExpr &Call) {
  llvm::StringRef Name = calleeName(&Call);
  return Name == "push_back" || Name == "emplace_back";
}

const Expr *KeptTasks::fillAt(const DeclRefExpr &Mention) const {
  const Stmt *Around = Index.spelledParent(&Mention);
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(Around)) {
    const auto *Call =
        dyn_cast_or_null<CXXMemberCallExpr>(Index.spelledParent(Member));
    return Call && isPush(*Call) ? Call : nullptr;
  }
  const auto *Inserter = dyn_cast_or_null<CallExpr>(Around);
  return Inserter && calleeName(Inserter) == "back_inserter" ? Inserter
                                                             : nullptr;
}

/// The innermost expression around \p Call that is no part of what is done
/// with its result by member functions: `push_back(start(x).via(ex))`.
const Expr &KeptTasks::chained(const Expr &Call) const {
  const Expr *Last = &Call;
  while (const auto *Member =
             dyn_cast_or_null<MemberExpr>(Index.spelledParent(Last))) {
    const auto *Next =
        dyn_cast_or_null<CXXMemberCallExpr>(Index.spelledParent(Member));
    if (!Next)
      break;
    Last = Next;
  }
  return *Last;
}

const CXXMemberCallExpr *KeptTasks::keepingCall(const DeclRefExpr &Task) const {
  const Stmt *Around = Index.spelledParent(&Task);
  if (const auto *Move = dyn_cast_or_null<CallExpr>(Around);
      Move && Move->isCallToStdMove())
    Around = Index.spelledParent(Move);
  const auto *Push = dyn_cast_or_null<CXXMemberCallExpr>(Around);
  const auto *Container = Push ? dyn_cast<DeclRefExpr>(stripImplicit(
                                     Push->getImplicitObjectArgument()))
                               : nullptr;
  return Container && fillAt(*Container) == Push ? Push : nullptr;
}

const VarDecl *KeptTasks::heldBy(const Expr &Call) const {
  const Expr &Value = chained(Call);
  for (const VarDecl *Local : Body.Locals)
    if (Local->getInit() && stripImplicit(Local->getInit()) == &Value)
      return Local;
  return nullptr;
}

const VarDecl *KeptTasks::keptIn(const Expr &Call, const VarDecl *Local) const {
  const CXXMemberCallExpr *Push =
      dyn_cast_or_null<CXXMemberCallExpr>(Index.spelledParent(&chained(Call)));
  if (!Push && Local)
    for (const DeclRefExpr *Ref : Index.mentions(Local))
      if ((Push = keepingCall(*Ref)))
        break;
  return Push ? containerIn(*Push->getImplicitObjectArgument()) : nullptr;
}
