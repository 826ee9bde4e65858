//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unbounded-concurrency/BoundingFixes.h"
#include "checks/unbounded-concurrency/StableRanges.h"
#include "code/DetachedStarts.h"
#include "code/MeantCoroutines.h"
#include "code/Shapes.h"
#include "edits/Awaiting.h"
#include "edits/Judgement.h"
#include "edits/NewNames.h"
#include "edits/Spelling.h"
#include "flow/AwaitSite.h"
#include "flow/HeldLocks.h"
#include "knowledge/Placeholders.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace clang::tidy::async;

/// \p Call has a parameter of its own for \p Range, with elements of its own.
static bool takesOver(const Expr &Range, const Expr &Call) {
  const auto *CE = dyn_cast<CallExpr>(&Call);
  const FunctionDecl *Callee = CE ? CE->getDirectCallee() : nullptr;
  if (!Callee || Callee->getNumParams() == 0)
    return false;
  const CXXRecordDecl *Class = recordOf(Range.getType());
  return !Callee->getParamDecl(0)->getType()->isReferenceType() &&
         !heldIn(Range.getType()).isNull() && Class->hasNonTrivialDestructor();
}

/// The one type that calling \p Callable returns; null when it depends on its
/// arguments.
static QualType returnedBy(const Expr &Callable) {
  const Expr *Written = stripImplicit(&Callable);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Written)) {
    QualType T = Lambda->getCallOperator()->getReturnType();
    return T->isDependentType() || T->isUndeducedType() ? QualType() : T;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Written)) {
    if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return Function->getReturnType();
    if (const CXXRecordDecl *Class = recordOf(Ref->getType());
        Class && Class->isLambda() && !Class->isGenericLambda())
      return Class->getLambdaCallOperator()->getReturnType();
  }
  return {};
}

/// False for a container that is made with elements, which may be no tasks.
static bool beginsEmpty(const VarDecl &Container) {
  const Expr *Init = Container.getInit();
  const auto *Made =
      dyn_cast_or_null<CXXConstructExpr>(Init ? stripImplicit(Init) : nullptr);
  if (const auto *List =
          dyn_cast_or_null<InitListExpr>(Init ? stripImplicit(Init) : nullptr))
    return List->getNumInits() == 0;
  return Made && llvm::all_of(Made->arguments(), [](const Expr *Arg) {
           return isa<CXXDefaultArgExpr>(Arg);
         });
}

/// All that is done to \p Container before \p Loop is to put tasks at its end,
/// or to ask it for something.
static bool onlyGrowsBefore(const VarDecl &Container, const Stmt &Loop,
                            const BodyIndex &Index, const SourceManager &SM) {
  return llvm::all_of(Index.mentions(&Container), [&](const DeclRefExpr *Ref) {
    if (!SM.isBeforeInTranslationUnit(Ref->getLocation(), Loop.getBeginLoc()))
      return true;
    if (const auto Put = fillAt(*Ref, Index))
      return Put->AtEnd;
    const auto *Member = dyn_cast_or_null<MemberExpr>(Index.spelledParent(Ref));
    const auto *Method =
        Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
    return Method && Method->getIdentifier() &&
           (Method->isConst() || Method->getName() == "reserve" ||
            Method->getName() == "clear");
  });
}

/// `std::vector`, `std::deque`
static bool isIndexed(const VarDecl &Container) {
  const CXXRecordDecl *Class = recordOf(Container.getType());
  return Class && Class->isInStdNamespace() &&
         !Container.getType().getNonReferenceType()->isPointerType() &&
         (Class->getName() == "vector" || Class->getName() == "deque");
}

namespace {
class Bounding {
public:
  Bounding(const FanOut &Found, const CallableBody &Body,
           const BodyIndex &Index, const AsyncTypes &Types, unsigned Limit,
           bool KeepTokens, Rewrite &Edits)
      : Found(Found), Body(Body), Index(Index), Types(Types),
        Known(Types.names()), Limit(Limit), KeepTokens(KeepTokens),
        Edits(Edits) {}

  std::string run();

private:
  /// The bounded form of an algorithm in place of it.
  void boundAlgorithm();
  std::string obstacleToRereading(llvm::ArrayRef<const Expr *> Args) const;
  /// A statement in the loop that waits for its turn.
  bool boundLoop(const BoundFacts &Bound);
  /// Each task waits for its turn.
  bool boundTasks();
  const Expr *givenTask() const;
  /// A loop that starts tasks can wait, and nobody has to think about that.
  bool canWait() const;
  /// How a loop is held down that starts tasks; nothing where no fact says.
  std::optional<BoundFacts> factsOfLoop() const;
  bool canBeAwaitedAgain() const;
  std::optional<bool> valueKept() const;
  llvm::SmallVector<Ruling, 2> waitingIn(const Stmt &Loop) const;
  const Expr *tokenOf(const BoundFacts &Bound) const;
  bool isTokenTaken() const;
  bool replaceToken(const BoundFacts &Bound, llvm::ArrayRef<NewName> Names);
  /// Statements in front of the one that awaits the tasks together.
  bool boundAwait();
  bool isForNothing() const;
  void explainIdiom();
  const Library *library() const;
  const TypeEntry *element() const;
  bool isOwnCoroutine(const Library &Lib) const;
  /// \p What, and what else there is to think about.
  std::string judged(std::string What, llvm::StringRef Changes) const;
  std::string filled(llvm::StringRef Text) const;

  const FanOut &Found;
  const CallableBody &Body;
  const BodyIndex &Index;
  const AsyncTypes &Types;
  const Names &Known;
  const unsigned Limit;
  const bool KeepTokens;
  Rewrite &Edits;
};
} // namespace

/// \p Text with the number, and the container, where these stand.
std::string Bounding::filled(llvm::StringRef Text) const {
  std::vector<Filling> Values = {{"{limit}", std::to_string(Limit)}};
  if (Found.Container)
    for (llvm::StringRef Placeholder : {"{object}", "{tasks}"})
      Values.emplace_back(Placeholder, Found.Container->getName());
  return fillIn(libraryText(Text, *Body.Callable, Found.Call->getBeginLoc()),
                Values);
}

/// What the container holds.
const TypeEntry *Bounding::element() const {
  const QualType Held =
      Found.Container ? heldIn(Found.Container->getType()) : QualType();
  return Held.isNull() ? nullptr : Types.classify(Held).Entry;
}

const Library *Bounding::library() const {
  return Found.Spawner ? Known.libraryOf(Found.Spawner)
                       : Known.libraryOf(element());
}

bool Bounding::isOwnCoroutine(const Library &Lib) const {
  return actsAsCoroutine(*Body.Callable, Types) &&
         hasDefaultArguments(Body.Callable->getReturnType()) &&
         Known.libraryOf(
             Types.classify(Body.Callable->getReturnType()).Entry) == &Lib;
}

void Bounding::explainIdiom() {
  const Library *Lib = library();
  Edits.refuse(Lib && !Lib->BoundIdiom.empty()
                   ? filled(Lib->BoundIdiom)
                   : "how to hold them down is for you to decide");
}

namespace {
/// How an algorithm is called.
struct WrittenCall {
  llvm::SmallVector<const Expr *, 4> Args;
  /// Up to the parenthesis; invalid when it cannot be told.
  SourceRange Name;
  SourceLocation Close;
};
} // namespace

/// A function, a function object, or a class that is constructed.
static WrittenCall writtenCall(const Expr &Whole, const Expr *Written) {
  WrittenCall Found;
  Found.Close = Whole.getEndLoc();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Written)) {
    Found.Args.append(Operator->arg_begin() + 1, Operator->arg_end());
    Found.Name = Operator->getArg(0)->getSourceRange();
  } else if (const auto *Call = dyn_cast<CallExpr>(Written)) {
    Found.Args.append(Call->arg_begin(), Call->arg_end());
    Found.Name = Call->getCallee()->getSourceRange();
    Found.Close = Call->getRParenLoc();
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(Written)) {
    Found.Args.append(Construct->arg_begin(), Construct->arg_end());
    if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(&Whole))
      Found.Name = Cast->getTypeInfoAsWritten()->getTypeLoc().getSourceRange();
    else if (const auto *Temporary = dyn_cast<CXXTemporaryObjectExpr>(Written))
      Found.Name =
          Temporary->getTypeSourceInfo()->getTypeLoc().getSourceRange();
  }
  llvm::erase_if(Found.Args,
                 [](const Expr *Arg) { return isa<CXXDefaultArgExpr>(Arg); });
  return Found;
}

/// Why the bounded form, which looks at the range until it is through, would
/// not see what this one sees; empty when it does.
std::string
Bounding::obstacleToRereading(llvm::ArrayRef<const Expr *> Args) const {
  if (!isa_and_nonnull<CoawaitExpr>(Index.spelledParent(Found.Call)))
    return "'" + Found.Algorithm->Bounded +
           "' needs the range until it is through";
  const Expr *Range = Args.front();
  if (const auto *Begin = dyn_cast<CXXMemberCallExpr>(stripImplicit(Range));
      Begin && Args.size() > 2)
    Range = Begin->getImplicitObjectArgument();
  return staysTheSame(*Range, *Found.Call,
                      Args.size() > 1 ? Args.back() : nullptr, Index, Types)
             ? ""
             : "what it goes through could change while it waits";
}

void Bounding::boundAlgorithm() {
  const PerElementEntry &Entry = *Found.Algorithm;
  const Expr *Written = Found.Call;
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Written))
    Written = stripImplicit(Cast->getSubExpr());
  const auto [Args, Name, Close] = writtenCall(*Found.Call, Written);
  if (!Entry.NotFixed.empty())
    return Edits.refuse(filled(Entry.NotFixed));
  if (Entry.Bounded.empty())
    return Edits.refuse("its library has no form with a limit");
  if (Edits.text(Name).contains('<'))
    return Edits.refuse("its template arguments are written");
  if (!Entry.Changes.empty() &&
      !isa_and_nonnull<CoawaitExpr>(Index.spelledParent(Found.Call)))
    return Edits.refuse("it is not awaited in place");
  if (Entry.Rereads && !takesOver(*Args.front(), *Written))
    if (std::string Why = obstacleToRereading(Args); !Why.empty())
      return Edits.refuse(std::move(Why));
  if (!Entry.CallableReturns.empty()) {
    QualType Returned = returnedBy(*Args.back());
    const TypeEntry *Task = Known.type(Returned);
    if (!Task || Task->Name != Entry.CallableReturns)
      return Edits.refuse("'" + Entry.Bounded +
                          "' wants a callable that returns '" +
                          Entry.CallableReturns + "'");
  }
  Edits.replace(Name, filled(Entry.Bounded));
  const std::string Number = std::to_string(Limit);
  if (!Entry.First.empty())
    Edits.insertBefore(Args.front()->getBeginLoc(), filled(Entry.First) + ", ");
  else if (Entry.Limit == LimitPlace::BeforeLast)
    Edits.insertBefore(Args.back()->getBeginLoc(), Number + ", ");
  else
    Edits.insertBefore(Close, ", " + Number);
  if (findDeclarations(Known.context(), Entry.Bounded).empty()) {
    if (Entry.Header.empty())
      return Edits.refuse("'" + Entry.Bounded + "' is not declared");
    Edits.include(Found.Call->getBeginLoc(), Entry.Header);
  }
}

/// The last argument, if it is a token that can be replaced; or null.
const Expr *Bounding::tokenOf(const BoundFacts &Bound) const {
  const Expr *Last = nullptr;
  for (const Expr *Arg : cast<CallExpr>(Found.Call)->arguments())
    if (!isa<CXXDefaultArgExpr>(Arg))
      Last = stripImplicit(Arg);
  const auto Tokens = findDeclarations(Known.context(), Bound.TokenType);
  const CXXRecordDecl *Token = Last ? recordOf(Last->getType()) : nullptr;
  return Token && !Tokens.empty() &&
                 primaryDecl(Token) == primaryDecl(Tokens.front())
             ? Last
             : nullptr;
}

/// Another check edits the token.
bool Bounding::isTokenTaken() const {
  const auto Start = detachedStart(*cast<CallExpr>(Found.Call), Index, Types);
  return KeepTokens && Start && Start->Left > Escape::Incidental;
}

/// The last argument becomes the token with which the start can be waited for.
bool Bounding::replaceToken(const BoundFacts &Bound,
                            llvm::ArrayRef<NewName> Names) {
  const Expr *Token = tokenOf(Bound);
  if (!Token)
    return false;
  if (isTokenTaken()) {
    Edits.refuse("'async-detached-coroutine' edits its completion token; " +
                 filled(library()->BoundIdiom));
    return false;
  }
  Edits.replace(Token->getSourceRange(), filled(renamed(Bound.Token, Names)));
  return true;
}

/// True when whoever awaits the tasks behind the loop gets what they would have
/// got: the first await takes no value along.
bool Bounding::canBeAwaitedAgain() const {
  const QualType Held = heldIn(Found.Container->getType());
  if (element()->MayAwait != Shots::MovesValue)
    return true;
  const QualType Result = Types.awaitResult(Held);
  return !Result.isNull() && !Result->isDependentType() &&
         (Result->isVoidType() ||
          Result.getNonReferenceType().isTriviallyCopyableType(
              Known.context()));
}

/// Whether the tasks that are kept give values; nothing where that cannot be
/// told, or they refer to something.
std::optional<bool> Bounding::valueKept() const {
  const QualType Task = heldIn(Found.Container->getType());
  const QualType Value = Types.awaitResult(Task);
  const CXXRecordDecl *Promise = Types.promiseOf(recordOf(Task));
  const auto Has = [&](llvm::StringRef Name) {
    return Promise && Promise->hasDefinition() &&
           Promise->getDefinition()->hasMemberName(
               &Known.context().Idents.get(Name));
  };
  if (Value.isNull() || Value->isLValueReferenceType())
    return std::nullopt;
  // The first template argument may tell something else.
  return !Value->isVoidType() && !Has("return_void");
}

std::optional<BoundFacts> Bounding::factsOfLoop() const {
  const bool InCoroutine = actsAsCoroutine(*Body.Callable, Types);
  if (const CallEntry *Spawner = Found.Spawner) {
    if (Spawner->Bound->Before.empty() ||
        Spawner->Bound->InCoroutines != InCoroutine)
      return std::nullopt;
    return *Spawner->Bound;
  }
  const Library *Lib = library();
  if (!Lib || !Lib->BoundedStart || !Found.AtEnd ||
      (Lib->BoundedStart->Awaits && !InCoroutine) || !canBeAwaitedAgain())
    return std::nullopt;
  const BoundedStartEntry &Start = *Lib->BoundedStart;
  BoundFacts Bound;
  Bound.Before = Start.Before;
  if (!Start.BeforeValue.empty()) {
    const std::optional<bool> GivesValue = valueKept();
    if (!GivesValue)
      return std::nullopt;
    if (*GivesValue)
      Bound.Before = Start.BeforeValue;
  }
  Bound.InCoroutines = Start.Awaits;
  Bound.Headers = Start.Headers;
  Bound.Changes = Start.Changes;
  return Bound;
}

/// The statement that \p Start stands in, and the block or loop of that; null
/// for both where it may not run, or is no statement.
static std::pair<const Stmt *, const Stmt *>
startingStatement(const Expr &Start, const BodyIndex &Index) {
  const Stmt *Statement = &Start;
  const Stmt *Block = Index.parent(Statement);
  while (Block && !isa<CompoundStmt, ForStmt, CXXForRangeStmt>(Block)) {
    const auto *Binary = dyn_cast<BinaryOperator>(Block);
    if (isa<LambdaExpr, IfStmt, SwitchCase, DeclStmt,
            AbstractConditionalOperator>(Block) ||
        (Binary && Binary->isLogicalOp()))
      return {};
    Statement = Block;
    Block = Index.parent(Block);
  }
  return {Statement, Block};
}

/// A round can go on after \p Start has thrown.
static bool roundGoesOn(const Stmt &Start, const Stmt &Loop,
                        const BodyIndex &Index) {
  for (const Stmt *P = Index.parent(&Start); P && P != &Loop;
       P = Index.parent(P))
    if (isa<CXXTryStmt>(P))
      return true;
  return false;
}

/// What follows when \p Loop, in a coroutine, waits.
llvm::SmallVector<Ruling, 2> Bounding::waitingIn(const Stmt &Loop) const {
  const Judgement Judge(Index, Types);
  std::string What;
  if (const Expr *Read = readFromOthers(Loop, *Found.Call, Index, Types)) {
    const llvm::StringRef Text = Edits.text(Read->getSourceRange());
    const bool IsShort = !Text.empty() && Text.size() <= 40 &&
                         Text.find('\n') == llvm::StringRef::npos;
    What = IsShort ? "'" + Text.str() + "'" : "what its rounds read";
  }
  return {Judge.suspends(*Found.Call), Judge.rereads(What)};
}

bool Bounding::canWait() const {
  const BoundFacts &Bound = *Found.Spawner->Bound;
  const Stmt *Outer = Found.Rounds.back().Loop;
  if (Bound.Before.empty() || !Bound.InCoroutines || !Outer ||
      !AwaitSite(*Found.Call, {}, Index, Types) ||
      !isOwnCoroutine(*library()) || HeldLocks(Index, Types).at(*Found.Call) ||
      (!Bound.Token.empty() && (!tokenOf(Bound) || isTokenTaken())))
    return false;
  return llvm::all_of(waitingIn(*Outer),
                      [](const Ruling &R) { return R.Stands == Ruling::Fix; });
}

/// The one task of the library that is given to what starts it.
const Expr *Bounding::givenTask() const {
  const auto *Call = dyn_cast<CallExpr>(Found.Call);
  const Expr *Given = nullptr;
  if (Call)
    for (const Expr *Arg : Call->arguments()) {
      const AsyncType Type = Types.classify(Arg->getType());
      if (!Type.isTask() || Known.libraryOf(Type.Entry) != library())
        continue;
      if (Given || Arg->isLValue() || Type.Start != TaskStart::Lazy ||
          !hasDefaultArguments(Arg->getType()))
        return nullptr;
      Given = Arg;
    }
  return Given;
}

/// A name of something that is there before \p Loop, too, or what a getter
/// gives of it: `socket.get_executor()`.
static bool isNamedBefore(const Expr *E, const Stmt &Loop,
                          const SourceManager &SM) {
  E = stripImplicit(E);
  if (const auto *Await = dyn_cast<CoawaitExpr>(E)) {
    // `co_await this_coro::executor`
    const auto *Ref = dyn_cast<DeclRefExpr>(stripImplicit(Await->getOperand()));
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Var && Var->isConstexpr();
  }
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    return Method && Call->getNumArgs() == 0 &&
           (Method->isConst() || calleeName(Call).starts_with("get_")) &&
           isNamedBefore(Call->getImplicitObjectArgument(), Loop, SM);
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return isNamedBefore(Member->getBase(), Loop, SM);
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return isa<CXXThisExpr>(E) ||
         (Ref && !standsIn(Ref->getDecl()->getLocation(), Loop, SM));
}

/// \p Code with its further lines indented as the line that \p Loc stands on.
static std::string indented(llvm::StringRef Code, SourceLocation Loc,
                            const SourceManager &SM) {
  const auto [File, Offset] = SM.getDecomposedLoc(Loc);
  const llvm::StringRef Line =
      SM.getBufferData(File).take_front(Offset).rsplit('\n').second;
  const llvm::StringRef Space =
      Line.take_while([](char C) { return C == ' ' || C == '\t'; });
  llvm::SmallVector<llvm::StringRef, 8> Lines;
  Code.split(Lines, '\n');
  return llvm::join(Lines, ("\n" + Space).str());
}

bool Bounding::boundTasks() {
  const BoundFacts &Bound = *Found.Spawner->Bound;
  const Stmt *Outer = Found.Rounds.back().Loop;
  const Expr *Task = givenTask();
  if (!Task || !isa_and_nonnull<ForStmt, CXXForRangeStmt>(Outer) ||
      !isa_and_nonnull<CompoundStmt>(Index.parent(Outer)) ||
      Index.enclosing(Outer) != Index.enclosing(Found.Call) ||
      (!Bound.Needs.empty() &&
       findDeclarations(Known.context(), Bound.Needs).empty()))
    return false;
  const Expr *First = cast<CallExpr>(Found.Call)->getArg(0);
  const bool TakesExecutor =
      llvm::StringRef(Bound.DeclareForWrap).contains("{executor}");
  if (TakesExecutor &&
      !isNamedBefore(First, *Outer, Known.context().getSourceManager()))
    return false;
  Edits.obey(
      Judgement(Index, Types).bounds(*Outer, *Found.Call, Found.Container));
  const auto Names = newNames(Bound.Names, *Found.Call, Body, Index);
  Edits.insertStatementBefore(
      *Outer,
      fillIn(filled(renamed(Bound.DeclareForWrap, Names)),
             {{"{executor}", Edits.text(First->getSourceRange()).str()}}));
  const auto [Before, After] = fillAround(
      indented(filled(renamed(Bound.Wrap, Names)), Task->getBeginLoc(),
               Known.context().getSourceManager()),
      "{task}");
  Edits.wrap(Task->getSourceRange(), Before, After);
  for (const std::string &Header : Bound.Headers)
    Edits.include(Found.Call->getBeginLoc(), Header);
  return true;
}

bool Bounding::boundLoop(const BoundFacts &Bound) {
  const auto [Statement, Block] = startingStatement(*Found.Call, Index);
  if (!Block)
    return false;
  const Stmt *Outer = Found.Rounds.back().Loop;
  if (Outer)
    Edits.obey(
        Judgement(Index, Types).bounds(*Outer, *Found.Call, Found.Container));
  if (!Edits.reason().empty())
    return true;
  if (!isa<ForStmt, CXXForRangeStmt>(Outer) ||
      !isa_and_nonnull<CompoundStmt>(Index.parent(Outer)))
    return false;
  if (Bound.InCoroutines) {
    // What the statements await is the library's own.
    if (!AwaitSite(*Found.Call, {}, Index, Types) ||
        !isOwnCoroutine(*library()))
      return false;
    for (const Ruling &About : waitingIn(*Outer))
      Edits.obey(About);
  }
  if (llvm::StringRef(Bound.Before).contains("{object}") && !Found.Container)
    return false;
  // The one that is waited for is the tenth last.
  if (llvm::StringRef(Bound.Before).contains("{object}[") &&
      !(Found.AtEnd && isIndexed(*Found.Container) &&
        beginsEmpty(*Found.Container) &&
        onlyGrowsBefore(*Found.Container, *Outer, Index,
                        Known.context().getSourceManager()) &&
        !isNamedIn(Found.Container->getName(), Bound.Before)))
    return false;
  // What has thrown gives nothing back.
  if (!Bound.Token.empty() && roundGoesOn(*Statement, *Outer, Index))
    return false;
  const auto Names = newNames(Bound.Names, *Found.Call, Body, Index);
  if (!Bound.Token.empty() && !replaceToken(Bound, Names))
    return false;
  if (!Bound.Declare.empty())
    Edits.insertStatementBefore(*Outer, filled(renamed(Bound.Declare, Names)));
  if (!isa<CompoundStmt>(Block))
    Edits.addBraces(*Block, *Statement);
  Edits.insertStatementBefore(*Statement, filled(renamed(Bound.Before, Names)));
  for (const std::string &Header : Bound.Headers)
    Edits.include(Found.Call->getBeginLoc(), Header);
  return true;
}

/// The statement that \p Await is a part of, when that awaits once; or null.
static const Stmt *awaitingStatement(const Expr &Await,
                                     const BodyIndex &Index) {
  const Stmt *Statement = &Await;
  const Stmt *Block = Index.parent(Statement);
  for (; Block && !isa<CompoundStmt>(Block); Block = Index.parent(Block)) {
    // What runs again or perhaps not at all.
    if (!isa<Expr, DeclStmt, CoreturnStmt>(Block) &&
        !(isa<CXXForRangeStmt>(Block) &&
          isWithin(&Await, cast<CXXForRangeStmt>(Block)->getRangeInit(),
                   Index)))
      return nullptr;
    Statement = Block;
  }
  return Block ? Statement : nullptr;
}

/// Whoever awaits the tasks gets no values of theirs.
bool Bounding::isForNothing() const {
  const QualType Value = Types.awaitResult(heldIn(Found.Container->getType()));
  return (!Value.isNull() && Value->isVoidType()) ||
         Body.discardsAwaited(*stripImplicit(Found.Call));
}

bool Bounding::boundAwait() {
  const TypeEntry *Task = element();
  const Library *Lib = library();
  if (!Found.Filled || !Lib || !Lib->BoundedAwait ||
      Task->Role != TypeRole::Task || !isOwnCoroutine(*Lib) ||
      recordOf(Found.Container->getType())->getName() != "vector" ||
      !isa_and_nonnull<CoawaitExpr>(Index.spelledParent(Found.Call)) ||
      !AwaitSite(*Found.Call, {}, Index, Types))
    return false;
  const BoundedAwaitEntry &Bound = *Lib->BoundedAwait;
  const auto Names = newNames(Bound.Names, *Found.Call, Body, Index);
  const Stmt *Statement = awaitingStatement(*Found.Call, Index);
  if (!Statement ||
      (!Bound.Needs.empty() &&
       findDeclarations(Known.context(), Bound.Needs).empty()) ||
      (!Bound.Instead.empty() && !isForNothing()) ||
      (Bound.AwaitsAgain && !canBeAwaitedAgain()))
    return false;
  if (!Bound.Instead.empty()) {
    const WrittenCall Call = writtenCall(*Found.Call, Found.Call);
    if (Call.Args.size() != 1)
      return false;
    Edits.replace(Call.Args.front()->getSourceRange(),
                  filled(renamed(Bound.Instead, Names)));
  }
  Edits.insertStatementBefore(*Statement, filled(renamed(Bound.Before, Names)));
  for (const std::string &Header : Bound.Headers)
    Edits.include(Found.Call->getBeginLoc(), Header);
  return true;
}

/// \p What, what the library changes, and what else is to be thought about.
std::string Bounding::judged(std::string What, llvm::StringRef Changes) const {
  for (const llvm::StringRef More : {Changes, Edits.judgement()})
    if (!More.empty())
      What += ("; " + More).str();
  return What;
}

std::string Bounding::run() {
  const std::string Number = std::to_string(Limit);
  if (Found.Algorithm) {
    boundAlgorithm();
    return filled(Found.Algorithm->Changes);
  }
  const bool CanWrap = Found.Spawner && !Found.Spawner->Bound->Wrap.empty();
  const auto JudgedTasks = [&] {
    const std::string &Changes = Found.Spawner->Bound->Changes;
    return Changes.empty()
               ? ""
               : judged("only " + Number + " of them can run at a time",
                        Changes);
  };
  if (CanWrap && !canWait() && boundTasks())
    return JudgedTasks();
  if (const auto Lock = HeldLocks(Index, Types).at(*Found.Call)) {
    Edits.refuse(actsAsCoroutine(*Body.Callable, Types)
                     ? Lock->clause()
                     : Lock->clause("the loop waits for tasks"));
    return "";
  }
  if (boundAwait()) {
    const BoundedAwaitEntry &Bound = *library()->BoundedAwait;
    if (Bound.AnyThread)
      return "";
    return judged("only " + Number +
                      " of them can run at a time; the others begin where "
                      "earlier ones have ended",
                  Bound.Changes);
  }
  const std::optional<BoundFacts> Bound = factsOfLoop();
  if (!Bound || !boundLoop(*Bound)) {
    // Where the loop could wait, but not before each task.
    if (CanWrap && boundTasks())
      return JudgedTasks();
    explainIdiom();
    return "";
  }
  if (Bound->Changes.empty() && Edits.judgement().empty())
    return "";
  return judged("the loop can wait until fewer than " + Number + " run",
                Bound->Changes);
}

std::string clang::tidy::async::boundFanOut(
    const FanOut &Found, const CallableBody &Body, const BodyIndex &Index,
    const AsyncTypes &Types, unsigned Limit, bool KeepTokens, Rewrite &Edits) {
  return Bounding(Found, Body, Index, Types, Limit, KeepTokens, Edits).run();
}
