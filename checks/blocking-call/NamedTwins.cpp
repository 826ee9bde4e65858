//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------=

#include "checks/blocking-call/NamedTwins.h"
#include "edits/Judgement.h"
#include "flow/AwaitSite.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace clang::tidy::async;

SourceLocation clang::tidy::async::calleeNameLoc(const CallExpr &Call) {
  const Expr *Callee = Call.getCallee()->IgnoreParenImpCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(Callee))
    return Member->hasExplicitTemplateArgs() ? SourceLocation()
                                             : Member->getMemberLoc();
  const auto *Ref = dyn_cast<DeclRefExpr>(Callee);
  return Ref && !Ref->hasExplicitTemplateArgs() ? Ref->getLocation()
                                                : SourceLocation();
}

/// `async_read`, `read_async`, `asyncRead`, `readAsync` of `read` and `async`.
static llvm::SmallVector<std::string, 4> namesOfTwins(llvm::StringRef Name,
                                                      llvm::StringRef Word) {
  const auto Big = [](llvm::StringRef Text) {
    return (llvm::Twine(llvm::toUpper(Text.front())) + Text.drop_front()).str();
  };
  llvm::SmallVector<std::string, 4> Found{(Word + "_" + Name).str(),
                                          (Name + "_" + Word).str()};
  Found.push_back((isUppercase(Name.front()) ? Big(Word) : Word.str()) +
                  Big(Name));
  Found.push_back(Name.str() + Big(Word));
  return Found;
}

/// True when \p Twin takes what \p Function takes, and gives its value when it
/// is awaited.
static bool isTwin(const FunctionDecl &Twin, const FunctionDecl &Function,
                   const AsyncTypes &Types) {
  const ASTContext &Ctx = Function.getASTContext();
  const auto *Member = dyn_cast<CXXMethodDecl>(&Function);
  const auto *Awaited = dyn_cast<CXXMethodDecl>(&Twin);
  if (Twin.getNumParams() != Function.getNumParams() || Twin.isVariadic() ||
      Twin.isDeleted() || bool(Member) != bool(Awaited) ||
      (Member && (Member->isStatic() != Awaited->isStatic() ||
                  Member->isConst() != Awaited->isConst() ||
                  Member->getAccess() != Awaited->getAccess())))
    return false;
  for (unsigned I = 0; I < Twin.getNumParams(); ++I)
    if (!Ctx.hasSameType(Twin.getParamDecl(I)->getType(),
                         Function.getParamDecl(I)->getType()))
      return false;
  const QualType Given = Twin.getReturnType();
  if (!Types.classify(Given).canBeAwaited())
    return false;
  const QualType Result = Types.awaitResult(Given);
  return !Result.isNull() &&
         Ctx.hasSameUnqualifiedType(Result.getNonReferenceType(),
                                    Function.getReturnType());
}

/// A function that only says what its object is.
static bool onlyTells(const FunctionDecl &Function) {
  const auto *Member = dyn_cast<CXXMethodDecl>(&Function);
  return Member && Member->isConst() && Member->getNumParams() == 0 &&
         Member->getReturnType()->isScalarType();
}

const FunctionDecl *clang::tidy::async::twinByName(const CallExpr &Call,
                                                   const CallableBody &Body,
                                                   const AsyncTypes &Types) {
  const FunctionDecl *Function = Call.getDirectCallee();
  const IdentifierInfo *Name = Function ? Function->getIdentifier() : nullptr;
  const SourceManager &SM = Types.context().getSourceManager();
  if (!Name || Name->getName().empty() || Function->isTemplateInstantiation() ||
      Function->isVariadic() || Function->hasBody() || onlyTells(*Function) ||
      SM.isInSystemHeader(Function->getLocation()) ||
      Types.names().call(&Call, CallRole::Blocking) ||
      Types.classify(Function->getReturnType()))
    return nullptr;
  ASTContext &Ctx = const_cast<ASTContext &>(Types.context());
  for (const std::string &Word : Types.names().usual().spellings(Usual::Twin))
    for (const std::string &Twin : namesOfTwins(Name->getName(), Word)) {
      const auto It = Ctx.Idents.find(Twin);
      if (It == Ctx.Idents.end())
        continue;
      for (const NamedDecl *D :
           Function->getDeclContext()->lookup(It->getValue()))
        if (const auto *Found = dyn_cast<FunctionDecl>(D);
            Found && isTwin(*Found, *Function, Types) &&
            !declaresSameEntity(Found, outermostFunction(Body.Callable)))
          return Found;
    }
  return nullptr;
}

void clang::tidy::async::awaitNamed(const CallExpr &Call,
                                    const FunctionDecl &Twin,
                                    const BodyIndex &Index,
                                    const AsyncTypes &Types, Rewrite &Edits) {
  const AwaitSite Site(Call, Twin.getReturnType(), Index, Types);
  const SourceLocation Name = calleeNameLoc(Call);
  if (!Site)
    return Edits.refuse(Site.reason());
  if (Name.isInvalid())
    return Edits.refuse("it is not called by its plain name");
  Edits.obey(Ruling::note("its name and type alone say that '" +
                          Twin.getNameAsString() + "' does the same"));
  Edits.obey(Judgement(Index, Types).suspends(Call));
  Edits.replace(Name, Twin.getName());
  Edits.insertBefore(Call.getBeginLoc(), "co_await ");
  Edits.parenthesizeForContext(Call, Index);
}
