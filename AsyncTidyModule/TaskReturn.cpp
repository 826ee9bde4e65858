//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "TaskReturn.h"
#include "AwaitSite.h"
#include "PromiseShape.h"

using namespace clang;
using namespace clang::tidy::async;

/// True when \p T is the class, or of the template, that \p Task names.
bool TaskReturn::isTemplateOf(QualType T, llvm::StringRef Task) const {
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record)
    return false;
  return llvm::any_of(findDeclarations(Types.context(), Task.split('<').first),
                      [&](const NamedDecl *D) {
                        return primaryDecl(D) == primaryDecl(Record);
                      });
}

bool TaskReturn::isHandedOver(const Expr *Taker) const {
  return Taker && Types.names().call(Taker, CallRole::TaskHandler);
}

void TaskReturn::awaitAt(const CallMention &Mention, llvm::StringRef Task,
                         Rewrite &Edits) {
  const FunctionDecl *Caller = Mention.In;
  if (Mention.Place != MentionPlace::Body || Mention.Unevaluated || !Caller ||
      !Mention.Call)
    return Edits.refuse("not all of its callers can await it");
  if (!isCoroutine(*Caller) || !isTemplateOf(Caller->getReturnType(), Task))
    return Edits.refuse(
        (Caller->getIdentifier()
             ? "its caller '" + Caller->getName() + "' returns no '"
             : llvm::Twine("a lambda that calls it returns no '"))
            .str() +
        Task.split('<').first.str() + "'");
  Awaiting = Caller->getReturnType();
  const BodyIndex *Around = Index(*Caller);
  const CallableBody *Body = Around ? Around->body(Caller) : nullptr;
  const auto IsCall = [&](const Expr *Dropped) {
    return stripImplicit(Dropped) == Mention.Call;
  };
  if (!Body || llvm::none_of(Body->Discarded, IsCall))
    return Edits.refuse("its value is used");
  if (const AwaitSite Site(*Mention.Call, Awaiting, *Around, Types); !Site)
    return Edits.refuse(Site.reason());
  Edits.await(*Mention.Call, AwaitForm::AsNamed);
}

void TaskReturn::apply(const FunctionDecl &Coroutine, llvm::StringRef Task,
                       Rewrite &Edits) {
  ReachesFurther = false;
  Awaiting = {};
  const auto *Method = dyn_cast<CXXMethodDecl>(&Coroutine);
  const CallNode *Node = Calls.node(&Coroutine);
  if (Method && Method->isVirtual())
    return Edits.refuse("it is virtual");
  if (!Node || Coroutine.getReturnType()->isVoidType() ||
      Coroutine.isTemplated() || Coroutine.isTemplateInstantiation())
    return Edits.refuse("not all of its callers are known");
  // What it awaits, before another index takes the place of this one.
  const BodyIndex *Own = Index(Coroutine);
  llvm::SmallVector<QualType, 4> Operands;
  if (const CallableBody *Body = Own ? Own->body(&Coroutine) : nullptr)
    for (const CoawaitExpr *Await : Body->Awaits)
      Operands.push_back(Await->getOperand()->getType());

  Edits.changeReturnType(Coroutine, Task);
  if (Node->Lambda) {
    if (Node->HandedTo.size() != 1 || Node->Variable ||
        !isHandedOver(Node->HandedTo.front()))
      Edits.refuse("not all of its callers are known");
    return;
  }
  ReachesFurther = Coroutine.isExternallyVisible();
  bool IsUsed = false;
  for (const CallMention &Mention : Node->Mentions) {
    if (Mention.Kind == MentionKind::Address && isHandedOver(Mention.HandedTo))
      IsUsed = true;
    else if (Mention.Kind != MentionKind::Call)
      return Edits.refuse("its address is taken");
    else if (Mention.Instantiated)
      return Edits.refuse("a template calls it");
    else {
      IsUsed = true;
      awaitAt(Mention, Task, Edits);
    }
  }
  if (!IsUsed)
    return Edits.refuse("nothing here calls it");
  if (Awaiting.isNull())
    return;
  for (QualType Operand : Operands)
    if (!Types.accepts(nullptr, Awaiting, Operand))
      return Edits.refuse(
          "a coroutine of type '" + typeName(Awaiting, Types.context()) +
          "' cannot await '" + typeName(Operand, Types.context()) + "'");
}
