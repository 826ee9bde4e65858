//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Overloads.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace clang::tidy::async;

/// The namespaces that a call looks into because of an argument of type \p T.
static void addAssociated(QualType T,
                          llvm::SmallPtrSetImpl<const DeclContext *> &Found,
                          unsigned Depth = 0) {
  T = T.getNonReferenceType();
  while (T->isPointerType())
    T = T->getPointeeType();
  const auto *Tag = dyn_cast_or_null<TagDecl>(
      T->getAsCXXRecordDecl() ? T->getAsCXXRecordDecl() : T->getAsTagDecl());
  if (!Tag || Depth > 3)
    return;
  Found.insert(Tag->getDeclContext()->getEnclosingNamespaceContext());
  const auto *Class = dyn_cast<CXXRecordDecl>(Tag);
  if (Class && Class->hasDefinition())
    for (const CXXBaseSpecifier &Base : Class->bases())
      addAssociated(Base.getType(), Found, Depth + 1);
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Tag))
    for (const TemplateArgument &Arg : Spec->getTemplateArgs().asArray())
      if (Arg.getKind() == TemplateArgument::Type)
        addAssociated(Arg.getAsType(), Found, Depth + 1);
}

/// True when \p Other, which may be a template, can take as many arguments as
/// \p Function, or one more.
static bool takesAsMany(const NamedDecl &Other, const FunctionDecl &Function) {
  const FunctionDecl *Called = Other.getAsFunction();
  const unsigned Count = Function.getNumParams();
  return Called && Called->getMinRequiredArguments() <= Count + 1 &&
         (Called->getNumParams() >= Count || Called->isVariadic());
}

bool clang::tidy::async::isOverloaded(const FunctionDecl &Function) {
  const DeclarationName Name = Function.getDeclName();
  const auto IsOther = [&](const NamedDecl *D) {
    return !declaresSameEntity(D, &Function);
  };
  if (llvm::any_of(Function.getDeclContext()->lookup(Name), IsOther))
    return true;
  if (isa<CXXMethodDecl>(Function))
    return false;
  llvm::SmallPtrSet<const DeclContext *, 4> Where;
  for (const ParmVarDecl *Param : Function.parameters())
    addAssociated(Param->getType(), Where);
  return llvm::any_of(Where, [&](const DeclContext *In) {
    return llvm::any_of(In->lookup(Name), [&](const NamedDecl *D) {
      return IsOther(D) && takesAsMany(*D, Function);
    });
  });
}
