//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Escapes.h"
#include "code/BodyIndex.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "code/Throwing.h"
#include "code/Tokens.h"
#include "clang/AST/Attr.h"

using namespace clang;
using namespace clang::tidy::async;

/// `throw` and its like outside of lambdas.
static bool throwsOn(const Stmt *S) {
  const auto Throws = [](const Stmt &Part) {
    const auto *Call = dyn_cast<CallExpr>(&Part);
    llvm::StringRef Name = Call ? calleeName(Call) : "";
    return isa<CXXThrowExpr>(Part) || Name == "rethrow_exception" ||
           Name == "throw_with_nested";
  };
  return anyWritten(S, Throws, Parts::Own);
}

static bool isStdException(const CXXRecordDecl *Record) {
  return Record && Record->isInStdNamespace() && Record->getIdentifier() &&
         Record->getName() == "exception";
}

/// True when a handler for `std::exception` does not get \p T.
static bool isForeign(QualType T) {
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record)
    return !T->isDependentType();
  return Record->hasDefinition() && !isStdException(Record) &&
         Record->forallBases(
             [](const CXXRecordDecl *Base) { return !isStdException(Base); });
}

unsigned Escapes::ofTry(const CXXTryStmt &Try) {
  constexpr unsigned Exceptions = Call | AwaitOrThrow | Uncaught | Foreign;
  std::vector<FarQuestion> Before = std::exchange(Needed, {});
  unsigned Left = of(Try.getTryBlock());
  std::vector<FarQuestion> NeededInside = std::exchange(Needed, Before);
  unsigned Handlers = None;
  for (unsigned I = 0; I < Try.getNumHandlers(); ++I) {
    const CXXCatchStmt *Handler = Try.getHandler(I);
    // What else a handler does, logging mostly, is meant not to throw. What it
    // throws on purpose may be caught in it again.
    if (throwsOn(Handler->getHandlerBlock()))
      Handlers |= of(Handler->getHandlerBlock());
    const QualType Caught = Handler->getCaughtType();
    // What is caught whatever it is need not be known.
    llvm::erase_if(NeededInside, [&Caught](const FarQuestion &Question) {
      return Caught.isNull() || (isStdException(recordOf(Caught)) &&
                                 Question.Fact == fact::OnlyUnusual);
    });
    if (Caught.isNull())
      Left &= ~Exceptions;
    else if (isStdException(recordOf(Caught)) && (Left & Exceptions))
      Left = (Left & ~(Exceptions & ~Foreign)) | Uncaught;
    else if (isForeign(Caught))
      Left &= ~Foreign;
  }
  llvm::for_each(NeededInside, [this](const FarQuestion &Q) { need(Q); });
  return Left | Handlers;
}

bool Escapes::givesErrorAsValue(const CoawaitExpr &Await) const {
  const Names &Known = Types.names();
  if (Known.holdsError(Await.getType()))
    return true;
  const auto *Made = dyn_cast<CallExpr>(stripImplicit(Await.getOperand()));
  return Made && llvm::any_of(Made->arguments(), [&](const Expr *Arg) {
           const Expr *Written = stripImplicit(Arg);
           return Known.holdsError(Written->getType()) &&
                  (!Written->isLValue() ||
                   !Written->getType().isConstQualified());
         });
}

unsigned Escapes::ofAwait(const CoawaitExpr &Await) {
  const Expr *Operand = stripImplicit(Await.getOperand());
  const auto *Made = dyn_cast<CallExpr>(Operand);
  if (givesErrorAsValue(Await))
    return (Made ? ofChildren(*Made) : of(Operand)) | ErrorValue;
  if (Made && Types.names().call(Made, CallRole::NoThrow))
    return ofChildren(*Made);
  if (Made && Types.classify(Made->getType()).isTask())
    return ofWorkSources(*Made) | ofChildren(*Made);
  // The calls that it makes of the awaiter, and the operand.
  const unsigned Found = ofChildren(Await);
  return Found & Call ? Found | AwaitOrThrow : Found;
}

/// `LOG(info) << x;`, `log(x);`, `logger->info(x);`
static bool logs(const Stmt &S, const AsyncTypes &Types) {
  const UsualNames &Usually = Types.names().usual();
  if (StringRef Macro = writtenMacro(S.getBeginLoc(), Types.context());
      !Macro.empty())
    return Usually.tell(Usual::Log, Macro);
  const auto *E = dyn_cast<Expr>(&S);
  const auto *Call = E ? dyn_cast<CallExpr>(stripImplicit(E)) : nullptr;
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && !isCoroutine(*Callee) && Call->getType()->isVoidType() &&
         (Usually.tell(Usual::Log, Callee) ||
          Usually.tell(Usual::Log, dyn_cast<NamedDecl>(Callee->getParent())));
}

/// True for functions of the standard library, members included.
static bool isOfStandardLibrary(const FunctionDecl &Function) {
  return Function.getDeclContext()
      ->getEnclosingNamespaceContext()
      ->isStdNamespace();
}

/// `std::clog << x`: such a stream throws only for those that ask it to.
static bool isStreamed(const Stmt &S) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&S);
  const FunctionDecl *Callee =
      Operator && Operator->getOperator() == OO_LessLess
          ? Operator->getDirectCallee()
          : nullptr;
  return Callee && isOfStandardLibrary(*Callee);
}

unsigned Escapes::ofChildren(const Stmt &S) {
  unsigned Found = None;
  for (const Stmt *Child : S.children())
    if (!neverRuns(Child, S) &&
        !(isa<CompoundStmt>(S) && Child && logs(*Child, Types)))
      Found |= of(Child);
  return Found;
}

unsigned Escapes::of(const Stmt *S) {
  if (!S)
    return None;
  if (const auto *Try = dyn_cast<CXXTryStmt>(S))
    return ofTry(*Try);
  if (const auto *Await = dyn_cast<CoawaitExpr>(S))
    return ofAwait(*Await);
  if (const auto *Return = dyn_cast<CoreturnStmt>(S))
    return of(Return->getOperand());
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(S))
    return of(Default->getExpr());
  if (const auto *Throw = dyn_cast<CXXThrowExpr>(S)) {
    const Expr *Thrown = Throw->getSubExpr();
    return AwaitOrThrow |
           (Thrown && isForeign(Thrown->getType()) ? Foreign : None);
  }
  unsigned Found = ofCall(*S);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    for (const Expr *Init : Lambda->capture_inits())
      Found |= of(Init);
    return Found;
  }
  return Found | ofChildren(*S);
}

/// What \p S, which is no await, throws by itself.
unsigned Escapes::ofCall(const Stmt &S) {
  // What a lazy task throws, it throws where it is awaited.
  const auto *Made = dyn_cast<CallExpr>(&S);
  const AsyncType Type = Made ? Types.classify(Made->getType()) : AsyncType();
  const bool IsLazy = Type.isTask() && Type.Start == TaskStart::Lazy;
  if (IsLazy || !tidy::async::mayThrow(S) || isStreamed(S) ||
      Types.names().call(dyn_cast<Expr>(&S), CallRole::NoThrow))
    return None;
  if (Evidence == ThrowEvidence::Any)
    return Call;
  // An instantiation tells.
  if (Made && Made->isTypeDependent())
    return None;
  const auto *Construct = dyn_cast<CXXConstructExpr>(&S);
  const FunctionDecl *Callee = Construct ? Construct->getConstructor()
                               : Made    ? Made->getDirectCallee()
                                         : nullptr;
  if (!Callee)
    return isa<CXXNewExpr>(S) ? None : Call;
  if (isOfStandardLibrary(*Callee))
    return plainName(Callee).contains("throw") ? AwaitOrThrow : None;
  if (Type || logs(S, Types))
    return None;
  return ofPlain(Callee);
}

bool Escapes::mayThrow(const Expr &Step) {
  if (isa<CXXThrowExpr, DependentCoawaitExpr>(Step))
    return true;
  const auto *Await = dyn_cast<CoawaitExpr>(&Step);
  if (!Await)
    return ofCall(Step) != None;
  const Expr *Operand = stripImplicit(Await->getOperand());
  const auto *Made = dyn_cast<CallExpr>(Operand);
  if (givesErrorAsValue(*Await) ||
      Types.names().call(Operand, CallRole::NoThrow))
    return false;
  // `co_await f().handled()`, and a task in a variable.
  if (Types.classify(Operand->getType()).isTask())
    return summary(ofWorkSources(*Operand)) != Escape::Nothing;
  if (Made && plainName(Made->getDirectCallee()).contains("exception"))
    return true;
  return (of(Await->getReadyExpr()) | of(Await->getSuspendExpr()) |
          of(Await->getResumeExpr())) != None;
}

Escape Escapes::summary(unsigned Sources) {
  if (Sources & (AwaitOrThrow | Foreign))
    return Escape::Anything;
  if (Sources & Call)
    return Sources & ErrorValue ? Escape::Incidental : Escape::Anything;
  return Sources & Uncaught ? Escape::Unusual : Escape::Nothing;
}

static const Stmt *writtenBody(const FunctionDecl &Function) {
  const auto *Coroutine =
      dyn_cast_or_null<CoroutineBodyStmt>(Function.getBody());
  return Coroutine ? Coroutine->getBody() : Function.getBody();
}

bool Escapes::throwsItself(const FunctionDecl *Function) {
  const FunctionDecl *Definition = nullptr;
  return Function && Function->getBody(Definition) &&
         throwsOn(writtenBody(*Definition));
}

Escape Escapes::ofBody(const FunctionDecl &Function) {
  return summary(of(writtenBody(Function)));
}

/// The call operator of a closure, or null for other types and for templates.
static const FunctionDecl *callOperator(QualType T) {
  const CXXRecordDecl *Record = recordOf(T);
  return Record && Record->isLambda() && !Record->isGenericLambda()
             ? Record->getLambdaCallOperator()
             : nullptr;
}

/// What a function does that only returns a call, else itself.
static const FunctionDecl *forwardedTo(const FunctionDecl *Function) {
  const FunctionDecl *Definition = nullptr;
  if (!Function || !Function->getBody(Definition))
    return Function;
  const auto *Block = dyn_cast<CompoundStmt>(Definition->getBody());
  const auto *Return = Block && Block->size() == 1
                           ? dyn_cast<ReturnStmt>(Block->body_front())
                           : nullptr;
  const Expr *Value = Return ? Return->getRetValue() : nullptr;
  const auto *Call = Value ? dyn_cast<CallExpr>(stripImplicit(Value)) : nullptr;
  return Call && Call->getDirectCallee() ? Call->getDirectCallee() : Definition;
}

const FunctionDecl *clang::tidy::async::coroutineOf(const Expr &Work) {
  const Expr *E = stripImplicit(&Work);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
      Construct && Construct->getNumArgs() == 1)
    return coroutineOf(*Construct->getArg(0));
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    if (const Expr *Moved = movedBy(Call))
      return coroutineOf(*Moved);
    return forwardedTo(Call->getDirectCallee());
  }
  if (const FunctionDecl *Operator = callOperator(E->getType()))
    return forwardedTo(Operator);
  if (const auto *Address = dyn_cast<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    return coroutineOf(*Address->getSubExpr());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return forwardedTo(Function);
    // A variable that holds the task.
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (Var && Var->hasLocalStorage() && Var->getInit())
      return coroutineOf(*Var->getInit());
  }
  return nullptr;
}

void Escapes::need(const FarQuestion &Question) {
  if (!llvm::is_contained(Needed, Question))
    Needed.push_back(Question);
}

/// Of what has no body here.
unsigned Escapes::ofElsewhere(const FunctionDecl &Function) {
  for (const auto &[Fact, Sources] :
       {std::pair(fact::NeverThrows, None), {fact::OnlyUnusual, Uncaught}})
    if (Far.knows(Function, Fact)) {
      need({Function.getCanonicalDecl(), Fact.str()});
      return Sources;
    }
  return AwaitOrThrow;
}

unsigned Escapes::ofFunction(const FunctionDecl *Function) {
  // For the stack.
  constexpr unsigned DeepEnough = 32;
  const FunctionDecl *Definition = nullptr;
  if (Function && Types.neverThrows(Function->getReturnType()))
    return None;
  if (!Function || Depth >= DeepEnough)
    return AwaitOrThrow;
  if (!Function->getBody(Definition))
    return ofElsewhere(*Function);
  if (!isCoroutine(*Definition) || Definition->isDependentContext())
    return AwaitOrThrow;
  // Another class may do it in its own way.
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Definition);
      Method && Method->isVirtual() && !Method->hasAttr<FinalAttr>())
    return AwaitOrThrow;
  return ofDefinition(*Definition);
}

unsigned Escapes::ofDefinition(const FunctionDecl &Definition) {
  // A recursion adds nothing to what the rest of its body throws.
  auto [Known, IsNew] = Answers.try_emplace(&Definition);
  if (!IsNew) {
    llvm::for_each(Known->second.Needed, [this](const auto &Q) { need(Q); });
    return Known->second.Sources;
  }
  ++Depth;
  std::vector<FarQuestion> Before = std::exchange(Needed, {});
  Answer Found;
  Found.Sources = of(writtenBody(Definition));
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Definition))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      Found.Sources |= of(Init->getInit());
  Found.Needed = std::exchange(Needed, Before);
  --Depth;
  llvm::for_each(Found.Needed, [this](const auto &Q) { need(Q); });
  return (Answers[&Definition] = std::move(Found)).Sources;
}

unsigned Escapes::ofWorkSources(const Expr &E) {
  return ofFunction(coroutineOf(E));
}

Escape Escapes::ofTask(const FunctionDecl &Function) {
  return summary(ofFunction(forwardedTo(&Function)));
}

/// What a function throws that is no coroutine. Call where that is not seen.
unsigned Escapes::ofPlain(const FunctionDecl *Function) {
  constexpr unsigned DeepEnough = 8;
  const FunctionDecl *Definition = nullptr;
  if (Depth >= DeepEnough || !Function->getBody(Definition) ||
      isCoroutine(*Definition) || Definition->isDependentContext())
    return Call;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Definition);
      Method && Method->isVirtual() && !Method->hasAttr<FinalAttr>())
    return Call;
  return ofDefinition(*Definition);
}

Escape Escapes::ofWork(const Expr &E) { return summary(ofWorkSources(E)); }
