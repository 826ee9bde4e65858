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
#include "clang/AST/Attr.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Support/SaveAndRestore.h"

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

namespace {
/// Does somebody outside of a function see that it has run?
class Traces {
public:
  explicit Traces(const AsyncTypes &Types) : Types(Types) {}

  bool leftBy(const FunctionDecl &Definition) {
    return anyWritten(
        Definition.getBody(), [this](const Stmt &S) { return left(S); },
        Parts::Own);
  }

private:
  static constexpr unsigned Deepest = 3;

  bool left(const Stmt &S);
  bool leftByCall(const CallExpr &Call);
  /// By the body, where it can be seen. It is only given what is the caller's
  /// own when \p OwnArguments.
  bool leftInside(const FunctionDecl &Callee, bool OwnArguments, bool Unseen);
  /// An object that only the function looked at has.
  bool isOwn(const Expr *E) const;
  bool changesArguments(const FunctionDecl &Callee,
                        llvm::ArrayRef<const Expr *> Arguments);

  const AsyncTypes &Types;
  unsigned Depth = 0;
  bool OwnParameters = false;
};
} // namespace

bool Traces::isOwn(const Expr *E) const {
  E = stripImplicit(E);
  while (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (Member->isArrow())
      return false;
    E = stripImplicit(Member->getBase());
  }
  if (const Expr *Inner = castByStd(E))
    return isOwn(Inner);
  // An element: `v[i]`, `v.front()`.
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getCalleeDecl());
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    if (Method && Method->getParent()->isInStdNamespace() && E->isLValue())
      return isOwn(Member ? Member->getImplicitObjectArgument()
                          : Call->getArg(0));
  }
  if (E->isPRValue())
    return true;
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasLocalStorage() &&
         (!Var->getType()->isReferenceType() ||
          (OwnParameters && isa<ParmVarDecl>(Var)));
}

/// True for what can only change its arguments, or says that it does not even
/// that.
static bool keepsToItsArguments(const FunctionDecl &Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  const bool Std = Method ? Method->getParent()->isInStdNamespace()
                          : Callee.isInStdNamespace();
  return Std || Callee.isConstexpr() || Callee.isImplicit() ||
         Callee.isDefaulted() || Callee.hasAttr<PureAttr>() ||
         Callee.hasAttr<ConstAttr>() ||
         (Method && Method->isConst() &&
          !Method->getReturnType()->isVoidType());
}

bool Traces::leftInside(const FunctionDecl &Callee, bool OwnArguments,
                        bool Unseen) {
  const FunctionDecl *Definition = nullptr;
  if (!Callee.hasBody(Definition))
    return Unseen;
  llvm::SaveAndRestore SavedDepth(Depth, Depth + 1);
  llvm::SaveAndRestore SavedParameters(OwnParameters, OwnArguments);
  return Depth < Deepest && leftBy(*Definition);
}

bool Traces::changesArguments(const FunctionDecl &Callee,
                              llvm::ArrayRef<const Expr *> Arguments) {
  const unsigned Count =
      std::min<unsigned>(Arguments.size(), Callee.getNumParams());
  for (unsigned I = 0; I < Count; ++I) {
    const QualType T = Callee.getParamDecl(I)->getType();
    if (T->isLValueReferenceType() && !T->getPointeeType().isConstQualified() &&
        !isOwn(Arguments[I]))
      return true;
  }
  return false;
}

bool Traces::leftByCall(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return true;
  llvm::ArrayRef<const Expr *> Arguments(Call.getArgs(), Call.getNumArgs());
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  const Expr *Object = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    Object = Member->getImplicitObjectArgument();
  } else if (isa<CXXOperatorCallExpr>(Call) && Method) {
    Object = Arguments.front();
    Arguments = Arguments.drop_front();
  }
  if (keepsToItsArguments(*Callee))
    return changesArguments(*Callee, Arguments) ||
           (Object && Method && !Method->isConst() && !isOwn(Object));
  return leftInside(*Callee, !changesArguments(*Callee, Arguments),
                    /*Unseen=*/!Object || !isOwn(Object));
}

bool Traces::left(const Stmt &S) {
  if (isa<CXXThrowExpr, CXXDeleteExpr, AsmStmt>(S))
    return true;
  if (const auto *Binary = dyn_cast<BinaryOperator>(&S))
    return Binary->isAssignmentOp() && !isOwn(Binary->getLHS());
  if (const auto *Unary = dyn_cast<UnaryOperator>(&S))
    return Unary->isIncrementDecrementOp() && !isOwn(Unary->getSubExpr());
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S)) {
    const CXXConstructorDecl &Constructor = *Construct->getConstructor();
    const bool Own = !changesArguments(
        Constructor, {Construct->getArgs(), Construct->getNumArgs()});
    return keepsToItsArguments(Constructor)
               ? !Own
               : leftInside(Constructor, Own, /*Unseen=*/!Own);
  }
  const auto *Call = dyn_cast<CallExpr>(&S);
  return Call && !Types.classify(Call->getType()).isTask() && leftByCall(*Call);
}

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

namespace {
/// What tasks do that a loop starts: in lambdas, functions and coroutines whose
/// bodies can be seen.
class StartedWork {
public:
  StartedWork(const Expr &Start, const Names &Known)
      : Known(Known), SM(Known.context().getSourceManager()) {
    look(&Start);
  }

  /// What all of them share and one waits for, such as a barrier; or null.
  const ValueDecl *meeting() const { return Meeting; }
  /// Variables of others, and what these were made from.
  const llvm::SetVector<const ValueDecl *> &reached() const { return Reached; }

private:
  static constexpr unsigned Deepest = 3;

  void look(const Stmt *S) {
    anyWritten(
        S, [this](const Stmt &Part) { return lookAt(Part), false; },
        Parts::Evaluated);
  }
  void lookAt(const Stmt &S);
  void follow(const FunctionDecl &Function);
  void reach(const VarDecl &Var);
  const ValueDecl *shared(const Expr *Object) const;

  const Names &Known;
  const SourceManager &SM;
  llvm::SmallPtrSet<const ValueDecl *, 8> ByReference;
  llvm::SmallPtrSet<const FunctionDecl *, 4> Seen;
  llvm::SetVector<const ValueDecl *> Reached;
  const ValueDecl *Meeting = nullptr;
  unsigned Depth = 0;
};
} // namespace

void StartedWork::reach(const VarDecl &Var) {
  if (Reached.insert(&Var) && Var.getInit())
    for (const ValueDecl *Source : mentionedIn(Var.getInit()))
      Reached.insert(Source);
}

void StartedWork::follow(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  if (SM.isInSystemHeader(Function.getLocation()) || Depth == Deepest ||
      !Function.hasBody(Definition) || !Seen.insert(Definition).second)
    return;
  llvm::SaveAndRestore Saved(Depth, Depth + 1);
  look(Definition->getBody());
}

/// The object of all tasks that \p Object is, or is a part of; or null.
const ValueDecl *StartedWork::shared(const Expr *Object) const {
  bool ThroughPointer = false;
  while (true) {
    Object = stripImplicit(Object);
    if (const auto *Member = dyn_cast<MemberExpr>(Object)) {
      ThroughPointer |= Member->isArrow();
      if (isa<CXXThisExpr>(stripImplicit(Member->getBase())))
        return Member->getMemberDecl();
      Object = Member->getBase();
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(Object)) {
      ThroughPointer |= Unary->getOpcode() == UO_Deref;
      Object = Unary->getSubExpr();
    } else if (const auto *Part = dyn_cast<ArraySubscriptExpr>(Object)) {
      Object = Part->getBase();
    } else if (const auto *Call = dyn_cast<CallExpr>(Object)) {
      // Of std: an element, what a smart pointer points to, the future of a
      // promise.
      const auto *Method =
          dyn_cast_or_null<CXXMethodDecl>(Call->getCalleeDecl());
      if (!Method || !Method->getParent()->isInStdNamespace())
        return nullptr;
      const auto *Named = dyn_cast<CXXMemberCallExpr>(Call);
      if (!Named && !isa<CXXOperatorCallExpr>(Call))
        return nullptr;
      const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
      ThroughPointer |= Operator && (Operator->getOperator() == OO_Arrow ||
                                     Operator->getOperator() == OO_Star);
      Object = Named ? Named->getImplicitObjectArgument() : Call->getArg(0);
    } else {
      break;
    }
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(Object);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  // A constant, such as `this_coro::executor`, has no state.
  if (!Var || (Var->hasGlobalStorage() && Var->getType().isConstQualified()))
    return nullptr;
  const bool Lent =
      Depth && isa<ParmVarDecl>(Var) &&
      (Var->getType()->isReferenceType() || Var->getType()->isPointerType());
  return ThroughPointer || Lent || !Var->hasLocalStorage() ||
                 Var->getType()->isPointerType() || ByReference.contains(Var)
             ? Var
             : nullptr;
}

void StartedWork::lookAt(const Stmt &S) {
  if (const auto *Lambda = dyn_cast<LambdaExpr>(&S)) {
    for (const LambdaCapture &Capture : Lambda->captures()) {
      if (!Capture.capturesVariable())
        continue;
      if (Capture.getCaptureKind() == LCK_ByRef)
        ByReference.insert(Capture.getCapturedVar());
      if (const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar()))
        reach(*Var);
    }
  } else if (const auto *Await = dyn_cast<CoawaitExpr>(&S)) {
    Meeting = Meeting ? Meeting : shared(Await->getOperand());
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(&S)) {
    if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
      follow(*Function);
    else if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
             Var && Depth && !Var->hasLocalStorage())
      reach(*Var);
  } else if (const auto *Member = dyn_cast<MemberExpr>(&S);
             Member && isa<FieldDecl>(Member->getMemberDecl())) {
    if (Depth && isa<CXXThisExpr>(stripImplicit(Member->getBase())))
      Reached.insert(Member->getMemberDecl());
  } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&S)) {
    if (Known.call(Call, CallRole::Blocking) ||
        Known.call(Call, CallRole::Wait))
      Meeting = Meeting ? Meeting : shared(Call->getImplicitObjectArgument());
    if (const CXXMethodDecl *Method = Call->getMethodDecl())
      follow(*Method);
  }
}

Ruling Judgement::bounds(const Stmt &Loop, const Expr &Start,
                         const VarDecl *Kept) const {
  const StartedWork Work(Start, Types.names());
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
    if (!(Ref && Ref->getDecl() == &What) &&
        !(Member && Member->getMemberDecl() == &What))
      return false;
    const SourceLocation At = S.getBeginLoc();
    return SM.isBeforeInTranslationUnit(From, At) &&
           (Until.isInvalid() || SM.isBeforeInTranslationUnit(At, Until)) &&
           (Ref ? changeAt(*Ref, Index) >= Change::State
                : isWritten(*Member, Index));
  });
}

Ruling Judgement::awaitsStarted(const Expr &Started) const {
  if (Types.classify(Started.getType()).Start == TaskStart::Lazy)
    return {};
  const StartedWork Work(Started, Types.names());
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

Ruling Judgement::readsEarly(const VarDecl &Reference, const ValueDecl &Of,
                             const CallableBody &Body) const {
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  const bool IsUsed = anyWritten(
      Body.Callable->getBody(),
      [&](const Stmt &S) {
        const auto *Member = dyn_cast<MemberExpr>(&S);
        const auto *Ref = dyn_cast<DeclRefExpr>(&S);
        const ValueDecl *D = Member ? Member->getMemberDecl()
                             : Ref  ? Ref->getDecl()
                                    : nullptr;
        return D == &Of && !isWithin(&S, Reference.getInit(), Index) &&
               SM.isBeforeInTranslationUnit(Reference.getLocation(),
                                            S.getBeginLoc());
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
  const Stmt *Body = Index.outermost().Callable->getBody();
  if (anyWritten(&HandOver, IsWhat) || anyWritten(Body, IsLent))
    return Ruling::nowhere(quoted(What) + " is used by whoever gets it");
  return anyWritten(Body, Escapes)
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
      if (Found.Stands == Ruling::Fix && !Var->getType()->isReferenceType() &&
          !endsUnseen(Var->getType()))
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
