//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unprotected-this/Creations.h"
#include "code/Origins.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace clang::tidy::async;

/// True for the functions by which `main` stays until all has been done.
static bool runsTheRest(const Stmt &Body, const Names &Known) {
  return anyWritten(&Body, [&](const Stmt &S) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    if (!Call)
      return false;
    if (Known.call(Call, CallRole::Wait) ||
        Known.call(Call, CallRole::Blocking))
      return true;
    const llvm::StringRef Name = calleeName(Call);
    return Name.starts_with("run") || Name == "exec" || Name == "join";
  });
}

struct Creations::Walker : RecursiveASTVisitor<Walker> {
  using Base = RecursiveASTVisitor<Walker>;

  Walker(Creations &Found, const Names &Known)
      : Found(Found), Known(Known), SM(Known.context().getSourceManager()) {}

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool TraverseDecl(Decl *D) {
    if (!D || (D->getDeclContext() && D->getDeclContext()->isFileContext() &&
               !isa<NamespaceDecl, LinkageSpecDecl>(D) &&
               SM.isInSystemHeader(D->getLocation())))
      return true;
    llvm::SaveAndRestore SavedMain(IsMain);
    llvm::SaveAndRestore SavedVar(LivesOn);
    if (const auto *Function = dyn_cast<FunctionDecl>(D)) {
      IsMain = Function->isMain() && Function->getBody() &&
               runsTheRest(*Function->getBody(), Known);
      LivesOn = false;
    } else if (const auto *Var = dyn_cast<VarDecl>(D)) {
      LivesOn = Var->hasGlobalStorage() || (IsMain && Var->isLocalVarDecl());
    }
    return Base::TraverseDecl(D);
  }

  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    llvm::SaveAndRestore SavedMain(IsMain, false);
    llvm::SaveAndRestore SavedVar(LivesOn, false);
    return Base::TraverseLambdaExpr(Lambda);
  }

  // What a round of a loop makes ends with it.
  bool TraverseWhileStmt(WhileStmt *S) {
    return inLoop(&Base::TraverseWhileStmt, S);
  }
  bool TraverseForStmt(ForStmt *S) { return inLoop(&Base::TraverseForStmt, S); }
  bool TraverseDoStmt(DoStmt *S) { return inLoop(&Base::TraverseDoStmt, S); }
  bool TraverseCXXForRangeStmt(CXXForRangeStmt *S) {
    return inLoop(&Base::TraverseCXXForRangeStmt, S);
  }
  template <typename Loop>
  bool inLoop(bool (Base::*Traverse)(Loop *, DataRecursionQueue *), Loop *S) {
    llvm::SaveAndRestore SavedMain(IsMain, false);
    return (this->*Traverse)(S, nullptr);
  }

  bool VisitCXXConstructExpr(CXXConstructExpr *E) {
    // Bases are a part of what derives from them.
    if (!E->getConstructor()->isCopyOrMoveConstructor() &&
        int(E->getConstructionKind()) == 0)
      add(E->getType());
    return true;
  }

  bool VisitCXXNewExpr(CXXNewExpr *E) {
    add(E->getAllocatedType());
    return true;
  }

  /// `std::make_shared<T>()`
  bool VisitCallExpr(CallExpr *E) {
    const FunctionDecl *Callee = E->getDirectCallee();
    const auto *Arguments =
        Callee ? Callee->getTemplateSpecializationArgs() : nullptr;
    if (Arguments && Arguments->size() &&
        Arguments->get(0).getKind() == TemplateArgument::Type &&
        !typeArgument(specializationOf(E->getType())).isNull())
      add(Arguments->get(0).getAsType());
    return true;
  }

  void add(QualType T) {
    const CXXRecordDecl *Class = recordOf(T);
    if (!Class || !(Class = Class->getDefinition()) || Class->isLambda() ||
        SM.isInSystemHeader(Class->getLocation()))
      return;
    const auto Note = [&](const CXXRecordDecl *Record) {
      Made &What = Found.Of[Record->getCanonicalDecl()];
      (LivesOn ? What.LivesOn : What.Ends) = true;
      return true;
    };
    Note(Class);
    Class->forallBases(Note);
  }

  Creations &Found;
  const Names &Known;
  const SourceManager &SM;
  bool IsMain = false, LivesOn = false;
};

Creations::Creations(const Names &Known) {
  Walker(*this, Known).TraverseDecl(Known.context().getTranslationUnitDecl());
}

bool Creations::allLiveOn(const CXXRecordDecl &Class) const {
  const Made What = Of.lookup(Class.getCanonicalDecl());
  return What.LivesOn && !What.Ends;
}
