//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/CallbackStarts.h"
#include "code/ObjectsInReach.h"
#include "edits/Judgement.h"
#include "knowledge/Placeholders.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::tidy::async;

namespace {
/// What a callable passes on.
struct PassedArguments {
  bool Any = false, CanBeCopied = true;

  /// Of what \p Drop is called with.
  PassedArguments(const DroppedResult &Drop, const Names &Known) {
    if (const FunctionProtoType *Signature = signatureOf(Drop.Wrapper)) {
      for (QualType T : Signature->param_types())
        look(T, Known);
      return;
    }
    const FunctionDecl *Called = calledFunction(*Drop.Callable, Known);
    CanBeCopied = Called && !Called->isTemplated() && !Called->isVariadic();
    if (CanBeCopied)
      for (const ParmVarDecl *Param : Called->parameters())
        look(Param->getType(), Known);
  }

private:
  /// What it changes, or refers to what ends with the call, cannot be one.
  void look(QualType T, const Names &Known) {
    const QualType Value = T.getNonReferenceType();
    Any = true;
    CanBeCopied &= !Known.isView(Value) &&
                   !(Value->isPointerType() &&
                     Value->getPointeeType()->isAnyCharacterType()) &&
                   (!T->isLValueReferenceType() || Value.isConstQualified()) &&
                   (T->isRValueReferenceType() || allowsCopies(T));
  }
};
} // namespace

//===--- What starts the task ---------------------------------------------===//

namespace {
/// How a task is started.
struct Starter {
  /// The expression, with `{task}`.
  std::string Write;
  /// What it needs in the callable, or empty.
  std::string Capture;
  /// What the coroutine returns, where that is no task.
  std::string Type;
  /// The name of what starts it, or empty.
  llvm::StringRef Object;
  llvm::ArrayRef<IncludeEntry> Includes;
};
} // namespace

/// How a closure that lives on captures what \p Object begins with; nothing
/// where that may be gone by then. \p IsHandle: a copy does as well.
static std::optional<std::string> captureOf(const ReachableObject &Object,
                                            bool IsHandle) {
  const auto *Var = dyn_cast<VarDecl>(Object.Holder);
  if (!Var)
    return "this";
  if (!Var->hasLocalStorage())
    return "";
  const QualType T = Var->getType(), Value = T.getNonReferenceType();
  const bool Points = Object.Property ? Value->isPointerType()
                                      : Object.How != ReachableObject::Itself;
  if (T->isLValueReferenceType() && !Points && !Value.isConstQualified())
    return "&" + Var->getNameAsString();
  if (!allowsCopies(Value) ||
      (Object.Property ? !Points : !(Points || IsHandle)))
    return std::nullopt;
  return Var->getNameAsString();
}

/// False where \p Object has no member that \p Write calls: other versions of a
/// library have other ones.
static bool hasCalled(const ReachableObject &Object, llvm::StringRef Write) {
  llvm::StringRef Called = Write.split("{object}.").second;
  Called = Called.take_front(Called.find('('));
  QualType T = Object.type().getNonReferenceType();
  if (Object.How == ReachableObject::Pointer)
    T = T->getPointeeType();
  else if (Object.How == ReachableObject::Owner)
    T = typeArgument(specializationOf(T));
  const CXXRecordDecl *Class = recordOf(T);
  return Called.empty() ||
         (Class && Class->hasDefinition() &&
          !membersNamed(Class, &Class->getASTContext().Idents.get(Called))
               .empty());
}

/// True where the closure may name the members of the object.
static bool mayKeepThis(const Expr &Callable, const BodyIndex &Index) {
  const CallableBody *Body = Index.enclosing(&Callable);
  return Body && Body->Callable && !Body->Lambda &&
         !isa<CXXDestructorDecl>(Body->Callable);
}

/// What \p Entry starts a task with where \p Callable stands, without its type.
static std::optional<Starter> starterBy(const BackgroundEntry &Entry,
                                        const Expr &Callable,
                                        const BackgroundWork &Work) {
  Starter By;
  By.Includes = Entry.Includes;
  By.Write = Work.written(Entry.Write, Callable.getBeginLoc());
  if (Entry.Needs.empty())
    return By;
  const bool IsHandle = !llvm::StringRef(Entry.Write).contains("{object}.");
  const auto All =
      objectsInReach(Callable, Entry.Needs, Work.index(), Work.types().names(),
                     IsHandle ? Reach::Handles : Reach::Changing);
  if (All.size() != 1 || !hasCalled(All.front(), Entry.Write))
    return std::nullopt;
  const auto Capture = captureOf(All.front(), IsHandle);
  if (!Capture || (*Capture == "this" && !mayKeepThis(Callable, Work.index())))
    return std::nullopt;
  By.Capture = *Capture;
  By.Write = All.front().fillIn(By.Write);
  By.Object = All.front().Holder->getName();
  return By;
}

/// The type of the library's coroutines that nobody awaits, if it is for users.
static std::string detachedType(const Library &Lib, const ASTContext &Ctx) {
  for (const TypeEntry &Entry : Lib.Types)
    if (Entry.Role == TypeRole::Detached &&
        !llvm::StringRef(Entry.Name).contains("detail") &&
        !findDeclarations(Ctx, Entry.Name).empty())
      return Entry.Name;
  return "";
}

/// What starts a task of the type \p Task.
static std::optional<Starter> starterFor(QualType Task, const Expr &Callable,
                                         const BackgroundWork &Work) {
  const AsyncType Kind = Work.types().classify(Task);
  std::optional<Starter> By;
  if (const Library *Lib = Work.types().names().libraryOf(Kind.Entry)) {
    for (const BackgroundEntry &Entry : Lib->Background)
      if ((By = starterBy(Entry, Callable, Work)))
        return By;
    if (const std::string Detached = detachedType(*Lib, Work.types().context());
        !Detached.empty()) {
      By.emplace();
      By->Type = Work.written(Detached, Callable.getBeginLoc());
      By->Write = "{task}";
      return By;
    }
  }
  if (Kind.Start != TaskStart::Eager)
    return std::nullopt;
  By.emplace();
  By->Write = "(void){task}";
  return By;
}

/// The function that waits for \p Task in a thread, or empty.
static std::string waitOfThread(QualType Task, const AsyncTypes &Types) {
  const Library *Lib = Types.names().libraryOf(Types.classify(Task).Entry);
  if (Lib)
    for (const CallEntry &Entry : Lib->Calls)
      if (Entry.Role == CallRole::Wait && !Entry.Wait->Timed)
        for (const NamedDecl *D : findDeclarations(Types.context(), Entry.Name))
          if (D->getDeclContext()->isFileContext())
            return Entry.Name;
  return "";
}

void clang::tidy::async::startInCallback(const DroppedResult &Drop,
                                         const BackgroundWork &Work,
                                         Rewrite &Edits) {
  const AsyncTypes &Types = Work.types();
  const Expr &Callable = *Drop.Callable;
  const SourceRange Range = Callable.getSourceRange();
  const SourceLocation At = Range.getBegin();
  const bool IsThread =
      Drop.Entry && Drop.Entry->Dropped->Runs == CallbackForm::Thread;
  const PassedArguments Given(Drop, Types.names());
  if (!Given.CanBeCopied || !Work.canBeKept(Callable))
    return;
  Rewrite Tried(Edits);
  if (Work.taskToReturn(Drop.Result, Callable, Tried).empty())
    return;
  const Judgement Judge(Work.index(), Types);
  if (const std::string Wait = waitOfThread(Drop.Result, Types);
      IsThread && !Wait.empty()) {
    if (Given.Any)
      return;
    Edits.wrap(Range,
               "[call = ", "] { " + Work.written(Wait, At) + "(call()); }");
    return Edits.obey(Judge.waitsInThread());
  }
  auto By = starterFor(Drop.Result, Callable, Work);
  if (!By)
    return;
  if (By->Type.empty())
    By->Type = Work.taskToReturn(Drop.Result, Callable, Edits);
  const std::string Call = By->Object == "call" ? "call2" : "call";
  const std::string Args = By->Object == "args" ? "args2" : "args";
  const std::string Indent =
      Lexer::getIndentationForLine(At, Types.context().getSourceManager())
          .str();
  const std::string Inner = Indent + "  ";
  const std::string Moved = Work.written("std::move", At) + "(" + Args + ")...";
  const std::string Coroutine =
      Work.catching("auto " + Call + (Given.Any ? ", auto... " + Args : ""),
                    By->Type,
                    Work.awaitText(Drop.Result) + Call + "(" +
                        (Given.Any ? Moved : "") + ")",
                    Inner, At) +
      "(" + Call + (Given.Any ? ", " + Moved : "") + ")";
  Edits.wrap(
      Range,
      "[" + By->Capture + (By->Capture.empty() ? "" : ", ") + Call + " = ",
      (Given.Any ? "](auto... " + Args + ") {\n" : "] {\n") + Inner +
          fillIn(By->Write, {{"{task}", Coroutine}}) + ";\n" + Indent + "}");
  Work.includeHeaders(At, Edits);
  for (const IncludeEntry &Include : By->Includes)
    Edits.includeFor(Include.Declares, At, Include.Header);
  if (Types.classify(Drop.Result).Start != TaskStart::Eager)
    Edits.obey(Judge.starts());
  Edits.obey(Judge.handles(Work.isHandled()));
}
