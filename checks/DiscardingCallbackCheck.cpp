//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "DiscardingCallbackCheck.h"
#include "AwaitSite.h"
#include "Discards.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang::ast_matchers;

namespace clang::tidy::async {

void DiscardingCallbackCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(functionDecl(asyncCode()).bind("function"), this);
}

void DiscardingCallbackCheck::check(const MatchFinder::MatchResult &Result) {
  const auto *Function = Result.Nodes.getNodeAs<FunctionDecl>("function");
  checkPatternsFirst(*Function);
}

void DiscardingCallbackCheck::checkBody(const FunctionDecl &Function) {
  const BodyIndex *Index = index(Function);
  const CallableBody *Body = Index ? Index->body(&Function) : nullptr;
  if (!Body)
    return;
  for (const DroppedResult &Drop : droppedResults(*Body, types())) {
    const AsyncType Task = types().classify(Drop.Result);
    if (!mayDrop(Drop, Task, *Body, *Index) &&
        isNew(Drop.Callable->getBeginLoc()))
      report(Drop, Task, *Body, *Index);
  }
}

namespace {
/// Whether all that a plain function returns comes straight from a call, so
/// that nothing has started it.
struct Returns : RecursiveASTVisitor<Returns> {
  bool VisitReturnStmt(ReturnStmt *Return) {
    const Expr *Value = Return->getRetValue();
    Direct &= Value && isa<CallExpr>(stripImplicit(Value)) &&
              stripImplicit(Value)->isPRValue();
    return Direct;
  }
  static bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool Direct = true;
};
} // namespace

/// True when \p Callable may have started the task that it returns.
static bool mayStartTask(const Expr &Callable, const Names &Known) {
  const FunctionDecl *Function = calledFunction(Callable, Known);
  const Stmt *Body = Function ? Function->getBody() : nullptr;
  if (!Body || isCoroutine(*Function))
    return false;
  Returns Search;
  Search.TraverseStmt(const_cast<Stmt *>(Body));
  return !Search.Direct;
}

/// True when \p T is, or is a class template over, \p Wanted.
static bool holds(QualType T, QualType Wanted, const ASTContext &Ctx) {
  if (Ctx.hasSameUnqualifiedType(T.getNonReferenceType(), Wanted))
    return true;
  const auto *Spec =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  return Spec &&
         llvm::any_of(Spec->getTemplateArgs().asArray(),
                      [&](const TemplateArgument &Arg) {
                        return Arg.getKind() == TemplateArgument::Type &&
                               holds(Arg.getAsType(), Wanted, Ctx);
                      });
}

/// True when what \p Value gives is used for more than waiting.
static bool isKept(const Expr &Value, const CallableBody &Body,
                   const BodyIndex &Index) {
  for (const Expr *E : Body.Discarded)
    for (const Discard &D : discardsIn(*E))
      if (D.Value == &Value)
        return false;
  for (const VarDecl *Local : Body.Locals) {
    if (!Local->getInit() || stripImplicit(Local->getInit()) != &Value)
      continue;
    return llvm::any_of(Index.mentions(Local), [&](const DeclRefExpr *Mention) {
      const auto *Member =
          dyn_cast_or_null<MemberExpr>(Index.spelledParent(Mention));
      return !Member || !Member->getMemberDecl()->getIdentifier() ||
             !Member->getMemberDecl()->getName().starts_with("wait");
    });
  }
  return true;
}

/// True when there is another function of the name that wants a task.
static bool hasOverloadForTasks(const Expr &Taker, const AsyncTypes &Types) {
  const auto *Call = dyn_cast<CallExpr>(&Taker);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->getDeclName() || isa<CXXOperatorCallExpr>(Call))
    return false;
  for (const NamedDecl *D :
       Callee->getDeclContext()->lookup(Callee->getDeclName())) {
    const FunctionDecl *Other = D->getAsFunction();
    if (!Other || Other->getCanonicalDecl() == Callee->getCanonicalDecl())
      continue;
    for (const ParmVarDecl *Param : Other->parameters()) {
      const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
          recordOf(Param->getType()));
      if (Spec && !Spec->getTemplateArgs().asArray().empty() &&
          Spec->getTemplateArgs()[0].getKind() == TemplateArgument::Type)
        if (const auto *Signature = Spec->getTemplateArgs()[0]
                                        .getAsType()
                                        ->getAs<FunctionProtoType>();
            Signature && Types.classify(Signature->getReturnType()).isTask())
          return true;
    }
  }
  return false;
}

/// The call that a conversion's value is an argument of, or \p Taker itself.
static const Expr &outerTaker(const Expr &Taker, const BodyIndex &Index) {
  const Stmt *Node = &Taker;
  while (const Stmt *Around = Index.spelledParent(Node)) {
    if (isa<CallExpr>(Around))
      return *cast<Expr>(Around);
    if (!isa<CastExpr, ParenExpr, CXXConstructExpr>(Around))
      break;
    Node = Around;
  }
  return Taker;
}

bool DiscardingCallbackCheck::mayDrop(const DroppedResult &Drop,
                                      const AsyncType &Task,
                                      const CallableBody &Body,
                                      const BodyIndex &Index) const {
  const bool Runs = Task.Start != TaskStart::Lazy;
  if (Task.Entry ? Task.Entry->Discard == Policy::Allow : Runs)
    return true;
  if (Runs && Drop.IsHandler)
    return true;
  const ASTContext &Ctx = Body.Callable->getASTContext();
  return isForwarded(*Drop.Callable) || mayStartTask(*Drop.Callable, names()) ||
         (holds(Drop.Taker->getType(), Drop.Result, Ctx) &&
          isKept(*Drop.Taker, Body, Index)) ||
         hasOverloadForTasks(outerTaker(*Drop.Taker, Index), types());
}

/// What stands between the parentheses of \p Call.
static llvm::ArrayRef<const Expr *> writtenArguments(const CallExpr &Call) {
  llvm::ArrayRef<const Expr *> Args(Call.getArgs(), Call.getNumArgs());
  if (isa<CXXOperatorCallExpr>(Call))
    Args = Args.drop_front();
  while (!Args.empty() && isa<CXXDefaultArgExpr>(Args.back()))
    Args = Args.drop_back();
  return Args;
}

/// The object that `x.begin()` or `std::begin(x)` belongs to, or null.
static const Expr *rangeOf(const Expr &Iterator, llvm::StringRef Name) {
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
  const Expr *Begin = rangeOf(*Args[0], "begin");
  const Expr *End = rangeOf(*Args[1], "end");
  if (!Begin || !End || !isa<DeclRefExpr, MemberExpr>(Begin))
    return "";
  llvm::StringRef Text = Edits.text(Begin->getSourceRange());
  return Text == Edits.text(End->getSourceRange()) ? Text : "";
}

void DiscardingCallbackCheck::loopInstead(const DroppedResult &Drop,
                                          const AsyncType &Task,
                                          const BodyIndex &Index,
                                          Rewrite &Edits) const {
  const auto &Call = cast<CallExpr>(*Drop.Taker);
  const llvm::ArrayRef Args = writtenArguments(Call);
  if (const AwaitSite Site(Call, Drop.Result, Index, types()); !Site)
    return Edits.refuse(Site.reason());
  if (Task.Entry && !Task.Entry->NotFixed.empty())
    return Edits.refuse(Task.Entry->NotFixed);
  if (!isa_and_nonnull<CompoundStmt>(Index.spelledParent(&Call)))
    return Edits.refuse("a loop is a statement of its own");
  const llvm::StringRef Range = rangeText(Args, Edits);
  const FunctionDecl *Function = calledFunction(*Drop.Callable, names());
  if (Range.empty() || stripImplicit(Args.back()) != Drop.Callable)
    return Edits.refuse("the range is not written in one piece");
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
  const SourceManager &SM = Function->getASTContext().getSourceManager();
  Edits.insertBefore(Begin,
                     ("for (auto &&" + Element + " : " + Range + ")\n" +
                      Lexer::getIndentationForLine(Begin, SM) + "  co_await ")
                         .str());
  Edits.removeUpTo(Begin, Drop.Callable->getBeginLoc());
  Edits.insertAfterToken(Drop.Callable->getEndLoc(), "(" + Element + ")");
  Edits.removeBehind(Drop.Callable->getEndLoc(), Call.getRParenLoc());
}

void DiscardingCallbackCheck::spawnInstead(const DroppedResult &Drop,
                                           Rewrite &Edits) const {
  const auto *Call = dyn_cast<CallExpr>(Drop.Taker);
  const FunctionDecl *Function = calledFunction(*Drop.Callable, names());
  const auto *Callee =
      Call ? dyn_cast<DeclRefExpr>(stripImplicit(Call->getCallee())) : nullptr;
  if (!Callee || !Function || Function->getNumParams() != 0 ||
      writtenArguments(*Call).size() != 2 ||
      stripImplicit(Call->getArg(1)) != Drop.Callable)
    return; // Without an executor, or with more than that.
  Edits.replace(Callee->getSourceRange(), Drop.Entry->Becomes);
  Edits.addArgument(*Call, Drop.Entry->Adds);
  if (!Drop.Entry->Header.empty() &&
      findDeclarations(Function->getASTContext(), Drop.Entry->Becomes).empty())
    Edits.include(Call->getBeginLoc(), Drop.Entry->Header);
}

std::string DiscardingCallbackCheck::advice(const DroppedResult &Drop,
                                            const AsyncType &Task,
                                            const ASTContext &Ctx) const {
  const Library *Lib = names().libraryOf(Task.Entry);
  if (Lib && Drop.Entry && Drop.Entry->Runs == CallbackForm::Thread)
    for (const CallEntry &Entry : Lib->Calls)
      if (Entry.Role == CallRole::Wait && !Entry.Timed)
        for (const NamedDecl *D : findDeclarations(Ctx, Entry.Name))
          if (D->getDeclContext()->isFileContext())
            return "a thread can wait for the task, with '" + Entry.Name + "'";
  if (Lib && !Lib->StartsTasks.empty())
    return "give it a callable that starts the task, with '" +
           Lib->StartsTasks + "'";
  return Task.Start == TaskStart::Lazy
             ? "give it a callable that starts the task and keeps it"
             : "give it a callable that takes care of what the task throws";
}

void DiscardingCallbackCheck::report(const DroppedResult &Drop,
                                     const AsyncType &Task,
                                     const CallableBody &Body,
                                     const BodyIndex &Index) {
  const ASTContext &Ctx = Body.Callable->getASTContext();
  const SourceLocation Loc = Drop.Callable->getBeginLoc();
  const Library *Lib = names().libraryOf(Task.Entry);
  Rewrite Edits = rewrite(Ctx), Spawn = rewrite(Ctx);
  if (isInstantiation(*Body.Callable)) {
    Edits.refuse("it depends on a template parameter");
  } else if (Drop.Entry && Drop.Entry->Runs == CallbackForm::Loop) {
    loopInstead(Drop, Task, Index, Edits);
  } else if (!Drop.Wrapper.isNull() && Lib &&
             signatureOf(Drop.Wrapper)->getNumParams() == 0 &&
             !Lib->CallbackAdaptor.empty() &&
             !findDeclarations(Ctx, Lib->CallbackAdaptor).empty()) {
    Edits.wrap(Drop.Callable->getSourceRange(), Lib->CallbackAdaptor + "(",
               ")");
  } else {
    if (Drop.Entry && !Drop.Entry->Becomes.empty() && Lib &&
        Lib == names().libraryOf(Drop.Entry))
      spawnInstead(Drop, Spawn);
    Edits.refuse(advice(Drop, Task, Ctx));
  }

  const FunctionDecl *Function = calledFunction(*Drop.Callable, names());
  const std::string Callable = isa<LambdaExpr>(Drop.Callable) ? "this lambda"
                               : Function && Function->getIdentifier()
                                   ? "'" + Function->getNameAsString() + "'"
                                   : "this callable";
  diag(Loc, "the task that %0 returns is dropped by '%1', %select{so nobody "
            "sees its result or its exception|so it never runs}2")
      << Callable
      << (Drop.Wrapper.isNull() ? Drop.TakerName->getQualifiedNameAsString()
                                : typeName(Drop.Wrapper, Ctx))
      << (Task.Start == TaskStart::Lazy) << Edits.hints();
  if (Spawn)
    diag(Loc, "'%0' runs it; its last argument gets the exception",
         DiagnosticIDs::Note)
        << Drop.Entry->Becomes << Spawn.hints();
  else
    explain(Loc, Edits);
}

} // namespace clang::tidy::async
