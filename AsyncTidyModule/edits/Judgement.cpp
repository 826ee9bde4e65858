//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/Judgement.h"
#include "code/AwaitedCalls.h"
#include "code/Changes.h"
#include "code/FirstInBlocks.h"
#include "code/LentState.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "code/SharedState.h"
#include "code/Suspensions.h"
#include "edits/StartedWork.h"
#include "edits/Traces.h"
#include "clang/AST/Attr.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

static std::string quoted(const NamedDecl &D) {
  return "'" + D.getNameAsString() + "'";
}

//===--- A suspension -----------------------------------------------------===//

namespace {
struct BlocksThatSuspend {
  FirstInBlocks First;
};
} // namespace

/// What runs before \p Part, a part of \p Whole that is no block; or null.
static const Stmt *headOf(const Stmt &Whole, const Stmt *Part) {
  const Stmt *Head = nullptr;
  if (const auto *If = dyn_cast<IfStmt>(&Whole))
    Head = If->getCond();
  else if (const auto *Switch = dyn_cast<SwitchStmt>(&Whole))
    Head = Switch->getCond();
  else if (const auto *Range = dyn_cast<CXXForRangeStmt>(&Whole))
    Head = Range->getRangeInit();
  else if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(&Whole))
    Head = Choice->getCond();
  else if (isa<WhileStmt, ForStmt>(Whole))
    Head = conditionOf(&Whole);
  return Head == Part ? nullptr : Head;
}

/// True when a coroutine has been suspended whenever it comes to \p Site.
static bool isSuspendedBefore(const Expr &Site, const BodyIndex &Index,
                              const AsyncTypes &Types) {
  const Stmt *Child = &Site;
  for (const Stmt *P = Index.parent(Child); P && !isa<LambdaExpr>(P);
       Child = P, P = Index.parent(P)) {
    if (surelySuspends(headOf(*P, Child), Types))
      return true;
    if (const auto *Block = dyn_cast<CompoundStmt>(P);
        Block && Index.memo<BlocksThatSuspend>().First.before(
                     *Block, Child, [&Types](const Stmt &S) {
                       return surelySuspends(&S, Types);
                     }))
      return true;
  }
  return false;
}

/// What the compiler's own variable of a range-for refers to; else \p D.
static const ValueDecl &spelledBy(const ValueDecl &D) {
  const auto *Var = dyn_cast<VarDecl>(&D);
  if (!Var || !Var->isImplicit() || !Var->getInit())
    return D;
  const ValueDecl *Range = namedBy(*stripImplicit(Var->getInit()));
  return Range ? *Range : D;
}

std::string Judgement::returnsEarly(const Expr &Site,
                                    const CallableBody &Body) const {
  const FunctionDecl &Function = *Body.Callable;
  const AsyncType Type = Types.classify(Function.getReturnType());
  if (!isCoroutine(Function) ||
      (Type.Role != TypeRole::Detached && Type.Start != TaskStart::Eager))
    return "";
  const auto Use = Index.memo<LentState>().usedBehind(Site, Body, Index, Types);
  if (!Use || isSuspendedBefore(Site, Index, Types))
    return "";
  switch (Use->What) {
  case LentUse::Object:
    return quoted(spelledBy(*Use->Var)) + " refers to what it may destroy";
  case LentUse::This:
    return "may destroy the object, which is used after this";
  case LentUse::Written:
    return "may read " + quoted(*Use->Var) + ", which is written after this";
  }
  return "";
}

/// A value that is read before and written after \p Then.
static std::string stale(const SharedState::Across &State,
                         const std::string &Then, llvm::StringRef Suspended) {
  if (State.How == SharedState::Kind::OfThread)
    return (isa<FunctionDecl>(State.What) ? "'errno'" : quoted(*State.What)) +
           " is one of this thread, and afterwards it may be another one's";
  return quoted(*State.What) +
         (State.How == SharedState::Kind::Container
              ? " is referred into before and after "
              : " is read before and written after ") +
         Then + ", and others may change it while " + Suspended.str() +
         " is suspended";
}

Ruling Judgement::suspendsCallers(const CallableBody &Body,
                                  unsigned Depth) const {
  if (Depth == 0 || !neverSuspends(*Body.Callable))
    return {};
  for (const AwaitedCall &Awaited : awaitedCalls(*Body.Callable, Index)) {
    const Judgement Outer(*Awaited.Index, Types);
    const std::string Awaits =
        (Awaited.By->Lambda ? "a lambda" : quoted(*Awaited.By->Callable)) +
        " awaits this coroutine";
    if (const std::string Early = Outer.returnsEarly(*Awaited.At, *Awaited.By);
        !Early.empty())
      return Ruling::note(Awaits +
                          ", so that its caller goes on for the first "
                          "time there, and " +
                          Early);
    if (const auto State = Awaited.Index->memo<SharedState>().acrossSuspension(
            *Awaited.At, *Awaited.By, *Awaited.Index))
      return Ruling::note(stale(*State, Awaits, "that"));
    if (Ruling Further = Outer.suspendsCallers(*Awaited.By, Depth - 1);
        Further.Stands != Ruling::Fix)
      return Further;
  }
  return {};
}

namespace {
/// What suspendsCallers() has said of a body; one may have very many sites.
struct CallerRulings {
  llvm::DenseMap<const CallableBody *, Ruling> Of;
};
} // namespace

Ruling Judgement::suspends(const Expr &Site) const {
  constexpr unsigned Deepest = 4;
  const CallableBody *Body = Index.enclosing(&Site);
  if (!Body || !Body->Callable)
    return {};
  if (const std::string Early = returnsEarly(Site, *Body); !Early.empty())
    return Ruling::note("here the caller goes on for the first time, and " +
                        Early);
  if (const auto State =
          Index.memo<SharedState>().acrossSuspension(Site, *Body, Index))
    return Ruling::note(stale(*State, "this", "the coroutine"));
  CallerRulings &Known = Index.memo<CallerRulings>();
  if (const auto It = Known.Of.find(Body); It != Known.Of.end())
    return It->second;
  Ruling Callers = suspendsCallers(*Body, Deepest);
  Known.Of.try_emplace(Body, Callers);
  return Callers;
}

Ruling Judgement::unlocks(const LockedRegion &Held) const {
  const GuardedUse Use = usedInRest(Held, Index, Types.names());
  switch (Use.How) {
  case GuardedUse::None:
    return {};
  case GuardedUse::Data:
    return Ruling::nowhere(quoted(*Use.What) +
                           " is used under the lock from here on");
  case GuardedUse::Reference:
    return Ruling::nowhere(quoted(*Use.What) +
                           " refers to what the lock protects, and is used "
                           "from here on");
  case GuardedUse::Inside:
    return Ruling::nowhere(quoted(*Use.What) +
                           " uses what the lock protects, and is called from "
                           "here on");
  case GuardedUse::Alone:
    return Ruling::nowhere("nothing is done under the lock before this, so it "
                           "is there for what follows");
  case GuardedUse::MaybeData:
    return Ruling::note("the lock may protect " + quoted(*Use.What) + ", too");
  case GuardedUse::MaybeInside:
    return Ruling::note(quoted(*Use.What) + " may use what the lock protects");
  }
  llvm_unreachable("all kinds are handled");
}

Ruling Judgement::prolongs(bool IsUsual) const {
  return IsUsual ? Ruling()
                 : Ruling::note("the object lives on until the coroutine has "
                                "ended");
}

/// True for the end of a coroutine that gives no value.
static bool onlyEnds(const Stmt *S) {
  if (!S || isa<NullStmt>(S))
    return true;
  const auto *Return = dyn_cast<CoreturnStmt>(S);
  return Return && !Return->getOperand();
}

static std::string callerName(const Expr &Call, const BodyIndex &Index) {
  const CallableBody *Body = Index.enclosing(&Call);
  return Body && !Body->Lambda ? "its caller " + quoted(*Body->Callable)
                               : "a lambda that calls it";
}

Ruling Judgement::joins(const Expr &Call) const {
  const Stmt *Child = &Call;
  for (const Stmt *P = Index.parent(Child); P && !isa<LambdaExpr>(P);
       Child = P, P = Index.parent(P)) {
    bool Follows = isLoop(P);
    if (const auto *Block = dyn_cast<CompoundStmt>(P)) {
      const auto *Next = llvm::find(Block->body(), Child);
      Follows = Next != Block->body_end() &&
                !std::all_of(std::next(Next), Block->body_end(), onlyEnds);
    }
    if (Follows)
      return Ruling::note(callerName(Call, Index) +
                          " would wait for it to end before it goes on");
  }
  return {};
}

//===--- Work that moves --------------------------------------------------===//

/// True when \p Next, behind a declaration, does something before or besides
/// \p Wait, which stands in it.
static bool doesMoreThanWait(const Stmt &Next, const Expr &Wait,
                             const BodyIndex &Index) {
  const Stmt *First = &Next;
  if (const auto *If = dyn_cast<IfStmt>(&Next))
    First =
        If->getInit() || If->getConditionVariable() ? nullptr : If->getCond();
  else if (!isa<Expr, DeclStmt, ReturnStmt, CoreturnStmt>(Next))
    return true;
  if (!First || !isWithin(&Wait, First, Index))
    return true;
  return anyWritten(
      First,
      [&](const Stmt &S) {
        const auto *Binary = dyn_cast<BinaryOperator>(&S);
        const bool Chooses =
            isa<AbstractConditionalOperator>(S) ||
            (Binary && (Binary->isLogicalOp() || Binary->isCommaOp()));
        const bool Does =
            isa<CallExpr, CXXConstructExpr, CXXNewExpr, CoawaitExpr>(S);
        return Chooses || (Does && !isWithin(&Wait, &S, Index) &&
                           !isWithin(&S, &Wait, Index));
      },
      Parts::Own);
}

Ruling Judgement::startsWhereAwaited(const VarDecl &Held,
                                     const Expr &Wait) const {
  const TypeSourceInfo *Written = Held.getTypeSourceInfo();
  if (!Written || !Written->getTypeLoc().getAs<AutoTypeLoc>())
    return Ruling::nowhere("the type of " + quoted(Held) + " is written");
  const auto *Declared =
      dyn_cast_or_null<DeclStmt>(Index.parent(Held.getInit()));
  const auto *Block =
      Declared ? dyn_cast_or_null<CompoundStmt>(Index.parent(Declared))
               : nullptr;
  if (!Block || !Declared->isSingleDecl() ||
      Index.mentions(&Held).size() != 1 ||
      Index.enclosing(&Wait) != Index.enclosing(Held.getInit()))
    return Ruling::nowhere(quoted(Held) + " is used elsewhere, too");
  const auto *Next = llvm::find(Block->body(), Declared);
  if (Next == Block->body_end() || ++Next == Block->body_end() ||
      doesMoreThanWait(**Next, Wait, Index))
    return Ruling::nowhere("something else happens between the start of " +
                           quoted(Held) + " and this wait");
  return {};
}

Ruling Judgement::defers(const FunctionDecl &Maker) const {
  const FunctionDecl *Definition = nullptr;
  if (!Maker.hasBody(Definition) || isCoroutine(*Definition))
    return {};
  // What an eager coroutine does, it does at the call.
  if (Types.classify(Maker.getReturnType()).Start != TaskStart::Lazy) {
    const auto Throws = [](const Stmt &S) { return isa<CXXThrowExpr>(S); };
    return anyWritten(Definition->getBody(), Throws, Parts::Own)
               ? Ruling::note(quoted(Maker) + " throws before it makes its "
                                              "task, which would get that")
               : Ruling();
  }
  return Traces(Types).leftBy(*Definition)
             ? Ruling::note(quoted(Maker) +
                            " does more than make its task, and would do it "
                            "when that is awaited")
             : Ruling();
}

//===--- What lives longer, shorter, or again -----------------------------===//

Ruling Judgement::removes(QualType Value) const {
  if (Value.isNull())
    return Ruling::nowhere("what 'co_await' gives is not known here");
  // Of a class that nothing needed complete nobody knows how it ends.
  const CXXRecordDecl *Class =
      Value->isReferenceType() ? nullptr : recordOf(Value);
  if (!(Class && !Class->hasDefinition()) &&
      (Value->isVoidType() || Value->isReferenceType() ||
       Value.isDestructedType() == QualType::DK_none))
    return {};
  return Ruling::nowhere("what 'co_await' gives does something when it ends "
                         "its life");
}

Ruling Judgement::drops(QualType Task) const {
  return Types.warnsWhenDropped(Task)
             ? Ruling::note("what 'co_await' gives is '[[nodiscard]]', and "
                            "nobody looks at it here")
             : Ruling();
}

Ruling Judgement::replaces(const NamedDecl &Wait) const {
  if (Types.names().usual().tell(Usual::BlocksFor, &Wait))
    return {};
  return Ruling::note("whatever else '" + Wait.getNameAsString() +
                      "' does is lost");
}

Ruling Judgement::remakes(const Expr &Callable) const {
  const Expr *Written = stripImplicit(&Callable);
  const auto *Lambda = dyn_cast<LambdaExpr>(Written);
  if (!Lambda)
    return Written->isPRValue() && recordOf(Written->getType())
               ? Ruling::nowhere("each round would make the callable anew")
               : Ruling();
  const bool KeepsState =
      llvm::any_of(Lambda->captures(), [Lambda](const LambdaCapture &C) {
        return C.capturesVariable() && C.getCaptureKind() == LCK_ByCopy &&
               (Lambda->isMutable() || C.getCapturedVar()->isInitCapture());
      });
  return KeepsState
             ? Ruling::nowhere("each round would make the lambda and what it "
                               "keeps anew")
             : Ruling();
}

//===--- A loop that waits ------------------------------------------------===//

Ruling Judgement::bounds(const Stmt &Loop, const Expr &Start,
                         const VarDecl *Kept) const {
  const StartedWork Work(Start, Types.names(), /*WithArguments=*/true);
  if (const ValueDecl *Meeting = Work.meeting())
    return Ruling::nowhere("the tasks may wait for each other at " +
                           quoted(*Meeting));
  const SourceManager &SM = Types.context().getSourceManager();
  // Behind the first use of the tasks, they are through.
  SourceLocation Through;
  if (Kept)
    for (const DeclRefExpr *Mention : Index.mentions(Kept))
      if (SM.isBeforeInTranslationUnit(Loop.getEndLoc(),
                                       Mention->getLocation()) &&
          (Through.isInvalid() ||
           SM.isBeforeInTranslationUnit(Mention->getLocation(), Through)))
        Through = Mention->getLocation();
  for (const ValueDecl *Reached : Work.reached())
    if (Reached != Kept &&
        isChangedBehind(*Reached, Start, Loop.getEndLoc(), Through))
      return Ruling::nowhere("the tasks may wait for what happens to " +
                             quoted(*Reached) + " behind the loop");
  return {};
}

Ruling Judgement::rereads(llvm::StringRef What) const {
  return What.empty()
             ? Ruling()
             : Ruling::note(
                   ("others could change " + What + " meanwhile").str());
}

static bool isMentionOf(const Stmt &S, const ValueDecl &D) {
  const auto *Member = dyn_cast<MemberExpr>(&S);
  const auto *Ref = dyn_cast<DeclRefExpr>(&S);
  return (Member && Member->getMemberDecl() == &D) ||
         (Ref && Ref->getDecl() == &D);
}

/// `update()`, a function of the object that does something with \p Field of
/// it.
static bool isUsedByMember(const Stmt &S, const ValueDecl &Field) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  const FunctionDecl *Definition = nullptr;
  return Method && !Method->isConst() && isa<FieldDecl>(Field) &&
         isa<CXXThisExpr>(stripImplicit(Call->getImplicitObjectArgument())) &&
         Method->hasBody(Definition) &&
         anyWritten(Definition->getBody(),
                    [&](const Stmt &Part) { return isMentionOf(Part, Field); });
}

/// True when the member that \p Mention is may have another value afterwards.
static bool isWritten(const MemberExpr &Mention, const BodyIndex &Index) {
  const Stmt *Around = Index.spelledParent(&Mention);
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Around))
    return Binary->isAssignmentOp() &&
           stripImplicit(Binary->getLHS()) == &Mention;
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Around))
    return Unary->isIncrementDecrementOp();
  const CXXMethodDecl *Method = nullptr;
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Around))
    Method = dyn_cast_or_null<CXXMethodDecl>(Operator->getCalleeDecl());
  else if (const auto *Named = dyn_cast_or_null<MemberExpr>(Around))
    Method = dyn_cast<CXXMethodDecl>(Named->getMemberDecl());
  return Method && !Method->isConst();
}

/// `for (auto &p : promises) p.set_value(1);`
static bool changesElements(const CXXForRangeStmt &Loop, const ValueDecl &Of,
                            const BodyIndex &Index) {
  const VarDecl *Each = Loop.getLoopVariable();
  return Each && Each->getType()->isReferenceType() && Loop.getRangeInit() &&
         isMentionOf(*stripImplicit(Loop.getRangeInit()), Of) &&
         changeOf(*Each, Index) != Change::None;
}

/// `source.request_stop()`, which is const in std.
static bool tellsToStop(const DeclRefExpr &Ref, const BodyIndex &Index,
                        const Names &Known) {
  const auto *Member = dyn_cast_or_null<MemberExpr>(Index.spelledParent(&Ref));
  const auto *Method =
      Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
  if (!Method || !Method->getIdentifier())
    return false;
  const StopTokenEntry *Entry = Known.stopToken(Ref.getType());
  if (!Entry)
    Known.tokenGiver(Ref.getType(), Entry);
  return Entry && llvm::is_contained(Entry->Requests, Method->getName());
}

bool Judgement::isChangedBehind(const ValueDecl &What, const Expr &Site,
                                SourceLocation From,
                                SourceLocation Until) const {
  const CallableBody *Body = Index.enclosing(&Site);
  if (!Body)
    return false;
  const SourceManager &SM = Types.context().getSourceManager();
  return anyWritten(Body->Callable->getBody(), [&](const Stmt &S) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    const auto *Member = dyn_cast<MemberExpr>(&S);
    const auto *Loop = dyn_cast<CXXForRangeStmt>(&S);
    const bool Named = isMentionOf(S, What);
    const bool ByElements = Loop && changesElements(*Loop, What, Index);
    if (!Named && !ByElements && !isUsedByMember(S, What))
      return false;
    const SourceLocation At = S.getBeginLoc();
    return SM.isBeforeInTranslationUnit(From, At) &&
           (Until.isInvalid() || SM.isBeforeInTranslationUnit(At, Until)) &&
           (!Named || (Ref ? changeAt(*Ref, Index) >= Change::Part ||
                                 tellsToStop(*Ref, Index, Types.names())
                           : isWritten(*Member, Index)));
  });
}

Ruling Judgement::awaitsStarted(const Expr &Started) const {
  if (Types.classify(Started.getType()).Start == TaskStart::Lazy)
    return {};
  const StartedWork Work(Started, Types.names(), /*WithArguments=*/false);
  for (const ValueDecl *Reached : Work.reached())
    if (isChangedBehind(*Reached, Started, Started.getEndLoc(), {}))
      return Ruling::note("it may wait for what happens to " +
                          quoted(*Reached) + " behind this");
  return {};
}

//===--- A context that somebody must run ---------------------------------===//

/// True for an object of one of \p Classes or of a class derived from it.
static bool isObjectOf(const ValueDecl &Object,
                       llvm::ArrayRef<const NamedDecl *> Classes) {
  const CXXRecordDecl *Class = Object.getType()->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return false;
  return llvm::any_of(Classes, [Class](const NamedDecl *D) {
    const auto *Base = dyn_cast<CXXRecordDecl>(D);
    return primaryDecl(Class) == primaryDecl(D) ||
           (Base && Class->isDerivedFrom(Base));
  });
}

Ruling Judgement::waitsFor(const Expr &Object, llvm::StringRef Context) const {
  if (Context.empty())
    return {};
  const auto Contexts = findDeclarations(Types.context(), Context);
  const auto *Holder =
      dyn_cast_or_null<VarDecl>(originOf(&Object, Types.names()).Where.Holder);
  if (Holder && Holder->isLocalVarDecl())
    for (const ValueDecl *Source : mentionedIn(Holder->getInit()))
      if (const auto *Var = dyn_cast<VarDecl>(Source);
          Var && Var->isLocalVarDecl() && isObjectOf(*Var, Contexts))
        return Ruling::nowhere("nothing but this function runs " +
                               quoted(*Var));
  const auto *Member = dyn_cast<MemberExpr>(stripImplicit(&Object));
  if (const auto *Own =
          Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr)
    for (const FieldDecl *Beside : Own->getParent()->fields())
      if (isObjectOf(*Beside, Contexts))
        return Ruling::note(quoted(*Beside) +
                            " must be run meanwhile, or this never ends");
  return {};
}

/// True when something in \p Body looks behind the pointer \p D.
static bool isLookedBehind(const ValueDecl &D, const CallableBody &Body) {
  return anyWritten(
      Body.Callable->getBody(),
      [&D](const Stmt &S) {
        const auto *Member = dyn_cast<MemberExpr>(&S);
        const auto *Star = dyn_cast<UnaryOperator>(&S);
        const Expr *Pointer = Member && Member->isArrow() ? Member->getBase()
                              : Star && Star->getOpcode() == UO_Deref
                                  ? Star->getSubExpr()
                                  : nullptr;
        return Pointer && namedBy(*stripImplicit(Pointer)) == &D;
      },
      Parts::Evaluated);
}

Ruling Judgement::resumedBy(const ReachableObject &Context,
                            const Expr &Site) const {
  const ValueDecl &Named =
      Context.Property ? *Context.Property : *Context.Holder;
  const CallableBody *Body = Index.enclosing(&Site);
  if (Context.How == ReachableObject::Pointer && Body &&
      !isLookedBehind(Named, *Body))
    return Ruling::note(quoted(Named) + " may be null");
  if (Context.How == ReachableObject::Itself && isa<FieldDecl>(Named) &&
      !Named.getType()->isReferenceType())
    return Ruling::note(quoted(Named) +
                        " must be run meanwhile, or this never ends");
  return {};
}

Ruling Judgement::callsElsewhere() const {
  return Ruling::note(
      "another thread makes the call then, and must not outlive "
      "what it uses");
}

//===--- What was referred to is copied -----------------------------------===//

/// True when \p Mention gives a variable its address, or a part of it.
static bool isAliased(const Stmt &Mention, const BodyIndex &Index) {
  for (const Stmt *P = &Mention; isa_and_nonnull<Expr>(P); P = Index.parent(P))
    if (const VarDecl *Var = Index.initialized(cast<Expr>(P)))
      return Var->getType()->isReferenceType() ||
             Var->getType()->isPointerType() || Var->getType()->isRecordType();
  return false;
}

Ruling Judgement::readsEarly(const VarDecl &Reference, const ValueDecl &Of,
                             const CallableBody &Body) const {
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  const bool IsUsed = anyWritten(
      Body.Callable->getBody(),
      [&](const Stmt &S) {
        const bool Behind = SM.isBeforeInTranslationUnit(
            Reference.getLocation(), S.getBeginLoc());
        return (isMentionOf(S, Of) &&
                !isWithin(&S, Reference.getInit(), Index) &&
                (Behind || isAliased(S, Index))) ||
               (Behind && isUsedByMember(S, Of));
      },
      Parts::Evaluated);
  return IsUsed ? Ruling::note("'" + Of.getNameAsString() +
                               "' is used meanwhile: a copy does not see what "
                               "becomes of it")
                : Ruling();
}

Ruling Judgement::testsAgain() const {
  return Ruling::note("the coroutine ends early then, in the middle of what it "
                      "has begun");
}

Ruling Judgement::looksUpAgain() const {
  return Ruling::note("it may be gone by then: test what is found");
}

Ruling Judgement::copiesRange() const {
  return Ruling::note("the loop goes over a copy: it visits what was removed "
                      "meanwhile, and not what was added");
}

//===--- Awaiters ---------------------------------------------------------===//

/// True when \p Test holds for something in the constructors of \p Class, or in
/// what its fields begin with. What cannot be seen does not.
static bool anyInitializer(const CXXRecordDecl &Class,
                           llvm::function_ref<bool(const Stmt &)> Test) {
  for (const FieldDecl *Other : Class.fields())
    if (Other->hasInClassInitializer() &&
        anyWritten(Other->getInClassInitializer(), Test))
      return true;
  return llvm::any_of(Class.ctors(), [&](const CXXConstructorDecl *Made) {
    if (Made->isImplicit() || Made->isDefaulted() || Made->isDeleted())
      return false;
    const FunctionDecl *Definition = nullptr;
    if (!Made->hasBody(Definition))
      return false;
    return anyWritten(Definition->getBody(), Test) ||
           llvm::any_of(cast<CXXConstructorDecl>(Definition)->inits(),
                        [&](const CXXCtorInitializer *Init) {
                          return anyWritten(Init->getInit(), Test);
                        });
  });
}

/// `this`, and not a member of it. Of what stands in no index.
static bool isThisItself(const Stmt &S) {
  const auto Gets = [](const Expr *Arg) {
    return isa<CXXThisExpr>(stripImplicit(Arg));
  };
  if (const auto *Call = dyn_cast<CallExpr>(&S))
    return llvm::any_of(Call->arguments(), Gets);
  if (const auto *Made = dyn_cast<CXXConstructExpr>(&S))
    return llvm::any_of(Made->arguments(), Gets);
  const auto *Binary = dyn_cast<BinaryOperator>(&S);
  if (Binary && Binary->isAssignmentOp())
    return Gets(Binary->getRHS());
  const auto *Deref = dyn_cast<UnaryOperator>(&S);
  return Deref && Deref->getOpcode() == UO_Deref && Gets(Deref->getSubExpr());
}

Ruling Judgement::precedes(const Expr &HandOver, const ValueDecl &What) const {
  const auto IsWhat = [&What](const Stmt &S) {
    const auto *Member = dyn_cast<MemberExpr>(&S);
    return Member && Member->getMemberDecl() == &What;
  };
  const auto IsLent = [&](const Stmt &S) {
    const auto *Address = dyn_cast<UnaryOperator>(&S);
    return Address && Address->getOpcode() == UO_AddrOf &&
           anyWritten(Address->getSubExpr(), IsWhat);
  };
  const auto Escapes = [&](const Stmt &S) {
    // Its member functions look at whatever they like.
    if (const auto *Member = dyn_cast<MemberExpr>(&S))
      return isa<CXXMethodDecl>(Member->getMemberDecl()) &&
             isa<CXXThisExpr>(Member->getBase()->IgnoreParenCasts());
    return isa<CXXThisExpr>(S) &&
           !isa_and_nonnull<MemberExpr, LambdaExpr>(Index.spelledParent(&S));
  };
  const FunctionDecl &Function = *Index.outermost().Callable;
  const Stmt *Body = Function.getBody();
  const auto BeginsWith = [&](llvm::function_ref<bool(const Stmt &)> Test) {
    const auto *Of = dyn_cast<CXXRecordDecl>(What.getDeclContext());
    const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
    return (Of && anyInitializer(*Of, Test)) ||
           (Method && Method->getParent() != Of &&
            anyInitializer(*Method->getParent(), Test));
  };
  for (const Stmt *Child = &HandOver, *P = Index.parent(Child); P;
       Child = P, P = Index.parent(P))
    if (const auto *Try = dyn_cast<CXXTryStmt>(P);
        Try && Child == Try->getTryBlock())
      return Ruling::nowhere("handing over may fail, and then " + quoted(What) +
                             " keeps its value");
  if (anyWritten(&HandOver, IsWhat) || anyWritten(Body, IsLent) ||
      BeginsWith(IsLent))
    return Ruling::nowhere(quoted(What) + " is used by whoever gets it");
  return anyWritten(Body, Escapes) || BeginsWith(isThisItself)
             ? Ruling::note("whoever gets the awaiter may look at " +
                            quoted(What) + ", too")
             : Ruling();
}

Ruling Judgement::transfers() const {
  return Ruling::note("whoever calls this function, too, must resume what it "
                      "returns");
}

Ruling Judgement::staysSuspended() const {
  return Ruling::note("the coroutine stays suspended then, until somebody "
                      "resumes it who has its handle");
}

/// True for what does nothing that others see when it ends.
static bool endsUnseen(QualType T) {
  const CXXRecordDecl *Class = recordOf(T);
  return T.isDestructedType() == QualType::DK_none ||
         (Class && Class->isInStdNamespace() && Class->getIdentifier() &&
          (Class->getName() == "basic_string" ||
           (Class->getName() == "vector" &&
            endsUnseen(typeArgument(specializationOf(T))))));
}

/// True when \p Mention only reads the value, or something that is worked out
/// of it: `text.size()`.
static bool onlyReads(const DeclRefExpr &Mention, const BodyIndex &Index) {
  const Stmt *P = Index.parent(&Mention);
  const auto IsPart = [&] {
    if (isa_and_nonnull<ParenExpr, MemberExpr, ArraySubscriptExpr>(P))
      return true;
    const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(P);
    return Cast && (Cast->getCastKind() == CK_NoOp ||
                    (Cast->getCastKind() == CK_ArrayToPointerDecay &&
                     isa_and_nonnull<ArraySubscriptExpr>(Index.parent(P))));
  };
  while (IsPart())
    P = Index.parent(P);
  if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(P))
    return Call->getMethodDecl() && Call->getMethodDecl()->isConst() &&
           Call->getType()->isArithmeticType();
  const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(P);
  return Cast && Cast->getCastKind() == CK_LValueToRValue;
}

/// True when something that is declared before \p Region, or its object, may
/// refer to \p Var, which is declared there, when the region has ended.
static bool isLentOut(const VarDecl &Var, const StatementRange &Region,
                      const BodyIndex &Index) {
  const SourceManager &SM = Var.getASTContext().getSourceManager();
  const SourceLocation Begin =
      Region.Block->body_begin()[Region.First]->getBeginLoc();
  const auto MayTake = [&](const Stmt &S) {
    if (isa<CXXThisExpr>(S))
      return true;
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    const auto *Other = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Other && SM.isBeforeInTranslationUnit(Other->getLocation(), Begin) &&
           changeAt(*Ref, Index) != Change::None;
  };
  return llvm::any_of(Index.mentions(&Var), [&](const DeclRefExpr *Mention) {
    if (onlyReads(*Mention, Index))
      return false;
    const Stmt *Whole = Mention;
    while (isa_and_nonnull<Expr>(Index.parent(Whole)))
      Whole = Index.parent(Whole);
    return anyWritten(Whole, MayTake);
  });
}

/// The type of what ends with \p Var: its own, or that of a value that it keeps
/// alive by reference.
static QualType typeEndingWith(const VarDecl &Var) {
  if (!Var.getType()->isReferenceType())
    return Var.getType();
  QualType Kept;
  if (Var.getInit())
    anyWritten(Var.getInit(), [&](const Stmt &S) {
      const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(&S);
      if (Temporary && Temporary->getExtendingDecl() == &Var)
        Kept = Temporary->getType();
      return !Kept.isNull();
    });
  return Kept;
}

Ruling Judgement::catches(const StatementRange &Region) const {
  const auto Body =
      llvm::ArrayRef(Region.Block->body_begin(), Region.Block->size());
  const auto IsUsedBehind = [&](const ValueDecl &D) {
    return llvm::any_of(Body.drop_front(Region.End),
                        [&](const Stmt *S) { return mentions(S, &D); });
  };
  Ruling Found;
  for (const Stmt *S : Body.slice(Region.First, Region.End - Region.First)) {
    const auto *Declaration = dyn_cast<DeclStmt>(S);
    if (!Declaration)
      continue;
    for (const Decl *D : Declaration->decls()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      if (!Var)
        return Ruling::nowhere("what is declared before it may be used behind "
                               "it");
      if (const auto *Several = dyn_cast<DecompositionDecl>(Var))
        for (const BindingDecl *Binding : Several->bindings())
          if (IsUsedBehind(*Binding))
            return Ruling::nowhere(
                "'" + Binding->getNameAsString() +
                "' is declared before it and used behind it");
      if (IsUsedBehind(*Var))
        return Ruling::nowhere("'" + Var->getNameAsString() +
                               "' is declared before it and used behind it");
      const QualType Ends = typeEndingWith(*Var);
      if (Found.Stands == Ruling::Fix &&
          ((!Ends.isNull() && !endsUnseen(Ends)) ||
           isLentOut(*Var, Region, Index)))
        Found = Ruling::note("'" + Var->getNameAsString() +
                             "' ends its life earlier then");
    }
  }
  return Found;
}

Ruling Judgement::passesOn(bool OthersLeave) const {
  return OthersLeave ? Ruling()
                     : Ruling::note("whoever awaits this coroutine gets it "
                                    "then");
}

Ruling Judgement::handles(bool IsNamed) const {
  return IsNamed ? Ruling()
                 : Ruling::note("what it throws is caught and written to "
                                "'std::cerr'");
}

Ruling Judgement::keeps(llvm::StringRef Scope, llvm::StringRef Changes) const {
  return Ruling::note(
      ("what it throws is caught and written to 'std::cerr', and whoever joins "
       "'" +
       Scope + "' waits for it" + (Changes.empty() ? "" : "; ") + Changes)
          .str());
}

Ruling Judgement::rethrows() const {
  return Ruling::note("the callback throws it, out of what runs the coroutine");
}

Ruling Judgement::starts() const {
  return Ruling::note("the task runs now, and nobody waits for it: what it "
                      "refers to must live on");
}

Ruling Judgement::startsInHandler(bool IsKept) const {
  std::string Why = "a handler starts it and does not wait: others run before "
                    "it is complete";
  if (!IsKept)
    Why += ", and what it refers to must live on";
  return Ruling::note(std::move(Why));
}

Ruling Judgement::waitsInThread() const {
  return Ruling::note("the thread waits for the task, and what that throws "
                      "ends the program");
}

Ruling Judgement::callsStored(const ValueDecl &Holder) const {
  return isa<FieldDecl>(Holder)
             ? Ruling::note("what is stored in " + quoted(Holder) +
                            " must stay there until its task is complete")
             : Ruling();
}

Ruling Judgement::waitsAfterFailure() const {
  return Ruling::note(
      "it waits for what was started, also where that waits for "
      "what has failed");
}
