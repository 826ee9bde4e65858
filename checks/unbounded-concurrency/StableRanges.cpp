//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unbounded-concurrency/StableRanges.h"
#include "checks/unbounded-concurrency/Iterations.h"
#include "code/Parts.h"
#include "code/Shapes.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

/// Has something to destroy: elements of its own, where a view only looks at
/// those of others.
static bool ownsElements(QualType T) {
  const CXXRecordDecl *Class = T.getNonReferenceType()->getAsCXXRecordDecl();
  return Class && Class->hasDefinition() && !Class->isLambda() &&
         Class->hasNonTrivialDestructor();
}

/// A value that leads nowhere else: a number, a copy of a container.
static bool leadsNowhere(QualType T) {
  return T->isVoidType() || T->isArithmeticType() || T->isEnumeralType();
}

/// A container that has taken copies.
static bool holdsCopies(QualType T) {
  const QualType Held = heldIn(T);
  return ownsElements(T) && !Held.isNull() && !Held->isPointerType() &&
         !(recordOf(Held) && recordOf(Held)->isLambda());
}

namespace {
/// The mentions of a variable that may lend it, wherever that is asked.
struct LendingMentions {
  llvm::DenseMap<const VarDecl *, std::vector<const DeclRefExpr *>> Of;
};

class Lending {
public:
  Lending(const Stmt &Site, const Expr *Callable, const BodyIndex &Index,
          const AsyncTypes &Types)
      : Site(Site), Callable(Callable), Index(Index), Types(Types),
        SM(Types.context().getSourceManager()) {}

  bool isStable(const Expr *E) const {
    E = stripImplicit(E);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return isStableName(*Ref);
    if (isa<StringLiteral>(E) || leadsNowhere(E->getType()))
      return true;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
      return llvm::none_of(Lambda->captures(), [](const LambdaCapture &C) {
        return C.getCaptureKind() != LCK_ByCopy;
      });
    const auto *Call = dyn_cast<CallExpr>(E);
    if (Call && Call->isCallToStdMove())
      return isStable(Call->getArg(0));
    if (!E->isPRValue() || E->getType()->isPointerType())
      return false;
    if (isa<CXXStdInitializerListExpr>(E) || holdsCopies(E->getType()))
      return true; // Lives until the end of the full expression.
    // A view of what its parts are, a generator that goes through its
    // arguments.
    llvm::SmallVector<const Expr *, 4> Parts;
    if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
      Parts.push_back(Cast->getSubExpr());
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
      Parts.append(Construct->arg_begin(), Construct->arg_end());
    else if (const auto *List = dyn_cast<InitListExpr>(E))
      llvm::append_range(Parts, List->inits());
    else if (Call)
      Parts.append(Call->arg_begin(), Call->arg_end());
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(E))
      Parts.push_back(Member->getImplicitObjectArgument());
    return (!Parts.empty() || ownsElements(E->getType())) &&
           llvm::all_of(Parts, [this](const Expr *Part) {
             return isa<CXXDefaultArgExpr>(Part) || isStable(Part);
           });
  }

  /// \p Var, a variable of this function that is no reference, may have
  /// another value at the site than it was given there last.
  bool isShared(const VarDecl &Var) const { return isLent(Var, 0); }

private:
  bool isStableName(const DeclRefExpr &Ref) const {
    const auto *Var = dyn_cast<VarDecl>(Ref.getDecl());
    if (!Var)
      return isa<FunctionDecl, EnumConstantDecl>(Ref.getDecl());
    QualType T = Var->getType();
    if (Ref.refersToEnclosingVariableOrCapture() || T->isReferenceType() ||
        T->isPointerType())
      return false;
    const bool IsConst = T.isConstQualified() || Var->isConstexpr();
    if (!Var->hasLocalStorage())
      return IsConst;
    if (!ownsElements(T) && !T->isArrayType() && !leadsNowhere(T) &&
        !(Var->getInit() && !isa<ParmVarDecl>(Var) && isStable(Var->getInit())))
      return false;
    return IsConst || (!mentions(Callable, Var) && !isLent(*Var, 0));
  }

  /// Something that can change \p Var, or what it leads to, may run at the
  /// site.
  bool isLent(const VarDecl &Var, unsigned Depth) const {
    if (Depth > 4)
      return true;
    const auto &Suspects = suspects(Var, Depth);
    return AtAnySite ? !Suspects.empty()
                     : llvm::any_of(Suspects, [&](const DeclRefExpr *Ref) {
                         return isBefore(*Ref) && isLentAt(*Ref, Depth);
                       });
  }

  const std::vector<const DeclRefExpr *> &suspects(const VarDecl &Var,
                                                   unsigned Depth) const {
    auto &Of = Index.memo<LendingMentions>().Of;
    if (auto Asked = Of.find(&Var); Asked != Of.end())
      return Asked->second;
    std::vector<const DeclRefExpr *> Found;
    const bool Outer = std::exchange(AtAnySite, true);
    for (const DeclRefExpr *Ref : Index.mentions(&Var))
      if (isLentAt(*Ref, Depth))
        Found.push_back(Ref);
    AtAnySite = Outer;
    return Of[&Var] = std::move(Found);
  }

  /// \p Ref runs before the site, or again before it.
  bool isBefore(const DeclRefExpr &Ref) const {
    if (isWithin(&Ref, &Site, Index))
      return false;
    if (SM.isBeforeInTranslationUnit(Ref.getLocation(), Site.getBeginLoc()))
      return true;
    for (const Stmt *P = &Site; P; P = Index.parent(P))
      if (isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(P) &&
          isWithin(&Ref, P, Index))
        return true;
    return false;
  }

  /// Goes from a mention outward for as long as something leads to the object
  /// and could be kept.
  bool isLentAt(const Expr &Mention, unsigned Depth) const {
    const Expr *Child = &Mention;
    while (const Stmt *Parent = Index.parent(Child)) {
      if (const auto *Range = dyn_cast<CXXForRangeStmt>(Parent))
        return Range->getRangeInit() == Child &&
               isKeptIn(*Range->getLoopVariable(), Depth);
      if (isa<DeclStmt>(Parent)) {
        const VarDecl *Var = Index.initialized(Child);
        return Var && isKeptIn(*Var, Depth);
      }
      const auto *Around = dyn_cast<Expr>(Parent);
      if (!Around || isa<CoawaitExpr>(Around))
        return false;
      if (const auto Answer = endsAt(*Around, *Child))
        return *Answer;
      Child = Around;
    }
    return false;
  }

  /// Whether \p Child, which leads to the object, is kept by \p Around; nothing
  /// when that leads to it, too.
  std::optional<bool> endsAt(const Expr &Around, const Expr &Child) const {
    if (const auto *Cast = dyn_cast<CastExpr>(&Around)) {
      const QualType To = Cast->getType();
      if (leadsNowhere(To) || Cast->getCastKind() == CK_ToVoid ||
          (Cast->isGLValue() && To.isConstQualified() && ownsElements(To)))
        return false;
      return std::nullopt;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(&Around)) {
      const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
      if (Method && Method->isConst())
        return false;
      return std::nullopt;
    }
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Around)) {
      if (isStarted(Around))
        return true;
      if (holdsCopies(Around.getType()) ||
          (Construct->getConstructor()->isCopyConstructor() &&
           ownsElements(Around.getType())))
        return false;
      return std::nullopt;
    }
    if (const auto *Binary = dyn_cast<BinaryOperator>(&Around)) {
      if (Binary->isAssignmentOp())
        return Binary->getRHS() == &Child;
      if (leadsNowhere(Binary->getType()))
        return false;
      return std::nullopt;
    }
    if (const auto *Call = dyn_cast<CallExpr>(&Around))
      return endsAtCall(*Call, Child);
    return std::nullopt;
  }

  std::optional<bool> endsAtCall(const CallExpr &Call,
                                 const Expr &Child) const {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
        Operator && Operator->isAssignmentOp())
      return Operator->getArg(0) != &Child && !ownsElements(Child.getType());
    if (isStarted(Call))
      return true;
    if (!Callee || Types.names().call(&Call, CallRole::HandOver))
      return true;
    const QualType Given = Call.getType();
    if (Call.isPRValue() && (leadsNowhere(Given) || holdsCopies(Given)))
      return false;
    if (Types.classify(Given).canBeAwaited() && !isAwaitedHere(Call))
      return !isHeldUntilAwaited(Call);
    return std::nullopt;
  }

  bool isStarted(const Expr &E) const {
    const Names &Known = Types.names();
    const auto *Call = dyn_cast<CallExpr>(&E);
    return Known.call(&E, CallRole::Spawn) ||
           Known.call(&E, CallRole::Detaches) ||
           (Call && Known.isStarter(*Call));
  }

  bool isAwaitedHere(const Expr &Task) const {
    for (const Stmt *P = Index.parent(&Task); isa_and_nonnull<Expr>(P);
         P = Index.parent(P)) {
      if (isa<LambdaExpr>(P))
        return false;
      if (isa<CoawaitExpr>(P) ||
          Types.names().call(cast<Expr>(P), CallRole::Wait))
        return true;
    }
    return false;
  }

  /// `auto t = f(x); co_await std::move(t);` in front of the site.
  bool isHeldUntilAwaited(const CallExpr &Task) const {
    const Expr *Whole = &Task;
    while (const auto *Around = dyn_cast_or_null<Expr>(Index.parent(Whole)))
      Whole = Around;
    const VarDecl *Var = Index.initialized(Whole);
    return Var && isAwaitedBefore(*Var);
  }

  bool isAwaitedBefore(const VarDecl &Task) const {
    return !AtAnySite &&
           llvm::any_of(Index.mentions(&Task), [&](const DeclRefExpr *Ref) {
             if (!isAwaitedHere(*Ref) ||
                 !SM.isBeforeInTranslationUnit(Ref->getLocation(),
                                               Site.getBeginLoc()))
               return false;
             // In a block that the site stands in, too.
             const Stmt *P = Ref;
             while (P && !isa<CompoundStmt>(P)) {
               if (isa<IfStmt, ForStmt, CXXForRangeStmt, WhileStmt, SwitchStmt,
                       AbstractConditionalOperator, LambdaExpr>(P))
                 return false;
               P = Index.parent(P);
             }
             return P && isWithin(&Site, P, Index);
           });
  }

  /// \p Var was made from what leads to the object.
  bool isKeptIn(const VarDecl &Var, unsigned Depth) const {
    QualType T = Var.getType();
    if (leadsNowhere(T.getNonReferenceType()) && !T->isReferenceType())
      return false;
    if (T->isReferenceType())
      return !T->getPointeeType().isConstQualified() && isLent(Var, Depth + 1);
    if (Types.classify(T).canBeAwaited())
      return !isAwaitedBefore(Var);
    // An element that was copied, or an object that may do anything.
    if (ownsElements(T))
      return !Var.isCXXForRangeDecl();
    return isLent(Var, Depth + 1);
  }

  const Stmt &Site;
  const Expr *Callable;
  const BodyIndex &Index;
  const AsyncTypes &Types;
  const SourceManager &SM;
  /// While suspects are looked for.
  mutable bool AtAnySite = false;
};
} // namespace

bool clang::tidy::async::staysTheSame(const Expr &Range, const Stmt &Site,
                                      const Expr *Callable,
                                      const BodyIndex &Index,
                                      const AsyncTypes &Types) {
  return Lending(Site, Callable, Index, Types).isStable(&Range);
}

//===--- What rounds read -------------------------------------------------===//

namespace {
class RoundReads {
public:
  RoundReads(const Stmt &Loop, const Expr &Start, const BodyIndex &Index,
             const AsyncTypes &Types)
      : Loop(Loop), Start(Start), Index(Index), Types(Types) {}

  const Expr *firstIn(const Stmt *S) const {
    if (!S)
      return nullptr;
    if (const auto *Range = dyn_cast<CXXForRangeStmt>(S)) {
      // The rest of its head is the compiler's.
      if (!keepsElements(*Range->getRangeInit()))
        return Range->getRangeInit();
      return firstIn(Range->getBody());
    }
    // What the compiler asks its awaiter is nobody else's.
    if (const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(S))
      return firstIn(Suspend->getOperand());
    if (const Expr *Read = readBy(*S))
      return Read;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
      for (const Expr *Captured : Lambda->capture_inits())
        if (const Expr *Read = firstIn(Captured))
          return Read;
      return nullptr;
    }
    for (const Stmt *Part : S->children())
      if (Part && !neverRuns(Part, *S))
        if (const Expr *Read = firstIn(Part))
          return Read;
    return nullptr;
  }

private:
  /// As a range: its own elements, or those of an element of the loop's range.
  bool keepsElements(const Expr &Range) const {
    return staysTheSame(Range, Range, nullptr, Index, Types) ||
           (ownsElements(Range.getType()) && !isOthers(&Range, Range));
  }

  /// What \p S itself reads of others; null for nothing.
  const Expr *readBy(const Stmt &S) const {
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(&S);
        Cast && Cast->getCastKind() == CK_LValueToRValue)
      return ofOthers(Cast->getSubExpr(), *Cast);
    const auto *E = dyn_cast<Expr>(&S);
    if (!E || E == &Start || Types.classify(E->getType()).canBeAwaited())
      return nullptr; // Who gets a reference looks when it is its turn.
    if (const auto *Made = dyn_cast<CXXConstructExpr>(E))
      return firstOf(Made->arguments(), *E);
    const auto *Call = dyn_cast<CallExpr>(E);
    if (!Call)
      return nullptr;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
      const Expr *Object = Member->getImplicitObjectArgument();
      if (Object->isPRValue() ? Object->getType()->isPointerType()
                              : isOthers(Object, *Call))
        return Object;
    }
    return firstOf(Call->arguments(), *E);
  }

  template <typename Range>
  const Expr *firstOf(const Range &Args, const Expr &Site) const {
    for (const Expr *Arg : Args)
      if (Arg->isLValue())
        if (const Expr *Read = ofOthers(Arg, Site))
          return Read;
    return nullptr;
  }

  const Expr *ofOthers(const Expr *E, const Expr &Site) const {
    return isOthers(E, Site) ? E : nullptr;
  }

  /// Others can change what \p E, which \p Site reads, names.
  bool isOthers(const Expr *E, const Expr &Site) const {
    E = stripImplicit(E);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return isOthersName(*Ref, Site);
    if (E->getType().isConstQualified() && E->getType()->isScalarType())
      return false;
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return Member->isArrow() || !isa<FieldDecl>(Member->getMemberDecl()) ||
             isOthers(Member->getBase(), Site);
    if (const auto *Part = dyn_cast<ArraySubscriptExpr>(E)) {
      const Expr *Array = stripImplicit(Part->getBase());
      return !Array->getType()->isArrayType() || isOthers(Array, Site);
    }
    if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
      return isOthers(Choice->getTrueExpr(), Site) ||
             isOthers(Choice->getFalseExpr(), Site);
    if (E->isPRValue() || isa<StringLiteral>(E))
      return false;
    const auto *Call = dyn_cast<CallExpr>(E);
    if (!Call)
      return true;
    if (const auto *Method = dyn_cast<CXXMemberCallExpr>(Call))
      return isOthers(Method->getImplicitObjectArgument(), Site);
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
    if (Call->isCallToStdMove() ||
        (Operator && Operator->getOperator() == OO_Subscript))
      return isOthers(Call->getArg(0), Site);
    // `*it` of a loop over what stays.
    return !Operator || Operator->getOperator() != OO_Star ||
           !isOfLoop(stripImplicit(Operator->getArg(0)));
  }

  bool isOfLoop(const Expr *E) const {
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    return Ref && isOfLoop(*Ref->getDecl());
  }
  bool isOfLoop(const ValueDecl &D) const {
    return standsIn(D.getLocation(), Loop, Types.context().getSourceManager());
  }

  bool isOthersName(const DeclRefExpr &Ref, const Expr &Site) const {
    const ValueDecl *D = Ref.getDecl();
    if (const auto *Binding = dyn_cast<BindingDecl>(D))
      D = cast<ValueDecl>(Binding->getDecomposedDecl());
    const auto *Var = dyn_cast<VarDecl>(D);
    if (!Var)
      return !isa<FunctionDecl, EnumConstantDecl, NonTypeTemplateParmDecl>(D);
    const QualType T = Var->getType();
    if (T->isReferenceType()) {
      // An element of what stays.
      if (Var->isCXXForRangeDecl() && isOfLoop(*Var))
        return false;
      return isa<ParmVarDecl>(Var) || !Var->getInit() ||
             Var->isCXXForRangeDecl() || isOthers(Var->getInit(), Site);
    }
    if (T.isConstQualified() || Var->isConstexpr())
      return false;
    if (Ref.refersToEnclosingVariableOrCapture() || !Var->hasLocalStorage())
      return true;
    return !isOfLoop(*Var) &&
           Lending(Site, nullptr, Index, Types).isShared(*Var);
  }

  const Stmt &Loop;
  const Expr &Start;
  const BodyIndex &Index;
  const AsyncTypes &Types;
};
} // namespace

const Expr *clang::tidy::async::readFromOthers(const Stmt &Loop,
                                               const Expr &Start,
                                               const BodyIndex &Index,
                                               const AsyncTypes &Types) {
  return RoundReads(Loop, Start, Index, Types).firstIn(&Loop);
}
