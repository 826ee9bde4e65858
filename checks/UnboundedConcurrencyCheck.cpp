//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "UnboundedConcurrencyCheck.h"
#include "AwaitSite.h"
#include "DetachedStarts.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang::ast_matchers;

namespace clang::tidy::async {

UnboundedConcurrencyCheck::UnboundedConcurrencyCheck(StringRef Name,
                                                     ClangTidyContext *Context)
    : AsyncCheck(Name, Context), Limit(Options.get("Limit", 10U)) {}

void UnboundedConcurrencyCheck::storeOptions(
    ClangTidyOptions::OptionMap &Opts) {
  AsyncCheck::storeOptions(Opts);
  Options.store(Opts, "Limit", Limit);
}

void UnboundedConcurrencyCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(functionDecl(asyncCode()).bind("function"), this);
}

void UnboundedConcurrencyCheck::check(const MatchFinder::MatchResult &Result) {
  const auto *Function = Result.Nodes.getNodeAs<FunctionDecl>("function");
  const BodyIndex *Index = index(*Function);
  const CallableBody *Body = Index ? Index->body(Function) : nullptr;
  if (!Body)
    return;
  for (const FanOut &Found : unboundedFanOuts(*Body, *Index, types(), Limit))
    if (isNew(Found.Call->getExprLoc()))
      report(Found, *Body, *Index);
}

std::string UnboundedConcurrencyCheck::withLimit(llvm::StringRef Text) const {
  std::string Result = Text.str();
  const llvm::StringRef Key = "{limit}";
  for (size_t At; (At = Result.find(Key.data())) != std::string::npos;)
    Result.replace(At, Key.size(), std::to_string(Limit));
  return Result;
}

/// The simple name of what is called or constructed.
static std::string nameOf(const Expr &Call) {
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(&Call))
    return nameOf(*stripImplicit(Cast->getSubExpr()));
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Call))
    return Construct->getConstructor()->getParent()->getNameAsString();
  const auto &CE = cast<CallExpr>(Call);
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&CE))
    if (const auto *Object =
            dyn_cast<DeclRefExpr>(stripImplicit(Operator->getArg(0))))
      return Object->getDecl()->getNameAsString();
  const auto *Callee = dyn_cast_or_null<NamedDecl>(CE.getCalleeDecl());
  return Callee ? Callee->getNameAsString() : "this call";
}

/// What the tasks are made for, as the end of a sentence.
static std::string eachOf(const FanOut &Found, const Rewrite &Text) {
  std::string Source;
  for (const Iteration &I : Found.Rounds)
    if (!I.Bounded && I.Range && !I.Rounds) {
      Source = Text.text(stripImplicit(I.Range)->getSourceRange()).str();
      break;
    }
  if (Source.empty() || Source.size() > 40 ||
      Source.find('\n') != std::string::npos)
    return "each round of a loop";
  return "each element of '" + Source + "'";
}

void UnboundedConcurrencyCheck::report(const FanOut &Found,
                                       const CallableBody &Body,
                                       const BodyIndex &Index) {
  const SourceLocation Loc = Found.Call->getExprLoc();
  Rewrite Edits = rewrite(Body.Callable->getASTContext());
  bool Judge = false;
  if (isInstantiation(*Body.Callable) || Body.Callable->isTemplated())
    Edits.refuse("it depends on a template parameter");
  else if (Found.Algorithm)
    boundAlgorithm(Found, Index, Edits);
  else
    Judge = boundLoop(Found, Body, Index, Edits);
  const std::vector<FixItHint> Fix = Edits.hints();
  const llvm::ArrayRef<FixItHint> Applied =
      Judge ? llvm::ArrayRef<FixItHint>() : llvm::ArrayRef(Fix);
  const bool AtOnce = Found.Algorithm || Found.Filled;
  diag(Loc, "'%0' %select{starts|runs}1 a task for %2, with no limit on how "
            "many run at the same time")
      << nameOf(*Found.Call) << AtOnce << eachOf(Found, Edits) << Applied;
  if (Found.Filled)
    diag(Found.Filled->getExprLoc(), "the tasks are made here",
         DiagnosticIDs::Note);
  if (Judge && Edits)
    diag(Loc, "the loop can wait until fewer than %0 run", DiagnosticIDs::Note)
        << Limit << Fix;
  explain(Loc, Edits);
}

/// True when nobody but this function can change \p Range while it waits, and
/// the callable \p Other does not.
static bool staysTheSame(const Expr &Range, const Expr *Other) {
  const Expr *Written = stripImplicit(&Range);
  if (Written->isPRValue())
    return true; // Lives until the end of the full expression.
  const auto *Ref = dyn_cast<DeclRefExpr>(Written);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && !Ref->refersToEnclosingVariableOrCapture() &&
         ((Var->hasLocalStorage() && !Var->getType()->isReferenceType() &&
           !mentions(Other, Var)) ||
          (Var->getType().isConstQualified() &&
           !Var->getType()->isReferenceType()));
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

void UnboundedConcurrencyCheck::boundAlgorithm(const FanOut &Found,
                                               const BodyIndex &Index,
                                               Rewrite &Edits) {
  const PerElementEntry &Entry = *Found.Algorithm;
  const Expr *Written = Found.Call;
  if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Written))
    Written = stripImplicit(Cast->getSubExpr());
  llvm::SmallVector<const Expr *, 4> Args;
  SourceRange Name;
  SourceLocation Close = Found.Call->getEndLoc();
  if (const auto *Call = dyn_cast<CallExpr>(Written);
      Call && !isa<CXXOperatorCallExpr>(Call)) {
    Args.append(Call->arg_begin(), Call->arg_end());
    Name = Call->getCallee()->getSourceRange();
    Close = Call->getRParenLoc();
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(Written)) {
    Args.append(Construct->arg_begin(), Construct->arg_end());
    // `parallel_for_each(` up to the parenthesis.
    if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Found.Call))
      Name = Cast->getTypeInfoAsWritten()->getTypeLoc().getSourceRange();
    else if (const auto *Temporary = dyn_cast<CXXTemporaryObjectExpr>(Written))
      Name = Temporary->getTypeSourceInfo()->getTypeLoc().getSourceRange();
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Written)) {
    Args.append(Operator->arg_begin() + 1, Operator->arg_end());
    Name = Operator->getArg(0)->getSourceRange();
  }
  llvm::erase_if(Args,
                 [](const Expr *Arg) { return isa<CXXDefaultArgExpr>(Arg); });
  if (!Entry.NotFixed.empty())
    return Edits.refuse(withLimit(Entry.NotFixed));
  if (Entry.Bounded.empty())
    return Edits.refuse("its library has no form with a limit");
  if (Name.isInvalid() || Args.empty())
    return Edits.refuse("its source text cannot be found");
  if (Edits.text(Name).contains('<'))
    return Edits.refuse("its template arguments are written");
  if (Entry.Rereads) {
    if (!isa_and_nonnull<CoawaitExpr>(Index.spelledParent(Found.Call)))
      return Edits.refuse("'" + Entry.Bounded +
                          "' needs the range until it is through");
    const Expr *Range = Args.front();
    if (const auto *Begin = dyn_cast<CXXMemberCallExpr>(stripImplicit(Range));
        Begin && Args.size() > 2)
      Range = Begin->getImplicitObjectArgument();
    if (!staysTheSame(*Range, Args.back()))
      return Edits.refuse("what it goes through could change while it waits");
  }
  if (!Entry.CallableReturns.empty()) {
    QualType Returned = returnedBy(*Args.back());
    const TypeEntry *Task = names().type(Returned);
    if (!Task || Task->Name != Entry.CallableReturns)
      return Edits.refuse("'" + Entry.Bounded +
                          "' wants a callable that returns '" +
                          Entry.CallableReturns + "'");
  }
  Edits.replace(Name, Entry.Bounded);
  const std::string Number = std::to_string(Limit);
  switch (Entry.Limit) {
  case LimitPlace::First:
    Edits.insertBefore(Args.front()->getBeginLoc(), Number + ", ");
    break;
  case LimitPlace::BeforeLast:
    Edits.insertBefore(Args.back()->getBeginLoc(), Number + ", ");
    break;
  case LimitPlace::Last:
    Edits.insertBefore(Close, ", " + Number);
    break;
  }
  if (findDeclarations(names().context(), Entry.Bounded).empty()) {
    if (Entry.Header.empty())
      return Edits.refuse("'" + Entry.Bounded + "' is not declared");
    Edits.include(Found.Call->getBeginLoc(), Entry.Header);
  }
}

bool UnboundedConcurrencyCheck::boundLoop(const FanOut &Found,
                                          const CallableBody &Body,
                                          const BodyIndex &Index,
                                          Rewrite &Edits) {
  const ASTContext &Ctx = Body.Callable->getASTContext();
  const CallEntry *Spawner = Found.Spawner;
  const Library *Lib = nullptr;
  if (Spawner)
    Lib = names().libraryOf(Spawner);
  else if (Found.Container && recordOf(Found.Container->getType())) {
    const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(
        recordOf(Found.Container->getType()));
    if (Spec)
      Lib = names().libraryOf(
          types().classify(Spec->getTemplateArgs()[0].getAsType()).Entry);
  }
  const auto GiveUp = [&] {
    if (Lib && !Lib->BoundIdiom.empty())
      Edits.refuse(withLimit(Lib->BoundIdiom));
    else
      Edits.refuse("how to hold them down is for you to decide");
    return false;
  };
  if (!Spawner || Spawner->Bound.Before.empty() ||
      Spawner->Bound.InCoroutines != isCoroutine(*Body.Callable))
    return GiveUp();
  // The statement that starts one, in a block of the loop or its only one.
  const Stmt *Statement = Found.Call;
  const Stmt *Block = Index.parent(Statement);
  while (Block && !isa<CompoundStmt, ForStmt, CXXForRangeStmt>(Block)) {
    if (isa<LambdaExpr, IfStmt, SwitchCase, DeclStmt>(Block))
      return GiveUp();
    Statement = Block;
    Block = Index.parent(Block);
  }
  const Stmt *Outer = Found.Rounds.back().Loop;
  if (!Block || !isa<ForStmt, CXXForRangeStmt>(Outer) ||
      !isa_and_nonnull<CompoundStmt>(Index.parent(Outer)))
    return GiveUp();
  if (Spawner->Bound.InCoroutines) {
    // What the statements await is the library's own.
    const AwaitSite Site(*Found.Call, {}, Index, types());
    if (!Site ||
        names().libraryOf(
            types().classify(Body.Callable->getReturnType()).Entry) != Lib)
      return GiveUp();
    // While the loop waits, others may change what it goes through.
    for (const Iteration &I : Found.Rounds)
      if (I.Range && !staysTheSame(*I.Range, nullptr))
        return GiveUp();
  }
  std::string Before = withLimit(Spawner->Bound.Before);
  if (const llvm::StringRef Key = "{object}";
      Before.find(Key.data()) != std::string::npos) {
    if (!Found.Container)
      return GiveUp();
    for (size_t At; (At = Before.find(Key.data())) != std::string::npos;)
      Before.replace(At, Key.size(), Found.Container->getName().str());
  }
  if (!Spawner->Bound.Token.empty()) {
    const Expr *Last = nullptr;
    for (const Expr *Arg : cast<CallExpr>(Found.Call)->arguments())
      if (!isa<CXXDefaultArgExpr>(Arg))
        Last = stripImplicit(Arg);
    const auto Tokens = findDeclarations(Ctx, Spawner->Bound.TokenType);
    const CXXRecordDecl *Token = Last ? recordOf(Last->getType()) : nullptr;
    if (!Token || Tokens.empty() ||
        primaryDecl(Token) != primaryDecl(Tokens.front()))
      return GiveUp();
    // A token that loses exceptions belongs to who reports that.
    const auto Start =
        detachedStart(*cast<CallExpr>(Found.Call), Index, types());
    if (Start && Start->Left > Escape::Incidental &&
        isEnabled("async-detached-coroutine")) {
      Edits.refuse("'async-detached-coroutine' edits its completion token; " +
                   withLimit(Lib->BoundIdiom));
      return false;
    }
    Edits.replace(Last->getSourceRange(), Spawner->Bound.Token);
  }
  if (!Spawner->Bound.Declare.empty()) {
    for (const VarDecl *Local : Body.Locals)
      if (Local->getName() == "limit")
        return GiveUp();
    Edits.insertStatementBefore(*Outer, withLimit(Spawner->Bound.Declare));
  }
  if (!isa<CompoundStmt>(Block))
    Edits.addBraces(*Block, *Statement);
  Edits.insertStatementBefore(*Statement, Before);
  for (const std::string &Header : Spawner->Bound.Headers)
    Edits.include(Found.Call->getBeginLoc(), Header);
  return Spawner->Bound.InCoroutines;
}

} // namespace clang::tidy::async
