//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#include "checks/detached-coroutine/TaskReturn.h"
#include "code/Escapes.h"
#include "edits/Judgement.h"
#include "flow/AwaitSite.h"

using namespace clang;
using namespace clang::tidy::async;

/// True for the class or template that the new return type is of.
bool TaskReturn::isTheTask(QualType T) const {
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record)
    return false;
  if (Choice)
    return primaryDecl(&Choice->declaration()) == primaryDecl(Record);
  return llvm::any_of(
      findDeclarations(Types.context(), StringRef(Task).split('<').first),
      [&](const NamedDecl *D) {
        return primaryDecl(D) == primaryDecl(Record);
      });
}

bool TaskReturn::isHandedOver(const Expr *Taker) const {
  return Taker && Types.names().call(Taker, CallRole::TaskHandler);
}

/// "its caller 'f'", "a lambda that calls it"
static std::string nameOfCaller(const FunctionDecl &Caller) {
  return Caller.getIdentifier()
             ? ("its caller '" + Caller.getName() + "'").str()
             : "a lambda that calls it";
}

void TaskReturn::awaitAt(const CallMention &Mention, Rewrite &Edits) {
  const FunctionDecl *Caller = Mention.In;
  if (Mention.Place != MentionPlace::Body || Mention.Unevaluated || !Caller ||
      !Mention.Call)
    return Edits.refuse("not all of its callers can await it");
  if (!isCoroutine(*Caller) || !isTheTask(Caller->getReturnType()))
    return Edits.refuse(nameOfCaller(*Caller) + " returns no '" +
                        StringRef(Task).split('<').first.str() + "'");
  Awaiting = Choice ? Choice->Sample : Caller->getReturnType();
  const SharedIndex Around = Index(*Caller);
  const CallableBody *Body = Around ? Around->body(Caller) : nullptr;
  if (!Body || !Body->discards(*Mention.Call))
    return Edits.refuse("its value is used");
  if (const AwaitSite Site(*Mention.Call, Awaiting, *Around, Types); !Site)
    return Edits.refuse(Site.reason());
  Edits.obey(Judgement(*Around, Types).joins(*Mention.Call));
  Edits.await(*Mention.Call, Types.classify(Awaiting).Await);
}

void TaskReturn::choose(const FunctionDecl &Coroutine, const CallNode *Node) {
  const AsyncType Present = Types.classify(Coroutine.getReturnType());
  Choice.reset();
  Task = Present.Entry ? Present.Entry->Instead : "";
  if (Present.Entry)
    return;
  if (Node)
    for (const CallMention &Mention : Node->Mentions)
      if (!Choice && Mention.Call && Mention.In && isCoroutine(*Mention.In))
        Choice = emptyTaskLike(Mention.In->getReturnType(), Types);
  for (QualType Operand : Operands)
    if (!Choice)
      Choice = emptyTaskLike(Operand, Types);
  if (Choice)
    Task = Choice->spell("", /*IsVoid=*/true, Coroutine.getLexicalDeclContext(),
                         Coroutine.getBeginLoc());
}

/// True for a loop without end, and without a way out of it.
static bool goesOnForEver(const Stmt *S) {
  const auto HasNoEnd = [](const Stmt &Part) {
    if (!isa<ForStmt, WhileStmt>(Part))
      return false;
    const Expr *Condition = conditionOf(&Part);
    const auto *Literal =
        Condition ? dyn_cast<CXXBoolLiteralExpr>(stripImplicit(Condition))
                  : nullptr;
    return !Condition || (Literal && Literal->getValue());
  };
  return anyWritten(S, HasNoEnd, Parts::Own);
}

/// What \p Node calls and would be rewritten as well, once \p Node is a task.
static const FunctionDecl *detachedCallee(const CallNode &Node,
                                          const AsyncTypes &Types) {
  for (const CallSite &Site : Node.Calls) {
    const FunctionDecl *Callee =
        Site.Callee ? Site.Callee->getDefinition() : nullptr;
    if (Callee && isCoroutine(*Callee) && !Callee->isDependentContext() &&
        Types.classify(Callee->getReturnType()).Role == TypeRole::Detached &&
        Escapes(Types).ofBody(*Callee) != Escape::Nothing)
      return Callee;
  }
  return nullptr;
}

void TaskReturn::apply(const FunctionDecl &Coroutine, Rewrite &Edits) {
  ReachesFurther = false;
  Awaiting = {};
  Operands.clear();
  const auto *Method = dyn_cast<CXXMethodDecl>(&Coroutine);
  const CallNode *Node = Calls.node(&Coroutine);
  const SharedIndex Own = Index(Coroutine);
  if (const CallableBody *Body = Own ? Own->body(&Coroutine) : nullptr)
    for (const CoawaitExpr *Await : Body->Awaits)
      Operands.push_back(Await->getOperand()->getType());
  choose(Coroutine, Node);
  if (Task.empty())
    return Edits.refuse("return a task, and await it in every caller, or catch "
                        "everything here");
  if (Method && Method->isVirtual())
    return Edits.refuse("it is virtual");
  if (Coroutine.getReturnType()->isVoidType())
    return Edits.refuse("its promise comes from 'std::coroutine_traits'");
  if (!Node || Coroutine.isTemplated() || Coroutine.isTemplateInstantiation())
    return Edits.refuse("not all of its callers are known");

  Edits.changeReturnType(
      Coroutine, [&](const FunctionDecl &Declaration, llvm::StringRef) {
        if (!Choice)
          return Task;
        Choice->declareAt(Declaration.getLocation(), Edits);
        return Choice->spell("", /*IsVoid=*/true,
                             Declaration.getLexicalDeclContext(),
                             Declaration.getBeginLoc());
      });
  if (Node->Lambda) {
    if (Node->HandedTo.size() != 1 || Node->Variable ||
        !isHandedOver(Node->HandedTo.front()))
      Edits.refuse("not all of its callers are known");
    return;
  }
  ReachesFurther =
      Coroutine.isExternallyVisible() && !Far.isOnlyHere(Coroutine);
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
      awaitAt(Mention, Edits);
    }
  }
  if (!IsUsed)
    return Edits.refuse("nothing here calls it");
  if (Awaiting.isNull())
    return; // A handler.
  if (goesOnForEver(Coroutine.getBody()))
    return Edits.refuse("its callers would wait for ever");
  if (const FunctionDecl *Callee = detachedCallee(*Node, Types))
    return Edits.refuse("it calls '" + Callee->getNameAsString() +
                        "', which nobody can await either");
  for (QualType Operand : Operands)
    if (!Types.accepts(nullptr, Awaiting, Operand))
      return Edits.refuse(
          "a coroutine of type '" + typeName(Awaiting, Types.context()) +
          "' cannot await '" + typeName(Operand, Types.context()) + "'");
}
