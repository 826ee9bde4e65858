//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/blocking-wait/ConversionEdits.h"
#include "code/MeantCoroutines.h"
#include "code/Shapes.h"
#include "edits/Awaiting.h"
#include "edits/HandlerStart.h"
#include "edits/Judgement.h"

using namespace clang;
using namespace clang::tidy::async;

std::optional<TaskChoice>
ConversionEdits::taskForAll(std::vector<BlockingWait> &Waits,
                            std::string &Why) const {
  std::optional<TaskChoice> Task;
  std::vector<BlockingWait> Own;
  for (const BlockingWait &Wait : Waits) {
    auto Wanted = taskFor(Wait, Types, Why);
    if (!Wanted)
      continue;
    if (Task && Task->Template != Wanted->Template) {
      Why = "it waits for two libraries";
      return std::nullopt;
    }
    if (!Task || !Task->Wait)
      Task = Wanted;
    Own.push_back(Wait);
  }
  Waits = std::move(Own);
  return Task;
}

void ConversionEdits::editFunction(const FunctionDecl &Function,
                                   const TaskChoice &Task,
                                   Rewrite &Edits) const {
  returnTask(Function, Task, Edits);
  if (Function.doesThisDeclarationHaveABody())
    coReturn(Function, Edits);
}

void ConversionEdits::editWait(const BlockingWait &Wait,
                               llvm::ArrayRef<BlockingWait> Waits,
                               const FunctionDecl &Function,
                               const TaskChoice &Task, Rewrite &Edits) const {
  const SharedIndex Around = Index(Function);
  if (!Around)
    return;
  const TokenEntry *Entry = nullptr;
  const VarDecl *Held = nullptr;
  const Expr *Token = blockingToken(Wait, Types.names(), Entry, &Held);
  const Judgement Judge(*Around, Types);
  Edits.obey(Judge.suspends(*Wait.Call));
  const AwaitSite Site(*Wait.Call, Token ? Task.Sample : Wait.operandType(),
                       *Around, Types, Task.Sample);
  if (!Site)
    return Edits.refuse(Site.reason());
  if (isForMovedWork(Wait, Types.names()))
    return Edits.refuse("a coroutine would go on in the executor that runs it");
  if (Token)
    awaitWithToken(Wait, *Token, *Entry, Held, Function, Task.Sample, Judge,
                   Edits);
  else
    awaitInstead(Wait, Types, *Around, Edits);
  // What an outer wait waits for needs no parentheses.
  if (llvm::none_of(Waits, [&](const BlockingWait &Outer) {
        return stripImplicit(Outer.Operand) == Wait.Call;
      }))
    if (const Expr *Whole = Wait.whole(*Around))
      Edits.parenthesizeForContext(*Whole, *Around);
}

bool ConversionEdits::canAwait(const CallMention &Mention,
                               const TaskChoice &Task) const {
  if (!Mention.In || Mention.Place != MentionPlace::Body)
    return false;
  const FunctionDecl *Definition = Mention.In->getDefinition();
  const SharedIndex Around = Definition ? Index(*Definition) : nullptr;
  if (Around && Task.IsElsewhere)
    return !actsAsCoroutine(*Definition, Types) &&
           AwaitSite(*Mention.Call, {}, *Around, Types, Types.context().VoidTy);
  return Around &&
         AwaitSite(*Mention.Call, Task.Sample, *Around, Types, Task.Sample);
}

void ConversionEdits::awaitCall(const Expr &Call, const BodyIndex &Around,
                                Rewrite &Edits) const {
  Edits.obey(Judgement(Around, Types).suspends(Call));
  Edits.await(Call, AwaitForm::AsNamed);
  Edits.parenthesizeForContext(Call, Around);
}

void ConversionEdits::waitForCall(const Expr &Call, const FunctionDecl *In,
                                  const TaskChoice &Task,
                                  Rewrite &Edits) const {
  if (Task.WaitIsMember)
    return Edits.insertAfterToken(Call.getEndLoc(), "." + Task.WaitName + "()");
  const DeclContext *Scope = In;
  if (!Scope)
    Scope = Call.getType()->getAsCXXRecordDecl();
  if (!Scope)
    Scope = Types.context().getTranslationUnitDecl();
  Edits.wrap(Call.getSourceRange(),
             spelling(*Task.Wait, Task.WaitName, Scope, Call.getBeginLoc()) +
                 "(",
             ")");
}

bool ConversionEdits::startCall(const CallMention &Mention,
                                const TaskChoice &Task, Rewrite &Edits) const {
  const FunctionDecl *In =
      Mention.In && Mention.Place == MentionPlace::Body && Task.Lib
          ? Mention.In->getDefinition()
          : nullptr;
  const SharedIndex Around = In ? Index(*In) : nullptr;
  if (!Around)
    return false;
  const HandlerStart Start(*Mention.Call, Task, *Around, Types);
  if (Start)
    Start.write(Edits);
  return bool(Start);
}
