//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unpropagated-stop-token/TokenCollector.h"
#include "checks/unpropagated-stop-token/AfterStop.h"
#include "edits/EditFacts.h"
#include "program/Execution.h"
#include "program/SummaryText.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::tidy::async;

TokenCollector::TokenCollector(const CallGraph &Calls, const AsyncTypes &Types,
                               IndexOf Index, MemberStops &Stops,
                               const TokenChains &Chains, NewEdits Edits)
    : Calls(Calls), Types(Types), Index(std::move(Index)), Stops(Stops),
      Chains(Chains), Edits(std::move(Edits)),
      SM(Calls.context().getSourceManager()), Keys(SM) {
  for (const Library *Lib : Types.names().libraries())
    for (const StopTokenEntry &Entry : Lib->StopTokens)
      if (!Entry.Ambient &&
          !findDeclarations(Calls.context(), Entry.Name).empty())
        type(Entry);
}

unsigned TokenCollector::type(const StopTokenEntry &Entry) {
  const auto Known = llvm::find(Entries, &Entry);
  if (Known != Entries.end())
    return Known - Entries.begin();
  Entries.push_back(&Entry);
  Found.Types.push_back(
      {Entry.Name, Entry.Header, Entry.Passed != PassedBy::Value});
  return Entries.size() - 1;
}

bool TokenCollector::tells(const FunctionDecl &Function) const {
  return Chains.mayCarry(Function) && !Function.isImplicit() &&
         !Function.isDependentContext() &&
         Function.getTemplateSpecializationKind() == TSK_Undeclared &&
         !SM.isInSystemHeader(Function.getLocation()) &&
         (!FunctionKeys::isShared(Function) ||
          Types.classify(Function.getReturnType()));
}

void TokenCollector::open(const FunctionDecl &Canonical) {
  if (tells(Canonical))
    Functions.insert(&Canonical);
}

void TokenCollector::add(const FunctionDecl &Function, const CallExpr &Call,
                         const TokenTaker &Taker) {
  Needs[Function.getCanonicalDecl()].push_back({&Call, Taker});
  open(*Function.getCanonicalDecl());
}

/// What stands in another file may need a token there.
void TokenCollector::addFarFunctions() {
  for (const CallNode *Node : Calls.nodes())
    if (const FunctionDecl &Function = *Node->Function;
        !Node->Lambda && !Node->Mentions.empty() && !Function.getDefinition() &&
        FunctionKeys::isShared(Function))
      open(*Function.getCanonicalDecl());
}

void TokenCollector::describeParameter(const FunctionDecl &Declaration,
                                       TokenFunctionFact &Fact) {
  const unsigned Count = Declaration.getNumParams();
  const SourceLocation Loc = TokenChains::parameterEnd(Declaration);
  if (Loc.isInvalid() || Loc.isMacroID() ||
      Declaration.getFriendObjectKind() != Decl::FOK_None) {
    Fact.Obstacles.push_back({"the parameters of '" +
                                  Declaration.getNameAsString() +
                                  "' are written in another way",
                              Keys.place(Declaration.getLocation()),
                              {}});
    return;
  }
  TokenParameterFact Parameter;
  Parameter.At = Keys.place(Loc);
  Parameter.Before = Count ? ", " : "";
  Parameter.IsFirst = Declaration.isFirstDecl();
  Parameter.FollowsDefault =
      Count && Declaration.getParamDecl(Count - 1)->hasDefaultArg();
  Rewrite Included = Edits(Declaration);
  for (unsigned Type = 0; Type < Entries.size(); ++Type)
    if (Included.isDeclaredAt(Entries[Type]->Name, Loc))
      Parameter.Known.push_back(Type);
  Included.include(Loc, HeaderPlaceholder);
  for (EditFact &Edit : editFacts(Included, Keys, SM))
    Parameter.Include = std::move(Edit);
  Fact.Declarations.push_back(std::move(Parameter));
}

void TokenCollector::describeNeed(const FunctionDecl &Function,
                                  const TokenNeed &Need,
                                  TokenFunctionFact &Fact) {
  const StopTokenEntry &Entry = *Need.Taker.Type.Entry;
  const FunctionDecl *Definition = Function.getDefinition();
  const SharedIndex Around = Definition ? Index(*Definition) : nullptr;
  if (!Around)
    return;
  const std::string Argument =
      argumentFor(TokenChains::tokenOf(Function, StopPlaceholder.str(), Entry),
                  Need.Taker, *Need.Call, *Around, Types);
  Rewrite Given = Edits(Function);
  if (Argument.empty())
    Given.refuse("'" + Need.Call->getDirectCallee()->getNameAsString() +
                 "' takes its token in another way");
  else
    addToken(*Need.Call, Need.Taker, Argument, Given);
  const unsigned Type = type(Entry);
  if (!Given.reason().empty())
    Fact.Obstacles.push_back(
        {Given.reason().str(), Keys.place(Need.Call->getExprLoc()), {}});
  Fact.Needs.push_back({Type, editFacts(Given, Keys, SM)});
}

void TokenCollector::describeCall(const FunctionDecl &Callee,
                                  const CallMention &Mention) {
  const auto [Call, Around, Body] = bodyCall(Mention, Index);
  if (!Call)
    return;
  TokenCallFact Fact;
  Fact.Callee = &Callee;
  Fact.Caller = Mention.In;
  Fact.At = Keys.place(Call->getExprLoc());
  const Names &Known = Types.names();
  if (isLeftAlone(*Call, *Around, Types)) {
    Found.Calls.push_back(std::move(Fact));
    return;
  }
  const auto Tokens = tokensInReach(*Call, *Body, *Around, Known, Stops);
  for (const ReachableToken &Token : Tokens) {
    const StopTokenEntry &Entry = *Token.Type.Entry;
    std::string Argument =
        Entry.Ambient ? ""
                      : argumentFor(Token, TokenChains::takerOf(Callee, Entry),
                                    *Call, *Around, Types);
    if (Argument.empty())
      continue;
    Given.emplace_back(Token.Holder, &Callee);
    Fact.Tokens.push_back({type(Entry), std::move(Argument),
                           "'" + Token.Text + "'", nameForNote(*Mention.In),
                           whyOtherWork(Token.Holder, Known)});
  }
  Fact.IsForCaller = Tokens.empty() && !Body->Lambda && tells(*Mention.In) &&
                     !cleansUp(Call, *Around, Known) &&
                     !isBeforeDelayedFailure(Call, *Body, *Around);
  if (Fact.IsForCaller)
    open(*Mention.In->getCanonicalDecl());
  if (Fact.IsForCaller || !Fact.Tokens.empty()) {
    TokenTaker Taker;
    Taker.Function = &Callee;
    Taker.Position = Callee.getNumParams();
    Rewrite Given = Edits(*Mention.In);
    addToken(*Call, Taker, StopPlaceholder, Given);
    Fact.Obstacle = Given.reason().str();
    Fact.Edits = editFacts(Given, Keys, SM);
  }
  Found.Calls.push_back(std::move(Fact));
}

void TokenCollector::describe(const FunctionDecl &Canonical) {
  const FunctionDecl *Definition = Canonical.getDefinition();
  TokenFunctionFact Fact;
  Fact.Function = Definition ? Definition : &Canonical;
  SourceLocation At = Canonical.getLocation();
  if (std::string Why = Chains.obstacle(Canonical, At); !Why.empty())
    Fact.Obstacles.push_back({std::move(Why), Keys.place(At), {}});
  for (llvm::StringRef Name : StopNames)
    if (TokenChains::isNameTaken(Canonical, Name))
      Fact.TakenNames += (Fact.TakenNames.empty() ? "" : ",") + Name.str();
  for (const FunctionDecl *Declaration : Canonical.redecls())
    describeParameter(*Declaration, Fact);
  for (const TokenNeed &Need : Needs.lookup(&Canonical))
    describeNeed(*Fact.Function, Need, Fact);
  Found.Functions.push_back(std::move(Fact));
  if (const CallNode *Node = Calls.node(&Canonical))
    for (const CallMention &Mention : Node->Mentions)
      describeCall(Canonical, Mention);
}

TokenFacts TokenCollector::collect() {
  addFarFunctions();
  // More are found on the way.
  for (std::size_t I = 0; I < Functions.size(); ++I)
    describe(*Functions[I]);
  return std::move(Found);
}

std::vector<const FunctionDecl *>
TokenCollector::calledWith(const ValueDecl *Token) const {
  std::vector<const FunctionDecl *> Called;
  for (const auto &[Holder, Callee] : Given)
    if (Holder == Token && !llvm::is_contained(Called, Callee))
      Called.push_back(Callee);
  return Called;
}
