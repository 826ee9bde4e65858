//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unpropagated-stop-token/MemberStops.h"
#include "checks/unpropagated-stop-token/AfterStop.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace clang::tidy::async;

/// The member that \p E is, or points to; or null.
static const FieldDecl *fieldIn(const Expr &E) {
  const Expr *Written = stripImplicit(&E);
  // `lock->get_units()`, where that is a smart pointer.
  if (const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(Written))
    Written = stripImplicit(Arrow->getArg(0));
  const auto *Member = dyn_cast<MemberExpr>(Written);
  return Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
}

const MemberStops::Stop &MemberStops::find(const FieldDecl &Token,
                                           const CXXRecordDecl &Class,
                                           const Names &Known) {
  auto [It, IsNew] = Found.try_emplace({&Token, &Class});
  Stop &Result = It->second;
  if (!IsNew)
    return Result;
  // Who asks, and whose name says that it stops something and calls one of
  // these.
  llvm::SmallPtrSet<const Decl *, 4> Stopping;
  llvm::SmallVector<const FunctionDecl *, 8> Work;
  for (bool More = true; std::exchange(More, false);)
    for (const CXXMethodDecl *Method : Class.methods()) {
      const FunctionDecl *Definition = nullptr;
      if (!Method->hasBody(Definition) ||
          Stopping.count(Method->getCanonicalDecl()))
        continue;
      bool Asks = false;
      forEachWritten<CallExpr>(
          Definition->getBody(), [&](const CallExpr &Call) {
            const Expr *Object = nullptr;
            Asks |= asksToStop(Call, Known, Object) && mentions(Object, &Token);
            const FunctionDecl *Callee = Call.getDirectCallee();
            Asks |= Callee && Stopping.count(Callee->getCanonicalDecl()) &&
                    isNamedCleanup(*Method, Known);
          });
      if (!Asks)
        continue;
      More = true;
      Stopping.insert(Method->getCanonicalDecl());
      Work.push_back(Definition);
      // What returns nothing is not waited for.
      forEachWritten<CXXMemberCallExpr>(
          Definition->getBody(), [&](const CXXMemberCallExpr &Call) {
            if (const FieldDecl *Object =
                    fieldIn(*Call.getImplicitObjectArgument());
                Object && Call.getType()->isVoidType())
              Result.Told.insert(Object);
          });
    }
  while (!Work.empty()) {
    const FunctionDecl *Part = Work.pop_back_val();
    if (!Result.Methods.insert(Part->getCanonicalDecl()).second)
      continue;
    forEachWritten<MemberExpr>(Part->getBody(), [&](const MemberExpr &Member) {
      const auto *Called = dyn_cast<CXXMethodDecl>(Member.getMemberDecl());
      const FunctionDecl *Definition = nullptr;
      if (Called && Called->getParent() == &Class &&
          Called->hasBody(Definition))
        Work.push_back(Definition);
    });
  }
  return Result;
}

bool MemberStops::isPartOfStop(const FieldDecl &Token,
                               const CXXMethodDecl &Method,
                               const Names &Known) {
  return find(Token, *Method.getParent(), Known)
      .Methods.count(Method.getCanonicalDecl());
}

bool MemberStops::isToldAsWell(const FieldDecl &Token,
                               const CXXMethodDecl &Method,
                               const CallExpr &Call, const Names &Known) {
  const Stop &Stopped = find(Token, *Method.getParent(), Known);
  const auto IsTold = [&](const Expr *E) {
    const FieldDecl *Field = fieldIn(*E);
    return Field && Stopped.Told.count(Field);
  };
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  return (Member && IsTold(Member->getImplicitObjectArgument())) ||
         llvm::any_of(Call.arguments(), IsTold);
}
