//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/Judgement.h"
#include "code/Changes.h"
#include "code/FirstInBlocks.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "code/SharedState.h"
#include "clang/AST/Attr.h"
#include "clang/Basic/SourceManager.h"
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

/// True when nobody gets past \p S without awaiting something, other than by an
/// exception or a jump.
static bool surelyAwaits(const Stmt *S) {
  if (!S || isa<LambdaExpr, DefaultStmt, CaseStmt>(S))
    return false;
  if (isa<CoawaitExpr, CoyieldExpr>(S))
    return true;
  if (const auto *If = dyn_cast<IfStmt>(S))
    return surelyAwaits(If->getInit()) || surelyAwaits(If->getCond()) ||
           (If->getElse() && surelyAwaits(If->getThen()) &&
            surelyAwaits(If->getElse()));
  if (const auto *While = dyn_cast<WhileStmt>(S))
    return surelyAwaits(While->getCond());
  if (const auto *For = dyn_cast<ForStmt>(S))
    return surelyAwaits(For->getInit()) || surelyAwaits(For->getCond());
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(S))
    return surelyAwaits(Range->getInit()) ||
           surelyAwaits(Range->getRangeInit());
  if (const auto *Switch = dyn_cast<SwitchStmt>(S))
    return surelyAwaits(Switch->getCond());
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(S))
    return surelyAwaits(Choice->getCond());
  if (const auto *Binary = dyn_cast<BinaryOperator>(S);
      Binary && Binary->isLogicalOp())
    return surelyAwaits(Binary->getLHS());
  if (const auto *Try = dyn_cast<CXXTryStmt>(S))
    return surelyAwaits(Try->getTryBlock());
  return llvm::any_of(S->children(), surelyAwaits);
}

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
static bool isSuspendedBefore(const Expr &Site, const BodyIndex &Index) {
  const Stmt *Child = &Site;
  for (const Stmt *P = Index.parent(Child); P && !isa<LambdaExpr>(P);
       Child = P, P = Index.parent(P)) {
    if (surelyAwaits(headOf(*P, Child)))
      return true;
    if (const auto *Block = dyn_cast<CompoundStmt>(P);
        Block &&
        Index.memo<BlocksThatSuspend>().First.before(
            *Block, Child, [](const Stmt &S) { return surelyAwaits(&S); }))
      return true;
  }
  return false;
}

/// The outermost loop around \p Site in its callable, or null.
static const Stmt *outermostLoop(const Expr &Site, const BodyIndex &Index) {
  const Stmt *Found = nullptr;
  for (const Stmt *P = Index.parent(&Site); P && !isa<LambdaExpr>(P);
       P = Index.parent(P))
    if (isLoop(P))
      Found = P;
  return Found;
}

const ParmVarDecl *Judgement::lentAndUsedAfter(const Expr &Site,
                                               const CallableBody &Body) const {
  const FunctionDecl &Function = *Body.Callable;
  const AsyncType Type = Types.classify(Function.getReturnType());
  if (!isCoroutine(Function) ||
      (Type.Role != TypeRole::Detached && Type.Start != TaskStart::Eager))
    return nullptr;
  const SourceManager &SM = Types.context().getSourceManager();
  const Stmt *Loop = nullptr;
  bool Asked = false;
  for (const ParmVarDecl *Param : Function.parameters()) {
    const QualType T = Param->getType();
    if (!T->isReferenceType() && !T->isPointerType() &&
        !Types.names().isView(T))
      continue;
    for (const DeclRefExpr *Mention : Index.mentions(Param)) {
      if (!std::exchange(Asked, true)) {
        if (isSuspendedBefore(Site, Index))
          return nullptr;
        Loop = outermostLoop(Site, Index);
      }
      if (SM.isBeforeInTranslationUnit(Site.getEndLoc(),
                                       Mention->getLocation()) ||
          (Loop && isWithin(Mention, Loop, Index)))
        return Param;
    }
  }
  return nullptr;
}

Ruling Judgement::suspends(const Expr &Site) const {
  const CallableBody *Body = Index.enclosing(&Site);
  if (!Body)
    return {};
  if (const ParmVarDecl *Lent = lentAndUsedAfter(Site, *Body))
    return Ruling::note("here the caller goes on for the first time, and " +
                        quoted(*Lent) + " refers to what it may destroy");
  if (const ValueDecl *Stale =
          Index.memo<SharedState>().acrossSuspension(Site, *Body, Index))
    return Ruling::note(
        quoted(*Stale) +
        " is read before and written after this, and others may change it "
        "while the coroutine is suspended");
  return {};
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

Ruling Judgement::replaces(const FunctionDecl &Wait) const {
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

/// What \p Callable captures, and what these variables were made from.
static llvm::SmallPtrSet<const ValueDecl *, 8>
reachedFrom(const LambdaExpr &Lambda) {
  llvm::SmallPtrSet<const ValueDecl *, 8> Reached;
  for (const LambdaCapture &Capture : Lambda.captures()) {
    if (!Capture.capturesVariable())
      continue;
    const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar());
    if (!Var || !Reached.insert(Var).second || !Var->getInit())
      continue;
    for (const ValueDecl *Source : mentionedIn(Var->getInit()))
      Reached.insert(Source);
  }
  return Reached;
}

/// A call or `co_await` in \p Lambda that waits for an object that all tasks
/// share, such as a barrier; or null.
static const ValueDecl *sharedAndWaitedFor(const LambdaExpr &Lambda,
                                           const Names &Known) {
  const ValueDecl *Found = nullptr;
  const auto Shared = [&Lambda](const Expr *Object) -> const ValueDecl * {
    const auto *Ref = dyn_cast<DeclRefExpr>(stripImplicit(Object));
    const bool ByRef =
        Ref && llvm::any_of(Lambda.captures(), [Ref](const LambdaCapture &C) {
          return C.capturesVariable() && C.getCapturedVar() == Ref->getDecl() &&
                 C.getCaptureKind() == LCK_ByRef;
        });
    return ByRef ? Ref->getDecl() : nullptr;
  };
  const auto Waits = [&](const Stmt &S) {
    if (const auto *Await = dyn_cast<CoawaitExpr>(&S))
      Found = Shared(Await->getOperand());
    else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
             Call && Known.call(Call, CallRole::Blocking))
      Found = Shared(Call->getImplicitObjectArgument());
    return Found != nullptr;
  };
  anyWritten(Lambda.getBody(), Waits, Parts::Own);
  return Found;
}

Ruling Judgement::bounds(const Stmt &Loop, const Expr *Callable,
                         const VarDecl *Kept) const {
  const auto *Lambda =
      Callable ? dyn_cast<LambdaExpr>(stripImplicit(Callable)) : nullptr;
  if (!Lambda)
    return {};
  if (const ValueDecl *Meeting = sharedAndWaitedFor(*Lambda, Types.names()))
    return Ruling::nowhere("the tasks may wait for each other at " +
                           quoted(*Meeting));
  const SourceManager &SM = Types.context().getSourceManager();
  const auto IsBehind = [&SM](SourceLocation Loc, SourceLocation Place) {
    return SM.isBeforeInTranslationUnit(Place, Loc);
  };
  // Behind the first use of the tasks, they are through.
  SourceLocation Through;
  if (Kept)
    for (const DeclRefExpr *Mention : Index.mentions(Kept))
      if (IsBehind(Mention->getLocation(), Loop.getEndLoc()) &&
          (Through.isInvalid() || IsBehind(Through, Mention->getLocation())))
        Through = Mention->getLocation();
  for (const ValueDecl *Reached : reachedFrom(*Lambda)) {
    if (Reached == Kept)
      continue;
    for (const DeclRefExpr *Mention : Index.mentions(Reached)) {
      const SourceLocation At = Mention->getLocation();
      if (IsBehind(At, Loop.getEndLoc()) &&
          (Through.isInvalid() || IsBehind(Through, At)) &&
          changeAt(*Mention, Index) >= Change::State)
        return Ruling::nowhere("the tasks may wait for what happens to " +
                               quoted(*Reached) + " behind the loop");
    }
  }
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
