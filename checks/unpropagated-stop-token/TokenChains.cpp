//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unpropagated-stop-token/TokenChains.h"
#include "checks/unpropagated-stop-token/AfterStop.h"
#include "code/Overloads.h"
#include "code/PromiseShape.h"
#include "code/Tokens.h"
#include "edits/TaskChoice.h"
#include "program/SummaryText.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

void TokenChains::add(const FunctionDecl &Function, const CallExpr &Call,
                      const TokenTaker &Taker) {
  if (!mayCarry(Function))
    return;
  const FunctionDecl *Key = Function.getCanonicalDecl();
  std::unique_ptr<Carrier> &Known = Carriers[Key];
  if (!Known) {
    Known = std::make_unique<Carrier>();
    Known->Entry = Taker.Type.Entry;
    Open.push_back(Key);
  }
  if (Known->Entry == Taker.Type.Entry)
    Known->Needs.push_back({&Call, Taker});
}

bool TokenChains::mayCarry(const FunctionDecl &Function) const {
  const Names &Known = Types.names();
  return Function.getIdentifier() && !Function.isMain() &&
         !isNamedCleanup(Function, Known) &&
         !Known.usual().tell(Usual::Cleanup, &Function) &&
         llvm::none_of(Function.parameters(), [&](const ParmVarDecl *Param) {
           return tokenType(Param->getType(), Known);
         });
}

bool clang::tidy::async::isLeftAlone(const CallExpr &Call,
                                     const BodyIndex &Index,
                                     const AsyncTypes &Types) {
  const AsyncType Type = Types.classify(Call.getType());
  if (Type.Role == TypeRole::Detached)
    return true;
  if (!Type.canBeAwaited())
    return false;
  const Stmt *Child = &Call, *P = Index.parent(Child);
  // `(void)f().then(...);`
  for (; isa_and_nonnull<Expr>(P); Child = P, P = Index.parent(P)) {
    const auto *Taker = dyn_cast<CallExpr>(P);
    if (isa<CoroutineSuspendExpr, LambdaExpr>(P) ||
        (Taker && Child != Taker->getCallee()))
      return false;
  }
  return isa_and_nonnull<CompoundStmt, IfStmt, ForStmt, WhileStmt, DoStmt,
                         CXXForRangeStmt, SwitchCase, LabelStmt>(P);
}

std::string TokenChains::obstacle(const FunctionDecl &Function,
                                  SourceLocation &At) const {
  const std::string Name = "'" + Function.getNameAsString() + "'";
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  const CallNode *Node = Calls.node(&Function);
  if (Method && Method->isVirtual())
    return Name + " is virtual";
  if (Function.isExternC())
    return Name + " is 'extern \"C\"'";
  if (Function.isVariadic())
    return Name + " takes any number of arguments";
  if (isOverloaded(Function))
    return Name + " is overloaded";
  const FunctionDecl *Definition = Function.getDefinition();
  const auto *Body =
      Definition ? dyn_cast_or_null<CoroutineBodyStmt>(Definition->getBody())
                 : nullptr;
  if (Body && promiseUsesParameters(*Body))
    return "the promise of " + Name + " looks at its parameters";
  const bool IsAskedFor = Calls.isAskedFor(Function.getDeclName());
  if (!Node)
    return "";
  const SourceLocation Own = At;
  for (const CallMention &Mention : Node->Mentions) {
    At = Mention.Name && Mention.Name->getExprLoc().isValid()
             ? Mention.Name->getExprLoc()
             : Own;
    if (Mention.Unevaluated || IsAskedFor)
      return "its type is asked for in an unevaluated operand";
    if (Mention.Kind != MentionKind::Call)
      return "the address of " + Name + " is taken";
    if (Mention.Instantiated || (Mention.In && Mention.In->isTemplated()))
      return "a template calls " + Name;
    if (Mention.Place != MentionPlace::Body || !Mention.In ||
        !isa_and_nonnull<CallExpr>(Mention.Call))
      return Name + " is called outside of functions";
  }
  return "";
}

TokenTaker TokenChains::takerOf(const FunctionDecl &Function,
                                const StopTokenEntry &Entry) {
  TokenTaker Taker;
  Taker.Function = &Function;
  Taker.Position = Function.getNumParams();
  Taker.Type.Entry = &Entry;
  Taker.Type.Reference =
      Entry.Passed == PassedBy::Value ? TokenType::Value : TokenType::LValue;
  return Taker;
}

BodyCall clang::tidy::async::bodyCall(const CallMention &Mention,
                                      const IndexOf &Index) {
  BodyCall Found;
  Found.Around = Mention.In ? Index(*Mention.In) : nullptr;
  Found.Body = Found.Around ? Found.Around->body(Mention.In) : nullptr;
  if (Found.Body && Mention.Kind == MentionKind::Call)
    Found.Call = dyn_cast_or_null<CallExpr>(Mention.Call);
  return Found;
}

std::string clang::tidy::async::whyOtherWork(const ValueDecl *Holder,
                                             const Names &Known) {
  const auto *Member = dyn_cast_or_null<FieldDecl>(Holder);
  return Member && !Known.usual().tell(Usual::AnyToken, Member)
             ? ("'" + Member->getName() + "' may be meant for other work").str()
             : "";
}

void TokenChains::addSite(const FunctionDecl &Callee, Carrier &To,
                          const CallMention &Mention) {
  const auto [Call, Around, Body] = bodyCall(Mention, Index);
  if (!Call)
    return;
  Site At;
  At.Call = Call;
  At.In = Mention.In;
  unsigned Fitting = 0;
  const Names &Known = Types.names();
  if (isLeftAlone(*Call, *Around, Types)) {
    At.In = nullptr;
    To.Sites.push_back(std::move(At));
    return;
  }
  const auto Tokens = tokensInReach(*Call, *Body, *Around, Known, Stops);
  for (const ReachableToken &Token : Tokens) {
    std::string Argument =
        argumentFor(Token, takerOf(Callee), *Call, *Around, Types);
    if (Argument.empty())
      continue;
    ++Fitting;
    At.Holders.push_back(Token.Holder);
    At.Argument = std::move(Argument);
    At.Token = Token;
  }
  if (Fitting > 1) {
    To.Obstacle = "which token of '" + At.In->getNameAsString() +
                  "' is meant is for you to decide";
    At.Argument = "";
  } else if (Tokens.empty() && !Body->Lambda && mayCarry(*At.In) &&
             !cleansUp(Call, *Around, Known) &&
             !isBeforeDelayedFailure(Call, *Body, *Around)) {
    std::unique_ptr<Carrier> &Above = Carriers[At.In->getCanonicalDecl()];
    if (!Above) {
      Above = std::make_unique<Carrier>();
      Above->Entry = To.Entry;
      Open.push_back(At.In->getCanonicalDecl());
    }
  } else if (At.Argument.empty()) {
    At.In = nullptr;
  }
  To.Sites.push_back(std::move(At));
}

void TokenChains::explore(const FunctionDecl &Function) {
  Carrier &Of = carrier(Function);
  const CallNode *Node = Calls.node(&Function);
  SourceLocation At;
  Of.Obstacle = obstacle(Function, At);
  if (Node)
    for (const CallMention &Mention : Node->Mentions)
      addSite(Function, Of, Mention);
}

/// Whoever is called with a token, or by who gets one.
void TokenChains::feed() {
  bool Changed = true;
  while (std::exchange(Changed, false))
    // Callers were found behind what they call.
    for (const auto &[Function, Of] : llvm::reverse(Carriers)) {
      if (Of->IsFed)
        continue;
      Of->IsFed = llvm::any_of(Of->Sites, [&, &Of = Of](const Site &At) {
        if (!At.Argument.empty())
          return true;
        const auto Above =
            At.In ? Carriers.find(At.In->getCanonicalDecl()) : Carriers.end();
        return Above != Carriers.end() && Above->second->IsFed &&
               Above->second->Entry == Of->Entry;
      });
      Changed |= Of->IsFed;
    }
}

std::vector<TokenChain> TokenChains::find() {
  while (!Open.empty()) {
    const FunctionDecl *Next = Open.front();
    Open.pop_front();
    explore(*Next);
  }
  feed();
  std::vector<TokenChain> Found;
  llvm::DenseSet<const FunctionDecl *> Done;
  llvm::DenseMap<const FunctionDecl *, std::vector<const FunctionDecl *>> Near;
  for (const auto &[Function, Of] : Carriers)
    for (const Site &At : Of->Sites)
      if (At.In && At.Argument.empty()) {
        Near[Function].push_back(At.In->getCanonicalDecl());
        Near[At.In->getCanonicalDecl()].push_back(Function);
      }
  for (const auto &[Function, Of] : Carriers) {
    if (!Of->IsFed || Of->Needs.empty() || Done.contains(Function))
      continue;
    TokenChain Chain;
    llvm::SmallVector<const FunctionDecl *, 8> Pending = {Function};
    while (!Pending.empty()) {
      const FunctionDecl *Next = Pending.pop_back_val();
      const auto Known = Carriers.find(Next);
      if (Known == Carriers.end() || !Known->second->IsFed ||
          Known->second->Entry != Of->Entry || !Done.insert(Next).second)
        continue;
      Chain.Functions.insert(Next);
      if (!Known->second->Needs.empty())
        Chain.Ends.push_back({Next, Known->second->Needs});
      for (const Site &At : Known->second->Sites) {
        Chain.Holders.insert(At.Holders.begin(), At.Holders.end());
        if (!Chain.Begin && !At.Argument.empty()) {
          Chain.Begin = At.Call;
          Chain.Holder = At.In;
          Chain.Token = At.Token;
        }
      }
      llvm::append_range(Pending, Near.lookup(Next));
    }
    Found.push_back(std::move(Chain));
  }
  return Found;
}

//===--- Edits ------------------------------------------------------------===//

bool TokenChains::isNameTaken(const FunctionDecl &Function,
                              llvm::StringRef Name) {
  const ASTContext &Ctx = Function.getASTContext();
  return llvm::any_of(Function.redecls(), [&](const FunctionDecl *D) {
    const llvm::StringRef Text = Lexer::getSourceText(
        CharSourceRange::getTokenRange(D->getSourceRange()),
        Ctx.getSourceManager(), Ctx.getLangOpts());
    return anyToken(Text, Ctx.getLangOpts(), [Name](const Token &T) {
      return T.is(tok::raw_identifier) && T.getRawIdentifier() == Name;
    });
  });
}

std::string TokenChains::nameIn(const FunctionDecl &Function) const {
  for (llvm::StringRef Name : StopNames)
    if (!isNameTaken(Function, Name))
      return Name.str();
  return "";
}

ReachableToken TokenChains::tokenOf(const FunctionDecl &Function,
                                    const std::string &Name,
                                    const StopTokenEntry &Entry) {
  ReachableToken Token;
  Token.Holder = &Function;
  Token.Text = Name;
  Token.Type = takerOf(Function, Entry).Type;
  Token.IsOwned = Token.Type.Reference == TokenType::Value;
  return Token;
}

SourceLocation TokenChains::parameterEnd(const FunctionDecl &Declaration) {
  const FunctionTypeLoc Written = Declaration.getFunctionTypeLoc();
  if (!Written || Written.getRParenLoc().isInvalid())
    return {};
  const ASTContext &Ctx = Declaration.getASTContext();
  // Not `(void)`.
  const auto Next =
      Declaration.getNumParams()
          ? std::nullopt
          : Lexer::findNextToken(Written.getLParenLoc(), Ctx.getSourceManager(),
                                 Ctx.getLangOpts());
  return Declaration.getNumParams() ||
                 (Next && Next->getLocation() == Written.getRParenLoc())
             ? Written.getRParenLoc()
             : SourceLocation();
}

void TokenChains::declare(const FunctionDecl &Function, const std::string &Name,
                          bool WithDefault, Rewrite &Edits) const {
  const TokenType Type = takerOf(Function).Type;
  const bool ByValue = Type.Reference == TokenType::Value;
  const unsigned Count = Function.getNumParams();
  for (const FunctionDecl *D : Function.redecls())
    WithDefault |= Count && D->getParamDecl(Count - 1)->hasDefaultArg();
  if (WithDefault && !ByValue)
    return Edits.refuse("not all that call '" + Function.getNameAsString() +
                        "' have a token, and a reference has no default");
  for (const FunctionDecl *D : Function.redecls()) {
    const SourceLocation End = parameterEnd(*D);
    if (End.isInvalid())
      return Edits.refuse("the parameters of '" + Function.getNameAsString() +
                          "' are written in another way");
    if (!Edits.isDeclaredAt(Type.Entry->Name, End)) {
      if (Type.Entry->Header.empty())
        return Edits.refuse("'" + Type.Entry->Name + "' is not known at '" +
                            Function.getNameAsString() + "'");
      Edits.include(End, Type.Entry->Header);
    }
    std::string Text = Count ? ", " : "";
    Text += Type.Entry->Name + (ByValue ? " " : " &") + Name;
    if (WithDefault && D->isFirstDecl())
      Text += " = {}";
    Edits.insertBefore(End, Text);
  }
}

void TokenChains::handOn(const FunctionDecl &Function, const TokenChain &Chain,
                         Rewrite &Edits) const {
  const Carrier &Of = carrier(Function);
  const std::string Name = nameIn(Function);
  if (!Of.Obstacle.empty())
    return Edits.refuse(Of.Obstacle);
  if (Name.empty())
    return Edits.refuse("'" + Function.getNameAsString() +
                        "' has another 'stop'");
  bool AllGive = true;
  for (const Site &At : Of.Sites) {
    std::string Argument = At.Argument;
    const FunctionDecl *By = At.In ? At.In->getCanonicalDecl() : nullptr;
    if (Argument.empty() && By && Chain.Functions.contains(By)) {
      Argument = argumentFor(tokenOf(*By, nameIn(*By)), takerOf(Function),
                             *At.Call, *Index(*At.In), Types);
    }
    AllGive &= !Argument.empty();
    if (!Argument.empty())
      addToken(*At.Call, takerOf(Function), Argument, Edits);
  }
  declare(Function, Name, !AllGive, Edits);
  for (const TokenNeed &Need : Of.Needs) {
    const FunctionDecl *Definition = Function.getDefinition();
    const std::string Argument =
        argumentFor(tokenOf(Function, Name), Need.Taker, *Need.Call,
                    *Index(*Definition), Types);
    if (Argument.empty())
      return Edits.refuse("'" +
                          Need.Call->getDirectCallee()->getNameAsString() +
                          "' takes its token in another way");
    addToken(*Need.Call, Need.Taker, Argument, Edits);
  }
}

void TokenChains::apply(const TokenChain &Chain, Rewrite &Edits) const {
  for (const FunctionDecl *Function : Chain.Functions)
    handOn(*Function, Chain, Edits);
}
