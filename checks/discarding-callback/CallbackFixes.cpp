//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/discarding-callback/CallbackFixes.h"
#include "code/Waits.h"
#include "edits/Judgement.h"
#include "edits/Spelling.h"
#include "flow/AwaitSite.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::tidy::async;

/// The object that `x.begin()` or `std::begin(x)` belongs to, or null.
static const Expr *iteratorObject(const Expr &Iterator, llvm::StringRef Name) {
  const auto *Call = dyn_cast<CallExpr>(stripImplicit(&Iterator));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->getIdentifier() || Callee->getName() != Name)
    return nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
    const auto *Access = dyn_cast<MemberExpr>(Member->getCallee());
    return Access && !Access->isArrow() && Call->getNumArgs() == 0
               ? stripImplicit(Access->getBase())
               : nullptr;
  }
  return Call->getNumArgs() == 1 && Callee->isInStdNamespace()
             ? stripImplicit(Call->getArg(0))
             : nullptr;
}

/// The text of the range that the algorithm goes over; empty if unknown.
static llvm::StringRef rangeText(llvm::ArrayRef<const Expr *> Args,
                                 const Rewrite &Edits) {
  if (Args.size() == 2)
    return Edits.text(Args[0]->IgnoreImplicit()->getSourceRange());
  if (Args.size() != 3)
    return "";
  const Expr *Begin = iteratorObject(*Args[0], "begin");
  const Expr *End = iteratorObject(*Args[1], "end");
  if (!Begin || !End || !isa<DeclRefExpr, MemberExpr>(Begin))
    return "";
  llvm::StringRef Text = Edits.text(Begin->getSourceRange());
  return Text == Edits.text(End->getSourceRange()) ? Text : "";
}

/// True when \p Range refers to a temporary in it. A call keeps that to its
/// end; a loop over it does only in C++23, and not in all compilers.
static bool refersToTemporary(const Expr &Range) {
  const Expr *Whole = Range.IgnoreImplicit();
  return anyWritten(Whole, [Whole](const Stmt &S) {
    const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(&S);
    return Temporary && Temporary->IgnoreImplicit() != Whole;
  });
}

/// What stands between the head of a loop and the one statement in it, in place
/// of \p Call: what follows in its line must not look as if it were in there.
static std::string bodyBegin(const CallExpr &Call, const ASTContext &Ctx) {
  const SourceManager &SM = Ctx.getSourceManager();
  const auto Semicolon =
      Lexer::findNextToken(Call.getEndLoc(), SM, Ctx.getLangOpts());
  const auto Next = Semicolon ? Lexer::findNextToken(Semicolon->getLocation(),
                                                     SM, Ctx.getLangOpts())
                              : std::nullopt;
  if (Next && SM.getSpellingLineNumber(Next->getLocation()) ==
                  SM.getSpellingLineNumber(Semicolon->getLocation()))
    return " ";
  return "\n" + Lexer::getIndentationForLine(Call.getBeginLoc(), SM).str() +
         "  ";
}

void clang::tidy::async::awaitInLoop(const DroppedResult &Drop,
                                     const BodyIndex &Index,
                                     const AsyncTypes &Types, Rewrite &Edits) {
  const auto &Call = cast<CallExpr>(*Drop.Taker);
  const auto Args = writtenArguments(Call);
  // A task of a task is not done when the outer one is.
  std::string Await;
  for (QualType Left = Drop.Result;
       !Left.isNull() && Types.classify(Left).isTask();
       Left = Types.awaitResult(Left)) {
    if (const AwaitSite Site(Call, Left, Index, Types); !Site)
      return Edits.refuse(Site.reason());
    Await += "co_await ";
  }
  if (llvm::StringRef Why = Types.notFixed(Drop.Result); !Why.empty())
    return Edits.refuse(Why.str());
  const Judgement Judge(Index, Types);
  Edits.obey(Judge.suspends(Call));
  Edits.obey(Judge.remakes(*Drop.Callable));
  if (!isa_and_nonnull<CompoundStmt>(Index.spelledParent(&Call)))
    return Edits.refuse("a loop is a statement of its own");
  const llvm::StringRef Range = rangeText(Args, Edits);
  const FunctionDecl *Function = calledFunction(*Drop.Callable, Types.names());
  if (Range.empty() || stripImplicit(Args.back()) != Drop.Callable)
    return Edits.refuse("the range is not written in one piece");
  if (refersToTemporary(*Args.front()))
    return Edits.refuse("the range lives in a temporary, which ends before a "
                        "loop");
  if (!Function || isa<UnaryOperator>(Drop.Callable) ||
      Function->getNumParams() != 1 ||
      Function->getParamDecl(0)->getType()->isRValueReferenceType())
    return Edits.refuse("the callable wants more than an element's name");
  // A name that means nothing else in what follows.
  std::string Element = "element";
  while (Edits.text(Call.getSourceRange()).contains(Element))
    Element += '_';
  const Expr &Whole = Call;
  const SourceLocation Begin = Whole.getBeginLoc();
  Edits.insertBefore(Begin, ("for (auto &&" + Element + " : " + Range + ")" +
                             bodyBegin(Call, Function->getASTContext()) + Await)
                                .str());
  Edits.removeUpTo(Begin, Drop.Callable->getBeginLoc());
  Edits.insertAfterToken(Drop.Callable->getEndLoc(), "(" + Element + ")");
  Edits.removeBehind(Drop.Callable->getEndLoc(), Call.getRParenLoc());
}

void clang::tidy::async::spawnInstead(const DroppedResult &Drop,
                                      const DeclContext &In, const Names &Known,
                                      Rewrite &Edits) {
  const auto *Call = dyn_cast<CallExpr>(Drop.Taker);
  const FunctionDecl *Function = calledFunction(*Drop.Callable, Known);
  const auto *Callee =
      Call ? dyn_cast<DeclRefExpr>(stripImplicit(Call->getCallee())) : nullptr;
  if (!Callee || !Function || Function->getNumParams() != 0 ||
      writtenArguments(*Call).size() != 2 ||
      stripImplicit(Call->getArg(1)) != Drop.Callable)
    return; // Without an executor, or with more than that.
  const DropFacts &Facts = *Drop.Entry->Dropped;
  const SourceLocation At = Call->getBeginLoc();
  Edits.replace(Callee->getSourceRange(), libraryText(Facts.Becomes, In, At));
  Edits.addArgument(*Call, libraryText(Facts.Adds, In, At));
  if (!Facts.Header.empty() &&
      findDeclarations(Function->getASTContext(), Facts.Becomes).empty())
    Edits.include(At, Facts.Header);
}

void clang::tidy::async::adaptCallable(const DroppedResult &Drop,
                                       const DeclContext &In,
                                       const Library &Lib, const Names &Known,
                                       Rewrite &Edits) {
  // The adaptor gives a callable without parameters.
  if (!Drop.Wrapper.isNull() &&
      signatureOf(Drop.Wrapper)->getNumParams() == 0 &&
      !Lib.CallbackAdaptor.empty() &&
      !findDeclarations(Known.context(), Lib.CallbackAdaptor).empty())
    Edits.wrap(Drop.Callable->getSourceRange(),
               libraryText(Lib.CallbackAdaptor + "(", In,
                           Drop.Callable->getBeginLoc()),
               ")");
}
