//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/discarding-callback/DiscardingCallbackCheck.h"
#include "checks/discarding-callback/CallbackFixes.h"
#include "checks/discarding-callback/DroppedTasks.h"

namespace clang::tidy::async {

void DiscardingCallbackCheck::checkFunction(const FunctionDecl &Function) {
  checkPatternsFirst(Function);
}

void DiscardingCallbackCheck::checkBody(const FunctionDecl &Function) {
  const SharedIndex Index = index(Function);
  const CallableBody *Body = Index ? Index->body(&Function) : nullptr;
  if (!Body)
    return;
  for (const DroppedResult &Drop : droppedResults(*Body, types())) {
    const AsyncType Task = types().classify(Drop.Result);
    if (losesTask(Drop, Task, *Body, *Index, types()) &&
        isNew(Drop.Callable->getBeginLoc()))
      report(Drop, Task, *Body, *Index);
  }
}

std::string DiscardingCallbackCheck::advice(const DroppedResult &Drop,
                                            const AsyncType &Task,
                                            const ASTContext &Ctx) const {
  const Library *Lib = names().libraryOf(Task.Entry);
  if (Lib && Drop.Entry && Drop.Entry->Dropped->Runs == CallbackForm::Thread)
    for (const CallEntry &Entry : Lib->Calls)
      if (Entry.Role == CallRole::Wait && !Entry.Timed)
        for (const NamedDecl *D : findDeclarations(Ctx, Entry.Name))
          if (D->getDeclContext()->isFileContext())
            return "a thread can wait for the task, with '" + Entry.Name + "'";
  if (Lib && !Lib->StartsTasks.empty())
    return "give it a callable that starts the task, with '" +
           Lib->StartsTasks + "'";
  return Task.Start == TaskStart::Lazy
             ? "give it a callable that starts the task and keeps it"
             : "give it a callable that takes care of what the task throws";
}

void DiscardingCallbackCheck::report(const DroppedResult &Drop,
                                     const AsyncType &Task,
                                     const CallableBody &Body,
                                     const BodyIndex &Index) {
  const ASTContext &Ctx = Body.Callable->getASTContext();
  const SourceLocation Loc = Drop.Callable->getBeginLoc();
  const Library *Lib = names().libraryOf(Task.Entry);
  Rewrite Edits = rewrite(Ctx), Spawn = rewrite(Ctx);
  if (isInstantiation(*Body.Callable)) {
    Edits.refuse("it depends on a template parameter");
  } else if (Drop.Entry && Drop.Entry->Dropped->Runs == CallbackForm::Loop) {
    awaitInLoop(Drop, Index, types(), Edits);
  } else {
    if (Lib)
      adaptCallable(Drop, *Lib, names(), Edits);
    if (Drop.Entry && !Drop.Entry->Dropped->Becomes.empty() && Lib &&
        Lib == names().libraryOf(Drop.Entry))
      spawnInstead(Drop, names(), Spawn);
    if (!Edits)
      Edits.refuse(advice(Drop, Task, Ctx));
  }

  const FunctionDecl *Function = calledFunction(*Drop.Callable, names());
  const std::string Callable = isa<LambdaExpr>(Drop.Callable) ? "this lambda"
                               : Function && Function->getIdentifier()
                                   ? "'" + Function->getNameAsString() + "'"
                                   : "this callable";
  diag(Loc, "the task that %0 returns is dropped by '%1', %select{so nobody "
            "sees its result or its exception|so it never runs}2")
      << Callable
      << (Drop.Wrapper.isNull() ? Drop.TakerName->getQualifiedNameAsString()
                                : typeName(Drop.Wrapper, Ctx))
      << (Task.Start == TaskStart::Lazy) << Edits.hints();
  if (Spawn)
    diag(Loc, "'%0' runs it; its last argument gets the exception",
         DiagnosticIDs::Note)
        << Drop.Entry->Dropped->Becomes << Spawn.hints(Rewrite::FixOn::Note);
  else
    explain(Loc, Edits);
}

} // namespace clang::tidy::async
