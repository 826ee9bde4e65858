//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unpropagated-stop-token/TokenTypes.h"
#include "code/BodyIndex.h"

using namespace clang;
using namespace clang::tidy::async;

/// The class argument of `std::optional<T>` and the like; null for others.
static QualType argumentOf(QualType T, llvm::StringRef Template) {
  const ClassTemplateSpecializationDecl *Spec = specializationOf(T);
  return Spec && Spec->isInStdNamespace() && Spec->getName() == Template
             ? typeArgument(Spec)
             : QualType();
}

TokenType clang::tidy::async::tokenType(QualType T, const Names &Known) {
  TokenType Found;
  if (T.isNull() || !Known.hasStopTokens())
    return Found;
  if (T->isReferenceType())
    Found.Reference =
        T->isRValueReferenceType() ? TokenType::RValue : TokenType::LValue;
  T = T.getNonReferenceType();
  if (T->isPointerType()) {
    Found.How = TokenType::Pointer;
    T = T->getPointeeType();
  } else if (QualType Inner = argumentOf(T, "optional"); !Inner.isNull()) {
    Found.How = TokenType::Optional;
    T = Inner;
  }
  const bool MayBeNone = Found.How != TokenType::Object;
  if (QualType Inner = argumentOf(T, "reference_wrapper"); !Inner.isNull()) {
    Found.How = TokenType::OptionalReference;
    T = Inner;
  }
  Found.MayBeNone = MayBeNone;
  Found.Const = T.isConstQualified();
  if (T->isReferenceType() || T->isPointerType())
    return {};
  Found.Entry = Known.stopToken(T);
  if (Found.How != TokenType::Object || Found.Entry)
    return Found;
  Found.Getter = Known.tokenGiver(T, Found.Entry);
  if (Found.Entry)
    Found.How = TokenType::Source;
  else if ((Found.Entry = Known.carriedToken(T)))
    Found.How = TokenType::Carrier;
  return Found;
}

bool clang::tidy::async::isNoToken(const Expr *Init, const Names &Known) {
  if (!Init)
    return true;
  Init = stripImplicit(Init);
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Init))
    return isNoToken(Cast->getSubExpr(), Known);
  if (const auto *List = dyn_cast<InitListExpr>(Init))
    return List->getNumInits() == 0;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init))
    return Construct->getNumArgs() == 0 ||
           isNoToken(Construct->getArg(0), Known);
  if (const auto *Call = dyn_cast<CallExpr>(Init))
    return Known.isNoToken(Call->getCalleeDecl());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Init))
    return Known.isNoToken(Ref->getDecl());
  return isa<CXXScalarValueInitExpr, CXXNullPtrLiteralExpr>(Init);
}
