//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/dangling-task/Destinations.h"
#include "checks/dangling-task/LateReads.h"
#include "checks/dangling-task/Referents.h"
#include "code/DetachedStarts.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "code/Waits.h"

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

/// True for a variable whose destructor may wait for what was started before.
static bool joinsInEnd(const VarDecl &Local, const Names &Known) {
  const QualType T = Local.getType();
  const CXXRecordDecl *Class =
      T->isReferenceType() ? nullptr : T->getAsCXXRecordDecl();
  return Class && Class->hasDefinition() && !Class->hasTrivialDestructor() &&
         !Known.isGuard(Class);
}

/// False by what it is declared as: it may give back what one waits for, or may
/// be overridden.
static bool mayTakeOver(const FunctionDecl &Function, const ParmVarDecl &Param,
                        const AsyncTypes &Types) {
  const QualType Returned = Function.getReturnType(), T = Param.getType();
  return (Returned->isVoidType() || Returned->isArithmeticType()) &&
         !T->isLValueReferenceType() &&
         Types.classify(T.getNonReferenceType()).isTask() &&
         Elsewhere::isWhatRuns(Function);
}

namespace {
/// Goes from a task outward for as long as something is or holds it.
class Climb {
public:
  Climb(const BodyIndex *Index, const AsyncTypes &Types,
        const Unbodied *Outside, const Elsewhere &Far, unsigned Depth)
      : Index(Index), Types(Types), Outside(Outside), Far(Far), Depth(Depth) {}

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
    if (Known.call(&Call, CallRole::HandOver) || isTakenOver(Child, Call)) {
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

  /// A function of the user starts or keeps it: its body tells so, wherever
  /// that is; of what nobody has seen, the name.
  bool isTakenOver(const Stmt *Child, const CallExpr &Call) {
    const auto *Value = dyn_cast<Expr>(Child);
    if (!Value || Value->isTypeDependent() ||
        !Types.classify(Value->getType()).isTask())
      return false;
    const FunctionDecl &Callee = *Call.getDirectCallee();
    for (const Argument &Arg : argumentsOf(Call)) {
      if (Arg.Given != Value || !mayTakeOver(Callee, *Arg.Parameter, Types))
        continue;
      if (Callee.hasBody()
              ? isTakenOver(Callee, *Arg.Parameter)
              : Far.knows(Callee, fact::takesTaskOver(*Arg.Parameter)))
        return true;
      // As where the body is seen here.
      if (Types.classify(Value->getType()).Entry &&
          Far.knows(Callee, fact::IsKnown))
        return false;
    }
    return startsByName(Child, Call, Types);
  }

  bool isTakenOver(const FunctionDecl &Callee, const ParmVarDecl &Param) const;

  /// By an assignment, \p Way, to \p Place.
  bool store(const Expr &Way, SourceLocation Loc, const Expr &Place) {
    Result.Member = memberOf(&Place);
    return end(DestinationKind::Stored, &Way, Loc, variableOf(&Place));
  }

  const BodyIndex *Index;
  const AsyncTypes &Types;
  const Unbodied *Outside;
  const Elsewhere &Far;
  /// Of functions that pass it on to each other.
  const unsigned Depth;
  Destination Result;
};
} // namespace

/// takesTaskOver(), by a function that is so deep in others.
static bool takesOverAt(const FunctionDecl &Function, const ParmVarDecl &Param,
                        const BodyIndex &Index, const AsyncTypes &Types,
                        const Elsewhere &Far, unsigned Depth) {
  const CallableBody &Body = Index.outermost();
  const llvm::ArrayRef<const DeclRefExpr *> Mentions = Index.mentions(&Param);
  if (Mentions.size() != 1 || !mayTakeOver(Function, Param, Types) ||
      coroutineBodyOf(Function) ||
      llvm::any_of(Body.Locals, [&](const VarDecl *Local) {
        return joinsInEnd(*Local, Types.names());
      }))
    return false;
  const Expr &Use = *Mentions.front();
  const Destination Way = Climb(&Index, Types, nullptr, Far, Depth).from(Use);
  const bool IsKept =
      (Way.Kind == DestinationKind::Stored ||
       Way.Kind == DestinationKind::Pushed) &&
      (Way.Holder ? Way.Holder->hasGlobalStorage() : Way.Member != nullptr);
  if (!IsKept && Way.Kind != DestinationKind::HandedOver)
    return false;
  // What follows may run the queue to its end, unless it is std's.
  const SourceManager &SM = Types.context().getSourceManager();
  return llvm::none_of(Body.Calls, [&](const CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    return SM.isBeforeInTranslationUnit(Use.getBeginLoc(),
                                        Call->getBeginLoc()) &&
           !isWithin(Call, Way.Where, Index) &&
           (!Callee ||
            !Callee->getEnclosingNamespaceContext()->isStdNamespace() ||
            blockingWait(*Call, Types) ||
            Types.names().call(Call, CallRole::Blocking));
  });
}

bool Climb::isTakenOver(const FunctionDecl &Callee,
                        const ParmVarDecl &Param) const {
  constexpr unsigned Most = 3;
  const FunctionDecl *Definition = nullptr;
  return Depth < Most && Callee.hasBody(Definition) &&
         takesOverAt(*Definition,
                     *Definition->getParamDecl(Param.getFunctionScopeIndex()),
                     BodyIndex(*Definition), Types, Far, Depth + 1);
}

std::string fact::takesTaskOver(const ParmVarDecl &Param) {
  return "x" + std::to_string(Param.getFunctionScopeIndex());
}

Destination clang::tidy::async::destinationOf(const Expr &Task,
                                              const BodyIndex *Index,
                                              const AsyncTypes &Types,
                                              const Unbodied *Outside,
                                              const Elsewhere &Far) {
  return Climb(Index, Types, Outside, Far, 0).from(Task);
}

bool clang::tidy::async::takesTaskOver(const FunctionDecl &Function,
                                       const ParmVarDecl &Param,
                                       const BodyIndex &Index,
                                       const AsyncTypes &Types,
                                       const Elsewhere &Far) {
  return takesOverAt(Function, Param, Index, Types, Far, 0);
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
