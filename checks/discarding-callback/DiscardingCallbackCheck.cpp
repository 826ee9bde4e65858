//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/discarding-callback/DiscardingCallbackCheck.h"
#include "checks/discarding-callback/CallableHolder.h"
#include "checks/discarding-callback/CallbackFixes.h"
#include "checks/discarding-callback/DroppedTasks.h"
#include "edits/CallbackStarts.h"

namespace clang::tidy::async {

static constexpr RuleOption DiscardingCallbackOptions[] = {
    {"CompletionHandler", "",
     "What gets the exception of a task that a callback starts: the name of a "
     "function that takes a `std::exception_ptr`, or a lambda. It must be "
     "declared at each such place. Without it, failures are written to "
     "`std::cerr`."}};

const Rule DiscardingCallbackCheck::TheRule = {
    "async-discarding-callback",
    "a callable that returns a task, given to something that drops it",
    "`std::function<void()>`, `std::thread`, `std::for_each`",
    "a loop with `co_await`, the library's adaptor",
    Repairs::FixOrNote,
    Precedence::LostWork,
    DiscardingCallbackOptions};

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
      reportDrop(Drop, Task, Body, Place, Index);
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

Rewrite DiscardingCallbackCheck::repair(const DroppedResult &Drop,
                                        const AsyncType &Task,
                                        const CallableBody &Body,
                                        const DeclContext &Place,
                                        const BodyIndex &Index) {
  const Library *Lib = names().libraryOf(Task.Entry);
  Rewrite Edits = rewrite(Place);
  if (Drop.Entry && Drop.Entry->Dropped->Runs == CallbackForm::Loop) {
    awaitInLoop(Drop, Index, types(), Edits);
    return Edits;
  }
  if (Lib)
    adaptCallable(Drop, Place, *Lib, names(), Edits);
  if (Edits)
    return Edits;
  if (Rewrite Stored = rewrite(Place);
      awaitStored(
          Drop, Body, Index,
          [this](const FunctionDecl &Callable) { return index(Callable); },
          types(), Stored),
      Stored)
    return Stored;
  startInCallback(
      Drop, BackgroundWork(Place, Index, types(), CompletionHandler), Edits);
  if (!Edits)
    Edits.refuse(advice(Drop, Task, Place.getParentASTContext()));
  return Edits;
}

void DiscardingCallbackCheck::reportDrop(const DroppedResult &Drop,
                                         const AsyncType &Task,
                                         const CallableBody &Body,
                                         const DeclContext &Place,
                                         const BodyIndex &Index) {
  const ASTContext &Ctx = Place.getParentASTContext();
  const Library *Lib = names().libraryOf(Task.Entry);
  Rewrite Spawn = rewrite(Place);
  if (Drop.Entry && !Drop.Entry->Dropped->Becomes.empty() && Lib &&
      Lib == names().libraryOf(Drop.Entry))
    spawnInstead(Drop, Place, names(), Spawn);

  const FunctionDecl *Function = calledFunction(*Drop.Callable, names());
  const std::string Callable = isa<LambdaExpr>(Drop.Callable) ? "this lambda"
                               : Function && Function->getIdentifier()
                                   ? "'" + Function->getNameAsString() + "'"
                                   : "this callable";
  const bool Spawns = bool(Spawn);
  Report Found = report(
      Drop.Callable->getBeginLoc(),
      "the task that %0 returns is dropped by '%1', %select{so nobody "
      "sees its result or its exception|so it never runs}2",
      Spawns ? std::move(Spawn) : repair(Drop, Task, Body, Place, Index));
  Found << Callable
        << (Drop.Wrapper.isNull() ? Drop.TakerName->getQualifiedNameAsString()
                                  : typeName(Drop.Wrapper, Ctx))
        << (Task.Start == TaskStart::Lazy);
  if (Spawns)
    Found.judge("'%0' runs it; its last argument gets the exception")
        << Drop.Entry->Dropped->Becomes;
}

} // namespace clang::tidy::async
