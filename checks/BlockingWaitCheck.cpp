//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "BlockingWaitCheck.h"
#include "AwaitSite.h"
#include "Completion.h"
#include "Waits.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang::ast_matchers;

namespace clang::tidy {

template <> struct OptionEnumMapping<async::Conversions::Scope> {
  static llvm::ArrayRef<std::pair<async::Conversions::Scope, StringRef>>
  getEnumMapping() {
    using Scope = async::Conversions::Scope;
    static constexpr std::pair<Scope, StringRef> Mapping[] = {
        {Scope::Off, "off"},
        {Scope::Internal, "internal"},
        {Scope::All, "all"}};
    return Mapping;
  }
};

} // namespace clang::tidy

namespace clang::tidy::async {

BlockingWaitCheck::BlockingWaitCheck(llvm::StringRef Name,
                                     ClangTidyContext *Context)
    : AsyncCheck(Name, Context),
      ConvertFunctions(
          Options.get("ConvertFunctions", Conversions::Scope::Internal)) {}

void BlockingWaitCheck::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  AsyncCheck::storeOptions(Opts);
  Options.store(Opts, "ConvertFunctions", ConvertFunctions);
}

void BlockingWaitCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(functionDecl(asyncCode()).bind("function"), this);
}

/// `then([](future<T> f) { f.get(); })`: the library calls it when \p Holder,
/// the parameter, is complete.
static bool isOwnContinuation(const ValueDecl *Holder, const CallableBody &Body,
                              const BodyIndex &Index, const Names &Known) {
  if (!Body.Lambda || !isa_and_nonnull<ParmVarDecl>(Holder) ||
      Holder->getDeclContext() != Body.Callable)
    return false;
  const Expr *Taker = Index.handedTo(Body.Lambda);
  return Taker && Known.call(Taker, CallRole::Continuation);
}

/// As an Expr: CallExpr's own getBeginLoc() is wrong for function objects.
static SourceLocation beginOf(const BlockingWait &Wait) {
  const Expr &Call = *Wait.Call;
  return Call.getBeginLoc();
}

std::vector<BlockingWait> BlockingWaitCheck::waitsIn(const CallableBody &Body,
                                                     const BodyIndex &Index) {
  std::vector<BlockingWait> Waits;
  std::vector<SuspectWait> Suspects;
  for (const CallExpr *Call : Body.Calls)
    if (auto Wait = blockingWait(*Call, types())) {
      Suspects.push_back(
          {Call, originOf(Wait->Operand, names(), Wait->ThroughPointer),
           Wait->givesUp()});
      Waits.push_back(*Wait);
    }
  if (Waits.empty())
    return Waits;
  const Completion Completed(Body, types(), Suspects);
  std::vector<BlockingWait> Found;
  for (const auto &[Wait, Suspect] : llvm::zip(Waits, Suspects))
    if (!Wait.isPoll() && !Completed.isComplete(Suspect) &&
        !isOwnContinuation(Suspect.Origin.Where.Holder, Body, Index, names()))
      Found.push_back(Wait);
  return Found;
}

std::vector<BlockingWait>
BlockingWaitCheck::waitsIn(const FunctionDecl &Function) {
  if (!isCalledByCoroutine(Function))
    return {};
  const BodyIndex *Index = index(Function);
  const CallableBody *Body = Index ? Index->body(&Function) : nullptr;
  if (!Body)
    return {};
  std::vector<BlockingWait> Waits = waitsIn(*Body, *Index);
  // How a library waits is its own affair.
  llvm::erase_if(Waits, [&](const BlockingWait &Wait) {
    const Library *Lib =
        names().libraryOf(types().classify(Wait.operandType()).Entry);
    return Lib && isInNamespaceOf(Function, *Lib);
  });
  return Waits;
}

void BlockingWaitCheck::check(const MatchFinder::MatchResult &Result) {
  const auto *Function = Result.Nodes.getNodeAs<FunctionDecl>("function");
  if (Unit != Result.Context) {
    Unit = Result.Context;
    Planned.reset();
    CalledByCoroutine.clear();
  }
  if (!isCoroutine(*Function))
    return checkFunction(*Function);
  const BodyIndex *Index = index(*Function);
  const CallableBody *Body = Index ? Index->body(Function) : nullptr;
  if (!Body)
    return;
  const std::vector<BlockingWait> Waits = waitsIn(*Body, *Index);
  std::vector<const BlockingWait *> Found;
  for (const BlockingWait &Wait : Waits)
    if (isNew(Wait.location()))
      Found.push_back(&Wait);

  // `f.get().get()`: both would insert `co_await` at one place, where the
  // order of two fixes is not ours to say.
  llvm::DenseMap<SourceLocation, std::vector<const BlockingWait *>> Chains;
  for (const BlockingWait *Wait : Found) {
    Rewrite Own = rewrite(*Result.Context);
    repair(*Wait, *Body, *Index, Own);
    if (Own && !Wait->hidesErrors())
      Chains[beginOf(*Wait)].push_back(Wait);
  }
  for (const BlockingWait *Wait : Found)
    report(*Wait, Chains.lookup(beginOf(*Wait)), *Body, *Index);
}

void BlockingWaitCheck::repair(const BlockingWait &Wait,
                               const CallableBody &Body, const BodyIndex &Index,
                               Rewrite &Edits) {
  if (isInstantiation(*Body.Callable))
    return Edits.refuse("it depends on a template parameter");
  // A token of the coroutine's own library makes the operation awaitable.
  const TokenEntry *Entry = nullptr;
  const Expr *Token = blockingToken(Wait, names(), Entry);
  const bool ByToken =
      Token && names().libraryOf(Entry) ==
                   names().libraryOf(
                       types().classify(Body.Callable->getReturnType()).Entry);
  QualType Operand =
      ByToken ? Body.Callable->getReturnType() : Wait.operandType();
  const AwaitSite Site(*Wait.Call, Operand, Index, types());
  if (!Site)
    Edits.refuse(Site.reason());
  else if (ByToken)
    awaitWithToken(Wait, *Token, *Entry, Body.Callable->getReturnType(), Edits);
  else
    awaitInstead(Wait, types(), Edits);
}

void BlockingWaitCheck::report(const BlockingWait &Wait,
                               llvm::ArrayRef<const BlockingWait *> Chain,
                               const CallableBody &Body,
                               const BodyIndex &Index) {
  const ASTContext &Ctx = Body.Callable->getASTContext();
  const SourceLocation Loc = Wait.location();
  Rewrite Edits = rewrite(Ctx);
  const bool IsFixed = llvm::is_contained(Chain, &Wait);
  if (!IsFixed) {
    // Refused, or a change of what is thrown: for a human to judge.
    repair(Wait, Body, Index, Edits);
  } else if (Chain.front() == &Wait) {
    for (const BlockingWait *Link : llvm::reverse(Chain)) {
      repair(*Link, Body, Index, Edits);
      // What an outer wait waits for needs none: `co_await co_await f`.
      if (llvm::none_of(Chain, [Link](const BlockingWait *Outer) {
            return stripImplicit(Outer->Operand) == Link->Call;
          }))
        Edits.parenthesizeForContext(*Link->Call, Index);
    }
  }
  const std::vector<FixItHint> Fix = Edits.hints();
  const llvm::ArrayRef<FixItHint> Applied =
      IsFixed ? llvm::ArrayRef(Fix) : llvm::ArrayRef<FixItHint>();
  if (Wait.Entry && !Wait.Entry->Effect.empty())
    diag(Loc, "'%0' in a coroutine %1")
        << Wait.name() << Wait.Entry->Effect << Applied;
  else
    diag(Loc, "'%0' blocks the thread of this coroutine until the '%1' is "
              "complete%select{| or the time is up}2")
        << Wait.name() << typeName(Wait.operandType(), Ctx) << Wait.isTimed()
        << Applied;
  explain(Loc, Edits);
  if (Edits && !IsFixed)
    diag(Loc, "'co_await' throws what '%0' leaves in the future",
         DiagnosticIDs::Note)
        << Wait.name() << Fix;

  const AsyncType Coroutine = types().classify(Body.Callable->getReturnType());
  if (IsFixed && Coroutine.Entry && !Coroutine.Entry->Resumes.empty())
    diag(Loc, "after 'co_await' the coroutine resumes on %0",
         DiagnosticIDs::Note)
        << Coroutine.Entry->Resumes;
}

bool BlockingWaitCheck::isCalledByCoroutine(const FunctionDecl &Function) {
  if (CalledByCoroutine.empty()) {
    std::vector<const CallNode *> Worklist;
    for (const CallNode *Node : callGraph().nodes())
      if (isCoroutine(*Node->Function))
        Worklist.push_back(Node);
    // Not empty from now on.
    CalledByCoroutine.insert(nullptr);
    while (!Worklist.empty()) {
      const CallNode *Node = Worklist.back();
      Worklist.pop_back();
      for (const CallSite &Site : Node->Calls)
        if (CalledByCoroutine.insert(Site.Callee->getCanonicalDecl()).second)
          if (const CallNode *Callee = callGraph().node(Site.Callee))
            Worklist.push_back(Callee);
    }
  }
  return CalledByCoroutine.count(Function.getCanonicalDecl());
}

const Conversions &BlockingWaitCheck::conversions(const ASTContext &) {
  if (!Planned) {
    Conversions::Host Host;
    Host.Index = [this](const FunctionDecl &F) { return index(F); };
    Host.Waits = [this](const FunctionDecl &F) { return waitsIn(F); };
    Host.IsBoundary = [](const FunctionDecl &F) { return F.isMain(); };
    Planned = std::make_unique<Conversions>(callGraph(), types(),
                                            std::move(Host), ConvertFunctions);
  }
  return *Planned;
}

void BlockingWaitCheck::checkFunction(const FunctionDecl &Function) {
  const BodyIndex *Index = index(Function);
  const CallableBody *Body = Index ? Index->body(&Function) : nullptr;
  if (!Body || llvm::none_of(Body->Calls, [this](const CallExpr *Call) {
        return blockingWait(*Call, types());
      }))
    return;
  const ASTContext &Ctx = Function.getASTContext();
  const std::vector<BlockingWait> Waits = waitsIn(Function);
  if (Waits.empty())
    return;
  const Conversions &Plans = conversions(Ctx);
  bool First = true;
  for (const BlockingWait &Wait : Waits) {
    const SourceLocation Loc = Wait.location();
    if (!isNew(Loc))
      continue;
    Rewrite Edits = rewrite(Ctx);
    std::string Together;
    if (!Plans.converts(Function)) {
      std::string Why = Plans.reason(Function);
      // No task to return is known, or nothing may be converted.
      if (Why.empty())
        Why = (types().classify(Wait.operandType()).canBeAwaited()
                   ? AwaitSite(*Wait.Call, Wait.operandType(), *index(Function),
                               types())
                         .reason()
                   : "'" + typeName(Wait.operandType(), Ctx) +
                         "' has no awaiter");
      Edits.refuse(Why);
    } else if (const FunctionDecl &Carrier = Plans.carrier(Function);
               First && declaresSameEntity(&Carrier, &Function)) {
      Plans.apply(Function, Edits);
    } else {
      Together = Carrier.getNameAsString();
    }
    First = false;
    diag(Loc, "'%0' blocks the thread until the '%1' is complete"
              "%select{| or the time is up}2")
        << Wait.name() << typeName(Wait.operandType(), Ctx) << Wait.isTimed()
        << Edits.hints();
    explain(Loc, Edits);
    if (!Together.empty())
      diag(Loc, "fixed together with the first wait in '%0'",
           DiagnosticIDs::Note)
          << Together;
  }
}

} // namespace clang::tidy::async
