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
#include "edits/Judgement.h"
#include "edits/Spelling.h"
#include "flow/AwaitSite.h"
#include "flow/HeldLocks.h"
#include "knowledge/Placeholders.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

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

/// `std::vector`, `std::deque`
static bool isIndexed(const VarDecl &Container) {
  const CXXRecordDecl *Class = recordOf(Container.getType());
  return Class && Class->isInStdNamespace() &&
         !Container.getType().getNonReferenceType()->isPointerType() &&
         (Class->getName() == "vector" || Class->getName() == "deque");
}

namespace {
/// The locals and parameters of the callables of a body, by their names.
struct NamesOfLocals {
  llvm::DenseMap<const CallableBody *,
                 llvm::StringMap<llvm::SmallVector<const VarDecl *, 1>>>
      Of;
};
} // namespace

/// True when \p Code mentions the name of something else that \p Body has.
static bool namesClash(llvm::StringRef Code, const CallableBody &Body,
                       const BodyIndex &Index, const VarDecl *Except) {
  const auto [It, IsNew] = Index.memo<NamesOfLocals>().Of.try_emplace(&Body);
  auto &Named = It->second;
  const auto Add = [&Named](const VarDecl *Var) {
    if (Var->getIdentifier())
      Named[Var->getName()].push_back(Var);
  };
  if (IsNew) {
    llvm::for_each(Body.Locals, Add);
    llvm::for_each(Body.Callable->parameters(), Add);
  }
  for (size_t I = 0; I < Code.size();) {
    llvm::StringRef Word = Code.drop_front(I).take_while(
        [](char C) { return llvm::isAlnum(C) || C == '_'; });
    if (auto Found = Named.find(Word); Found != Named.end())
      for (const VarDecl *Var : Found->second)
        if (Var != Except)
          return true;
    I += std::max<size_t>(Word.size(), 1);
  }
  return false;
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
  /// How a loop is held down that starts tasks; nothing where no fact says.
  std::optional<BoundFacts> factsOfLoop() const;
  bool canBeAwaitedAgain() const;
  bool replaceToken(const BoundFacts &Bound);
  /// Statements in front of the one that awaits the tasks together.
  bool boundAwait();
  void explainIdiom();
  const Library *library() const;
  const TypeEntry *element() const;
  bool isOwnCoroutine(const Library &Lib) const;
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

/// The last argument becomes the token with which the start can be waited for.
bool Bounding::replaceToken(const BoundFacts &Bound) {
  const auto &Call = *cast<CallExpr>(Found.Call);
  const Expr *Last = nullptr;
  for (const Expr *Arg : Call.arguments())
    if (!isa<CXXDefaultArgExpr>(Arg))
      Last = stripImplicit(Arg);
  const auto Tokens = findDeclarations(Known.context(), Bound.TokenType);
  const CXXRecordDecl *Token = Last ? recordOf(Last->getType()) : nullptr;
  if (!Token || Tokens.empty() ||
      primaryDecl(Token) != primaryDecl(Tokens.front()))
    return false;
  const auto Start = detachedStart(Call, Index, Types);
  if (KeepTokens && Start && Start->Left > Escape::Incidental) {
    Edits.refuse("'async-detached-coroutine' edits its completion token; " +
                 filled(library()->BoundIdiom));
    return false;
  }
  Edits.replace(Last->getSourceRange(), filled(Bound.Token));
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
  BoundFacts Bound;
  Bound.Before = Lib->BoundedStart->Before;
  Bound.InCoroutines = Lib->BoundedStart->Awaits;
  Bound.Changes = Lib->BoundedStart->Changes;
  return Bound;
}

bool Bounding::boundLoop(const BoundFacts &Bound) {
  // The statement that starts one, in a block of the loop or its only one.
  const Stmt *Statement = Found.Call;
  const Stmt *Block = Index.parent(Statement);
  while (Block && !isa<CompoundStmt, ForStmt, CXXForRangeStmt>(Block)) {
    if (isa<LambdaExpr, IfStmt, SwitchCase, DeclStmt>(Block))
      return false;
    Statement = Block;
    Block = Index.parent(Block);
  }
  const Stmt *Outer = Found.Rounds.back().Loop;
  if (Outer)
    Edits.obey(
        Judgement(Index, Types).bounds(*Outer, *Found.Call, Found.Container));
  if (!Edits.reason().empty())
    return true;
  if (!Block || !isa<ForStmt, CXXForRangeStmt>(Outer) ||
      !isa_and_nonnull<CompoundStmt>(Index.parent(Outer)))
    return false;
  if (Bound.InCoroutines) {
    // What the statements await is the library's own.
    if (!AwaitSite(*Found.Call, {}, Index, Types) ||
        !isOwnCoroutine(*library()))
      return false;
    // While the loop waits, others may change what it goes through.
    for (const Iteration &I : Found.Rounds)
      if (I.Range && !staysTheSame(*I.Range, *I.Range, nullptr, Index, Types))
        return false;
  }
  if (llvm::StringRef(Bound.Before).contains("{object}") && !Found.Container)
    return false;
  // The one that is waited for is the tenth last.
  if (llvm::StringRef(Bound.Before).contains("{object}[") &&
      !(Found.AtEnd && isIndexed(*Found.Container) &&
        beginsEmpty(*Found.Container)))
    return false;
  if (!Bound.Token.empty() && !replaceToken(Bound))
    return false;
  if (!Bound.Declare.empty()) {
    if (namesClash(Bound.Declare, Body, Index, nullptr))
      return false;
    Edits.insertStatementBefore(*Outer, filled(Bound.Declare));
  }
  if (!isa<CompoundStmt>(Block))
    Edits.addBraces(*Block, *Statement);
  Edits.insertStatementBefore(*Statement, filled(Bound.Before));
  for (const std::string &Header : Bound.Headers)
    Edits.include(Found.Call->getBeginLoc(), Header);
  return true;
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
  if ((!Bound.Needs.empty() &&
       findDeclarations(Known.context(), Bound.Needs).empty()) ||
      namesClash(Bound.Before, Body, Index, Found.Container))
    return false;
  const Stmt *Statement = Found.Call;
  const Stmt *Block = Index.parent(Statement);
  for (; Block && !isa<CompoundStmt>(Block); Block = Index.parent(Block)) {
    // What runs again or perhaps not at all.
    if (!isa<Expr, DeclStmt, CoreturnStmt>(Block) &&
        !(isa<CXXForRangeStmt>(Block) &&
          isWithin(Found.Call, cast<CXXForRangeStmt>(Block)->getRangeInit(),
                   Index)))
      return false;
    Statement = Block;
  }
  if (!Block)
    return false;
  Edits.insertStatementBefore(*Statement, filled(Bound.Before));
  for (const std::string &Header : Bound.Headers)
    Edits.include(Found.Call->getBeginLoc(), Header);
  return true;
}

std::string Bounding::run() {
  const std::string Number = std::to_string(Limit);
  if (Found.Algorithm) {
    boundAlgorithm();
    return filled(Found.Algorithm->Changes);
  }
  if (const auto Lock = HeldLocks(Index, Types).at(*Found.Call)) {
    Edits.refuse(actsAsCoroutine(*Body.Callable, Types)
                     ? Lock->clause()
                     : Lock->clause("the loop waits for tasks"));
    return "";
  }
  if (boundAwait())
    return "only " + Number +
           " of them can run at a time; the others begin where earlier ones "
           "have ended";
  const std::optional<BoundFacts> Bound = factsOfLoop();
  if (!Bound || !boundLoop(*Bound)) {
    explainIdiom();
    return "";
  }
  if (!Bound->InCoroutines && Bound->Changes.empty())
    return "";
  return "the loop can wait until fewer than " + Number + " run" +
         (Bound->Changes.empty() ? "" : "; " + Bound->Changes);
}

std::string clang::tidy::async::boundFanOut(
    const FanOut &Found, const CallableBody &Body, const BodyIndex &Index,
    const AsyncTypes &Types, unsigned Limit, bool KeepTokens, Rewrite &Edits) {
  return Bounding(Found, Body, Index, Types, Limit, KeepTokens, Edits).run();
}
