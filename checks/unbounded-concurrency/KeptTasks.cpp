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

void KeptTasks::addFills(const DeclRefExpr &Mention,
                         std::vector<Fill> &Found) const {
  if (const VarDecl *Iterator = iteratorFrom(Mention, Index)) {
    for (const DeclRefExpr *Use : Index.mentions(Iterator))
      if (auto Put = fillThrough(*Use, Index))
        Found.push_back(std::move(*Put));
  } else if (auto Put = fillAt(Mention, Index)) {
    Found.push_back(std::move(*Put));
  }
}

llvm::ArrayRef<Fill> KeptTasks::fillsOf(const VarDecl &Container) const {
  const auto [It, IsNew] = Fills.try_emplace(&Container);
  if (IsNew) {
    std::vector<Fill> Found;
    for (const DeclRefExpr *Mention : Index.mentions(&Container)) {
      addFills(*Mention, Found);
      // `v.insert(v.end(), x)` mentions it twice.
      if (Found.size() > 1 &&
          Found.back().Whole == Found[Found.size() - 2].Whole)
        Found.pop_back();
    }
    Fills[&Container] = std::move(Found);
  }
  return Fills.find(&Container)->second;
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

/// True when \p Around, in which \p Part is written, has its value.
static bool hasValueOf(const Expr &Around, const Expr &Part) {
  if (const auto *Choice = dyn_cast<ConditionalOperator>(&Around))
    return Choice->getCond() != &Part;
  if (const auto *Comma = dyn_cast<BinaryOperator>(&Around))
    return Comma->getOpcode() == BO_Comma && Comma->getRHS() == &Part;
  if (const auto *Copy = dyn_cast<CXXConstructExpr>(&Around))
    return Copy->getNumArgs() == 1 &&
           Copy->getConstructor()->isCopyOrMoveConstructor();
  return isa<ExplicitCastExpr>(Around) ||
         stripImplicit(&Around) == stripImplicit(&Part);
}

const Expr &KeptTasks::valueOf(const Expr &Call) const {
  const Expr *Whole = &chained(Call);
  while (const auto *Around = dyn_cast_or_null<Expr>(Index.parent(Whole))) {
    if (!hasValueOf(*Around, *Whole))
      break;
    Whole = Around;
  }
  return *Whole;
}

const VarDecl *KeptTasks::heldBy(const Expr &Call) const {
  return Index.initialized(&valueOf(Call));
}

std::optional<Fill> KeptTasks::keeping(const Expr &Call,
                                       const VarDecl *Local) const {
  if (auto Put = fillWith(*stripImplicit(&valueOf(Call)), Index))
    return Put;
  if (Local)
    for (const DeclRefExpr *Ref : Index.mentions(Local))
      if (auto Put = fillWith(*Ref, Index))
        return Put;
  return std::nullopt;
}
