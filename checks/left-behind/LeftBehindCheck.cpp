//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/left-behind/LeftBehindCheck.h"
#include "checks/left-behind/SettledRegion.h"
#include "code/Origins.h"
#include "code/Shapes.h"

namespace clang::tidy::async {

static constexpr RuleOption LeftBehindOptions[] = {
    {"AllTasks", "false",
     "Also reports tasks that refer to nothing local, and whose library keeps "
     "them safely."}};

const Rule LeftBehindCheck::TheRule = {
    "async-left-behind",
    "something that is closed or awaited at the end, and left behind when "
    "something throws before",
    "streams, files, scopes, tasks that have begun",
    "`try` around what may throw, and its exception thrown again behind "
    "`close()`",
    Repairs::FixOrNote,
    Precedence::Lifetime,
    LeftBehindOptions};

LeftBehindCheck::LeftBehindCheck(const Rule &Declared,
                                 ClangTidyContext *Context)
    : AsyncCheck(Declared, Context), AllTasks(option<bool>("AllTasks")) {}

bool LeftBehindCheck::concerns(const FunctionDecl &Function) const {
  return isCoroutine(Function) && Function.getLangOpts().CXXExceptions;
}

/// The function that awaits many tasks of the library that \p Task is of.
static llvm::StringRef awaitAllOf(QualType Task, const AsyncTypes &Types) {
  const QualType Held = heldIn(Task);
  const AsyncType Type = Types.classify(Held.isNull() ? Task : Held);
  const Library *Of =
      Type.Entry ? Types.names().libraryOf(Type.Entry) : nullptr;
  return Of ? llvm::StringRef(Of->AwaitAll) : "";
}

Rewrite LeftBehindCheck::edits(const Obligation &Owed, const WayOut &Way,
                               bool IsOnly, const CallableBody &Body,
                               const BodyIndex &Index) {
  Rewrite Edits = rewrite(*Body.Callable);
  if (Owed.What != Obligation::Object) {
    const llvm::StringRef All = awaitAllOf(Owed.Var->getType(), types());
    Edits.refuse(All.empty() ? "what awaits it then is for you to tell"
                             : ("'" + All +
                                "' awaits it together with others, "
                                "whatever they throw")
                                   .str());
  } else if (!Way.throws()) {
    Edits.refuse("'" + nameForMessage(*Way.Settling) +
                 "' belongs in front of the 'co_return', too");
  } else if (!IsOnly) {
    Edits.refuse("more than one is left behind here");
  } else {
    SettledRegion(Owed, Body, Index)
        .write(*Way.At, Judgement(Index, types()), Edits);
  }
  return Edits;
}

void LeftBehindCheck::say(const Obligation &Owed, const WayOut &Way,
                          bool IsOnly, const CallableBody &Body,
                          const BodyIndex &Index) {
  Rewrite Edits = edits(Owed, Way, IsOnly, Body, Index);
  const bool IsTask = Owed.What != Obligation::Object;
  Report Said = report(Way.At->getBeginLoc(),
                       "%select{'%1' is left open|'%1' has begun, and nobody "
                       "awaits it,|the tasks "
                       "in '%1' have begun, and nobody awaits them,}0 when "
                       "%select{the coroutine ends|this throws}2 here",
                       std::move(Edits));
  Said << unsigned(Owed.What) << Owed.Var->getName() << unsigned(Way.throws());
  Said.note(beginOf(*Way.Settling), "it is %select{settled|awaited}0 here")
      << unsigned(IsTask);
  if (Owed.RefersTo)
    Said.note(Owed.RefersTo->getLocation(),
              "it refers to '%0', which ends then")
        << Owed.RefersTo->getName();
}

/// From where it is declared to where it is settled.
static SourceRange openRange(const Obligation &Owed, const WayOut &Way) {
  return {Owed.Var->getLocation(), Way.Settling->getBeginLoc()};
}

void LeftBehindCheck::checkBody(const CallableBody &Body,
                                const BodyIndex &Index) {
  if (!isCoroutine(*Body.Callable))
    return;
  if (!Classes)
    Classes.emplace(types());
  const std::vector<Obligation> All =
      obligationsIn(Body, Index, types(), *Classes, AllTasks);
  if (All.empty())
    return;
  OpenPaths Paths(Body, Index, types(), elsewhere());
  std::vector<std::pair<const Obligation *, WayOut>> Found;
  for (const Obligation &Owed : All)
    if (const std::optional<WayOut> Way = Paths.firstWayOut(Owed))
      Found.emplace_back(&Owed, *Way);
  llvm::DenseMap<SourceLocation, bool> IsNew;
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  for (const auto &[Owed, Way] : Found) {
    const SourceLocation Loc = Way.At->getBeginLoc();
    const auto [It, First] = IsNew.try_emplace(Loc, false);
    if (First)
      It->second = isNew(Loc);
    if (!It->second)
      continue;
    const SourceRange Here = openRange(*Owed, Way);
    const auto IsElsewhere = [&](const auto &Other) {
      const SourceRange There = openRange(*Other.first, Other.second);
      return SM.isBeforeInTranslationUnit(Here.getEnd(), There.getBegin()) ||
             SM.isBeforeInTranslationUnit(There.getEnd(), Here.getBegin());
    };
    say(*Owed, Way,
        size_t(llvm::count_if(Found, IsElsewhere)) + 1 == Found.size(), Body,
        Index);
  }
}

} // namespace clang::tidy::async
