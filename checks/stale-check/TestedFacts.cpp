//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/stale-check/TestedFacts.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include <map>

using namespace clang;
using namespace clang::tidy::async;

//===--- Tests ------------------------------------------------------------===//

namespace {
/// A part of a condition that tells something when it is true, or when it is
/// false.
struct Told {
  const Expr *Object = nullptr;
  TestedFact::Kind What = TestedFact::NotNull;
  bool IfTrue = true;
};
} // namespace

static bool isNullValue(const Expr &E, const ASTContext &Ctx) {
  return E.isNullPointerConstant(const_cast<ASTContext &>(Ctx),
                                 Expr::NPC_ValueDependentIsNotNull) !=
             Expr::NPCK_NotNull ||
         [&] {
           const auto *Ref = dyn_cast<DeclRefExpr>(stripCopies(&E));
           return Ref && Ref->getDecl()->getIdentifier() &&
                  Ref->getDecl()->getName() == "nullopt";
         }();
}

static bool isLiteral(const Expr *E, uint64_t Value) {
  const auto *Literal = dyn_cast<IntegerLiteral>(stripImplicit(E));
  return Literal && Literal->getValue() == Value;
}

/// `x.empty()`, `x.has_value()`, `x.get()`: the object, if it is called so.
static const Expr *objectOfCall(const Expr *E,
                                std::initializer_list<llvm::StringRef> Names) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(stripImplicit(E));
  return Call && Call->getNumArgs() == 0 &&
                 llvm::is_contained(Names, calleeName(Call))
             ? stripImplicit(Call->getImplicitObjectArgument())
             : nullptr;
}

/// What a comparison tells.
static std::optional<Told> toldByComparison(BinaryOperatorKind Opcode,
                                            const Expr *Left, const Expr *Right,
                                            const ASTContext &Ctx) {
  if (const Expr *Sized = objectOfCall(Left, {"size", "length"})) {
    if ((Opcode == BO_GT || Opcode == BO_NE) && isLiteral(Right, 0))
      return Told{Sized, TestedFact::NotEmpty, true};
    if (Opcode == BO_EQ && isLiteral(Right, 0))
      return Told{Sized, TestedFact::NotEmpty, false};
    return std::nullopt;
  }
  if (Opcode != BO_EQ && Opcode != BO_NE)
    return std::nullopt;
  if (isNullValue(*Left, Ctx))
    std::swap(Left, Right);
  if (!isNullValue(*Right, Ctx))
    return std::nullopt;
  const Expr *Got = objectOfCall(Left, {"get"});
  return Told{Got ? Got : stripImplicit(Left), TestedFact::NotNull,
              Opcode == BO_NE};
}

/// Hands \p Visit what \p Condition tells where it is \p True.
static void forEachTold(const Expr *Condition, bool True, const ASTContext &Ctx,
                        llvm::function_ref<void(const Told &)> Visit) {
  const Expr *E = Condition ? stripImplicit(Condition) : nullptr;
  if (!E)
    return;
  std::optional<Told> Found;
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_LNot)
      return forEachTold(Unary->getSubExpr(), !True, Ctx, Visit);
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    // All parts of `a && b` are true, and all of `a || b` false.
    if (Binary->isLogicalOp()) {
      if ((Binary->getOpcode() == BO_LAnd) == True) {
        forEachTold(Binary->getLHS(), True, Ctx, Visit);
        forEachTold(Binary->getRHS(), True, Ctx, Visit);
      }
      return;
    }
    Found = toldByComparison(Binary->getOpcode(), Binary->getLHS(),
                             Binary->getRHS(), Ctx);
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
             Operator && Operator->getNumArgs() == 2 &&
             (Operator->getOperator() == OO_EqualEqual ||
              Operator->getOperator() == OO_ExclaimEqual)) {
    Found = toldByComparison(Operator->getOperator() == OO_EqualEqual ? BO_EQ
                                                                      : BO_NE,
                             Operator->getArg(0), Operator->getArg(1), Ctx);
  } else if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E)) {
    return forEachTold(Rewritten->getSemanticForm(), True, Ctx, Visit);
  } else if (const Expr *Empty = objectOfCall(E, {"empty", "isEmpty"})) {
    Found = Told{Empty, TestedFact::NotEmpty, false};
  } else if (const Expr *Full = objectOfCall(E, {"has_value", "get"})) {
    Found = Told{Full, TestedFact::NotNull, true};
  } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
             Call &&
             isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl())) {
    Found = Told{stripImplicit(Call->getImplicitObjectArgument()),
                 TestedFact::NotNull, true};
  } else if (E->isGLValue() && E->getType()->isPointerType()) {
    Found = Told{E, TestedFact::NotNull, true};
  }
  if (Found && Found->IfTrue == True)
    Visit(*Found);
}

//===--- What relies on them ----------------------------------------------===//

/// True when nothing behind \p S runs after it.
static bool leaves(const Stmt *S) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    return !Block->body_empty() && leaves(Block->body_back());
  if (const auto *Cleanups = dyn_cast_or_null<ExprWithCleanups>(S))
    return leaves(Cleanups->getSubExpr());
  return isa_and_nonnull<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt,
                         CXXThrowExpr, GotoStmt>(S);
}

namespace {
struct Reliance {
  const Expr *Test = nullptr;
  const IfStmt *Guard = nullptr;
};

class FactFinder {
public:
  FactFinder(const CallableBody &Body, const BodyIndex &Index,
             const Names &Known)
      : Body(Body), Index(Index), Known(Known),
        Ctx(Body.Callable->getASTContext()) {}

  std::vector<TestedFact>
  find(llvm::function_ref<bool(const ContainerKey &)> MayChange);

private:
  ContainerKey keyOf(const Expr &Object) const {
    const ReferredObject Of =
        Object.getType()->isPointerType() && !Object.isGLValue()
            ? ReferredObject()
            : objectOf(Object, Known);
    return Of.IsShared && Of.Key.What && !isa<ParmVarDecl>(Of.Key.What)
               ? Of.Key
               : ContainerKey();
  }
  std::optional<Reliance> reliesOn(const Stmt &Use, const ContainerKey &Key,
                                   TestedFact::Kind What) const;
  const Expr *testIn(const Expr *Condition, bool True, const ContainerKey &Key,
                     TestedFact::Kind What) const;
  const Expr *usedBy(const Expr &E, TestedFact::Kind &What) const;

  using Id = std::pair<std::pair<unsigned, unsigned>, int>;
  using GuardMap = std::map<Id, Reliance>;
  const GuardMap &guardsIn(const CompoundStmt &Block) const;

  mutable std::map<const CompoundStmt *, GuardMap> Guards;
  const CallableBody &Body;
  const BodyIndex &Index;
  const Names &Known;
  const ASTContext &Ctx;
};
} // namespace

const Expr *FactFinder::testIn(const Expr *Condition, bool True,
                               const ContainerKey &Key,
                               TestedFact::Kind What) const {
  const Expr *Found = nullptr;
  forEachTold(Condition, True, Ctx, [&](const Told &T) {
    if (T.What != What)
      return;
    const ContainerKey Tested = keyOf(*T.Object);
    if (Tested.What && Tested.id() == Key.id())
      Found = T.Object;
  });
  return Found;
}

/// The first statement in \p Block of each fact that leaves it unless that is
/// true.
const FactFinder::GuardMap &
FactFinder::guardsIn(const CompoundStmt &Block) const {
  const auto Inserted = Guards.try_emplace(&Block);
  GuardMap &Found = Inserted.first->second;
  if (!Inserted.second)
    return Found;
  for (const Stmt *Statement : Block.body()) {
    const auto *If = dyn_cast<IfStmt>(Statement);
    if (!If || If->getElse() || !leaves(If->getThen()))
      continue;
    forEachTold(If->getCond(), false, Ctx, [&](const Told &T) {
      const ContainerKey Tested = keyOf(*T.Object);
      if (Tested.What)
        Found.try_emplace({Tested.id(), T.What}, Reliance{T.Object, If});
    });
  }
  return Found;
}

/// The test without which \p Use is not reached.
std::optional<Reliance> FactFinder::reliesOn(const Stmt &Use,
                                             const ContainerKey &Key,
                                             TestedFact::Kind What) const {
  const Stmt *Child = &Use;
  for (const Stmt *P = Index.parent(Child); P && P != Body.Lambda;
       Child = P, P = Index.parent(P)) {
    const Expr *Test = nullptr;
    if (const auto *If = dyn_cast<IfStmt>(P)) {
      if (Child == If->getThen())
        Test = testIn(If->getCond(), true, Key, What);
      else if (Child == If->getElse())
        Test = testIn(If->getCond(), false, Key, What);
    } else if (isLoop(P) && Child != conditionOf(P)) {
      Test = testIn(conditionOf(P), true, Key, What);
    } else if (const auto *Block = dyn_cast<CompoundStmt>(P)) {
      const auto &Guards = guardsIn(*Block);
      const auto It = Guards.find({Key.id(), What});
      if (It != Guards.end() &&
          Ctx.getSourceManager().isBeforeInTranslationUnit(
              It->second.Guard->getBeginLoc(), Child->getBeginLoc()))
        return It->second;
    }
    if (Test)
      return Reliance{Test, nullptr};
  }
  return std::nullopt;
}

/// The object that \p E is right about only with the fact.
const Expr *FactFinder::usedBy(const Expr &E, TestedFact::Kind &What) const {
  What = TestedFact::NotNull;
  if (const auto *Member = dyn_cast<MemberExpr>(&E))
    return Member->isArrow() && Member->getBase()->getType()->isPointerType()
               ? stripImplicit(Member->getBase())
               : nullptr;
  if (const auto *Unary = dyn_cast<UnaryOperator>(&E))
    return Unary->getOpcode() == UO_Deref ? stripImplicit(Unary->getSubExpr())
                                          : nullptr;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E)) {
    if (Operator->getOperator() == OO_Arrow ||
        (Operator->getOperator() == OO_Star && Operator->getNumArgs() == 1))
      return stripImplicit(Operator->getArg(0));
    return nullptr;
  }
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&E);
  static constexpr llvm::StringRef Elements[] = {
      "front", "back", "top", "pop", "pop_front", "pop_back", "dequeue"};
  if (!Call || !llvm::is_contained(Elements, calleeName(Call)))
    return nullptr;
  What = TestedFact::NotEmpty;
  return stripImplicit(Call->getImplicitObjectArgument());
}

/// The value of the pointer that is read is what is tested.
static const Expr *readOf(const Expr *E) {
  while (const auto *Arrow = dyn_cast_or_null<CXXOperatorCallExpr>(E))
    if (Arrow->getOperator() == OO_Arrow)
      E = stripImplicit(Arrow->getArg(0));
    else
      break;
  return E;
}

std::vector<TestedFact>
FactFinder::find(llvm::function_ref<bool(const ContainerKey &)> MayChange) {
  std::vector<TestedFact> Found;
  std::map<Id, unsigned> Facts;
  forEachWritten<Expr>(
      Body.Callable->getBody(),
      [&](const Expr &E) {
        TestedFact::Kind What;
        const Expr *Object = readOf(usedBy(E, What));
        if (!Object || Object->getType().isNull() || isa<CXXThisExpr>(Object))
          return;
        const ContainerKey Key = keyOf(*Object);
        if (!Key.What || !MayChange(Key))
          return;
        const std::optional<Reliance> On = reliesOn(E, Key, What);
        if (!On)
          return;
        const auto [It, IsNew] =
            Facts.try_emplace({Key.id(), What}, Found.size());
        if (IsNew) {
          TestedFact Fact;
          Fact.What = What;
          Fact.Key = Key;
          Fact.Test = On->Test;
          Fact.Guard = On->Guard;
          Found.push_back(std::move(Fact));
        }
        Found[It->second].Known.Uses.push_back({&E, Object});
      },
      Parts::Own);
  if (Found.empty())
    return Found;
  // Whatever else is done to it: tests, values, elements.
  forEachWritten<Expr>(
      Body.Callable->getBody(),
      [&](const Expr &E) {
        const auto Begin = [&](const Expr &Object) {
          const ContainerKey Key = keyOf(Object);
          for (int What : {TestedFact::NotNull, TestedFact::NotEmpty})
            if (const auto It =
                    Key.What ? Facts.find({Key.id(), What}) : Facts.end();
                It != Facts.end())
              Found[It->second].Known.Begins.push_back(&E);
        };
        if (const auto Done = mutationBy(E, Known)) {
          const Expr *Object = stripImplicit(Done->Object);
          TestedFact::Kind Ignored;
          if (!Object->getType().isNull() && !usedBy(E, Ignored))
            Begin(*Object);
          return;
        }
        // A pointer that is only named is not tested.
        const auto *Cast = dyn_cast<ImplicitCastExpr>(&E);
        if (Cast ? Cast->getCastKind() != CK_PointerToBoolean
                 : E.isGLValue() && E.getType()->isPointerType())
          return;
        for (const bool True : {true, false})
          forEachTold(&E, True, Ctx, [&](const Told &T) { Begin(*T.Object); });
      },
      Parts::Own);
  return Found;
}

std::vector<TestedFact> clang::tidy::async::testedFacts(
    const CallableBody &Body, const BodyIndex &Index, const Names &Known,
    llvm::function_ref<bool(const ContainerKey &)> MayChange) {
  return FactFinder(Body, Index, Known).find(MayChange);
}

bool clang::tidy::async::endsFact(const MutationSite &Site,
                                  TestedFact::Kind What) {
  if (What == TestedFact::NotEmpty)
    return Site.How >= Mutation::Removes;
  if (Site.How != Mutation::Replaces)
    return false;
  if (!Site.Value)
    return true; // reset(), a move, delete.
  const Expr *Value = stripCopies(Site.Value);
  const auto *List = dyn_cast<InitListExpr>(Value);
  const auto *Made = dyn_cast<CXXConstructExpr>(Value);
  if (Made && Made->getNumArgs() == 1)
    Value = stripCopies(Made->getArg(0)); // `owner = nullptr`
  return (List && List->getNumInits() == 0) ||
         (Made && Made->getNumArgs() == 0) ||
         isNullValue(*Value, Site.In->getASTContext());
}
