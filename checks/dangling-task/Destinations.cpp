//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/dangling-task/Destinations.h"
#include "code/DetachedStarts.h"
#include "code/Origins.h"
#include "code/Shapes.h"

using namespace clang;
using namespace clang::tidy::async;

/// The variable that \p Object is, or is a member of; null for members of the
/// object around and what else has a name.
static const VarDecl *variableOf(const Expr *Object) {
  Object = Object ? stripImplicit(Object) : nullptr;
  while (const auto *Member = dyn_cast_or_null<MemberExpr>(Object)) {
    if (Member->isArrow() ||
        Member->getMemberDecl()->getType()->isReferenceType())
      return nullptr;
    Object = stripImplicit(Member->getBase());
  }
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Object);
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

/// The member of the object around, or of what a parameter leads to, that
/// \p Object is or is a part of; else null.
static const ValueDecl *memberOf(const Expr *Object) {
  Object = stripImplicit(Object);
  const auto *Outer = dyn_cast<MemberExpr>(Object);
  while (const auto *Member = dyn_cast<MemberExpr>(Object))
    Object = stripImplicit(Member->getBase());
  const auto *Ref = dyn_cast<DeclRefExpr>(Object);
  const auto *Param = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
  const bool Leads = Param && (Param->getType()->isReferenceType() ||
                               Param->getType()->isPointerType());
  return Outer && (isa<CXXThisExpr>(Object) || Leads) ? Outer->getMemberDecl()
                                                      : nullptr;
}

/// Functions of std that make an object of what they are given.
static bool makesHolder(llvm::StringRef Name) {
  return Name == "make_tuple" || Name == "make_pair" || Name == "make_unique" ||
         Name == "make_shared" || Name == "make_optional";
}

namespace {
/// Goes from a task outward for as long as something is or holds it.
class Climb {
public:
  Climb(const BodyIndex *Index, const AsyncTypes &Types,
        const Unbodied *Outside)
      : Index(Index), Types(Types), Outside(Outside) {}

  Destination from(const Expr &Task) {
    const Stmt *Child = &Task;
    while (const Stmt *Parent = parent(Child)) {
      if (!goesOn(Child, Parent))
        return Result;
      Child = Parent;
    }
    if (const ValueDecl *Of = Outside ? Outside->initialized() : nullptr) {
      Result.Member = isa<VarDecl>(Of) ? nullptr : Of;
      end(DestinationKind::Stored, Child, Outside->location(),
          dyn_cast<VarDecl>(Of));
      return Result;
    }
    return {};
  }

private:
  const Stmt *parent(const Stmt *S) const {
    const Stmt *Around = Outside ? Outside->parent(S) : nullptr;
    return Around || !Index ? Around : Index->parent(S);
  }

  bool isPartOf(const Stmt *Whole, const Stmt *S) const {
    while (S && S != Whole)
      S = parent(S);
    return S;
  }

  bool end(DestinationKind Kind, const Stmt *Where, SourceLocation Loc,
           const VarDecl *Holder = nullptr) {
    if (Result.To) {
      Result.Kind = DestinationKind::HandedOver;
      Result.ResultReturned = Kind == DestinationKind::Returned;
      Result.Where = Result.To;
      return false;
    }
    Result.Kind = Kind;
    Result.Where = Where;
    Result.Loc = Loc;
    Result.Holder = Holder;
    return false;
  }

  /// \p Child goes nobody knows where. Of what hands a task over, that does not
  /// matter unless it is a task itself.
  bool unknown(const Stmt *Child) {
    const auto *Value = dyn_cast<Expr>(Child);
    if (const auto *Member = dyn_cast<MemberExpr>(Child))
      Value = Member->getBase();
    if (Result.To && Value && !Value->isTypeDependent() &&
        !Types.classify(Value->getType()))
      return dropped(Child);
    Result = {};
    return false;
  }

  /// False at the end of the way.
  bool goesOn(const Stmt *Child, const Stmt *Parent) {
    if (isa<CastExpr, ParenExpr, FullExpr, MaterializeTemporaryExpr,
            CXXBindTemporaryExpr, InitListExpr, CXXParenListInitExpr,
            CXXStdInitializerListExpr, CXXDefaultArgExpr>(Parent)) {
      if (const auto *Cast = dyn_cast<CastExpr>(Parent);
          Cast && Cast->getCastKind() == CK_ToVoid)
        return end(DestinationKind::Dropped, Cast, Cast->getBeginLoc());
      return true;
    }
    if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(Parent))
      return Choice->getCond() != Child || unknown(Child);
    if (const auto *Binary = dyn_cast<BinaryOperator>(Parent))
      return Binary->getOpcode() == BO_Comma
                 ? Binary->getRHS() == Child || dropped(Child)
                 : operand(Child);
    if (isa<UnaryOperator>(Parent))
      return operand(Child);
    // What a closure keeps goes where that goes.
    if (isa<LambdaExpr>(Parent))
      return true;
    if (const auto *New = dyn_cast<CXXNewExpr>(Parent))
      return New->getInitializer() == Child || unknown(Child);
    if (const auto *Return = dyn_cast<ReturnStmt>(Parent))
      return end(DestinationKind::Returned, Return, Return->getReturnLoc());
    if (const auto *Return = dyn_cast<CoreturnStmt>(Parent))
      return end(DestinationKind::Returned, Return, Return->getKeywordLoc());
    if (isa<DeclStmt>(Parent)) {
      const VarDecl *Var = Index->initialized(cast<Expr>(Child));
      return Var ? end(DestinationKind::Stored, Parent, Var->getLocation(), Var)
                 : unknown(Child);
    }
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Parent))
      return goesIntoObject(*Construct, Child) || unknown(Child);
    if (isa<MemberExpr>(Parent))
      return true; // The call around it decides.
    if (const auto *Call = dyn_cast<CallExpr>(Parent))
      return goesThroughCall(Child, *Call);
    if (isa<Expr>(Parent))
      return unknown(Child);
    // In its hidden variable.
    if (const auto *Range = dyn_cast<CXXForRangeStmt>(Parent);
        Range && Range->getRangeInit() == Child && !Result.To &&
        Types.classify(cast<Expr>(Child)->getType()).Role ==
            TypeRole::Generator)
      return end(DestinationKind::Stored, Range, Child->getBeginLoc(),
                 dyn_cast<VarDecl>(Range->getRangeStmt()->getSingleDecl()));
    return isa<CompoundStmt, IfStmt, ForStmt, WhileStmt, DoStmt,
               CXXForRangeStmt, SwitchStmt, SwitchCase, LabelStmt,
               AttributedStmt>(Parent)
               ? dropped(Child)
               : unknown(Child);
  }

  /// `!jobs.start(f())`: what was handed over is out of hand.
  bool operand(const Stmt *Child) {
    return Result.To ? dropped(Child) : unknown(Child);
  }

  bool dropped(const Stmt *Child) {
    return end(DestinationKind::Dropped, Child, Child->getBeginLoc());
  }

  /// Into another task, optional, tuple: what it refers to stays the same. Of
  /// a user's class, as far as its constructor shows.
  bool goesIntoObject(const CXXConstructExpr &Construct, const Stmt *Child) {
    const CXXConstructorDecl &Constructor = *Construct.getConstructor();
    const CXXRecordDecl *Class = Constructor.getParent();
    if (Class->isInStdNamespace() || Types.classify(Class) ||
        Types.names().call(&Construct, CallRole::FanOut))
      return true;
    for (unsigned I = 0; I < Construct.getNumArgs(); ++I)
      if (Construct.getArg(I) == Child && I < Constructor.getNumParams())
        return Constructor.isCopyOrMoveConstructor() ||
               keepsTask(Constructor, I);
    return false;
  }

  /// `runner(task<> t) : work(std::move(t)) {}`
  bool keepsTask(const CXXConstructorDecl &Constructor, unsigned I) const {
    const FunctionDecl *Definition = Constructor.getDefinition();
    if (!Definition)
      return false;
    return llvm::any_of(
        cast<CXXConstructorDecl>(Definition)->inits(),
        [&](const CXXCtorInitializer *Init) {
          if (!Init->isMemberInitializer() ||
              !Types.classify(Init->getMember()->getType()).isTask())
            return false;
          const Expr *Value = stripImplicit(Init->getInit());
          if (const auto *Copy = dyn_cast<CXXConstructExpr>(Value);
              Copy && Copy->getNumArgs() == 1)
            Value = stripImplicit(Copy->getArg(0));
          if (const Expr *Moved = movedBy(Value))
            Value = stripImplicit(Moved);
          const auto *Ref = dyn_cast<DeclRefExpr>(Value);
          return Ref && Ref->getDecl() == Definition->getParamDecl(I);
        });
  }

  /// \p Child, or a part of it, is put in.
  bool takesIn(const Fill &Put, const Stmt *Child) const {
    return llvm::any_of(
        Put.Values, [&](const Expr *Value) { return isPartOf(Child, Value); });
  }

  bool goesThroughCall(const Stmt *Child, const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    const Names &Known = Types.names();
    if (!Callee)
      return unknown(Child);
    if (Known.call(&Call, CallRole::Wait)) {
      Result = {};
      return false;
    }
    if (Known.call(&Call, CallRole::HandOver) ||
        startsByName(Child, Call, Types)) {
      if (!Result.To) {
        Result.To = &Call;
        Result.Loc = Call.getExprLoc();
      }
      return true;
    }
    if (Callee->isInStdNamespace() &&
        (movedBy(&Call) || makesHolder(plainName(Callee))))
      return true;
    if (Callee->isInStdNamespace() && plainName(Callee) == "exchange" &&
        Call.getNumArgs() == 2 && Call.getArg(1) == Child)
      return store(Call, Call.getExprLoc(), *Call.getArg(0));
    if (const auto Put = fillOf(Call); Put && takesIn(*Put, Child)) {
      Result.Member = memberOf(Put->Container);
      return end(DestinationKind::Pushed, &Call, Call.getExprLoc(),
                 Put->Container->getType()->isPointerType()
                     ? nullptr // Of something else.
                     : variableOf(Put->Container));
    }
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
        Operator && Operator->getOperator() == OO_Equal)
      return Operator->getArg(1) == Child
                 ? store(*Operator, Operator->getOperatorLoc(),
                         *Operator->getArg(0))
                 : unknown(Child);
    // `when_all(f())`, `f().on(executor)`: one that holds the other.
    if (Types.classify(Call.getType()) || Known.call(&Call, CallRole::FanOut))
      return !Call.getType()->isLValueReferenceType() || unknown(Child);
    return unknown(Child);
  }

  /// By an assignment, \p Way, to \p Place.
  bool store(const Expr &Way, SourceLocation Loc, const Expr &Place) {
    Result.Member = memberOf(&Place);
    return end(DestinationKind::Stored, &Way, Loc, variableOf(&Place));
  }

  const BodyIndex *Index;
  const AsyncTypes &Types;
  const Unbodied *Outside;
  Destination Result;
};
} // namespace

Destination clang::tidy::async::destinationOf(const Expr &Task,
                                              const BodyIndex *Index,
                                              const AsyncTypes &Types,
                                              const Unbodied *Outside) {
  return Climb(Index, Types, Outside).from(Task);
}

static bool declares(const Stmt *S, const VarDecl &Var) {
  while (const auto *Case = dyn_cast_or_null<SwitchCase>(S))
    S = Case->getSubStmt();
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(S);
  return Declaration && llvm::is_contained(Declaration->decls(), &Var);
}

const Stmt *clang::tidy::async::scopeOf(const VarDecl &Var, const Stmt &Inside,
                                        const BodyIndex &Index) {
  // Blocks may be long, but an initializer knows its own.
  const Stmt *Declaration =
      Var.getInit() ? Index.parent(Var.getInit()) : nullptr;
  const auto *Block = dyn_cast_or_null<CompoundStmt>(
      isa_and_nonnull<DeclStmt>(Declaration) ? Index.parent(Declaration)
                                             : nullptr);
  for (const Stmt *S = &Inside; S; S = Index.parent(S)) {
    if (const auto *Range = dyn_cast<CXXForRangeStmt>(S);
        Range && (Range->getLoopVariable() == &Var ||
                  declares(Range->getRangeStmt(), Var) ||
                  declares(Range->getInit(), Var)))
      return S;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S);
        Lambda && &Inside != Lambda)
      // Its captures belong to the function outside, its body does not.
      if (Index.enclosing(&Inside) &&
          Index.enclosing(&Inside)->Lambda == Lambda)
        return nullptr;
    if (Block && isa<CompoundStmt>(S)) {
      if (S == Block)
        return S;
      continue;
    }
    if (isa<CompoundStmt, ForStmt, IfStmt, SwitchStmt, WhileStmt>(S) &&
        llvm::any_of(S->children(),
                     [&](const Stmt *Child) { return declares(Child, Var); }))
      return S;
  }
  return nullptr;
}
