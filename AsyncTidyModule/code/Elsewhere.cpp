//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Elsewhere.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

static std::string ofArgument(char OfItself, char OfPointee,
                              const ParmVarDecl *Param, bool Pointee) {
  return std::string(1, Pointee ? OfPointee : OfItself) +
         (Param ? std::to_string(Param->getFunctionScopeIndex()) : "");
}

std::string fact::letsGo(const ParmVarDecl *Param, bool Pointee) {
  return ofArgument('l', 'p', Param, Pointee);
}

std::string fact::keeps(const ParmVarDecl *Param, bool Pointee) {
  return ofArgument('k', 'q', Param, Pointee);
}

bool Elsewhere::isWhatRuns(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return !Method || !Method->isVirtual() || Method->hasAttr<FinalAttr>() ||
         Method->getParent()->isEffectivelyFinal();
}

bool Elsewhere::isElsewhere(const FunctionDecl &Function) {
  const SourceManager &SM = Function.getASTContext().getSourceManager();
  return !Function.hasBody() && !Function.isDependentContext() &&
         !Function.getTemplateInstantiationPattern() &&
         Function.isExternallyVisible() && !Function.getBuiltinID() &&
         !Function.isDeleted() && !Function.isDefaulted() &&
         isWhatRuns(Function) && !SM.isInSystemHeader(Function.getLocation());
}

bool Elsewhere::isOnlyHere(const FunctionDecl &Function) const {
  return !Function.isExternallyVisible() ||
         answer({Function.getCanonicalDecl(), fact::IsOnlyHere.str()});
}

namespace {
class NobodyElse final : public Elsewhere {
  bool answer(const FarQuestion &) const override { return false; }
};
} // namespace

const Elsewhere &clang::tidy::async::nobodyElse() {
  static const NobodyElse Instance;
  return Instance;
}
