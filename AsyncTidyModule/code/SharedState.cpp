//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/SharedState.h"
#include "code/Changes.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "knowledge/AsyncTypes.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/Attr.h"
#include "clang/Basic/SourceManager.h"
#include <map>
#include <set>

using namespace clang;
using namespace clang::tidy::async;

namespace {
/// An object by a path that is written: the variable or, for null, `this`, and
/// the member that is named last, or null.
using Path = std::pair<const ValueDecl *, const ValueDecl *>;
} // namespace

/// The variable that \p E names, if others can reach what it names.
static const VarDecl *sharedVariable(const Expr &E, bool ThroughPointer) {
  const auto *Ref = dyn_cast<DeclRefExpr>(&E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var || Var->isConstexpr())
    return nullptr;
  const bool IsLent =
      isa<ParmVarDecl>(Var) && Var->getType()->isReferenceType();
  return ThroughPointer || IsLent || !Var->hasLocalStorage() ? Var : nullptr;
}

/// The body of \p Callee, when that is so small that it only gets or sets
/// something; else null.
static const CompoundStmt *accessorBody(const FunctionDecl *Callee) {
  const FunctionDecl *Definition = nullptr;
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  if (!Callee || Callee->isInStdNamespace() ||
      (Method && Method->getParent()->isInStdNamespace()) ||
      !Callee->hasBody(Definition) || isCoroutine(*Definition) ||
      // What a library keeps in its objects is its own affair.
      Callee->getASTContext().getSourceManager().isInSystemHeader(
          Definition->getLocation()))
    return nullptr;
  const auto *Body = dyn_cast<CompoundStmt>(Definition->getBody());
  return Body && !Body->body_empty() && Body->size() <= 3 ? Body : nullptr;
}

/// What a function that does nothing else returns: `return Next;`
static const Expr *gottenBy(const CallExpr &Call) {
  const CompoundStmt *Body = accessorBody(Call.getDirectCallee());
  const auto *Return = Body && Body->size() == 1
                           ? dyn_cast<ReturnStmt>(Body->body_front())
                           : nullptr;
  return Return ? Return->getRetValue() : nullptr;
}

/// Getters and setters that call one another are followed so deep.
static constexpr unsigned DeepestAccessor = 3;

/// What stands for \p Base, `this` or a parameter of what \p Call calls, there;
/// null when \p Base is neither.
static const Expr *givenTo(const Expr &Base, const CallExpr &Call) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const FunctionDecl *Callee = Call.getDirectCallee();
  const bool IsOperator =
      isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee);
  if (isa<CXXThisExpr>(Base))
    return isLambdaCallOperator(Callee) ? &Base // The one that it captured.
           : Member                     ? Member->getImplicitObjectArgument()
           : IsOperator                 ? Call.getArg(0)
                                        : nullptr;
  const auto *Ref = dyn_cast<DeclRefExpr>(&Base);
  const auto *Param = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
  const auto *Of = Param ? dyn_cast<FunctionDecl>(Param->getDeclContext())
                         : nullptr; // A lambda may mention others' parameters.
  if (!Of || Of->getCanonicalDecl() != Callee->getCanonicalDecl())
    return nullptr;
  const unsigned I = Param->getFunctionScopeIndex() + (IsOperator ? 1 : 0);
  return I < Call.getNumArgs() ? Call.getArg(I) : nullptr;
}

/// What the local reference that \p E names was bound to; or null.
static const Expr *aliasedBy(const Expr &E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(&E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var || !Var->isLocalVarDecl() || !Var->getType()->isReferenceType() ||
      !Var->getInit() || Var->isCXXForRangeDecl())
    return nullptr;
  const Expr *Init = stripImplicit(Var->getInit());
  return Init->isLValue() ? Init : nullptr;
}

namespace {
/// What an lvalue names in the function in which it stands.
struct Reached {
  const Expr *Base; ///< `this`, or what names a variable.
  const ValueDecl *Last;
  bool ThroughPointer;
};
} // namespace

/// What \p E names of which \p Last is a member that is named further right.
static std::optional<Reached> reachedBy(const Expr &E, const ValueDecl *Last,
                                        bool ThroughPointer, unsigned Deeper);

/// What \p Inner, of the function that \p Call calls, is where that is called;
/// nothing when it is the function's own.
static std::optional<Reached> reachedWhereCalled(const Reached &Inner,
                                                 const CallExpr &Call,
                                                 unsigned Deeper) {
  const Expr *Given = givenTo(*Inner.Base, Call);
  if (isa<CXXThisExpr>(Inner.Base))
    return Given ? reachedBy(*stripImplicit(Given), Inner.Last,
                             Given->getType()->isPointerType(), Deeper)
                 : std::nullopt;
  if (!Given)
    return Inner;
  // Else it is a copy.
  return sharedVariable(*Inner.Base, Inner.ThroughPointer)
             ? reachedBy(*stripImplicit(Given), Inner.Last,
                         Inner.ThroughPointer, Deeper)
             : std::nullopt;
}

static std::optional<Reached> reachedBy(const Expr &E, const ValueDecl *Last,
                                        bool ThroughPointer, unsigned Deeper) {
  const Expr *Base = &E;
  while (true) {
    if (const auto *Member = dyn_cast<MemberExpr>(Base)) {
      if (isa<VarDecl>(Member->getMemberDecl()))
        return Reached{Base, Last, ThroughPointer};
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      if (!Field || Field->getType().isConstQualified())
        return std::nullopt;
      Last = Last ? Last : Field;
      ThroughPointer |= Member->isArrow();
      Base = stripImplicit(Member->getBase());
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(Base);
               Unary && (Unary->getOpcode() == UO_Deref ||
                         (Unary->getOpcode() == UO_AddrOf && ThroughPointer))) {
      ThroughPointer = Unary->getOpcode() == UO_Deref;
      Base = stripImplicit(Unary->getSubExpr());
    } else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(Base);
               Call && (Call->getOperator() == OO_Arrow ||
                        Call->getOperator() == OO_Star)) {
      ThroughPointer = true;
      Base = stripImplicit(Call->getArg(0));
    } else if (const auto *Got = dyn_cast<CallExpr>(Base);
               Got && Got->isLValue() && Deeper && gottenBy(*Got)) {
      const auto Inner = reachedBy(*stripImplicit(gottenBy(*Got)), Last,
                                   ThroughPointer, Deeper - 1);
      return Inner ? reachedWhereCalled(*Inner, *Got, Deeper - 1)
                   : std::nullopt;
    } else if (const Expr *Object = aliasedBy(*Base)) {
      Base = stripImplicit(Object);
    } else {
      return Reached{Base, Last, ThroughPointer};
    }
  }
}

/// The object of \p What, if others can change it.
static std::optional<Path> sharedPath(const Reached &What) {
  if (isa<CXXThisExpr>(What.Base))
    return What.Last ? std::optional<Path>({nullptr, What.Last}) : std::nullopt;
  if (const auto *Static = dyn_cast<MemberExpr>(What.Base))
    return Path(Static->getMemberDecl(), What.Last);
  const VarDecl *Var = sharedVariable(*What.Base, What.ThroughPointer);
  return Var ? std::optional<Path>({Var, What.Last}) : std::nullopt;
}

/// The object that \p E, an lvalue, names, if others can change it.
static std::optional<Path> sharedObject(const Expr &E) {
  const auto What = reachedBy(E, nullptr, false, DeepestAccessor);
  return What ? sharedPath(*What) : std::nullopt;
}

/// What \p E, a statement or a part of one in a setter, assigns.
static const Expr *assignedBy(const Expr &E) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(&E))
    return Binary->getOpcode() == BO_Assign ? Binary->getLHS() : nullptr;
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E);
  if (Operator && Operator->getOperator() == OO_Equal)
    return Operator->getArg(0);
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&E);
  const auto Put = Member ? fillOf(*Member) : std::nullopt;
  return Put ? Put->Container : nullptr;
}

/// What getters and setters read and write, each looked into once. For one
/// file.
class SharedState::Accessors {
public:
  struct Touch {
    Reached What;
    bool Writes;
  };

  /// What \p Call reads, if that is a getter and gives a value, and what it
  /// writes, if it is a setter, where \p Call stands.
  llvm::SmallVector<Touch, 2> touchedBy(const CallExpr &Call,
                                        unsigned Deeper = DeepestAccessor);

private:
  using Touches = std::vector<Touch>;
  const Touches &touchedIn(const FunctionDecl &Callee, const CompoundStmt &Body,
                           unsigned Deeper);

  std::map<std::pair<const FunctionDecl *, unsigned>, Touches> Known;
};

llvm::SmallVector<SharedState::Accessors::Touch, 2>
SharedState::Accessors::touchedBy(const CallExpr &Call, unsigned Deeper) {
  llvm::SmallVector<Touch, 2> Found;
  const FunctionDecl *Callee = Call.getDirectCallee();
  const CompoundStmt *Body = Deeper ? accessorBody(Callee) : nullptr;
  if (!Body)
    return Found;
  for (const Touch &Inner : touchedIn(*Callee, *Body, Deeper - 1))
    if (const auto What = reachedWhereCalled(Inner.What, Call, Deeper - 1))
      Found.push_back({*What, Inner.Writes});
  return Found;
}

const SharedState::Accessors::Touches &
SharedState::Accessors::touchedIn(const FunctionDecl &Callee,
                                  const CompoundStmt &Body, unsigned Deeper) {
  const auto [It, IsNew] = Known.try_emplace({&Callee, Deeper});
  Touches &Found = It->second; // References into a map stay.
  if (!IsNew)
    return Found;
  std::set<std::pair<Path, bool>> Seen;
  const auto Add = [&](const Reached &What, bool Writes) {
    const auto Object = isa<CXXThisExpr>(What.Base)
                            ? std::optional<Path>({nullptr, What.Last})
                            : sharedPath(What);
    if (Object && Seen.insert({*Object, Writes}).second)
      Found.push_back({What, Writes});
  };
  const auto AddNamed = [&](const Expr &E, bool Writes) {
    if (const auto What = reachedBy(E, nullptr, false, Deeper))
      Add(*What, Writes);
  };
  const auto AddCall = [&](const CallExpr &Inner) {
    for (const Touch &By : touchedBy(Inner, Deeper))
      Add(By.What, By.Writes);
  };
  for (const Stmt *Part : Body.body()) {
    if (const auto *Return = dyn_cast<ReturnStmt>(Part)) {
      if (!Callee.getReturnType()->isLValueReferenceType())
        forEachWritten<Expr>(
            Return->getRetValue(),
            [&](const Expr &E) {
              if (isa<DeclRefExpr, MemberExpr>(E))
                AddNamed(E, false);
              else if (const auto *Inner = dyn_cast<CallExpr>(&E))
                AddCall(*Inner);
            },
            Parts::Own);
    } else if (const auto *Done = dyn_cast<Expr>(Part)) {
      Done = stripImplicit(Done);
      if (const Expr *Target = assignedBy(*Done))
        AddNamed(*stripImplicit(Target), true);
      else if (const auto *Inner = dyn_cast<CallExpr>(Done))
        AddCall(*Inner);
    }
  }
  return Found;
}

/// What stands around \p S, without parentheses.
static const Stmt *writtenAround(const Stmt *S, const BodyIndex &Index) {
  do
    S = Index.spelledParent(S);
  while (isa_and_nonnull<ParenExpr>(S));
  return S;
}

/// True for functions of std that give their object, or first argument, another
/// value whatever it was: `flag.store(true)`, `std::exchange(next, 0)`.
static bool givesAnother(const CallExpr &Call) {
  static constexpr llvm::StringRef Members[] = {"store",   "exchange", "reset",
                                                "emplace", "assign",   "swap"};
  static constexpr llvm::StringRef Functions[] = {"exchange", "swap"};
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return false;
  return isa<CXXMemberCallExpr>(Call)
             ? cast<CXXMethodDecl>(Callee)->getParent()->isInStdNamespace() &&
                   llvm::is_contained(Members, calleeName(&Call))
             : Callee->isInStdNamespace() &&
                   llvm::is_contained(Functions, calleeName(&Call));
}

/// True when \p Call adds to the container \p Object, whose member it calls, or
/// takes from it.
static bool changesContents(const CXXMemberCallExpr &Call, const Expr &Object) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  return Method && !heldIn(Object.getType()).isNull() &&
         changeByMember(*Method) >= Change::State;
}

/// `+= 1`, `++`, also where a class has them.
static bool countsUpOrDown(const CXXOperatorCallExpr &Operator) {
  return Operator.isAssignmentOp() || Operator.getOperator() == OO_PlusPlus ||
         Operator.getOperator() == OO_MinusMinus;
}

/// What gives \p Object, or an element of it, another value, or null.
static const Expr *writeOf(const Expr &Object, const BodyIndex &Index) {
  const Stmt *Around = writtenAround(&Object, Index);
  if (const auto *Element = dyn_cast_or_null<ArraySubscriptExpr>(Around))
    return stripImplicit(Element->getBase()) == &Object
               ? writeOf(*Element, Index)
               : nullptr;
  if (const auto *Element = dyn_cast_or_null<CXXOperatorCallExpr>(Around);
      Element && Element->getOperator() == OO_Subscript)
    return stripImplicit(Element->getArg(0)) == &Object
               ? writeOf(*Element, Index)
               : nullptr;
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Around))
    return Binary->isAssignmentOp() &&
                   stripImplicit(Binary->getLHS()) == &Object
               ? Binary
               : nullptr;
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Around))
    return Unary->isIncrementDecrementOp() ? Unary : nullptr;
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Around))
    return countsUpOrDown(*Operator) &&
                   stripImplicit(Operator->getArg(0)) == &Object
               ? Operator
               : nullptr;
  if (const auto *Call = dyn_cast_or_null<CallExpr>(Around))
    return !isa<CXXMemberCallExpr>(Call) && Call->getNumArgs() > 0 &&
                   stripImplicit(Call->getArg(0)) == &Object &&
                   givesAnother(*Call)
               ? Call
               : nullptr;
  if (isa_and_nonnull<MemberExpr>(Around))
    if (const auto *Call =
            dyn_cast_or_null<CXXMemberCallExpr>(writtenAround(Around, Index))) {
      if (const auto Put = fillOf(*Call))
        return Put->Container == &Object ? Call : nullptr;
      return givesAnother(*Call) || changesContents(*Call, Object) ? Call
                                                                   : nullptr;
    }
  return nullptr;
}

/// `std::pair(x, 1)`, which copies what it gets.
static bool makesPair(const CXXConstructExpr &Made) {
  const llvm::StringRef Name = Made.getConstructor()->getParent()->getName();
  return Name == "pair" || Name == "tuple";
}

/// True when only the value of \p Object, or of a part of it, is asked for.
static bool isRead(const Expr &Object, const BodyIndex &Index) {
  if (const auto *Cast =
          dyn_cast_or_null<ImplicitCastExpr>(Index.parent(&Object)))
    if (Cast->getCastKind() == CK_LValueToRValue)
      return true;
  const Stmt *Around = writtenAround(&Object, Index);
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Around))
    return Construct->getConstructor()->isCopyConstructor() ||
           (Construct->getConstructor()->getParent()->isInStdNamespace() &&
            makesPair(*Construct));
  // A part of it: `x[i]`, `std::as_const(x)`.
  if (const auto *Element = dyn_cast_or_null<ArraySubscriptExpr>(Around))
    return isRead(*Element, Index);
  const auto *Call = dyn_cast_or_null<CallExpr>(Around);
  if (Call &&
      (castByStd(Call) ||
       (isa<CXXOperatorCallExpr>(Call) &&
        cast<CXXOperatorCallExpr>(Call)->getOperator() == OO_Subscript)))
    return stripImplicit(Call->getArg(0)) == &Object && isRead(*Call, Index);
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Around)) {
    const auto *Method =
        dyn_cast_or_null<CXXMethodDecl>(Operator->getCalleeDecl());
    return Method && Method->isConst();
  }
  if (!isa_and_nonnull<MemberExpr>(Around))
    return false;
  const auto *Asked =
      dyn_cast_or_null<CXXMemberCallExpr>(writtenAround(Around, Index));
  const CXXMethodDecl *Method = Asked ? Asked->getMethodDecl() : nullptr;
  if (!Method || Method->isConst())
    return Method;
  // `jobs.front()`
  return Asked->isLValue() && changeByMember(*Method) == Change::Part &&
         isRead(*Asked, Index);
}

/// True when a variable gets a value from \p Read, or a statement decides by
/// it.
static bool isTakenAlong(const Stmt *Read, const BodyIndex &Index) {
  for (const Stmt *Child = Read, *P = Index.parent(Read); P;
       Child = P, P = Index.parent(P)) {
    if (isa<DeclStmt>(P))
      return true;
    if (const auto *Binary = dyn_cast<BinaryOperator>(P);
        Binary && Binary->isAssignmentOp())
      return Child == Binary->getRHS();
    if (const auto *If = dyn_cast<IfStmt>(P))
      return Child == If->getCond();
    if (const auto *Switch = dyn_cast<SwitchStmt>(P))
      return Child == Switch->getCond();
    if (isLoop(P))
      return Child == conditionOf(P);
    if (!isa<Expr>(P) || isa<LambdaExpr>(P))
      return false;
  }
  return false;
}

/// The container or owner \p E, if it is a global or a member.
static const ValueDecl *sharedContainer(const Expr &E) {
  const Expr &Container = *stripImplicit(&E);
  const CXXRecordDecl *Class = recordOf(Container.getType());
  if (heldIn(Container.getType()).isNull() &&
      !(Class && Class->hasAttr<OwnerAttr>()))
    return nullptr;
  const auto Object = sharedObject(Container);
  if (!Object || (Object->first && isa<ParmVarDecl>(Object->first)))
    return nullptr;
  return Object->second ? Object->second : Object->first;
}

/// The container that \p Var refers into: an iterator, a reference or a pointer
/// to an element; or null.
static const ValueDecl *containerBehind(const VarDecl &Var) {
  if (!Var.getInit() || !Var.hasLocalStorage())
    return nullptr;
  const Expr *Init = stripImplicit(Var.getInit());
  bool IsElement = Var.getType()->isReferenceType();
  if (const auto *Address = dyn_cast<UnaryOperator>(Init);
      Address && Address->getOpcode() == UO_AddrOf) {
    IsElement = true;
    Init = stripImplicit(Address->getSubExpr());
  }
  const auto *Call = dyn_cast<CallExpr>(Init);
  const auto *Named = dyn_cast<CXXMemberCallExpr>(Init);
  const auto *Method =
      Call ? dyn_cast_or_null<CXXMethodDecl>(Call->getCalleeDecl()) : nullptr;
  if (!Method || !(Named || isa<CXXOperatorCallExpr>(Call)))
    return nullptr;
  const Expr &Container =
      Named ? *Named->getImplicitObjectArgument() : *Call->getArg(0);
  const CXXRecordDecl *Class = recordOf(Call->getType());
  const bool Refers =
      Call->isGLValue()
          ? IsElement
          : Call->getType()->isPointerType() ||
                (Class && Class->hasTrivialDestructor() &&
                 !Class->field_empty() && heldIn(Call->getType()).isNull());
  return Refers ? sharedContainer(Container) : nullptr;
}

/// Where what \p Mention of \p Local does has been done: at the end of its full
/// expression, or of a loop that comes back to it.
static SourceLocation lastUse(const DeclRefExpr &Mention, const VarDecl &Local,
                              const BodyIndex &Index) {
  SourceLocation End = Mention.getEndLoc();
  bool IsFull = false;
  const Stmt *Child = &Mention;
  for (const Stmt *P = Index.parent(Child); P && !isa<LambdaExpr>(P);
       Child = P, P = Index.parent(P)) {
    IsFull |= !isa<Expr>(P);
    if (!IsFull)
      End = P->getEndLoc();
    // Its own block begins anew in each round.
    if (const auto *Block = dyn_cast<CompoundStmt>(P);
        Block && llvm::any_of(Block->body(), [&](const Stmt *Part) {
          const auto *Declared = dyn_cast<DeclStmt>(Part);
          return Declared && llvm::is_contained(Declared->decls(), &Local);
        }))
      break;
    if (isLoop(P))
      End = P->getEndLoc();
  }
  return End;
}

SharedState::SharedState() = default;
SharedState::~SharedState() = default;

SharedState::Spans
SharedState::references(const CallableBody &Body, const BodyIndex &Index,
                        llvm::function_ref<unsigned(SourceLocation)> PlaceOf) {
  Spans Found;
  for (const VarDecl *Local : Body.Locals)
    if (const ValueDecl *Container = containerBehind(*Local)) {
      Span Known{PlaceOf(Local->getLocation()), 0, Container, Kind::Container};
      for (const DeclRefExpr *Mention : Index.mentions(Local))
        Known.Write =
            std::max(Known.Write, PlaceOf(lastUse(*Mention, *Local, Index)));
      Found.push_back(Known);
    }
  forEachWritten<CXXForRangeStmt>(
      Body.Callable->getBody(),
      [&](const CXXForRangeStmt &Loop) {
        if (const ValueDecl *Container = sharedContainer(*Loop.getRangeInit()))
          Found.push_back({PlaceOf(Loop.getRangeInit()->getEndLoc()),
                           PlaceOf(Loop.getEndLoc()), Container,
                           Kind::Container});
      },
      Parts::Own);
  return Found;
}

/// What is read and written between two suspensions.
struct SharedState::Walk {
  Walk(const CallableBody &Body, const BodyIndex &Index, Accessors &Touching)
      : Body(Body), Index(Index), Touching(Touching) {}

  const CallableBody &Body;
  const BodyIndex &Index;
  Accessors &Touching;
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  std::vector<unsigned> Suspensions;
  /// The first read between two suspensions, and the last write after it.
  std::map<std::pair<Path, size_t>, Span> Found;
  /// Who has copied an object has read each part.
  std::map<std::pair<const ValueDecl *, size_t>, unsigned> Copied;
  /// From the first mention to the last.
  std::map<std::pair<const VarDecl *, size_t>, Span> OfThread;

  unsigned placeOf(SourceLocation Loc) const {
    return SM.getFileLoc(Loc).getRawEncoding();
  }
  size_t stretchOf(unsigned At) const {
    return llvm::lower_bound(Suspensions, At) - Suspensions.begin();
  }
  void note(const Path &Object, unsigned At, bool IsWrite);
  /// Where C functions are called, which may set `errno`; and where it is read.
  std::vector<unsigned> CCalls;
  std::vector<std::pair<unsigned, const FunctionDecl *>> ErrnoReads;

  void noteOfThread(const Expr &E);
  void noteErrno(const Expr &E);
  void visit(const Expr &E);
  void addPairs(Spans &Sorted);
};

void SharedState::Walk::note(const Path &Object, unsigned At, bool IsWrite) {
  Span &Known = Found[{Object, stretchOf(At)}];
  Known.What = Object.second ? Object.second : Object.first;
  if (IsWrite)
    Known.Write = std::max(Known.Write, At);
  else if (!Known.Read)
    Known.Read = At;
}

void SharedState::Walk::noteOfThread(const Expr &E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(&E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var || Var->getTLSKind() == VarDecl::TLS_None ||
      Var->getType().isConstQualified())
    return;
  const unsigned At = placeOf(E.getBeginLoc());
  const auto It = OfThread.try_emplace({Var, stretchOf(At)},
                                       Span{At, At, Var, Kind::OfThread});
  It.first->second.Write = At;
}

/// What C libraries make of `errno`: `(*__errno_location())`.
static bool givesErrno(const FunctionDecl &F) {
  static constexpr llvm::StringLiteral Names[] = {
      "__errno_location", "__errno", "___errno", "_errno", "__error"};
  return F.getIdentifier() && F.param_empty() &&
         llvm::is_contained(Names, F.getName());
}

void SharedState::Walk::noteErrno(const Expr &E) {
  const auto *Call = dyn_cast<CallExpr>(&E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->isExternC())
    return;
  if (givesErrno(*Callee))
    ErrnoReads.emplace_back(placeOf(E.getBeginLoc()), Callee);
  else
    CCalls.push_back(placeOf(E.getEndLoc()));
}

void SharedState::Walk::visit(const Expr &E) {
  noteOfThread(E);
  noteErrno(E);
  if (!isa<DeclRefExpr, MemberExpr, UnaryOperator, CallExpr>(E))
    return;
  const unsigned Begin = placeOf(E.getBeginLoc());
  if (const auto Object = sharedObject(E)) {
    // The value that an assignment gives is made first.
    const Expr *Write = writeOf(E, Index);
    if (Write || (isRead(E, Index) && isTakenAlong(&E, Index)))
      note(*Object, Write ? placeOf(Write->getEndLoc()) : Begin, Write);
    if (!Object->second && Object->first &&
        isa_and_nonnull<CXXConstructExpr>(writtenAround(&E, Index)))
      Copied.try_emplace({Object->first, stretchOf(Begin)}, Begin);
  }
  if (const auto *Call = dyn_cast<CallExpr>(&E))
    for (const Accessors::Touch &By : Touching.touchedBy(*Call))
      if (const auto Object = sharedPath(By.What);
          Object && (By.Writes || isTakenAlong(&E, Index)))
        note(*Object, By.Writes ? placeOf(E.getEndLoc()) : Begin, By.Writes);
}

void SharedState::Walk::addPairs(Spans &Sorted) {
  for (auto &[Key, Known] : Found) {
    const auto Whole = Copied.find({Key.first.first, Key.second});
    if (Whole != Copied.end() && (!Known.Read || Whole->second < Known.Read))
      Known.Read = Whole->second;
    if (Known.Read && Known.Read < Known.Write)
      Sorted.push_back(Known);
  }
  for (const auto &[Key, Known] : OfThread)
    if (Known.Read < Known.Write)
      Sorted.push_back(Known);
  // From the call that may have set it.
  llvm::sort(CCalls);
  for (const auto &[At, Callee] : ErrnoReads) {
    const auto Next = llvm::lower_bound(CCalls, At);
    if (Next != CCalls.begin() && stretchOf(*std::prev(Next)) == stretchOf(At))
      Sorted.push_back({*std::prev(Next), At, Callee, Kind::OfThread});
  }
}

SharedState::Spans SharedState::spansIn(const CallableBody &Body,
                                        const BodyIndex &Index,
                                        const Expr *Except) {
  if (!Touching)
    Touching = std::make_unique<Accessors>();
  Walk All(Body, Index, *Touching);
  std::vector<unsigned> &Suspensions = All.Suspensions;
  for (const CoawaitExpr *Await : Body.Awaits)
    if (Await != Except)
      Suspensions.push_back(All.placeOf(Await->getEndLoc()));
  llvm::sort(Suspensions);
  forEachWritten<Expr>(
      Body.Callable->getBody(), [&All](const Expr &E) { All.visit(E); },
      Parts::Own);

  Spans Sorted;
  // What is suspended on the way already is the code's own affair.
  for (const Span &Known : references(Body, Index, [&All](SourceLocation Loc) {
         return All.placeOf(Loc);
       }))
    if (llvm::upper_bound(Suspensions, Known.Read) ==
        llvm::lower_bound(Suspensions, Known.Write))
      Sorted.push_back(Known);
  All.addPairs(Sorted);
  llvm::sort(Sorted, [](const Span &A, const Span &B) {
    return std::tie(A.Read, A.Write) < std::tie(B.Read, B.Write);
  });
  for (size_t I = 1; I < Sorted.size(); ++I)
    if (Sorted[I - 1].Write > Sorted[I].Write) {
      Sorted[I].Write = Sorted[I - 1].Write;
      Sorted[I].What = Sorted[I - 1].What;
      Sorted[I].How = Sorted[I - 1].How;
    }
  return Sorted;
}

std::optional<SharedState::Across>
SharedState::acrossSuspension(const Expr &Site, const CallableBody &Body,
                              const BodyIndex &Index) {
  const Expr *Await = isa<CoawaitExpr>(Site) ? &Site : nullptr;
  const auto [It, IsNew] = Of.try_emplace({&Body, Await});
  if (IsNew)
    It->second = spansIn(Body, Index, Await);
  const Spans &Known = It->second;
  if (Known.empty())
    return std::nullopt;
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  const unsigned At = SM.getFileLoc(Site.getBeginLoc()).getRawEncoding();
  const auto Next = std::partition_point(
      Known.begin(), Known.end(), [At](const Span &S) { return S.Read < At; });
  if (Next == Known.begin() || std::prev(Next)->Write <= At)
    return std::nullopt;
  return Across{std::prev(Next)->What, std::prev(Next)->How};
}
