//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/redundant-coroutine/PlainFunction.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

/// True when all declarations are in the file that is compiled, and nobody else
/// can name the function, or does.
static bool isPrivateToFile(const FunctionDecl &Function,
                            const Elsewhere &Far) {
  const SourceManager &SM = Function.getASTContext().getSourceManager();
  if (Function.isExternallyVisible())
    return Far.isOnlyHere(Function);
  return llvm::all_of(Function.redecls(), [&](const FunctionDecl *D) {
    return SM.isInMainFile(D->getLocation());
  });
}

/// True when \p Caller, whose other \p Suspensions stay, would do nothing but
/// pass on what it awaits.
bool PlainFunction::wouldPassOn(const FunctionDecl &Caller,
                                size_t Suspensions) const {
  const auto *Body = dyn_cast_or_null<CoroutineBodyStmt>(Caller.getBody());
  const Endings Ends = Body ? endingsOf(*Body) : Endings();
  const size_t Awaited = llvm::count_if(
      Ends.All, [](const Ending &End) { return End.Await != nullptr; });
  const bool Lazy =
      Types.classify(Caller.getReturnType()).Start == TaskStart::Lazy;
  return !Ends.Complex && (!Lazy || Ends.Effects.empty()) &&
         Awaited == Ends.All.size() && Awaited == Suspensions;
}

const PlainFunction::Caller &
PlainFunction::caller(const FunctionDecl &Function) {
  auto [It, IsNew] = Callers.try_emplace(&Function);
  Caller &Known = It->second;
  const SharedIndex Around = IsNew ? Index(Function) : nullptr;
  const CallableBody *Body = Around ? Around->body(&Function) : nullptr;
  if (!Body)
    return Known;
  size_t Suspensions = 0;
  for (const CoawaitExpr *Await : Body->Awaits) {
    Known.Awaits[stripImplicit(Await->getOperand())] = Await;
    Suspensions += !neverSuspends(*Await);
  }
  Known.DependsOnReady = Suspensions == 0 || wouldPassOn(Function, Suspensions);
  return Known;
}

bool PlainFunction::isOnlyAwaited(const FunctionDecl &Coroutine,
                                  const Elsewhere &Far) {
  Awaits.clear();
  Emptied = nullptr;
  const CallNode *Node =
      isPrivateToFile(Coroutine, Far) ? Calls.node(&Coroutine) : nullptr;
  if (!Node)
    return false;
  for (const CallMention &Mention : Node->Mentions) {
    if (Mention.Kind != MentionKind::Call ||
        Mention.Place != MentionPlace::Body || Mention.Unevaluated ||
        Mention.Instantiated || !Mention.In || !Mention.Call ||
        Mention.In->isTemplated())
      return false;
    const Caller &From = caller(*Mention.In);
    const CoawaitExpr *Await = From.Awaits.lookup(Mention.Call);
    if (!Await)
      return false;
    if (From.DependsOnReady)
      Emptied = Mention.In;
    // Clang keeps some operands twice.
    Awaits.insert(Await);
  }
  return !Awaits.empty();
}

/// True for what a later run may turn into a plain call, too.
bool PlainFunction::neverSuspends(const CoawaitExpr &Await) {
  const auto *Call = dyn_cast<CallExpr>(stripImplicit(Await.getOperand()));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const FunctionDecl *Definition = Callee ? Callee->getDefinition() : nullptr;
  if (!Definition)
    return false;
  auto [It, IsNew] = NeverSuspends.try_emplace(Definition, false);
  const auto *Body = dyn_cast_or_null<CoroutineBodyStmt>(Definition->getBody());
  if (IsNew && Body)
    It->second = !anyWritten(Body, [](const Stmt &Part) {
      return isa<CoroutineSuspendExpr, DependentCoawaitExpr>(Part);
    });
  return It->second;
}

void PlainFunction::apply(const FunctionDecl &Coroutine, const Endings &Ends,
                          llvm::StringRef Value, Rewrite &Edits) {
  if (Emptied)
    return Edits.refuse(
        "'" + Emptied->getNameAsString() +
        "', which awaits it, would need no coroutine frame either");
  Edits.changeReturnType(Coroutine, Value);
  for (const Ending &End : Ends.All)
    Edits.replace(End.Return->getKeywordLoc(), "return");
  for (const CoawaitExpr *Await : Awaits)
    Edits.removeUpTo(Await->getKeywordLoc(),
                     Await->getOperand()->getBeginLoc());
}
