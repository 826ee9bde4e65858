//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/stale-reference/LocalReference.h"
#include "code/Changes.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "code/Tokens.h"
#include "edits/BehindSuspension.h"
#include "edits/Judgement.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

using namespace clang;
using namespace clang::tidy::async;

//===--- Which ------------------------------------------------------------===//

/// True for a type that can refer to something.
static bool mayRefer(const VarDecl &Var, const Names &Known) {
  const QualType T = Var.getType();
  if (T->isReferenceType() || T->isPointerType() || isa<DecompositionDecl>(Var))
    return true;
  return T->isRecordType() && (Known.isView(T) || isIterator(T));
}

std::vector<LocalReference>
clang::tidy::async::localReferences(const CallableBody &Body,
                                    const Names &Known) {
  std::vector<LocalReference> Found;
  llvm::DenseMap<const VarDecl *, const CXXForRangeStmt *> Loops;
  forEachWritten<CXXForRangeStmt>(
      Body.Callable->getBody(),
      [&](const CXXForRangeStmt &Loop) {
        Loops[Loop.getLoopVariable()] = &Loop;
      },
      Parts::Own);
  for (const VarDecl *Var : Body.Locals) {
    if (const CXXForRangeStmt *Loop = Loops.lookup(Var)) {
      ReferredObject Of = referredBy(*Loop, Known);
      if (Of.refers())
        Found.push_back({nullptr, Loop, std::move(Of)});
    }
    if (!Var->getInit() || !Var->hasLocalStorage() || !mayRefer(*Var, Known) ||
        Known.lists(Listed::Checked, Var->getType()))
      continue;
    ReferredObject Of = referredBy(*Var, Known);
    if (Of.refers())
      Found.push_back({Var, nullptr, std::move(Of)});
  }
  return Found;
}

//===--- What happens to it -----------------------------------------------===//

/// Where the value that \p Mention leads to is taken or given: an operand by
/// reference is looked at when the call is made.
static const Stmt *placeOfUse(const DeclRefExpr &Mention,
                              const CallableBody &Body,
                              const BodyIndex &Index) {
  const Stmt *Child = &Mention;
  const CallableBody *In = Index.enclosing(&Mention);
  if (In != &Body) {
    // In a lambda, which gets it where it is made.
    while (In && In->Lambda && Index.enclosing(In->Lambda) != &Body)
      In = Index.enclosing(In->Lambda);
    return In ? In->Lambda : nullptr;
  }
  for (const Stmt *P = Index.parent(Child); P; Child = P, P = Index.parent(P)) {
    if (isa<ParenExpr, MemberExpr, MaterializeTemporaryExpr,
            CXXBindTemporaryExpr, ArraySubscriptExpr>(P))
      continue;
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(P)) {
      if (Cast->getCastKind() != CK_LValueToRValue ||
          Cast->getType()->isPointerType())
        continue;
      return P;
    }
    if (const auto *Unary = dyn_cast<UnaryOperator>(P)) {
      if (Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_AddrOf)
        continue;
      return P;
    }
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(P);
        Operator && (Operator->getOperator() == OO_Arrow ||
                     Operator->getOperator() == OO_Star ||
                     Operator->getOperator() == OO_Subscript))
      continue;
    if (isa<CallExpr, CXXConstructExpr>(P))
      return P;
    if (const auto *Binary = dyn_cast<BinaryOperator>(P))
      return Binary->isAssignmentOp() ? P : &Mention;
    break;
  }
  return &Mention;
}

/// The pointer itself is asked for: `if (p)`, `p == other`.
static bool isOnlyCompared(const DeclRefExpr &Mention, const BodyIndex &Index) {
  if (!Mention.getType()->isPointerType())
    return false;
  const Stmt *P = Index.spelledParent(&Mention);
  while (isa_and_nonnull<ParenExpr>(P))
    P = Index.spelledParent(P);
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(P))
    return Binary->isEqualityOp() || Binary->isLogicalOp();
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(P))
    return Unary->getOpcode() == UO_LNot;
  return isa_and_nonnull<IfStmt, WhileStmt>(P);
}

/// The assignment to the variable that \p Mention names, or null.
static const Expr *newValueOf(const DeclRefExpr &Mention,
                              const BodyIndex &Index, const Expr *&Value) {
  const Stmt *P = Index.spelledParent(&Mention);
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(P);
      Binary && Binary->getOpcode() == BO_Assign &&
      stripImplicit(Binary->getLHS()) == &Mention) {
    Value = Binary->getRHS();
    return Binary;
  }
  const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(P);
  if (!Operator || Operator->getOperator() != OO_Equal ||
      stripImplicit(Operator->getArg(0)) != &Mention)
    return nullptr;
  Value = Operator->getArg(1);
  return Operator;
}

namespace {
/// The calls in a body that look something up, by the container.
struct LookUps {
  using Calls =
      std::map<std::pair<unsigned, unsigned>, std::vector<const Stmt *>>;
  llvm::DenseMap<const CallableBody *, Calls> Of;
};
} // namespace

static const LookUps::Calls &lookUpsIn(const CallableBody &Body,
                                       const BodyIndex &Index,
                                       const Names &Known) {
  const auto [It, IsNew] = Index.memo<LookUps>().Of.try_emplace(&Body);
  if (!IsNew)
    return It->second;
  for (const CallExpr *Call : Body.Calls) {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    const llvm::StringRef Name = calleeName(Call);
    if (!Member || !(Name == "contains" || Name == "count" || Name == "find"))
      continue;
    const Expr *Object = Member->getImplicitObjectArgument();
    const ReferredObject Asked = Object->getType()->isPointerType()
                                     ? pointedToBy(*Object, Known)
                                     : objectOf(*Object, Known);
    if (Asked.Key.What)
      It->second[Asked.Key.id()].push_back(Call);
  }
  return It->second;
}

/// Look-ups of the container behind the suspension, which tell whether what was
/// found is still there.
static void addTests(const LocalReference &Local, const CallableBody &Body,
                     const BodyIndex &Index, const Names &Known,
                     KnownForAWhile &Of) {
  if (Local.Of.Into.empty() || Local.Loop)
    return;
  const LookUps::Calls &All = lookUpsIn(Body, Index, Known);
  const auto It = All.find(Local.Of.Into.back().Key.id());
  if (It != All.end())
    llvm::append_range(Of.Renewals, It->second);
}

KnownForAWhile clang::tidy::async::knownOf(const LocalReference &Local,
                                           const CallableBody &Body,
                                           const BodyIndex &Index,
                                           const Names &Known) {
  KnownForAWhile Of;
  if (Local.Loop) {
    if (const DeclStmt *Begin = Local.Loop->getBeginStmt())
      Of.Declared = dyn_cast<VarDecl>(Begin->getSingleDecl());
    if (const Expr *Next = Local.Loop->getInc())
      Of.Uses = {{Next, Next}, {stripImplicit(Next), Next}};
    return Of;
  }
  Of.Declared = Local.Var;
  llvm::SmallVector<const DeclRefExpr *, 8> Mentions(
      Index.mentions(Local.Var).begin(), Index.mentions(Local.Var).end());
  if (const auto *Several = dyn_cast<DecompositionDecl>(Local.Var)) {
    const bool OfPair = !Several->getType()->isReferenceType();
    for (const BindingDecl *Binding : Several->bindings()) {
      llvm::append_range(Mentions, Index.mentions(Binding));
      if (OfPair)
        break; // The iterator; not whether it was inserted.
    }
  }
  for (const DeclRefExpr *Mention : Mentions) {
    const Expr *Value = nullptr;
    if (const Expr *Assignment = newValueOf(*Mention, Index, Value);
        Assignment && !Local.Var->getType()->isReferenceType()) {
      (pointedToBy(*Value, Known).refers() ? Of.Renewals : Of.Ends)
          .push_back(Assignment);
      continue;
    }
    if (!isOnlyCompared(*Mention, Index))
      if (const Stmt *Use = placeOfUse(*Mention, Body, Index))
        Of.Uses.push_back({Use, Mention});
  }
  addTests(Local, Body, Index, Known, Of);
  return Of;
}

//===--- Edits ------------------------------------------------------------===//

/// A number, an enumerator, a pointer, or a handful of them.
static bool isCheap(QualType T, const ASTContext &Ctx) {
  T = T.getNonReferenceType();
  if (T->isDependentType() || T->isIncompleteType() || T.isVolatileQualified())
    return false;
  if (T->isScalarType())
    return !T->isAtomicType();
  return T->isRecordType() && T.isTriviallyCopyableType(Ctx) &&
         Ctx.getTypeSizeInChars(T).getQuantity() <= 16;
}

/// True when \p Var is only read where it is named.
static bool isOnlyRead(const VarDecl &Var, const BodyIndex &Index) {
  if (changeOf(Var, Index) != Change::None)
    return false;
  return llvm::all_of(Index.mentions(&Var), [&](const DeclRefExpr *Mention) {
    const Stmt *P = Index.parent(Mention);
    while (isa_and_nonnull<ParenExpr, MemberExpr>(P) ||
           (isa_and_nonnull<ImplicitCastExpr>(P) &&
            cast<ImplicitCastExpr>(P)->getCastKind() == CK_NoOp))
      P = Index.parent(P);
    const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(P);
    return Cast && Cast->getCastKind() == CK_LValueToRValue;
  });
}

/// The declaration, alone in a statement of a block; or null.
static const DeclStmt *ownStatement(const VarDecl &Var,
                                    const BodyIndex &Index) {
  const auto *Statement =
      dyn_cast_or_null<DeclStmt>(Index.parent(Var.getInit()));
  return Statement && Statement->isSingleDecl() &&
                 isa_and_nonnull<CompoundStmt>(Index.parent(Statement))
             ? Statement
             : nullptr;
}

static SourceLocation sigilOf(const VarDecl &Var) {
  const TypeSourceInfo *Written = Var.getTypeSourceInfo();
  const auto Reference = Written
                             ? Written->getTypeLoc().getAs<ReferenceTypeLoc>()
                             : ReferenceTypeLoc();
  return Reference.isNull() ? SourceLocation() : Reference.getSigilLoc();
}

/// `snake_case` or `camelCase`, as \p Name is.
static std::string nameBeside(llvm::StringRef Name, llvm::StringRef Word) {
  const bool IsCamel = !Name.contains('_') && llvm::any_of(Name, [](char C) {
    return isUppercase(C);
  });
  if (!IsCamel)
    return (Name.rtrim('_') + "_" + Word).str();
  return (Name + llvm::Twine(llvm::toUpper(Word.front())) + Word.drop_front())
      .str();
}

/// True when \p Part of the initializer \p Whole is evaluated before the rest.
static bool comesFirst(const Expr &Part, const Expr &Whole,
                       const BodyIndex &Index) {
  for (const Stmt *Child = &Part, *P = Index.parent(Child);
       Child != &Whole && isa_and_nonnull<Expr>(P);
       Child = P, P = Index.parent(P)) {
    if (isa<MemberExpr, UnaryOperator, ParenExpr, CastExpr, FullExpr,
            MaterializeTemporaryExpr, CXXBindTemporaryExpr>(P))
      continue;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(P);
        Operator && Operator->getArg(0) == Child)
      continue;
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(P);
        Call && Call->getCallee() == Child)
      continue;
    return false;
  }
  return true;
}

/// `const auto r_owner = get();`
static void keepOwner(const LocalReference &Local, const CallableBody &Body,
                      const BodyIndex &Index, Rewrite &Edits) {
  const DeclStmt *Statement = ownStatement(*Local.Var, Index);
  if (!Statement || isa<DecompositionDecl>(Local.Var) ||
      !comesFirst(*Local.Of.Temporary, *Local.Var->getInit(), Index))
    return Edits.refuse("the owner needs a statement of its own");
  const std::string Name = nameBeside(Local.Var->getName(), "owner");
  if (hasIdentifier(Name, Body.Callable->getBeginLoc(),
                    Body.Callable->getEndLoc(), Body.Callable->getASTContext()))
    return Edits.refuse("'" + Name + "' means something else there");
  const SourceRange Tokens = Local.Of.Temporary->getSourceRange();
  Edits.insertStatementBefore(
      *Statement,
      ("const auto " + Name + " = " + Edits.text(Tokens) + ";").str());
  Edits.replace(Tokens, Name);
}

/// True when a loop that suspends reads \p Var in each round, which begins
/// before the loop: perhaps for what others write.
static bool isReadInRounds(const VarDecl &Var, const Expr &Suspension,
                           const BodyIndex &Index) {
  for (const Stmt *P = Index.parent(&Suspension); P; P = Index.parent(P))
    if (isLoop(P) && !isWithin(Var.getInit(), P, Index) &&
        llvm::any_of(Index.mentions(&Var), [&](const DeclRefExpr *Mention) {
          return isWithin(Mention, P, Index);
        }))
      return true;
  return false;
}

/// A copy in place of a reference.
static void copyValue(const LocalReference &Local, const ReferredInto &Into,
                      const CallableBody &Body, const BodyIndex &Index,
                      const AsyncTypes &Types, Rewrite &Edits) {
  Edits.obey(
      Judgement(Index, Types).readsEarly(*Local.Var, *Into.Key.What, Body));
  const SourceLocation Sigil = sigilOf(*Local.Var);
  Edits.replace({Sigil, Sigil}, "");
}

/// `it = map.find(key);` behind the suspension.
static void findAgain(const LocalReference &Local, const UseBehind &Stale,
                      const BodyIndex &Index, const AsyncTypes &Types,
                      Rewrite &Edits) {
  const auto *Call =
      dyn_cast<CXXMemberCallExpr>(stripCopies(Local.Var->getInit()));
  const QualType T = Local.Var->getType();
  if (!Call || T.isConstQualified() || T->isReferenceType() ||
      !(calleeName(Call) == "find" || calleeName(Call) == "lower_bound" ||
        calleeName(Call) == "get" || calleeName(Call) == "data"))
    return Edits.refuse("what has to be looked up again is for you to tell");
  Edits.obey(Judgement(Index, Types).looksUpAgain());
  const std::string Text =
      (Local.Var->getName() + " = " +
       Edits.text(Local.Var->getInit()->getSourceRange()) + ";")
          .str();
  insertBehind(*Stale.Suspension, Text, Index, Edits);
}

/// True when an object can be copied, as far as its class says.
static bool hasCopies(QualType T) {
  const CXXRecordDecl *Class = recordOf(T);
  if (!Class || !Class->hasDefinition())
    return !T.isNull() && T->isScalarType();
  if (Class->needsImplicitCopyConstructor())
    return !Class->defaultedCopyConstructorIsDeleted();
  return llvm::any_of(Class->ctors(), [](const CXXConstructorDecl *Made) {
    return Made->isCopyConstructor() && !Made->isDeleted();
  });
}

/// A loop over a copy of the range.
static void copyRange(const LocalReference &Local, const BodyIndex &Index,
                      const AsyncTypes &Types, Rewrite &Edits) {
  const CXXForRangeStmt &Loop = *Local.Loop;
  const Expr *Range = stripImplicit(Loop.getRangeInit());
  const VarDecl *Var = Loop.getLoopVariable();
  const QualType Held = heldIn(Range->getType());
  if (Held.isNull() || !Range->isGLValue() || !hasCopies(Held) ||
      !isa_and_nonnull<CompoundStmt>(Index.parent(&Loop)) ||
      isa<DecompositionDecl>(Var) || changeOf(*Var, Index) >= Change::Part ||
      Loop.getInit())
    return Edits.refuse("what the loop has to go over is for you to tell");
  Edits.obey(Judgement(Index, Types).copiesRange());
  const ValueDecl *Named = namedBy(*Range);
  const std::string Name =
      nameBeside(Named ? Named->getName() : Var->getName(), "now");
  const SourceRange Tokens = Range->getSourceRange();
  Edits.insertStatementBefore(
      Loop, ("const auto " + Name + " = " + Edits.text(Tokens) + ";").str());
  if (Var->getType()->isReferenceType() &&
      !Var->getType()->getPointeeType().isConstQualified() &&
      !Var->getTypeSourceInfo()->getType()->getContainedAutoType())
    return Edits.refuse("what the loop has to go over is for you to tell");
  Edits.replace(Tokens, Name);
}

void clang::tidy::async::refresh(const LocalReference &Local,
                                 const UseBehind &Stale,
                                 const ReferredInto *Into,
                                 const CallableBody &Body,
                                 const BodyIndex &Index,
                                 const AsyncTypes &Types, Rewrite &Edits) {
  if (Local.Of.Temporary)
    return keepOwner(Local, Body, Index, Edits);
  if (Local.Loop)
    return copyRange(Local, Index, Types, Edits);
  const ASTContext &Ctx = Body.Callable->getASTContext();
  if (Into && Local.Var->getType()->isReferenceType() &&
      !isa<DecompositionDecl>(Local.Var) &&
      isCheap(Local.Var->getType(), Ctx) && sigilOf(*Local.Var).isValid() &&
      isOnlyRead(*Local.Var, Index) &&
      !isReadInRounds(*Local.Var, *Stale.Suspension, Index))
    return copyValue(Local, *Into, Body, Index, Types, Edits);
  findAgain(Local, Stale, Index, Types, Edits);
}
