//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unbounded-concurrency/Gates.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

bool Gates::isGate(const CallExpr &Call) const {
  if (Known.call(&Call, CallRole::Gate))
    return true;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const CXXRecordDecl *Class = Member ? recordOf(objectType(*Member)) : nullptr;
  return Known.usual().tell(Usual::Gate, Class);
}

/// The body of a function of the program, or null.
static const Stmt *visibleBody(const FunctionDecl *Function) {
  if (!Function || !Function->hasBody(Function))
    return nullptr;
  const SourceManager &SM = Function->getASTContext().getSourceManager();
  return SM.isInSystemHeader(Function->getLocation()) ? nullptr
                                                      : Function->getBody();
}

/// What \p Ask says of \p Key, which is asked once.
static bool once(llvm::DenseMap<const void *, bool> &Answers, const void *Key,
                 llvm::function_ref<bool()> Ask) {
  if (auto It = Answers.find(Key); It != Answers.end())
    return It->second;
  const bool Answer = Ask();
  return Answers[Key] = Answer;
}

/// In a function of the program that is called or handed over.
bool Gates::isInBodyOf(const FunctionDecl *Function) const {
  if (Function && Far.knows(*Function, fact::HasGate))
    return true;
  const Stmt *Body = visibleBody(Function);
  return Body && once(Answers, Function->getCanonicalDecl(),
                      [&] { return isIn(Body, 1); });
}

bool Gates::isIn(const Stmt *S, unsigned Depth) const {
  if (!S)
    return false;
  const auto IsInParts = [&] {
    return llvm::any_of(S->children(),
                        [&](const Stmt *Child) { return isIn(Child, Depth); });
  };
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return isIn(Lambda->getCallOperator()->getBody(), Depth);
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(S))
    return isIn(Coroutine->getBody(), Depth);
  if (const auto *Call = dyn_cast<CallExpr>(S);
      Call &&
      (isGate(*Call) || (Depth == 0 && isInBodyOf(Call->getDirectCallee()))))
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S); Ref && Depth == 0)
    return isInBodyOf(dyn_cast<FunctionDecl>(Ref->getDecl()));
  return Depth == 0 && isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S)
             ? once(Answers, S, IsInParts)
             : IsInParts();
}
