//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unpropagated-stop-token/UnpropagatedStopTokenCheck.h"
#include "checks/unpropagated-stop-token/AfterStop.h"
#include "checks/unpropagated-stop-token/UnlookedLoops.h"
#include "code/Discards.h"
#include "code/MeantCoroutines.h"
#include "flow/AwaitSite.h"
#include "knowledge/Placeholders.h"

namespace clang::tidy::async {

static constexpr RuleOption UnpropagatedStopTokenOptions[] = {
    {"ReportUnusedTokens", "true",
     "Report tokens that go nowhere, and loops that do not look."},
    {"SuggestParameter", "false",
     "Report functions, once each, that await something that would take a "
     "token and have none to give."}};

const Rule UnpropagatedStopTokenCheck::TheRule = {
    "async-unpropagated-stop-token",
    "a stop token that goes nowhere",
    "the callee would take the one in reach, but gets none; a parameter that "
    "nothing uses",
    "the token as argument",
    Repairs::FixOrNote,
    Precedence::Load,
    UnpropagatedStopTokenOptions};

bool UnpropagatedStopTokenCheck::concerns(const FunctionDecl &Function) const {
  // What holds for a template stands in its pattern.
  return names().hasStopTokens() && !isInstantiation(Function);
}

void UnpropagatedStopTokenCheck::checkBody(const CallableBody &Body,
                                           const BodyIndex &Index) {
  llvm::SmallVector<const CallExpr *, 4> Taking;
  for (const CallExpr *Call : Body.Calls) {
    if (checkCall(*Call, Body, Index))
      Taking.push_back(Call);
    checkLostToken(*Call, Body, Index);
  }
  for (const ParmVarDecl *Param : Body.Callable->parameters())
    checkParameter(*Param, Body, Index, Taking);
}

/// True where exceptions of some types are caught, and others are not.
static bool isInTypedTry(const CallExpr &Call, const BodyIndex &Index) {
  for (const Stmt *S = &Call, *P = Index.parent(S); P && !isa<LambdaExpr>(P);
       S = P, P = Index.parent(P)) {
    const auto *Try = dyn_cast<CXXTryStmt>(P);
    if (!Try || S != Try->getTryBlock())
      continue;
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
      if (!Try->getHandler(I)->getExceptionDecl())
        return false;
    return true;
  }
  return false;
}

bool UnpropagatedStopTokenCheck::checkCall(const CallExpr &Call,
                                           const CallableBody &Body,
                                           const BodyIndex &Index) {
  const TokenTaker Taker = Takers.find(Call, Body, types());
  if (!Taker)
    return false;
  llvm::SmallVector<std::string, 2> Arguments, Shown;
  llvm::SmallVector<std::string, 1> Perhaps;
  const FieldDecl *Member = nullptr;
  for (const ReachableToken &Token :
       tokensInReach(Call, Body, Index, names(), Stops)) {
    std::string Argument = argumentFor(Token, Taker, Call, Index, types());
    if (Argument.empty()) {
      if (wouldBeArgument(Token, Taker, Call, Index, types()))
        Perhaps.push_back("'" + Token.Text + "'");
      continue;
    }
    Arguments.push_back(std::move(Argument));
    Shown.push_back("'" + Token.Text + "'");
    Member = dyn_cast<FieldDecl>(Token.Holder);
  }
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (Arguments.empty()) {
    if (Perhaps.size() == 1 && isNew(Call.getExprLoc()))
      reportPerhaps(Call, Perhaps.front());
    else if (Perhaps.empty())
      need(Call, Taker, Body, Index);
    return true;
  }
  const SourceLocation Loc = Call.getExprLoc();
  if (!isNew(Loc))
    return true;
  if (Arguments.size() > 1) {
    Report Found =
        report(Loc, "%0 gets no stop token, though several are in reach: %1");
    Found << Callee->getDeclName() << llvm::join(Shown, ", ");
    Found.note(Loc, "not fixed: which of them is meant is for you to decide");
    return true;
  }
  Rewrite Edits = rewrite(*Body.Callable);
  addToken(Call, Taker, Arguments.front(), Edits);
  std::string Judgement;
  if (const CallEntry *Own = names().call(&Call, CallRole::OwnToken))
    Judgement = "without a token it stops at " + Own->OwnToken->StopsAt;
  else if (names().call(&Call, CallRole::StopsEarly) &&
           !isConditionTestedAgain(Call, Index))
    Judgement = "a stopped wait returns with its condition false";
  else if (Member && isInTypedTry(Call, Index))
    Judgement = "what a stopped call throws may be none of what is caught here";
  else
    Judgement = whyOtherWork(Member, names());
  Report Found = report(Loc,
                        "%0 does not get the stop token %1, so it goes on when "
                        "it should stop",
                        std::move(Edits));
  Found << Callee->getDeclName() << Shown.front();
  if (!Judgement.empty())
    Found.judge("%0") << Judgement;
  return true;
}

void UnpropagatedStopTokenCheck::reportPerhaps(const CallExpr &Call,
                                               llvm::StringRef Token) {
  Report Found = report(Call.getExprLoc(),
                        "%0 does not get the stop token %1, so it goes on when "
                        "it should stop");
  Found << Call.getDirectCallee()->getDeclName() << Token;
  Found.note(Call.getExprLoc(), "not fixed: there may be no token");
}

void UnpropagatedStopTokenCheck::need(const CallExpr &Call,
                                      const TokenTaker &Taker,
                                      const CallableBody &Body,
                                      const BodyIndex &Index) {
  const FunctionDecl &Function = *Body.Callable;
  if (Body.Lambda || Function.isMain() ||
      !tokensInReach(Call, Body, Index, names(), Stops).empty() ||
      llvm::any_of(Function.parameters(), [&](const ParmVarDecl *Param) {
        return tokenType(Param->getType(), names());
      }))
    return;
  // What waits for a condition, or stops by itself, is for its author to judge.
  const bool IsForCallers = !Function.isDependentContext() &&
                            !cleansUp(&Call, Index, names()) &&
                            !isBeforeDelayedFailure(&Call, Body, Index) &&
                            !names().call(&Call, CallRole::OwnToken) &&
                            !names().call(&Call, CallRole::StopsEarly);
  Needs.push_back({&Function, {&Call, Taker}, IsForCallers});
}

void UnpropagatedStopTokenCheck::leaveUnit() {
  const std::vector<OpenNeed> All = std::exchange(Needs, {});
  const std::vector<IdleToken> Unused = std::exchange(Idle, {});
  llvm::SmallPtrSet<const ValueDecl *, 4> Told;
  if (summary() || program() ||
      llvm::any_of(All, [](const OpenNeed &N) { return N.IsForCallers; })) {
    const auto IndexIn = [this](const FunctionDecl &F) { return index(F); };
    TokenChains Chains(callGraph(), types(), IndexIn, Stops);
    TokenCollector Collector(
        callGraph(), types(), IndexIn, Stops, Chains,
        [this](const FunctionDecl &F) { return rewrite(F); });
    llvm::MapVector<const FunctionDecl *, std::vector<TokenNeed>> Ends;
    for (const OpenNeed &Open : All)
      if (Open.IsForCallers) {
        Chains.add(*Open.Function, *Open.Need.Call, Open.Need.Taker);
        if (Collector.tells(*Open.Function)) {
          Ends[Open.Function].push_back(Open.Need);
          Collector.add(*Open.Function, *Open.Need.Call, Open.Need.Taker);
        }
      }
    // Of files that are linked, each is asked.
    if (summary() || program())
      suppose({}, [&] {
        TokenFacts Facts = Collector.collect();
        if (summary())
          summary()->setTokens(std::move(Facts));
      });
    llvm::DenseSet<const FunctionDecl *> Linked;
    for (const auto &[Function, Own] : Ends)
      if (program() && reportLinked(*Function, Own))
        Linked.insert(Function);
    for (const TokenChain &Chain : Chains.find()) {
      Told.insert(Chain.Holders.begin(), Chain.Holders.end());
      if (llvm::any_of(Chain.Ends, [&](const TokenChain::End &End) {
            return Linked.contains(End.Function->getDefinition());
          }))
        continue;
      reportChain(Chain, Chains, elsewhere());
      reportChainElsewhere(Chain, Chains, Collector);
    }
    if (summary())
      for (const auto &[Function, Own] : Ends)
        supposeToken(*Function, Own);
    for (const IdleToken &Token : Unused)
      if (!Told.count(Token.Param))
        reportIdle(Token, Collector);
  } else {
    for (const IdleToken &Token : Unused)
      reportIdle(Token);
  }
  if (SuggestParameter)
    for (const OpenNeed &Open : All)
      suggestParameter(*Open.Need.Call, Open.Need.Taker, *Open.Function);
}

/// What other files could make of it; what the link decides is said by
/// supposeToken().
void UnpropagatedStopTokenCheck::reportChainElsewhere(
    const TokenChain &Chain, const TokenChains &All,
    const TokenCollector &Collector) {
  std::vector<FarQuestion> Asked;
  for (const FunctionDecl *Function : Chain.Functions)
    if (Function->isExternallyVisible())
      Asked.push_back({Function, fact::IsOnlyHere.str()});
  if (summary() && !Asked.empty() &&
      !llvm::all_of(Chain.Functions, [&](const FunctionDecl *Function) {
        return Collector.tells(*Function);
      }))
    supposeAnswers(*Chain.Ends.front().Function, Asked,
                   [&](const Elsewhere &Far) { reportChain(Chain, All, Far); });
}

Report UnpropagatedStopTokenCheck::reportEnd(llvm::ArrayRef<TokenNeed> Needs,
                                             llvm::StringRef Token,
                                             llvm::StringRef Holder,
                                             Rewrite Edits) {
  const CallExpr &Call = *Needs.front().Call;
  Report Found = report(Call.getExprLoc(),
                        "%0 does not get the stop token %1 of %2, so it "
                        "goes on when it should stop",
                        std::move(Edits));
  Found << Call.getDirectCallee()->getDeclName() << Token << Holder;
  return Found;
}

void UnpropagatedStopTokenCheck::noteEnd(const FunctionDecl &Function,
                                         Report &Found) {
  Found.note(Function.getLocation(), "%0 has no parameter to hand it on by")
      << Function.getDeclName();
}

void UnpropagatedStopTokenCheck::supposeToken(const FunctionDecl &Function,
                                              llvm::ArrayRef<TokenNeed> Needs) {
  const SourceLocation Loc = Needs.front().Call->getExprLoc();
  RunCondition When;
  When.Function = &Function;
  When.States = {RunState::Boundary, RunState::Anywhere, RunState::HandedOver,
                 RunState::Called};
  When.NeedsToken = true;
  suppose(When, [&] {
    if (!isNew(Loc))
      return;
    Report Found = reportEnd(Needs, GivenPlaceholder, HolderPlaceholder,
                             rewrite(Function));
    noteEnd(Function, Found);
  });
}

bool UnpropagatedStopTokenCheck::reportLinked(const FunctionDecl &Function,
                                              llvm::ArrayRef<TokenNeed> Needs) {
  const auto Linked = execution().conversion(Function, TokenView);
  const auto Begin = execution().conversion(Function, TokenBeginView);
  if (!Linked || !Begin || Linked->Kind == ConversionHere)
    return false;
  const SourceLocation Loc = Needs.front().Call->getExprLoc();
  if (!isNew(Loc))
    return true;
  llvm::SmallVector<llvm::StringRef, 3> Words;
  llvm::StringRef(Begin->Why).split(Words, '\t');
  Words.resize(3);
  const bool IsRefused = Linked->Kind == ConversionRefused;
  Rewrite Edits = rewrite(Function);
  if (!IsRefused)
    Edits.refuse("what changes with it stands in several files, which "
                 "async-tidy-pass edits");
  Report Found = reportEnd(Needs, Words[0], Words[1], std::move(Edits));
  Found.note(locate(Begin->At, Loc), "%0 is called without it here")
      << Words[2];
  noteEnd(Function, Found);
  if (IsRefused)
    Found.addition(Linked->At.File.empty() ? Loc : locate(Linked->At, Loc),
                   "not fixed: %0")
        << Linked->Why;
  return true;
}

void UnpropagatedStopTokenCheck::reportChain(const TokenChain &Chain,
                                             const TokenChains &All,
                                             const Elsewhere &Far) {
  const TokenChain::End *Carrier = nullptr;
  std::string Why;
  for (const TokenChain::End &End : Chain.Ends) {
    const CallExpr &Call = *End.Needs.front().Call;
    const SourceLocation Loc = Call.getExprLoc();
    if (!isNew(Loc))
      continue;
    Rewrite Edits = rewrite(*End.Function);
    const bool IsFirst = !Carrier && !isSilenced(Loc);
    if (IsFirst) {
      Carrier = &End;
      All.apply(Chain, Edits);
      Why = Edits.reason().str();
    } else if (!Why.empty()) {
      Edits.refuse(Why);
    }
    const bool Carries = bool(Edits);
    Report Found = reportEnd(End.Needs, "'" + Chain.Token.Text + "'",
                             nameForNote(*Chain.Holder), std::move(Edits));
    Found.note(Chain.Begin->getExprLoc(), "%0 is called without it here")
        << Chain.Begin->getDirectCallee()->getDeclName();
    noteEnd(*End.Function, Found);
    const auto Open =
        llvm::find_if(Chain.Functions, [&](const FunctionDecl *Function) {
          return !Far.isOnlyHere(*Function);
        });
    const std::string Other = whyOtherWork(Chain.Token.Holder, names());
    if (Carries && Open != Chain.Functions.end())
      Found.judge("other files may call %0") << (*Open)->getDeclName();
    else if (Carries && !Other.empty())
      Found.judge("%0") << Other;
    if (!IsFirst && Why.empty() && Carrier)
      Found.addition(Loc, "fixed together with the first call in %0")
          << Carrier->Function->getDeclName();
  }
}

void UnpropagatedStopTokenCheck::suggestParameter(
    const CallExpr &Call, const TokenTaker &Taker,
    const FunctionDecl &Function) {
  const SharedIndex Index = index(Function);
  if (!Index || !actsAsCoroutine(Function, types()) ||
      !isa_and_nonnull<CoawaitExpr>(Index->spelledParent(&Call)) ||
      !Suggested.insert(&Function).second || !isNew(Call.getExprLoc()))
    return;
  Report Found = report(Call.getExprLoc(), "%0 would take a stop token, but %1 "
                                           "has none to give it");
  Found << Call.getDirectCallee()->getDeclName() << Function.getDeclName();
  Found.note(Function.getLocation(),
             "a parameter of the type '%0' would hand it on")
      << Taker.Type.Entry->Name;
}

/// True when a task may have its token already: something in \p S is one, or
/// the task has a name.
static bool mayHaveToken(const Stmt *S, const AsyncTypes &Types) {
  return anyWritten(S, [&](const Stmt &Part) {
    const auto *E = dyn_cast<Expr>(&Part);
    return E && (tokenType(E->getType(), Types.names()) ||
                 (isa<DeclRefExpr, MemberExpr>(E) &&
                  Types.classify(E->getType()).isTask()));
  });
}

/// True when nobody keeps the future that \p Call gives: what it started is let
/// go, which is said elsewhere.
static bool isLetGo(const CallExpr &Call, const CallableBody &Body) {
  return !Call.getType()->isVoidType() &&
         llvm::any_of(Body.Discarded, [&Call](const Expr *E) {
           return llvm::any_of(discardsIn(*E), [&Call](const Discard &D) {
             return D.Value == &Call;
           });
         });
}

void UnpropagatedStopTokenCheck::checkLostToken(const CallExpr &Call,
                                                const CallableBody &Body,
                                                const BodyIndex &Index) {
  const CallEntry *Entry = names().call(&Call, CallRole::LosesToken);
  if (!Entry || !actsAsCoroutine(*Body.Callable, types()))
    return;
  // Only this library's coroutines have a token to lose.
  const AsyncType Coroutine = types().classify(Body.Callable->getReturnType());
  if (!Coroutine.Entry ||
      names().libraryOf(Coroutine.Entry) != names().libraryOf(Entry))
    return;
  const Expr *Task = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    Task = Member->getImplicitObjectArgument();
  if (Task && !types().classify(Task->getType()).canBeAwaited())
    Task = Call.getNumArgs() ? Call.getArg(0) : nullptr;
  if (!Task || !isa<CallExpr>(stripImplicit(Task)) ||
      mayHaveToken(&Call, types()) || isLetGo(Call, Body) ||
      // What only main or a test runs was given none.
      reachability().runsInBoundary(*outermostFunction(Body.Callable)) ||
      !isNew(Call.getExprLoc()))
    return;
  Task = stripImplicit(Task);
  const auto [Before, After] = fillAround(Entry->LostToken->PassOn, "{task}");
  Rewrite Edits = rewrite(*Body.Callable);
  const AwaitSite Site(*Task, Task->getType(), Index, types());
  if (!Site)
    Edits.refuse(Site.reason());
  Edits.wrap(Task->getSourceRange(), Before, After);
  for (const std::string &Header : Entry->LostToken->Headers)
    Edits.include(Task->getBeginLoc(), Header);
  Report Found = report(Call.getExprLoc(),
                        "%0 starts the task without the stop token of this "
                        "coroutine, so it goes on when the coroutine should "
                        "stop",
                        std::move(Edits));
  Found << Call.getDirectCallee()->getDeclName();
  Found.judge("hand the token on, unless it is meant to go on");
}

/// Somebody else says which parameters \p Function has.
bool UnpropagatedStopTokenCheck::isDemanded(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Function.getIdentifier() || (Method && Method->isVirtual()))
    return true;
  const CallNode *Node = callGraph().node(&Function);
  return Node && llvm::any_of(Node->Mentions, [](const CallMention &Mention) {
           return Mention.Kind != MentionKind::Call;
         });
}

void UnpropagatedStopTokenCheck::checkParameter(
    const ParmVarDecl &Param, const CallableBody &Body, const BodyIndex &Index,
    llvm::ArrayRef<const CallExpr *> Taking) {
  const TokenType Type = tokenType(Param.getType(), names());
  if (!ReportUnusedTokens || !Type || Type.Entry->Ambient ||
      Type.How == TokenType::Carrier || Type.How == TokenType::Source ||
      Param.getName().empty() || Param.hasAttr<UnusedAttr>())
    return;
  if (const Stmt *Loop = unlookedLoop(Param, Body, Index)) {
    if (llvm::none_of(Taking, [&](const CallExpr *Call) {
          return isWithin(Call, Loop, Index);
        }))
      Idle.push_back({&Param, Body.Callable, Loop});
    return;
  }
  if (!Taking.empty() || !Index.mentions(&Param).empty() || Body.Lambda ||
      !worksOn(Body, types()) || isDemanded(*Body.Callable))
    return;
  Idle.push_back({&Param, Body.Callable, nullptr});
}

void UnpropagatedStopTokenCheck::reportIdle(const IdleToken &Token,
                                            const TokenCollector &Collector) {
  std::vector<FarQuestion> Asked;
  for (const FunctionDecl *Function : Collector.calledWith(Token.Param))
    Asked.push_back({Function, HandsStopFact.str()});
  if (llvm::any_of(Asked, [this](const FarQuestion &Question) {
        return elsewhere().holds(Question);
      }))
    return;
  reportIdle(Token);
  if (summary() && !Asked.empty())
    supposeNone(*Token.Function, Asked, [&] { reportIdle(Token); });
}

void UnpropagatedStopTokenCheck::reportIdle(const IdleToken &Token) {
  if (!isNew(Token.Loop ? Token.Loop->getBeginLoc()
                        : Token.Param->getLocation()))
    return;
  const SharedIndex Index = index(*Token.Function);
  if (Token.Loop && Index)
    return reportLoop(*Token.Loop, *Token.Param, *Index->body(Token.Function));
  Report Found = report(Token.Param->getLocation(),
                        "the stop token %0 is never used, so %1 goes on when "
                        "it should stop");
  Found << Token.Param << Token.Function->getDeclName();
  Found.note(Token.Param->getLocation(), "not fixed: nothing here takes it");
}

void UnpropagatedStopTokenCheck::reportLoop(const Stmt &Loop,
                                            const ParmVarDecl &Param,
                                            const CallableBody &Body) {
  const TokenType Type = tokenType(Param.getType(), names());
  Rewrite Edits = rewrite(*Body.Callable);
  if (Type.How != TokenType::Object)
    Edits.refuse("there may be no token");
  lookInCondition(Loop, Param.getName().str() + "." + Type.Entry->Requested,
                  Body, Edits);
  Report Found =
      report(Loop.getBeginLoc(),
             "this loop awaits, and never looks at the stop token %0",
             std::move(Edits));
  Found << &Param;
  Found.judge("look at it in the condition, if the loop may end there");
}

} // namespace clang::tidy::async
