//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/swallowed-cancellation/SwallowedCancellationCheck.h"
#include "checks/swallowed-cancellation/LookedAtResults.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "code/Tokens.h"
#include "edits/Judgement.h"
#include "edits/Spelling.h"

namespace clang::tidy::async {

const Rule SwallowedCancellationCheck::TheRule = {
    "async-swallowed-cancellation",
    "a request to stop that a handler takes for one failure among others",
    "a loop that goes on, a catch-all behind the handler of another one, an "
    "internal error, a value as if all were well",
    "`catch (const cancelled &) { throw; }` in front",
    Repairs::FixOrNote,
    Precedence::LostWork,
    {}};

bool SwallowedCancellationCheck::concerns(const FunctionDecl &Function) const {
  return isCoroutine(Function) && Function.getLangOpts().CXXExceptions &&
         !names().usual().tell(Usual::Cleanup, outermostFunction(&Function));
}

//===--- What arrives at a handler ----------------------------------------===//

/// True when \p Handler gets exceptions of \p Class.
static bool takes(const CXXCatchStmt &Handler, const CXXRecordDecl &Class) {
  const QualType Caught = Handler.getCaughtType();
  if (Caught.isNull())
    return true;
  const CXXRecordDecl *Base = recordOf(Caught);
  return Base && (Base->getCanonicalDecl() == Class.getCanonicalDecl() ||
                  (Class.hasDefinition() && Base->hasDefinition() &&
                   Class.isDerivedFrom(Base)));
}

/// What the awaits of a `try` throw into its own handlers: not what those of
/// another one in it take.
std::vector<Cancellation>
SwallowedCancellationCheck::thrownIn(const CXXTryStmt &Try,
                                     const CallableBody &Body) const {
  const Cancellations Asked(types());
  std::vector<Cancellation> Found;
  llvm::SmallPtrSet<const CXXRecordDecl *, 4> Seen;
  llvm::SmallVector<const CXXTryStmt *, 2> Inner;
  const auto IsTakenInside = [&](const CXXRecordDecl &Class) {
    return llvm::any_of(Inner, [&](const CXXTryStmt *In) {
      for (unsigned I = 0; I < In->getNumHandlers(); ++I)
        if (takes(*In->getHandler(I), Class))
          return true;
      return false;
    });
  };
  std::function<void(const Stmt *)> Walk = [&](const Stmt *S) {
    if (!S || isa<LambdaExpr>(S))
      return;
    if (const auto *Another = dyn_cast<CXXTryStmt>(S)) {
      Inner.push_back(Another);
      Walk(Another->getTryBlock());
      Inner.pop_back();
      for (unsigned I = 0; I < Another->getNumHandlers(); ++I)
        Walk(Another->getHandler(I)->getHandlerBlock());
      return;
    }
    if (const auto *Await = dyn_cast<CoawaitExpr>(S)) {
      for (const Cancellation &One :
           Asked.of(*Await, Body.Callable->getReturnType()))
        if (!IsTakenInside(*One.Class) &&
            Seen.insert(One.Class->getCanonicalDecl()).second)
          Found.push_back(One);
      return Walk(Await->getOperand());
    }
    for (const Stmt *Child : S->children())
      Walk(Child);
  };
  Walk(Try.getTryBlock());
  return Found;
}

//===--- What becomes of it -----------------------------------------------===//

/// True when \p S, in a handler, hands the exception on.
static bool keepsException(const Stmt &S) {
  if (isa<CXXThrowExpr>(S))
    return true;
  const auto *Call = dyn_cast<CallExpr>(&S);
  const llvm::StringRef Name = Call ? calleeName(Call) : "";
  return Name.contains("current_exception") || Name.contains("rethrow") ||
         Name.contains("set_exception") || Name.contains("set_error") ||
         Name.contains("exception_future") || Name.contains("set_stopped");
}

/// A value that stands for nothing, or for success.
static bool saysNothing(const Expr *Value, bool OrFalse) {
  const Expr *E = stripCopies(Value);
  while (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    E = stripCopies(Cast->getSubExpr());
  if (const auto *Bool = dyn_cast<CXXBoolLiteralExpr>(E))
    return Bool->getValue() || OrFalse;
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return llvm::all_of(List->inits(), [](const Expr *Init) {
      return isa<ImplicitValueInitExpr, CXXDefaultInitExpr>(Init);
    });
  if (const auto *Number = dyn_cast<IntegerLiteral>(E))
    return Number->getValue() == 0;
  if (const auto *Text = dyn_cast<StringLiteral>(E))
    return Text->getLength() == 0;
  if (isa<CXXScalarValueInitExpr, CXXNullPtrLiteralExpr, ImplicitValueInitExpr>(
          E))
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return Ref->getDecl()->getIdentifier() &&
           Ref->getDecl()->getName() == "nullopt";
  const auto *Made = dyn_cast<CXXConstructExpr>(E);
  return Made &&
         (Made->getNumArgs() == 0 ||
          (Made->getNumArgs() == 1 && saysNothing(Made->getArg(0), OrFalse)));
}

/// What \p S calls or expands, by a word of the list \p What.
static bool callsUsual(const Stmt *S, Usual What, const Names &Known) {
  return anyWritten(
      S,
      [&](const Stmt &Part) {
        const auto *Call = dyn_cast<CallExpr>(&Part);
        if (!Call)
          return false;
        const llvm::StringRef Macro =
            writtenMacro(Part.getBeginLoc(), Known.context());
        return Known.usual().tell(
                   What, dyn_cast_or_null<NamedDecl>(Call->getCalleeDecl())) ||
               (!Macro.empty() && Known.usual().tell(What, Macro));
      },
      Parts::Own);
}

/// The loop that goes on behind \p Try: without an end, or so many times.
static const Stmt *retryLoop(const CXXTryStmt &Try, const CallableBody &Body,
                             const BodyIndex &Index) {
  for (const Stmt *P = Index.parent(&Try); P && P != Body.Lambda;
       P = Index.parent(P)) {
    if (isa<CXXForRangeStmt, SwitchStmt, CXXCatchStmt>(P))
      return nullptr;
    if (isLoop(P))
      return P;
  }
  return nullptr;
}

/// True for a condition that others can make false: it mentions a member, a
/// global, or calls something.
static bool othersDecide(const Expr *Condition) {
  return Condition && anyWritten(Condition, [](const Stmt &S) {
           const auto *Ref = dyn_cast<DeclRefExpr>(&S);
           const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
           return isa<MemberExpr>(S) || (Var && !Var->hasLocalStorage()) ||
                  (Var && !Var->getType()->isIntegerType()) ||
                  (Var && Var->getType()->isBooleanType()) ||
                  (isa<CallExpr>(S) && !isa<CXXOperatorCallExpr>(S));
         });
}

/// True when \p Loop takes one thing after the other: what is tried mentions
/// what it counts.
static bool takesTheNext(const Stmt &Loop, const CXXTryStmt &Try) {
  const auto *For = dyn_cast<ForStmt>(&Loop);
  const auto *Counter =
      For ? dyn_cast_or_null<DeclStmt>(For->getInit()) : nullptr;
  return Counter && For->getCond() &&
         anyWritten(Try.getTryBlock(), [&](const Stmt &S) {
           const auto *Ref = dyn_cast<DeclRefExpr>(&S);
           return Ref && llvm::is_contained(Counter->decls(), Ref->getDecl());
         });
}

/// True for a loop that \p Handler lets go on, and that nothing else ends.
bool SwallowedCancellationCheck::goesOn(const CXXTryStmt &Try,
                                        const CXXCatchStmt &Handler,
                                        const Cancellation &What,
                                        const CallableBody &Body,
                                        const BodyIndex &Index) const {
  const Stmt *Loop = retryLoop(Try, Body, Index);
  if (!Loop || anyWritten(Handler.getHandlerBlock(), leavesLoop, Parts::Own) ||
      othersDecide(conditionOf(Loop)) || takesTheNext(*Loop, Try))
    return false;
  const Cancellations Asked(types());
  if (Asked.asks(conditionOf(Loop), What.Entry))
    return false;
  const auto EndsIt = [&](const Stmt &S) {
    const auto *If = dyn_cast<IfStmt>(&S);
    if (If && anyWritten(If->getThen(), leavesLoop, Parts::Own) &&
        !isWithin(If, Try.getTryBlock(), Index))
      return true;
    // The rest of the round is stopped, too.
    const auto *Await = dyn_cast<CoawaitExpr>(&S);
    return Await && !isWithin(Await, &Try, Index) &&
           !Asked.of(*Await, Body.Callable->getReturnType()).empty();
  };
  if (anyWritten(Loop, EndsIt, Parts::Own))
    return false;
  // A test in front of the await: the next round finds it.
  return !anyWritten(
      Loop,
      [&](const Stmt &S) {
        const auto *If = dyn_cast<IfStmt>(&S);
        return If && Asked.asks(If->getCond(), What.Entry);
      },
      Parts::Own);
}

/// True when nobody is told how \p Body ends.
bool SwallowedCancellationCheck::isOutermost(const CallableBody &Body,
                                             const BodyIndex &Index) {
  if (types().classify(Body.Callable->getReturnType()).Role ==
      TypeRole::Detached)
    return true;
  const auto IsHandOver = [&](const Expr *Taker) {
    return Taker && (names().call(Taker, CallRole::HandOver) ||
                     names().call(Taker, CallRole::Spawn) ||
                     names().call(Taker, CallRole::Detaches) ||
                     names().call(Taker, CallRole::DropsResult));
  };
  if (Body.Lambda)
    return IsHandOver(Index.handedTo(Body.Lambda));
  const CallNode *Node = callGraph().node(Body.Callable);
  return Node && !Node->Mentions.empty() &&
         llvm::all_of(Node->Mentions, [&](const CallMention &Mention) {
           if (Mention.Kind != MentionKind::Call)
             return IsHandOver(Mention.HandedTo);
           const SharedIndex Around = Mention.In ? index(*Mention.In) : nullptr;
           const Stmt *P = Around && Mention.Call
                               ? Around->spelledParent(Mention.Call)
                               : nullptr;
           return P && isa<CallExpr>(P) && IsHandOver(cast<Expr>(P));
         });
}

SwallowedCancellationCheck::Fate SwallowedCancellationCheck::fateIn(
    const CXXCatchStmt &Handler, const CXXTryStmt &Try, bool OtherIsNamed,
    const Cancellation &What, const CallableBody &Body,
    const BodyIndex &Index) {
  const Stmt *Block = Handler.getHandlerBlock();
  const Cancellations Asked(types());
  if (anyWritten(Block, keepsException, Parts::Own) ||
      Asked.asks(Block, What.Entry))
    return Fate::PassedOn;
  if (goesOn(Try, Handler, What, Body, Index))
    return Fate::LoopGoesOn;
  if (isOutermost(Body, Index))
    return Fate::PassedOn;
  if (OtherIsNamed)
    return Fate::OtherIsNamed;
  if (callsUsual(Block, Usual::InternalError, names()))
    return Fate::EndsProgram;
  if (callsUsual(Block, Usual::Rollback, names()))
    return Fate::TakesBack;
  const bool Ambient = What.Entry && What.Entry->Ambient;
  const auto Says = [&](const Stmt &S) {
    const auto *Return = dyn_cast<CoreturnStmt>(&S);
    return Return && Return->getOperand() &&
           !Return->getOperand()->getType()->isVoidType() &&
           saysNothing(Return->getOperand(), !Ambient);
  };
  return anyWritten(Block, Says, Parts::Own) &&
                 !tellsCallers(
                     *Block, *Body.Callable, callGraph(),
                     [&](const FunctionDecl &In) { return index(In); })
             ? Fate::ReturnsNothing
             : Fate::PassedOn;
}

//===--- What is said -----------------------------------------------------===//

static bool tellsByCode(const Cancellation &One) {
  return One.Entry && !One.Entry->Code.empty();
}

static std::string cancellationName(const Cancellation &One) {
  return tellsByCode(One) ? One.Entry->Code
         : One.Entry      ? One.Entry->Type
                          : One.Class->getQualifiedNameAsString();
}

/// Writes a handler in front of \p Handler for each of \p All, which throws it
/// again.
static void writeHandlers(const CXXCatchStmt &Handler,
                          llvm::ArrayRef<Cancellation> All,
                          const FunctionDecl &Coroutine, Rewrite &Edits) {
  if (llvm::any_of(All, tellsByCode))
    return Edits.refuse("the handler has to look at the error code");
  const SourceManager &SM = Coroutine.getASTContext().getSourceManager();
  const SourceLocation At = Handler.getCatchLoc();
  const llvm::StringRef Line =
      At.isFileID() ? lineBefore(At, SM) : llvm::StringRef();
  const std::string Indent = ("\n" + Line.take_while([](char C) {
                               return C == ' ' || C == '\t';
                             })).str();
  std::string Text;
  for (const Cancellation &One : All)
    Text += "catch (const " +
            libraryText(cancellationName(One), Coroutine, At) + " &) {" +
            Indent + "  throw;" + Indent + "} ";
  Edits.insertBefore(At, Text);
}

void SwallowedCancellationCheck::say(const CXXCatchStmt &Handler, Fate What,
                                     llvm::ArrayRef<Cancellation> All,
                                     bool OthersLeave, const CallableBody &Body,
                                     const BodyIndex &Index) {
  if (!isNew(Handler.getCatchLoc()))
    return;
  Rewrite Edits = rewrite(*Body.Callable);
  Edits.obey(Judgement(Index, types()).passesOn(OthersLeave));
  writeHandlers(Handler, All, *Body.Callable, Edits);
  Report Said = report(
      Handler.getCatchLoc(),
      "this handler gets '%0', too, by which somebody asks to stop, and "
      "%select{the loop goes on|only another one is named before it|reports it "
      "as an internal error|takes back what was done|the coroutine ends as if "
      "all were well}1",
      std::move(Edits));
  Said << cancellationName(All.front()) << unsigned(What) - 1;
  Said.note(beginOf(*All.front().Await), "it may be thrown here");
}

void SwallowedCancellationCheck::checkTry(const CXXTryStmt &Try,
                                          const CallableBody &Body,
                                          const BodyIndex &Index) {
  const Cancellations Asked(types());
  const std::vector<Cancellation> Thrown = thrownIn(Try, Body);
  llvm::SmallPtrSet<const CXXRecordDecl *, 4> Taken;
  bool OtherIsNamed = false, OthersLeave = false;
  for (unsigned I = 0; I < Try.getNumHandlers(); ++I) {
    const CXXCatchStmt &Handler = *Try.getHandler(I);
    std::vector<Cancellation> Here;
    for (const Cancellation &One : Thrown)
      if (takes(Handler, *One.Class) && Taken.insert(One.Class).second)
        Here.push_back(One);
    // Its own handler knows what it is.
    if (const QualType Caught = Handler.getCaughtType();
        !Caught.isNull() && Asked.isOne(Caught)) {
      OtherIsNamed = true;
      OthersLeave |= anyWritten(
          Handler.getHandlerBlock(),
          [](const Stmt &S) { return isa<CXXThrowExpr>(S); }, Parts::Own);
      continue;
    }
    if (Here.empty())
      continue;
    if (const Fate What =
            fateIn(Handler, Try, OtherIsNamed, Here.front(), Body, Index);
        What != Fate::PassedOn)
      say(Handler, What, Here, What == Fate::OtherIsNamed && OthersLeave, Body,
          Index);
  }
}

void SwallowedCancellationCheck::checkBody(const CallableBody &Body,
                                           const BodyIndex &Index) {
  if (!isCoroutine(*Body.Callable) || Body.Awaits.empty())
    return;
  llvm::SmallVector<const CXXTryStmt *, 2> All;
  forEachWritten<CXXTryStmt>(
      Body.Callable->getBody(),
      [&](const CXXTryStmt &Try) { All.push_back(&Try); }, Parts::Own);
  if (!All.empty() && isTestCode(*Body.Callable))
    return;
  for (const CXXTryStmt *Try : All)
    checkTry(*Try, Body, Index);
  for (const CoawaitExpr *Await : Body.Awaits)
    checkCode(*Await, Body, Index);
}

//===--- Errors by code ---------------------------------------------------===//

/// The variable that \p Await puts its error into, and nobody else mentions.
static const VarDecl *unaskedError(const CoawaitExpr &Await,
                                   const BodyIndex &Index, const Names &Known) {
  const VarDecl *Found = nullptr;
  anyWritten(
      Await.getOperand(),
      [&](const Stmt &S) {
        const auto *Ref = dyn_cast<DeclRefExpr>(&S);
        const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
        if (Var && Var->hasLocalStorage() && Known.holdsError(Var->getType()))
          Found = Var;
        return Found != nullptr;
      },
      Parts::Own);
  if (!Found)
    return nullptr;
  for (const DeclRefExpr *Mention : Index.mentions(Found))
    if (!isWithin(Mention, Await.getOperand(), Index))
      return nullptr;
  return Found;
}

/// The member whose operation \p Await waits for.
static const FieldDecl *awaitedMember(const CoawaitExpr &Await) {
  const auto *Call =
      dyn_cast<CXXMemberCallExpr>(stripImplicit(Await.getOperand()));
  const auto *Member = Call ? dyn_cast<MemberExpr>(stripImplicit(
                                  Call->getImplicitObjectArgument()))
                            : nullptr;
  return Member && isa<CXXThisExpr>(stripImplicit(Member->getBase()))
             ? dyn_cast<FieldDecl>(Member->getMemberDecl())
             : nullptr;
}

/// The call by which a destructor, or what else ends an object, cancels what
/// \p Field is doing; or null.
static const Expr *cancelledBy(const FieldDecl &Field, const Names &Known) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Field.getParent());
  const Expr *Found = nullptr;
  for (const CXXMethodDecl *Method : Class->methods()) {
    const FunctionDecl *Definition = nullptr;
    if (!(isa<CXXDestructorDecl>(Method) ||
          Known.usual().tell(Usual::Cleanup, Method)) ||
        !Method->hasBody(Definition))
      continue;
    forEachWritten<CXXMemberCallExpr>(
        Definition->getBody(), [&](const CXXMemberCallExpr &Call) {
          const auto *Member = dyn_cast<MemberExpr>(
              stripImplicit(Call.getImplicitObjectArgument()));
          if (Member && Member->getMemberDecl() == &Field &&
              Known.usual().tell(Usual::Cleanup, Call.getMethodDecl()))
            Found = &Call;
        });
  }
  return Found;
}

void SwallowedCancellationCheck::checkCode(const CoawaitExpr &Await,
                                           const CallableBody &Body,
                                           const BodyIndex &Index) {
  const FieldDecl *Field = awaitedMember(Await);
  const CancellationEntry *Entry = nullptr;
  for (const auto &[Class, One] : names().cancellations())
    if (!One->Code.empty())
      Entry = One;
  if (!Field || !Entry)
    return;
  const VarDecl *Error = unaskedError(Await, Index, names());
  const Expr *Cancel = Error ? cancelledBy(*Field, names()) : nullptr;
  if (!Cancel)
    return;
  // What follows in its block; a loop around asks.
  const Stmt *Use = nullptr;
  const Stmt *Child = &Await;
  for (const Stmt *P = Index.parent(Child); P && P != Body.Lambda;
       Child = P, P = Index.parent(P)) {
    if (isLoop(P) && conditionOf(P) &&
        (othersDecide(conditionOf(P)) ||
         Cancellations(types()).asks(conditionOf(P), Entry)))
      return;
    const auto *Block = dyn_cast<CompoundStmt>(P);
    if (!Block || Use)
      continue;
    const auto *Next = llvm::find(Block->body(), Child);
    if (Next != Block->body_end() && ++Next != Block->body_end()) {
      const auto *If = dyn_cast<IfStmt>(*Next);
      if (If && (othersDecide(If->getCond()) ||
                 Cancellations(types()).asks(If->getCond(), Entry)))
        return;
      if (mentionsObject(*Next))
        Use = *Next;
    }
  }
  if (!Use || !isNew(beginOf(Await)))
    return;
  Rewrite Edits = rewrite(*Body.Callable);
  Edits.refuse("what to do then is for you to tell");
  Report Said =
      report(beginOf(Await),
             "'%0' says whether '%1' was cancelled, and nobody asks before the "
             "object is used again",
             std::move(Edits));
  Said << Error->getName() << Field->getName();
  Said.note(Use->getBeginLoc(), "it is used here");
  Said.note(beginOf(*Cancel), "'%0' is cancelled here") << Field->getName();
}

} // namespace clang::tidy::async
