//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unprotected-this/KeepingEdits.h"
#include "code/CallGraph.h"
#include "edits/Spelling.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace clang::tidy::async;

static bool mentionsWord(llvm::StringRef Text, llvm::StringRef Word) {
  for (size_t At = 0; (At = Text.find(Word, At)) != llvm::StringRef::npos;
       At += Word.size()) {
    const auto IsPart = [](char C) { return llvm::isAlnum(C) || C == '_'; };
    const size_t End = At + Word.size();
    if ((At == 0 || !IsPart(Text[At - 1])) &&
        (End == Text.size() || !IsPart(Text[End])))
      return true;
  }
  return false;
}

std::string clang::tidy::async::nameOfOwner(const FunctionDecl &Function,
                                            const ASTContext &Ctx) {
  const llvm::StringRef Text = Lexer::getSourceText(
      CharSourceRange::getTokenRange(Function.getSourceRange()),
      Ctx.getSourceManager(), Ctx.getLangOpts());
  for (const char *Name : {"self", "strong", "keep_alive"})
    if (!mentionsWord(Text, Name))
      return Name;
  return "";
}

void clang::tidy::async::takeOwner(const FunctionDecl &Coroutine,
                                   llvm::StringRef Owner, Rewrite &Edits) {
  const ASTContext &Ctx = Coroutine.getASTContext();
  const std::string Name = nameOfOwner(Coroutine, Ctx);
  const auto *Body = dyn_cast<CoroutineBodyStmt>(Coroutine.getBody());
  const auto *Block = dyn_cast_or_null<CompoundStmt>(
      Body ? Body->getBody() : Coroutine.getBody());
  if (Owner.empty() || Name.empty() || !Block || Block->body_empty())
    return Edits.refuse("how its object is kept alive is for you to tell");
  Edits.insertStatementBefore(
      *Block->body_front(),
      "auto " + Name + " = " +
          libraryText(Owner, Coroutine, Block->getBeginLoc()) + ";");
}

/// True when \p Whole gets \p Callable as an argument, and keeps it for as long
/// as the work runs.
static bool keepsCallable(const Expr &Whole, const Expr &Callable,
                          const Names &Known) {
  const auto *Call = dyn_cast<CallExpr>(&Whole);
  const CallEntry *Entry = Known.call(&Whole, CallRole::HandOver);
  return Call && Entry && Entry->HandOver->Callable &&
         llvm::any_of(Call->arguments(), [&](const Expr *Arg) {
           return handedValue(Arg) == &Callable;
         });
}

/// True for `f()`, of this object and without arguments.
static bool isPlainCall(const Expr &E) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&E);
  return Member && Member->getNumArgs() == 0 &&
         isa<CXXThisExpr>(stripImplicit(Member->getImplicitObjectArgument()));
}

void clang::tidy::async::captureOwner(const Expr &Whole, const ObjectWork &Work,
                                      const FunctionDecl &In,
                                      llvm::StringRef Owner,
                                      const AsyncTypes &Types, Rewrite &Edits) {
  const FunctionDecl &Outer = *outermostFunction(&In);
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(Outer))
    return Edits.refuse("nobody owns the object yet, or any more, here");
  const std::string Name = nameOfOwner(Outer, Types.context());
  const auto *Lambda = dyn_cast<LambdaExpr>(Work.Carrier);
  if (Owner.empty() || Name.empty() ||
      !keepsCallable(Whole, *Work.Carrier, Types.names()) ||
      (!Lambda && !isPlainCall(*Work.Carrier)))
    return Edits.refuse("give it an owner of the object as a parameter, which "
                        "lives as long as it runs");
  const std::string Capture =
      Name + " = " + libraryText(Owner, Outer, Work.Carrier->getBeginLoc());
  if (Lambda)
    return Edits.insertBefore(Lambda->getIntroducerRange().getEnd(),
                              ", " + Capture);
  Edits.wrap(Work.Carrier->getSourceRange(),
             "[this, " + Capture + "] { return ", "; }");
}

void clang::tidy::async::holdGate(const Expr &Whole, const FieldDecl &Gate,
                                  const ClosingGateEntry *Entry,
                                  const FunctionDecl &In, Rewrite &Edits) {
  if (!Entry || Entry->Run.empty())
    return Edits.refuse("hold it until this work has ended");
  if (isa<LambdaExpr>(Whole))
    return Edits.refuse("hold it until this work has ended");
  llvm::StringRef Text = Entry->Run;
  const auto [Before, After] = Text.split("{work}");
  const auto Fill = [&](llvm::StringRef Part) {
    std::string Filled = Part.str();
    static constexpr llvm::StringLiteral Place = "{gate}";
    if (const size_t At = Filled.find(Place); At != std::string::npos)
      Filled.replace(At, Place.size(), Gate.getName().str());
    return libraryText(Filled, In, Whole.getBeginLoc());
  };
  Edits.wrap(Whole.getSourceRange(), Fill(Before), After);
}
