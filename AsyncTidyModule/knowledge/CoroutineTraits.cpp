//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "knowledge/CoroutineTraits.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace clang::tidy::async;

/// Template parameters that have got their arguments, by their indices.
using Deduced = llvm::DenseMap<unsigned, TemplateArgument>;

/// The index of the template parameter that \p Arg is; else none. Those of a
/// specialization of a class template stand at depth 0.
static std::optional<unsigned> parameterIn(const TemplateArgument &Arg) {
  if (Arg.getKind() == TemplateArgument::Type) {
    const auto *Param = Arg.getAsType()->getAs<TemplateTypeParmType>();
    return Param ? std::optional(Param->getIndex()) : std::nullopt;
  }
  if (Arg.getKind() != TemplateArgument::Expression)
    return std::nullopt;
  const auto *Ref = dyn_cast<DeclRefExpr>(Arg.getAsExpr()->IgnoreImpCasts());
  const auto *Param =
      Ref ? dyn_cast<NonTypeTemplateParmDecl>(Ref->getDecl()) : nullptr;
  return Param ? std::optional(Param->getIndex()) : std::nullopt;
}

/// \p Args without packs: their elements.
static llvm::SmallVector<TemplateArgument, 4>
flat(llvm::ArrayRef<TemplateArgument> Args) {
  llvm::SmallVector<TemplateArgument, 4> Found;
  for (const TemplateArgument &Arg : Args)
    if (Arg.getKind() == TemplateArgument::Pack)
      Found.append(Arg.pack_begin(), Arg.pack_end());
    else
      Found.push_back(Arg);
  return Found;
}

static llvm::SmallVector<TemplateArgument, 4>
templateArgumentsOf(const CXXRecordDecl &Record) {
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  return Spec ? flat(Spec->getTemplateArgs().asArray())
              : llvm::SmallVector<TemplateArgument, 4>();
}

/// The arguments in \p T, which may depend on others.
static llvm::SmallVector<TemplateArgument, 4> templateArgumentsIn(QualType T) {
  if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl())
    return templateArgumentsOf(*Record);
  if (const auto *Written =
          T.getCanonicalType()->getAs<TemplateSpecializationType>())
    return flat(Written->template_arguments());
  return {};
}

/// True when \p Args are, in order, what \p Pattern has: the same, or anything
/// for a parameter.
static bool matches(llvm::ArrayRef<TemplateArgument> Pattern,
                    llvm::ArrayRef<TemplateArgument> Args, Deduced &Found) {
  for (size_t I = 0; I < Pattern.size(); ++I) {
    if (Pattern[I].isPackExpansion())
      return true;
    if (I >= Args.size())
      return false;
    if (const auto Index = parameterIn(Pattern[I]))
      Found[*Index] = Args[I];
    else if (!Pattern[I].structurallyEquals(Args[I]))
      return false;
  }
  return Pattern.size() == Args.size();
}

/// What `promise_type` in \p Traits is.
static TraitsPromise promiseIn(const CXXRecordDecl &Traits,
                               const Deduced &Known) {
  TraitsPromise Promise;
  for (const NamedDecl *D :
       Traits.lookup(&Traits.getASTContext().Idents.get("promise_type"))) {
    if (const auto *Nested = dyn_cast<CXXRecordDecl>(D))
      Promise.Class = Nested;
    const auto *Alias = dyn_cast<TypedefNameDecl>(D);
    if (!Alias)
      continue;
    Promise.Class = recordOf(Alias->getUnderlyingType());
    Promise.Arguments = templateArgumentsIn(Alias->getUnderlyingType());
    for (TemplateArgument &Arg : Promise.Arguments)
      if (const auto Index = parameterIn(Arg); Index && Known.count(*Index))
        Arg = Known.lookup(*Index);
  }
  return Promise;
}

QualType TraitsPromise::resolve(QualType T) const {
  const auto *Param = T->getAs<TemplateTypeParmType>();
  if (!Param || Param->getDepth() > 0 || Param->getIndex() >= Arguments.size())
    return T;
  const TemplateArgument &Arg = Arguments[Param->getIndex()];
  return Arg.getKind() == TemplateArgument::Type ? Arg.getAsType() : T;
}

/// The class that coroutines with these traits return, or null.
static const CXXRecordDecl *
returnedWith(const ClassTemplateSpecializationDecl &Traits) {
  const QualType T = typeArgument(&Traits, 0);
  return T.isNull() ? nullptr : recordOf(T);
}

CoroutineTraits::CoroutineTraits(const ASTContext &Ctx) {
  for (const NamedDecl *D : findDeclarations(Ctx, "std::coroutine_traits")) {
    const auto *Traits = dyn_cast<ClassTemplateDecl>(D);
    if (!Traits)
      continue;
    llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 4> Found;
    const_cast<ClassTemplateDecl *>(Traits)->getPartialSpecializations(Found);
    for (const auto *Spec : Found)
      if (const CXXRecordDecl *Record = returnedWith(*Spec)) {
        Named.insert(primaryDecl(Record));
        Partial.push_back(Spec);
      }
    for (const ClassTemplateSpecializationDecl *Spec :
         Traits->specializations()) {
      const CXXRecordDecl *Record = returnedWith(*Spec);
      if (!Record || (!Spec->isExplicitSpecialization() &&
                      !isa<ClassTemplatePartialSpecializationDecl *>(
                          Spec->getSpecializedTemplateOrPartial())))
        continue;
      if (Spec->isExplicitSpecialization())
        Named.insert(primaryDecl(Record));
      if (const CXXRecordDecl *Definition = Spec->getDefinition())
        Made.try_emplace(Record->getCanonicalDecl(), Definition);
    }
  }
}

TraitsPromise CoroutineTraits::promiseOf(const CXXRecordDecl *Record) const {
  if (!Record)
    return {};
  if (const CXXRecordDecl *Traits = Made.lookup(Record->getCanonicalDecl()))
    return promiseIn(*Traits, Deduced());
  for (const ClassTemplatePartialSpecializationDecl *Spec : Partial) {
    const QualType Returned = Spec->getTemplateArgs()[0].getAsType();
    const CXXRecordDecl *Pattern = recordOf(Returned);
    Deduced Known;
    if (primaryDecl(Pattern) == primaryDecl(Record) &&
        matches(templateArgumentsIn(Returned), templateArgumentsOf(*Record),
                Known))
      return promiseIn(*Spec, Known);
  }
  return {};
}
