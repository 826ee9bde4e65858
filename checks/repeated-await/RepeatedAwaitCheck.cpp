//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/repeated-await/RepeatedAwaitCheck.h"
#include "checks/repeated-await/ReusedResult.h"

namespace clang::tidy::async {

const Rule RepeatedAwaitCheck::TheRule = {
    "async-repeated-await",
    "a single-shot awaitable used twice",
    "awaited, or used in another way, twice on one path",
    "the first result",
    Repairs::Fix,
    Precedence::Reuse,
    {}};

void RepeatedAwaitCheck::checkBody(const CallableBody &Body,
                                   const BodyIndex &Index) {
  const std::vector<AwaitableUse> Uses = awaitableUses(Body, Index, types());
  for (const RepeatedUse &Repeated : repeatedUses(Uses, Body, Index, types()))
    if (isNew(Repeated.Second->location()))
      reportUse(Repeated, Body, Index);
}

/// What is done to the object the second time: "is awaited".
static std::string deedOf(const AwaitableUse &Use) {
  const std::string By = "'" + Use.By + "'";
  switch (Use.How) {
  case AwaitableUse::Await:
    return "is awaited";
  case AwaitableUse::Wait:
  case AwaitableUse::Member:
    return "is used by " + By;
  case AwaitableUse::Pass:
    return "is passed to " + By;
  case AwaitableUse::Move:
    break;
  }
  return "is moved";
}

/// How the second follows the first: "again", "after it was started".
static std::string orderOf(const AwaitableUse &First,
                           const AwaitableUse &Second, bool Single) {
  const bool Moved = First.How == AwaitableUse::Await && !Single;
  if (!Moved && deedOf(First) == deedOf(Second))
    return "again";
  return "after it was " + (Moved ? "moved into 'co_await'"
                                  : deedOf(First).substr(strlen("is ")));
}

void RepeatedAwaitCheck::reportUse(const RepeatedUse &Repeated,
                                   const CallableBody &Body,
                                   const BodyIndex &Index) {
  const AwaitableUse &First = *Repeated.First, &Second = *Repeated.Second;
  const ASTContext &Ctx = Body.Callable->getASTContext();
  QualType T = Second.Object->getType();
  const AsyncType Type =
      types().classify(T->isPointerType() ? T->getPointeeType() : T);
  const bool IsResult =
      First.How <= AwaitableUse::Wait && Second.How <= AwaitableUse::Wait;

  Rewrite Edits = rewrite(*Body.Callable);
  if (Repeated.inLoop())
    Edits.refuse("each round needs one of its own");
  else if (IsResult)
    reuseResult(*cast<Expr>(First.At), *cast<Expr>(Second.At), Index, Edits);
  else
    Edits.refuse("the first use kept no result");

  const std::string Subject = Edits.text(Second.Object->getSourceRange()).str();
  const bool Single = Type.MayAwait == Shots::Single;
  const std::string Once =
      Single && First.How != AwaitableUse::Move
          ? "; a '" + typeName(T, Ctx) + "' can be used only once"
          : "";
  Report Found = report(Second.location(),
                        Repeated.inLoop() ? "'%0' %1 in every round of a loop%2"
                                          : "'%0' %1 %3%2",
                        std::move(Edits));
  Found << Subject << deedOf(Second) << Once;
  if (Repeated.inLoop()) {
    Found.note(Second.Where.Holder->getLocation(),
               "it is made before the loop");
  } else {
    Found << orderOf(First, Second, Single);
    Found.note(First.location(), "it %0 here first") << deedOf(First);
  }
  if (!Found.isFixed() && Type.Entry && !Type.Entry->SharedForm.empty())
    Found.addition(Second.location(), "'%0' gives its result to several")
        << Type.Entry->SharedForm;
}

} // namespace clang::tidy::async
