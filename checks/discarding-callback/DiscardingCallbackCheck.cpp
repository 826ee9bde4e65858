//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/discarding-callback/DiscardingCallbackCheck.h"
#include "checks/discarding-callback/CallbackFixes.h"
#include "checks/discarding-callback/DroppedTasks.h"

namespace clang::tidy::async {

const Rule DiscardingCallbackCheck::TheRule = {
    "async-discarding-callback",
    "a callable that returns a task, given to something that drops it",
    "`std::function<void()>`, `std::thread`, `std::for_each`",
    "a loop with `co_await`, the library's adaptor",
    Repairs::FixOrNote,
    Precedence::LostWork,
    {}};

void DiscardingCallbackCheck::checkBody(const CallableBody &Body,
                                        const BodyIndex &Index) {
  checkDrops(Body, *Body.Callable, Index);
}

void DiscardingCallbackCheck::checkInitializer(const DeclContext &Place,
                                               const BodyIndex &Index) {
  checkDrops(Index.outermost(), Place, Index);
}

void DiscardingCallbackCheck::checkDrops(const CallableBody &Body,
                                         const DeclContext &Place,
                                         const BodyIndex &Index) {
  for (const DroppedResult &Drop : droppedResults(Body, types())) {
    const AsyncType Task = types().classify(Drop.Result);
    if (losesTask(Drop, Task, Body, Index, types()) &&
        isNew(Drop.Callable->getBeginLoc()))
      reportDrop(Drop, Task, Place, Index);
  }
}

std::string DiscardingCallbackCheck::advice(const DroppedResult &Drop,
                                            const AsyncType &Task,
                                            const ASTContext &Ctx) const {
  const Library *Lib = names().libraryOf(Task.Entry);
  if (Lib && Drop.Entry && Drop.Entry->Dropped->Runs == CallbackForm::Thread)
    for (const CallEntry &Entry : Lib->Calls)
      if (Entry.Role == CallRole::Wait && !Entry.Wait->Timed)
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

void DiscardingCallbackCheck::reportDrop(const DroppedResult &Drop,
                                         const AsyncType &Task,
                                         const DeclContext &Place,
                                         const BodyIndex &Index) {
  const ASTContext &Ctx = Place.getParentASTContext();
  const SourceLocation Loc = Drop.Callable->getBeginLoc();
  const Library *Lib = names().libraryOf(Task.Entry);
  Rewrite Edits = rewrite(Place), Spawn = rewrite(Place);
  if (Drop.Entry && Drop.Entry->Dropped->Runs == CallbackForm::Loop) {
    awaitInLoop(Drop, Index, types(), Edits);
  } else {
    if (Lib)
      adaptCallable(Drop, Place, *Lib, names(), Edits);
    if (Drop.Entry && !Drop.Entry->Dropped->Becomes.empty() && Lib &&
        Lib == names().libraryOf(Drop.Entry))
      spawnInstead(Drop, Place, names(), Spawn);
    if (!Edits)
      Edits.refuse(advice(Drop, Task, Ctx));
  }

  const FunctionDecl *Function = calledFunction(*Drop.Callable, names());
  const std::string Callable = isa<LambdaExpr>(Drop.Callable) ? "this lambda"
                               : Function && Function->getIdentifier()
                                   ? "'" + Function->getNameAsString() + "'"
                                   : "this callable";
  const bool Spawns = Spawn && !Edits;
  Report Found =
      report(Loc,
             "the task that %0 returns is dropped by '%1', %select{so nobody "
             "sees its result or its exception|so it never runs}2",
             Spawns ? std::move(Spawn) : std::move(Edits));
  Found << Callable
        << (Drop.Wrapper.isNull() ? Drop.TakerName->getQualifiedNameAsString()
                                  : typeName(Drop.Wrapper, Ctx))
        << (Task.Start == TaskStart::Lazy);
  if (Spawns)
    Found.judge("'%0' runs it; its last argument gets the exception")
        << Drop.Entry->Dropped->Becomes;
}

} // namespace clang::tidy::async
