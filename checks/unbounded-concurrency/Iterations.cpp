//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unbounded-concurrency/Iterations.h"
#include "code/Changes.h"
#include "code/Origins.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace clang::tidy::async;

static const VarDecl *localIn(const Expr &E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(stripImplicit(&E));
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var;
}

static std::optional<uint64_t> constant(const Expr &E, const ASTContext &Ctx) {
  Expr::EvalResult Result;
  if (E.isValueDependent() || E.isTypeDependent() ||
      !E.getType()->isIntegralOrEnumerationType() ||
      !E.EvaluateAsInt(Result, Ctx))
    return std::nullopt;
  llvm::APSInt Value = Result.Val.getInt();
  if (Value.isNegative())
    return 0;
  return Value.getLimitedValue();
}

/// What \p Call calls, if that has a name.
static const NamedDecl *calledIn(const CallExpr &Call) {
  return dyn_cast_or_null<NamedDecl>(Call.getCalleeDecl());
}

bool Iterations::isMachineCount(const Expr &E) const {
  const Expr *Written = stripImplicit(&E);
  const auto Tells = [this](const NamedDecl &D) {
    return Known.lists(Listed::MachineCounts, &D) ||
           Known.usual().tell(Usual::Count, &D) ||
           Known.usual().tell(Usual::Configuration, &D);
  };
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Written)) {
    if (Tells(*Ref->getDecl()))
      return true;
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Var || !Var->hasLocalStorage() || !Var->getInit())
      return false;
    if (auto Asked = MachineCounts.find(Var); Asked != MachineCounts.end())
      return Asked->second;
    const bool Answer = isMachineCount(*Var->getInit());
    return MachineCounts[Var] = Answer;
  }
  if (const auto *Member = dyn_cast<MemberExpr>(Written))
    return Tells(*Member->getMemberDecl());
  if (const auto *Call = dyn_cast<CallExpr>(Written)) {
    if (const NamedDecl *Callee = calledIn(*Call); Callee && Tells(*Callee))
      return true;
    return llvm::any_of(Call->arguments(), [this](const Expr *Arg) {
      return isMachineCount(*Arg);
    });
  }
  return llvm::any_of(Written->children(), [this](const Stmt *Child) {
    const auto *Part = dyn_cast_or_null<Expr>(Child);
    return Part && isMachineCount(*Part);
  });
}

/// `std::vector<job_config>`
bool Iterations::isConfiguration(QualType Range) const {
  const auto *Spec =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(Range));
  if (!Spec || Spec->getTemplateArgs().size() == 0 ||
      Spec->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return false;
  return Known.usual().tell(Usual::Configuration,
                            recordOf(Spec->getTemplateArgs()[0].getAsType()));
}

/// `v.resize(200)`: the call in which \p Member stands, or null.
static const CallExpr *resizing(const MemberExpr &Member,
                                const BodyIndex &Index) {
  const auto *Call = dyn_cast_or_null<CallExpr>(Index.spelledParent(&Member));
  return Call && Call->getNumArgs() > 0 && calleeName(Call) == "resize"
             ? Call
             : nullptr;
}

/// True when nothing replaces \p Var after its declaration or adds to it, but
/// for a written number, as far as its mentions in this function tell.
static bool staysAsDeclared(const VarDecl &Var, const BodyIndex &Index,
                            const Names &Known) {
  if (Var.getType().isConstQualified() || Var.isConstexpr())
    return true;
  return llvm::all_of(Index.mentions(&Var), [&](const DeclRefExpr *Ref) {
    const Stmt *Around = Index.spelledParent(Ref);
    // The algorithm itself.
    if (const auto *Call = dyn_cast_or_null<Expr>(Around);
        Call && (Known.perElement(Call) || Known.isBoundedForm(Call)))
      return true;
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(Around))
      if (const CallExpr *Resize = resizing(*Member, Index))
        return constant(*Resize->getArg(0), Known.context()).has_value();
    return changeAt(*Ref, Index) <= Change::Part;
  });
}

/// `std::vector<T> v;` has none, `std::vector<T> v(3);` has three.
static std::optional<uint64_t> constructed(const CXXConstructExpr &Construct,
                                           const ASTContext &Ctx) {
  const CXXRecordDecl *Class = Construct.getConstructor()->getParent();
  if (!Class->isInStdNamespace() || !Class->getIdentifier() ||
      !llvm::is_contained(
          std::initializer_list<llvm::StringRef>{"vector", "deque", "list"},
          Class->getName()))
    return std::nullopt;
  if (Construct.getConstructor()->isDefaultConstructor())
    return 0;
  return Construct.getNumArgs() > 0 ? constant(*Construct.getArg(0), Ctx)
                                    : std::nullopt;
}

/// The elements of a braced list that initializes \p Init, or nothing.
static std::optional<uint64_t> listed(const Expr &Init, const ASTContext &Ctx) {
  const Expr *Written = stripImplicit(&Init);
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(Written))
    return listed(*List->getSubExpr(), Ctx);
  if (const auto *List = dyn_cast<InitListExpr>(Written))
    return List->getNumInits();
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Written))
    return listed(*Cast->getSubExpr(), Ctx);
  const auto *Construct = dyn_cast<CXXConstructExpr>(Written);
  if (!Construct)
    return std::nullopt;
  if (Construct->isStdInitListInitialization() && Construct->getNumArgs() > 0)
    return listed(*Construct->getArg(0), Ctx);
  return constructed(*Construct, Ctx);
}

/// Counts in \p InLoop what \p S yields again and again, or a range of.
static void countYields(const Stmt *S, bool IsInLoop, unsigned &Once,
                        unsigned &InLoop) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(S))
    S = Coroutine->getBody();
  if (const auto *Yield = dyn_cast<CoyieldExpr>(S)) {
    // What is written, not what the promise makes of it.
    const Expr *Value = Yield->getOperand();
    if (const auto *Made = dyn_cast<CallExpr>(stripImplicit(Value));
        Made && calleeName(Made) == "yield_value" && Made->getNumArgs() == 1)
      Value = Made->getArg(0);
    const CXXRecordDecl *Range = recordOf(Value->getType());
    const bool IsMany =
        Range && Range->getIdentifier() && Range->getName() == "elements_of";
    ++(IsInLoop || IsMany ? InLoop : Once);
    return;
  }
  IsInLoop |= isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt, LabelStmt>(S);
  for (const Stmt *Child : S->children())
    countYields(Child, IsInLoop, Once, InLoop);
}

/// The call of a generator that yields outside of loops.
static bool yieldsWhatIsWritten(const Expr &E) {
  const Expr *Written = stripImplicit(&E);
  const auto *Call = dyn_cast<CallExpr>(Written);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const Stmt *Body = Callee ? Callee->getBody() : nullptr;
  unsigned Once = 0, InLoop = 0;
  if (isa_and_nonnull<CoroutineBodyStmt>(Body))
    countYields(Body, false, Once, InLoop);
  return Once > 0 && InLoop == 0;
}

/// As size(), for a variable.
void Iterations::sizeOf(const VarDecl &Var, Iteration &Result,
                        unsigned Depth) const {
  if (auto Asked = Ranges.find(&Var); Asked != Ranges.end()) {
    Result.Rounds = Asked->second.Rounds;
    Result.Bounded |= Asked->second.Bounded;
    return;
  }
  Iteration Own;
  if (Var.getInit() && yieldsWhatIsWritten(*Var.getInit()) &&
      changeOf(Var, Index) != Change::Replaced) {
    Own.Bounded = true;
  } else if (Var.getInit() && (Var.hasLocalStorage() || Var.isConstexpr()) &&
             !isa<ParmVarDecl>(Var) && staysAsDeclared(Var, Index, Known)) {
    size(*Var.getInit(), Own, Depth + 1);
    if (Own.Rounds)
      for (const DeclRefExpr *Ref : Index.mentions(&Var))
        if (const auto *Member =
                dyn_cast_or_null<MemberExpr>(Index.spelledParent(Ref)))
          if (const CallExpr *Resize = resizing(*Member, Index))
            Own.Rounds = std::max(
                *Own.Rounds,
                constant(*Resize->getArg(0), Known.context()).value_or(0));
  }
  Result.Rounds = Own.Rounds;
  Result.Bounded |= Own.Bounded;
  if (Depth < 4) // Deeper, size() may have given up.
    Ranges[&Var] = Own;
}

/// True when its type says how many elements a range has, or that it is open:
/// an array, std::array<T, N>, std::span<T, N>.
static bool sizeOfType(QualType T, const ASTContext &Ctx, Iteration &Result) {
  if (const auto *Array = Ctx.getAsConstantArrayType(T.getNonReferenceType())) {
    Result.Rounds = Array->getSize().getLimitedValue();
    return true;
  }
  if (const auto *Spec =
          dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
      Spec && Spec->isInStdNamespace() && Spec->getTemplateArgs().size() > 1 &&
      (Spec->getName() == "array" || Spec->getName() == "span") &&
      Spec->getTemplateArgs()[1].getKind() == TemplateArgument::Integral) {
    const uint64_t N =
        Spec->getTemplateArgs()[1].getAsIntegral().getLimitedValue();
    if (Spec->getName() == "array" || N != uint64_t(-1)) // dynamic_extent
      Result.Rounds = N;
    return true;
  }
  return false;
}

/// As size(), for what a call gives.
void Iterations::sizeOfCall(const CallExpr &Call, Iteration &Result,
                            unsigned Depth) const {
  const NamedDecl *Called = calledIn(Call);
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call)) {
    // `ids | views::take(5) | views::transform(f)`
    if (Operator->getOperator() == OO_Pipe) {
      const Expr *Adaptor = stripImplicit(Operator->getArg(1));
      if (const auto *Made = dyn_cast<CallExpr>(Adaptor))
        size(*Made, Result, Depth + 1);
      if (!Result.Rounds && !Result.Bounded)
        size(*Operator->getArg(0), Result, Depth + 1);
      return;
    }
    // `views::take(5)`, `views::iota(0, 5)`: function objects.
    if (Operator->getOperator() == OO_Call && Operator->getNumArgs() > 1)
      Called = localIn(*Operator->getArg(0));
  }
  llvm::SmallVector<const Expr *, 3> Args(Call.arguments());
  if (isa<CXXOperatorCallExpr>(Call) && !Args.empty())
    Args.erase(Args.begin());
  const UsualNames &Usually = Known.usual();
  if (Usually.tell(Usual::PartOfRange, Called)) {
    // A number that the user wrote, whatever it is.
    Result.Rounds =
        Args.empty() ? std::nullopt : constant(*Args.back(), Known.context());
    Result.Bounded = !Result.Rounds;
  } else if (Usually.tell(Usual::Numbers, Called) && Args.size() == 2) {
    auto From = constant(*Args[0], Known.context()),
         To = constant(*Args[1], Known.context());
    if (From && To)
      Result.Rounds = *To > *From ? *To - *From : 0;
  } else if (!Args.empty() && Usually.tell(Usual::RangeAsLong, Called)) {
    size(*Args.front(), Result, Depth + 1);
  }
}

void Iterations::size(const Expr &Range, Iteration &Result,
                      unsigned Depth) const {
  const ASTContext &Ctx = Known.context();
  const Expr *Written = stripImplicit(&Range);
  if (Depth > 8)
    return;
  if (sizeOfType(Written->getType(), Ctx, Result))
    return;
  if (auto N = listed(*Written, Ctx)) {
    Result.Rounds = N;
    return;
  }
  if (isMachineCount(*Written) || isConfiguration(Written->getType())) {
    Result.Bounded = true;
    return;
  }
  if (const auto *Copy = dyn_cast<CXXConstructExpr>(Written);
      Copy && Copy->getNumArgs() == 1 &&
      Copy->getConstructor()->isCopyOrMoveConstructor())
    return size(*Copy->getArg(0), Result, Depth + 1);
  if (yieldsWhatIsWritten(*Written)) {
    Result.Bounded = true;
    return;
  }
  if (const VarDecl *Var = localIn(*Written))
    return sizeOf(*Var, Result, Depth);
  if (const auto *Call = dyn_cast<CallExpr>(Written))
    sizeOfCall(*Call, Result, Depth);
}

Iteration Iterations::over(const Expr &Range) const {
  Iteration Result;
  Result.Range = &Range;
  size(Range, Result, 0);
  return Result;
}

/// The variable that the loop counts with: `for (int i = 0; ...)`.
static const VarDecl *counterOf(const ForStmt &Loop) {
  const auto *Init = dyn_cast_or_null<DeclStmt>(Loop.getInit());
  return Init ? dyn_cast<VarDecl>(*Init->decl_begin()) : nullptr;
}

/// `x` in `x.size()`, `x.end()`, `std::size(x)`, `std::end(x)`.
static const Expr *sized(const Expr &E, const UsualNames &Usually) {
  const auto *Call = dyn_cast<CallExpr>(stripImplicit(&E));
  if (!Call || !Usually.tell(Usual::Length, calledIn(*Call)))
    return nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    return Member->getImplicitObjectArgument();
  return Call->getNumArgs() == 1 ? Call->getArg(0) : nullptr;
}

Iteration Iterations::ofFor(const ForStmt &Loop) const {
  Iteration Result;
  Result.Loop = &Loop;
  Result.Bounded = true;
  const VarDecl *Counter = counterOf(Loop);
  Result.Element = Counter;
  const Expr *Condition =
      Loop.getCond() ? stripImplicit(Loop.getCond()) : nullptr;
  if (const auto *Rewritten =
          dyn_cast_or_null<CXXRewrittenBinaryOperator>(Condition))
    Condition = stripImplicit(Rewritten->getSemanticForm());
  if (const auto *Not = dyn_cast_or_null<UnaryOperator>(Condition);
      Not && Not->getOpcode() == UO_LNot)
    Condition = stripImplicit(Not->getSubExpr());
  const Expr *End = nullptr;
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Condition)) {
    if (!Binary->isComparisonOp())
      return Result;
    End = mentions(Binary->getLHS(), Counter) ? Binary->getRHS()
                                              : Binary->getLHS();
  } else if (const auto *Operator =
                 dyn_cast_or_null<CXXOperatorCallExpr>(Condition)) {
    if (!Operator->isComparisonOp() || Operator->getNumArgs() != 2)
      return Result;
    End = mentions(Operator->getArg(0), Counter) ? Operator->getArg(1)
                                                 : Operator->getArg(0);
  }
  // For ever, or until something happens.
  if (!End || !Counter || !Counter->getInit())
    return Result;
  // `i += batch`: rounds over chunks, which somebody has sized.
  const auto *Step = dyn_cast_or_null<BinaryOperator>(
      Loop.getInc() ? stripImplicit(Loop.getInc()) : nullptr);
  if (Step && Step->isCompoundAssignmentOp())
    return Result;
  if (const Expr *Range = sized(*End, Known.usual())) {
    Result.Bounded = false;
    Result.Range = Range;
    size(*Range, Result, 0);
    return Result;
  }
  Result.End = End;
  const ASTContext &Ctx = Known.context();
  auto From = constant(*Counter->getInit(), Ctx), To = constant(*End, Ctx);
  if (From && To) {
    Result.Rounds = *To > *From ? *To - *From : *From - *To;
    Result.Bounded = false;
    return Result;
  }
  // `i < std::min(n, 10)`, `i < threads`
  const auto *Call = dyn_cast<CallExpr>(stripImplicit(End));
  Result.Bounded =
      isMachineCount(*End) ||
      (Call && Known.usual().tell(Usual::Smaller, calledIn(*Call)));
  return Result;
}

/// `std::for_each(first, last, f)`, `ranges::transform(range, out, f)`: what
/// it goes through; null when \p Call is no such algorithm.
static const Expr *algorithmsRange(const Expr &Call,
                                   const UsualNames &Usually) {
  const auto *CE = dyn_cast<CallExpr>(&Call);
  if (!CE)
    return nullptr;
  const NamedDecl *Called = calledIn(*CE);
  unsigned First = 0;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(CE)) {
    Called =
        Operator->getOperator() == OO_Call ? localIn(*CE->getArg(0)) : nullptr;
    First = 1;
  }
  if (!Usually.tell(Usual::Algorithm, Called) || CE->getNumArgs() <= First)
    return nullptr;
  const Expr *Range = stripImplicit(CE->getArg(First));
  // With an execution policy in front.
  if (const auto *Begin = dyn_cast<CallExpr>(Range);
      Begin && Usually.tell(Usual::Begin, calledIn(*Begin))) {
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Begin))
      return Member->getImplicitObjectArgument();
    return Begin->getNumArgs() == 1 ? Begin->getArg(0) : Range;
  }
  return Range;
}

std::optional<Iteration> Iterations::ofAlgorithm(const CallExpr &Call) const {
  const Expr *Range = algorithmsRange(Call, Known.usual());
  if (!Range)
    return std::nullopt;
  Iteration I = over(*Range);
  I.Loop = &Call;
  return I;
}

Iteration Iterations::ofLoop(const Stmt &Loop) const {
  if (auto Asked = Loops.find(&Loop); Asked != Loops.end())
    return Asked->second;
  Iteration I;
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(&Loop)) {
    I = over(*Range->getRangeInit());
    I.Element = Range->getLoopVariable();
  } else if (const auto *For = dyn_cast<ForStmt>(&Loop)) {
    I = ofFor(*For);
  } else {
    I.Bounded = true; // Until something happens: one cannot tell how often.
  }
  I.Loop = &Loop;
  return Loops[&Loop] = I;
}

llvm::SmallVector<Iteration, 2> Iterations::around(const Stmt &Site) const {
  llvm::SmallVector<Iteration, 2> Found;
  const Stmt *Child = &Site;
  for (const Stmt *P = Index.parent(Child); P; Child = P, P = Index.parent(P)) {
    const auto *Range = dyn_cast<CXXForRangeStmt>(P);
    const auto *For = dyn_cast<ForStmt>(P);
    if (Range || For) {
      if (Child == (Range ? Range->getBody() : For->getBody()))
        Found.push_back(ofLoop(*P));
    } else if (isa<WhileStmt, DoStmt>(P)) {
      Found.push_back(ofLoop(*P));
    } else if (const auto *Lambda = dyn_cast<LambdaExpr>(P)) {
      const Expr *Taker = Index.handedTo(Lambda);
      const Expr *Range =
          Taker ? algorithmsRange(*Taker, Known.usual()) : nullptr;
      if (!Range)
        break;
      Iteration I = over(*Range);
      I.Loop = Taker;
      const CXXMethodDecl *Operator = Lambda->getCallOperator();
      if (Operator->getNumParams() > 0)
        I.Element = Operator->getParamDecl(0);
      Found.push_back(I);
    }
  }
  // Elements of a chunk.
  for (Iteration &Inner : Found)
    if (const VarDecl *Chunk = Inner.Range ? localIn(*Inner.Range) : nullptr)
      Inner.Bounded |= llvm::any_of(Found, [Chunk](const Iteration &Outer) {
        return Outer.Bounded && Outer.Element == Chunk;
      });
  return Found;
}

bool Iterations::areConstant(llvm::ArrayRef<Iteration> Rounds) {
  return llvm::all_of(Rounds, [](const Iteration &I) {
    return I.Bounded || I.Rounds.has_value();
  });
}

bool Iterations::exceeds(llvm::ArrayRef<Iteration> Rounds, uint64_t Limit) {
  uint64_t Product = 1;
  bool Open = false;
  for (const Iteration &I : Rounds) {
    if (I.Bounded)
      continue;
    Open |= !I.Rounds;
    Product *= std::min<uint64_t>(I.Rounds.value_or(1), 1U << 20);
    Product = std::min<uint64_t>(Product, 1U << 20);
  }
  return Open || Product > Limit;
}

bool clang::tidy::async::standsIn(SourceLocation Loc, const Stmt &S,
                                  const SourceManager &SM) {
  return !SM.isBeforeInTranslationUnit(Loc, S.getBeginLoc()) &&
         !SM.isBeforeInTranslationUnit(S.getEndLoc(), Loc);
}
