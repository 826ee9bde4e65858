//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/AwaitWays.h"
#include "code/Tokens.h"
#include "code/Waits.h"
#include "edits/Spelling.h"
#include "knowledge/Placeholders.h"
#include "clang/AST/QualTypeNames.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::tidy::async;

void clang::tidy::async::rewriteAround(const CallExpr &Call,
                                       llvm::StringRef Before,
                                       llvm::StringRef After,
                                       const BodyIndex &Index, Rewrite &Edits,
                                       SourceLocation Until) {
  auto Args = writtenArguments(Call);
  if (Until.isInvalid())
    Until = Call.getEndLoc();
  if (Args.empty()) {
    Edits.replace(SourceRange(Call.getBeginLoc(), Until),
                  (Before + After).str());
  } else {
    Edits.removeUpTo(Call.getBeginLoc(), Args.front()->getBeginLoc());
    Edits.insertBefore(Args.front()->getBeginLoc(), Before);
    Edits.insertAfterToken(Args.back()->getEndLoc(), After);
    Edits.removeBehind(Args.back()->getEndLoc(), Until);
  }
  Edits.parenthesizeForContext(Call, Index);
}

//===--- Which way --------------------------------------------------------===//

std::optional<ChosenWay>
clang::tidy::async::chooseWay(llvm::ArrayRef<AwaitWayEntry> Ways,
                              const CallExpr &Call, const BodyIndex &Index,
                              const Names &Known) {
  std::optional<ChosenWay> Far;
  for (const AwaitWayEntry &Way : Ways) {
    if (llvm::any_of(Way.Needs, [&](llvm::StringRef Name) {
          return findDeclarations(Known.context(), Name).empty();
        }))
      continue;
    ChosenWay Chosen{&Way, std::nullopt, std::nullopt};
    const auto Find = [&](llvm::StringRef Class, Reach Wanted,
                          std::optional<ReachableObject> &Found) {
      if (Class.empty())
        return true;
      auto All = objectsInReach(Call, Class, Index, Known, Wanted);
      if (All.size() == 1)
        Found = All.front();
      return Found.has_value();
    };
    if (!Find(Way.Type, Reach::Changing, Chosen.Object) ||
        !Find(Way.Beside, Reach::Owned, Chosen.Beside))
      continue;
    // What another way needs may be nearer than a global.
    const auto *Var =
        Chosen.Object ? dyn_cast<VarDecl>(Chosen.Object->Holder) : nullptr;
    if (!Var || !Var->isFileVarDecl())
      return Chosen;
    if (!Far)
      Far = Chosen;
  }
  return Far;
}

//===--- How it is written ------------------------------------------------===//

/// \p Text, code of \p Way, with the objects as they are named at the place.
static std::string named(const ChosenWay &Way, llvm::StringRef Text,
                         const CallableBody &Body, SourceLocation Loc) {
  std::string Written = libraryText(Text, *Body.Callable, Loc);
  if (Way.Object)
    Written = Way.Object->fillIn(Written);
  return Way.Beside ? fillIn(Written, {{"{beside}", Way.Beside->Text}})
                    : Written;
}

/// True when \p Call is a statement, and not the begin of a loop or an `if`.
static bool isStatement(const CallExpr &Call, const BodyIndex &Index) {
  const Stmt *Child = &Call;
  const Stmt *P = Index.parent(Child);
  while (isa_and_nonnull<ExprWithCleanups, ImplicitCastExpr>(P)) {
    Child = P;
    P = Index.parent(P);
  }
  if (const auto *If = dyn_cast_or_null<IfStmt>(P))
    return Child == If->getThen() || Child == If->getElse();
  if (const auto *For = dyn_cast_or_null<ForStmt>(P))
    return Child == For->getBody();
  return isa_and_nonnull<CompoundStmt, WhileStmt, DoStmt, CXXForRangeStmt,
                         SwitchCase>(P);
}

/// The semicolon of a call that is a statement; invalid for others.
static SourceLocation semicolonOf(const CallExpr &Call,
                                  const CallableBody &Body,
                                  const BodyIndex &Index) {
  const ASTContext &Ctx = Body.Callable->getASTContext();
  const auto Next = Lexer::findNextToken(
      Call.getEndLoc(), Ctx.getSourceManager(), Ctx.getLangOpts());
  return Next && Next->is(tok::semi) && Body.discards(Call) &&
                 isStatement(Call, Index)
             ? Next->getLocation()
             : SourceLocation();
}

/// A new line, as far from the left as the one that \p Loc is on.
static std::string newLineAs(SourceLocation Loc, const SourceManager &SM) {
  const llvm::StringRef Line = lineBefore(Loc, SM);
  return "\n" +
         Line.take_while([](char C) { return C == ' ' || C == '\t'; }).str();
}

/// The name that `lib::context name;` declares, or nothing.
static llvm::StringRef declaredName(llvm::StringRef Statement) {
  const llvm::StringRef Name =
      Statement.drop_back(Statement.ends_with(";")).rsplit(' ').second;
  return llvm::all_of(Name, [](char C) { return isAsciiIdentifierContinue(C); })
             ? Name
             : "";
}

/// True when \p Way has the call in a lambda, and not behind itself.
static bool makesCall(const AwaitWayEntry &Way) {
  const llvm::StringRef Text = Way.Write;
  return Text.contains("{work}") || Text.contains("{body}");
}

namespace {
/// A block around the statement that the call is, where a way needs one.
struct WayBlock {
  std::string Open, Close;
  SourceLocation Semicolon;
};
} // namespace

static WayBlock blockAround(const ChosenWay &Way, const CallExpr &Call,
                            const CallableBody &Body, const BodyIndex &Index,
                            Rewrite &Edits) {
  WayBlock Block;
  const AwaitWayEntry &Entry = *Way.Entry;
  const SourceLocation Loc = Call.getBeginLoc();
  const bool HasWork =
      llvm::StringRef(Entry.Write).contains("{time}") || makesCall(Entry);
  if (Entry.Before.empty() && Entry.After.empty() && HasWork)
    return Block;
  Block.Semicolon = semicolonOf(Call, Body, Index);
  if (Block.Semicolon.isInvalid()) {
    Edits.refuse("it is no statement of its own");
    return Block;
  }
  const ASTContext &Ctx = Body.Callable->getASTContext();
  const llvm::StringRef Name = declaredName(Entry.Before);
  if (!Name.empty() && hasIdentifier(Name, Body.Callable->getBeginLoc(),
                                     Body.Callable->getEndLoc(), Ctx))
    Edits.refuse("'" + Name.str() + "' is another name already");
  if (Entry.Before.empty() && Entry.After.empty())
    return Block;
  const std::string Line = newLineAs(Loc, Ctx.getSourceManager());
  Block.Open =
      "{" + Line + "  " + named(Way, Entry.Before, Body, Loc) + Line + "  ";
  Block.Close =
      ";" + Line + "  " + named(Way, Entry.After, Body, Loc) + Line + "}";
  return Block;
}

static void includeAll(const AwaitWayEntry &Way, const CallExpr &Call,
                       Rewrite &Edits) {
  for (const IncludeEntry &Include : Way.Includes)
    Edits.includeFor(Include.Declares, Call.getExprLoc(), Include.Header);
}

void clang::tidy::async::writeSleep(const ChosenWay &Way, const CallExpr &Call,
                                    llvm::StringRef Before,
                                    llvm::StringRef After,
                                    const CallableBody &Body,
                                    const BodyIndex &Index, Rewrite &Edits) {
  const WayBlock Block = blockAround(Way, Call, Body, Index, Edits);
  includeAll(*Way.Entry, Call, Edits);
  const auto [Head, Tail] = fillAround(
      named(Way, Way.Entry->Write, Body, Call.getExprLoc()), "{time}");
  const llvm::StringRef Await = Way.Entry->Suspends ? "" : "co_await ";
  rewriteAround(Call, (Block.Open + Await + Head + Before).str(),
                (After + Tail + Block.Close).str(), Index, Edits,
                Block.Semicolon);
}

//===--- On other threads -------------------------------------------------===//

/// True when another thread can make the call, and its value gets here.
static bool canMoveAway(const CallExpr &Call, const CallableBody &Body,
                        const BodyIndex &Index, const Names &Known) {
  const Expr *Object = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    Object = Member->getImplicitObjectArgument();
  else if (auto Args = writtenArguments(Call); !Args.empty())
    Object = Args.front();
  // It would wait for its own thread.
  if (Object &&
      (Known.isRunner(Object->getType()) || Known.isPool(Object->getType())))
    return false;
  if (llvm::any_of(Body.Awaits, [&](const CoawaitExpr *Await) {
        return isWithin(Await, &Call, Index);
      }))
    return false;
  return Call.getType()->isVoidType() || Body.discards(Call) ||
         (!Call.isGLValue() && Call.getType()->isScalarType());
}

/// What \p Way puts in front of \p Call and behind it.
static std::pair<std::string, std::string>
aroundCall(const ChosenWay &Way, const CallExpr &Call, bool IsStatement,
           const CallableBody &Body) {
  const llvm::StringRef Text = Way.Entry->Write;
  const std::string Filled = named(Way, Text, Body, Call.getExprLoc());
  if (!Text.contains("{body}")) {
    auto [Head, Tail] = fillAround(Filled, "{work}");
    if (makesCall(*Way.Entry)) {
      Head += IsStatement ? "[&] { " : "[&] { return ";
      Tail = "; }" + Tail;
    }
    return {Head, Tail};
  }
  const ASTContext &Ctx = Body.Callable->getASTContext();
  auto [Head, Tail] =
      fillAround(Filled, "{body}",
                 {{"{value}", IsStatement ? "void"
                                          : TypeName::getFullyQualifiedName(
                                                Call.getType(), Ctx,
                                                Ctx.getPrintingPolicy())}});
  if (IsStatement)
    return {Head, "; co_return;" + Tail};
  return {Head + "co_return ", ";" + Tail};
}

bool clang::tidy::async::offload(llvm::ArrayRef<AwaitWayEntry> Ways,
                                 const CallExpr &Call, const CallableBody &Body,
                                 const BodyIndex &Index,
                                 const AsyncTypes &Types, Rewrite &Edits) {
  const auto Way = chooseWay(Ways, Call, Index, Types.names());
  if (!Way || !canMoveAway(Call, Body, Index, Types.names()) ||
      (Way->Object && mentions(&Call, Way->Object->Holder)))
    return false;
  const bool Statement = Call.getType()->isVoidType() || Body.discards(Call);
  const bool Wraps = makesCall(*Way->Entry);
  if (!Wraps && semicolonOf(Call, Body, Index).isInvalid())
    return false;
  if (!Way->Entry->Changes.empty())
    Edits.obey(Ruling::note(Way->Entry->Changes));
  Edits.obey(Judgement(Index, Types).callsElsewhere());
  const WayBlock Block = blockAround(*Way, Call, Body, Index, Edits);
  includeAll(*Way->Entry, Call, Edits);
  const llvm::StringRef Await = Way->Entry->Suspends ? "" : "co_await ";
  const auto [Head, Tail] = aroundCall(*Way, Call, Statement, Body);
  if (Wraps) {
    Edits.insertBefore(Call.getBeginLoc(), (Block.Open + Await + Head).str());
    Edits.insertAfterToken(Call.getEndLoc(), Tail + Block.Close);
    Edits.parenthesizeForContext(Call, Index);
  } else {
    Edits.insertBefore(
        Call.getBeginLoc(),
        (Block.Open + Await + Head + ";" +
         newLineAs(Call.getBeginLoc(), Types.context().getSourceManager()) +
         (Block.Open.empty() ? "" : "  "))
            .str());
    if (!Block.Close.empty())
      Edits.insertAfterToken(Call.getEndLoc(), Block.Close);
  }
  if (!Block.Close.empty())
    Edits.removeBehind(Call.getEndLoc(), Block.Semicolon);
  return true;
}
