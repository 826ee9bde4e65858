//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/BackgroundWork.h"
#include "code/Waits.h"
#include "edits/Judgement.h"
#include "edits/Spelling.h"
#include "knowledge/Placeholders.h"
#include "clang/AST/ASTLambda.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::tidy::async;

/// True when an object of type \p T can be copied, as far as its class tells.
static bool allowsCopies(QualType T) {
  const CXXRecordDecl *Class = recordOf(T);
  if (!Class || !Class->hasDefinition())
    return !Class;
  bool Declared = false;
  for (const CXXConstructorDecl *Made : Class->ctors()) {
    if (Made->isCopyConstructor())
      return !Made->isDeleted() && Made->getAccess() == AS_public;
    Declared |= Made->isMoveConstructor() && !Made->isImplicit();
  }
  if (Declared || Class->isAbstract() || Class->hasUserDeclaredMoveAssignment())
    return false;
  for (const FieldDecl *Member : Class->fields())
    if (!allowsCopies(Member->getType()))
      return false;
  return llvm::all_of(Class->bases(), [](const CXXBaseSpecifier &Base) {
    return allowsCopies(Base.getType());
  });
}

static constexpr llvm::StringLiteral
    NoHandler("catch everything in the coroutine, or keep its result");

//===--- What catches -----------------------------------------------------===//

/// What a coroutine catches, from the end of its `try` on.
std::string BackgroundWork::catchClauses(llvm::StringRef Indent,
                                         SourceLocation At) const {
  const auto Written = [&](llvm::StringRef Text) {
    return libraryText(Text, In, At);
  };
  std::string Text;
  if (Handler.empty())
    Text =
        Written("} catch (const std::exception &e) {\n"
                "  std::cerr << \"background work: \" << e.what() << '\\n';\n"
                "} catch (...) {\n"
                "  std::cerr << \"background work failed\\n\";\n"
                "}\n");
  else
    Text = "} catch (...) {\n  " + Handler.str() +
           Written("(std::current_exception());\n}\n");
  std::string Indented;
  for (llvm::StringRef Left = Text; !Left.empty();) {
    const auto [Line, Rest] = Left.split('\n');
    Indented += (Indent + Line + "\n").str();
    Left = Rest;
  }
  return Indented;
}

/// `[](auto work) -> task<> { try { co_await ... } catch ... }`
std::string BackgroundWork::catching(llvm::StringRef Parameters,
                                     llvm::StringRef Type,
                                     llvm::StringRef Operand,
                                     llvm::StringRef Indent,
                                     SourceLocation At) const {
  const std::string Inner = Indent.str() + "  ";
  return ("[](" + Parameters + ") -> " + Type + " {\n" + Inner + "try {\n" +
          Inner + "  " + Operand + ";\n" + catchClauses(Inner, At) + Indent +
          "}")
      .str();
}

void BackgroundWork::includeHeaders(SourceLocation At, Rewrite &Edits) const {
  const ASTContext &Ctx = Types.context();
  if (Handler.empty() && findDeclarations(Ctx, "std::cerr").empty())
    Edits.include(At, "iostream");
  if (findDeclarations(Ctx, "std::current_exception").empty())
    Edits.include(At, "exception");
  if (findDeclarations(Ctx, "std::move").empty())
    Edits.include(At, "utility");
}

/// The alias template that \p Task is written with, when it stands for the task
/// of its one argument; or null.
static const TypeAliasTemplateDecl *aliasOf(QualType Task) {
  const auto *Written = Task->getAs<TemplateSpecializationType>();
  const CXXRecordDecl *Class = recordOf(Task);
  if (!Class || !Written || !Written->isTypeAlias() ||
      Written->template_arguments().size() != 1 ||
      Written->template_arguments()[0].getKind() != TemplateArgument::Type)
    return nullptr;
  const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  if (!Spec)
    Spec = dyn_cast<ClassTemplateSpecializationDecl>(Class->getDeclContext());
  const QualType First = typeArgument(Spec);
  return !First.isNull() &&
                 Class->getASTContext().hasSameType(
                     First, Written->template_arguments()[0].getAsType())
             ? dyn_cast_or_null<TypeAliasTemplateDecl>(
                   Written->getTemplateName().getAsTemplateDecl())
             : nullptr;
}

/// True when a variable of the function around \p Place is called \p Name.
static bool isVariableAt(llvm::StringRef Name, const Expr &Place,
                         const BodyIndex &Index) {
  const auto IsCalledSo = [&](const VarDecl *Var) {
    return Var->getIdentifier() && Var->getName() == Name;
  };
  for (const CallableBody *Body : {Index.enclosing(&Place), &Index.outermost()})
    if (Body && (llvm::any_of(Body->Locals, IsCalledSo) ||
                 (Body->Callable &&
                  llvm::any_of(Body->Callable->parameters(), IsCalledSo))))
      return true;
  return false;
}

std::string BackgroundWork::taskToReturn(QualType Task, const Expr &Place,
                                         Rewrite &Edits) const {
  const SourceLocation At = Place.getBeginLoc();
  if (!Types.isCoroutineType(Task) || !Types.accepts(nullptr, Task, Task))
    return "";
  QualType Result = Types.awaitResult(Task);
  const TypeAliasTemplateDecl *Alias = aliasOf(Task);
  if (Alias)
    Result = Task->getAs<TemplateSpecializationType>()
                 ->template_arguments()[0]
                 .getAsType();
  if (Result.isNull() || Types.classify(Result).isTask())
    return "";
  if (Alias) {
    const std::string Name = Alias->getQualifiedNameAsString();
    std::string Text = spelling(*Alias, Name, &In, At);
    if (isVariableAt(Text, Place, Index))
      Text = libraryText(Name, In, At);
    return Text + "<void>";
  }
  const auto Empty = emptyTaskLike(Task, Types);
  if (!Empty)
    return "";
  Empty->declareAt(At, Edits);
  return Empty->spell("", /*IsVoid=*/true, &In, At);
}

/// `co_await`, and what a value that somebody should look at wants before it.
static std::string awaitText(QualType Task, const AsyncTypes &Types) {
  return Types.warnsWhenDropped(Task) ? "(void)co_await " : "co_await ";
}

/// \p Work with the std::move around it, if there is one.
static const Expr &withMove(const Expr &Work, const BodyIndex &Index) {
  const Expr *Whole = &Work;
  while (const auto *Around =
             dyn_cast_or_null<Expr>(Index.spelledParent(Whole))) {
    const bool IsMove = isa<ExplicitCastExpr, ParenExpr>(Around) ||
                        (isa<CallExpr>(Around) && Around->isXValue() &&
                         cast<CallExpr>(Around)->getNumArgs() == 1);
    if (!IsMove || recordOf(Around->getType()) != recordOf(Work.getType()))
      break;
    Whole = Around;
  }
  return *Whole;
}

void BackgroundWork::catchAround(const Expr &Work, Rewrite &Edits) const {
  const ASTContext &Ctx = Types.context();
  const SourceLocation At = Work.getBeginLoc();
  const bool IsCallable = !Types.classify(Work.getType()).canBeAwaited();
  const QualType Task =
      IsCallable ? callResult(Work, Types.names()) : Work.getType();
  const AsyncType Kind = Types.classify(Task);
  const Expr &Whole = withMove(Work, Index);
  const bool CanBeGiven = IsCallable
                              ? canBeKept(Work)
                              : (!Whole.isLValue() || allowsCopies(Task)) &&
                                    Kind.Await != AwaitForm::InPlace &&
                                    Kind.Await != AwaitForm::Never;
  const std::string Type = !Task.isNull() && Kind.isTask() && CanBeGiven
                               ? taskToReturn(Task, Work, Edits)
                               : "";
  if (Type.empty())
    return Edits.refuse(NoHandler.str());
  const std::string Indent =
      Lexer::getIndentationForLine(At, Ctx.getSourceManager()).str();
  includeHeaders(At, Edits);
  if (IsCallable) {
    const std::string Inner = Indent + "  ";
    Edits.wrap(Whole.getSourceRange(), "[call = ",
               "] {\n" + Inner + "return " +
                   catching("auto call", Type,
                            awaitText(Task, Types) + "call()", Inner, At) +
                   "(call);\n" + Indent + "}");
  } else {
    const std::string Operand = Kind.Await == AwaitForm::Moved
                                    ? libraryText("std::move(work)", In, At)
                                    : "work";
    Edits.wrap(Whole.getSourceRange(),
               catching("auto work", Type, awaitText(Task, Types) + Operand,
                        Indent, At) +
                   "(",
               ")");
  }
  Edits.obey(Judgement(Index, Types).handles(!Handler.empty()));
}

void BackgroundWork::lookAtResult(const LambdaExpr &Callback,
                                  const DetachFacts &Facts,
                                  Rewrite &Edits) const {
  const CXXMethodDecl *Operator = Callback.getCallOperator();
  // The pattern of a generic one has what is written.
  if (const FunctionDecl *Pattern = Operator->getTemplateInstantiationPattern())
    Operator = cast<CXXMethodDecl>(Pattern);
  const bool IsNamed = !Handler.empty() && !Facts.HandOn.empty();
  const std::string &Text = IsNamed ? Facts.HandOn : Facts.Rethrow;
  const auto *Body = dyn_cast_or_null<CompoundStmt>(Operator->getBody());
  if (Text.empty() || !Body || Operator->getNumParams() != 1)
    return Edits.refuse(NoHandler.str());
  if (!returnsOf(*Operator).empty())
    return Edits.refuse("the callback returns before its end");
  const ParmVarDecl &Param = *Operator->getParamDecl(0);
  const bool HasName = Param.getIdentifier() != nullptr;
  const std::string Name = HasName ? Param.getNameAsString() : "result";
  if (!HasName) {
    if (Param.getType()->isFunctionPointerType() || Param.hasDefaultArg())
      return Edits.refuse(NoHandler.str());
    const bool Touches = Edits.text(Param.getSourceRange()).ends_with("&");
    Edits.insertAfterToken(Param.getEndLoc(), (Touches ? "" : " ") + Name);
  }
  const std::string Statement =
      fillIn(libraryText(Text, In, Callback.getBeginLoc()),
             {{"{result}", Name}, {"{handler}", Handler.str()}});
  const SourceManager &SM = Types.context().getSourceManager();
  if (Body->body_empty() && SM.getSpellingLineNumber(Body->getLBracLoc()) ==
                                SM.getSpellingLineNumber(Body->getRBracLoc()))
    Edits.insertAfterToken(Body->getLBracLoc(), " " + Statement + " ");
  else
    Edits.insertLastStatement(Body->getRBracLoc(), Statement);
  if (!IsNamed)
    Edits.obey(Judgement(Index, Types).rethrows());
}

//===--- Callables --------------------------------------------------------===//

/// True when \p Callable may be copied into a closure, and called there.
bool BackgroundWork::canBeKept(const Expr &Callable) const {
  const auto *Lambda = dyn_cast<LambdaExpr>(stripImplicit(&Callable));
  const auto *Ref = dyn_cast<DeclRefExpr>(stripImplicit(&Callable));
  const auto *Function = Ref ? dyn_cast<FunctionDecl>(Ref->getDecl()) : nullptr;
  const bool HasOthers = Function && (Function->isTemplateInstantiation() ||
                                      !Function->getDeclContext()
                                           ->lookup(Function->getDeclName())
                                           .isSingleResult());
  // What changes itself would begin anew each time.
  return !(Lambda && Lambda->isMutable()) && !HasOthers &&
         !Callable.getType()->isMemberPointerType() &&
         allowsCopies(Callable.getType());
}

struct BackgroundWork::Arguments {
  bool Any = false, CanBeCopied = true;

  /// Of what \p Drop is called with.
  Arguments(const DroppedResult &Drop, const Names &Known) {
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

namespace {
/// An object that a callable made here could use.
struct ObjectInReach {
  std::string Name, Capture;
  bool IsPointer = false;
};
} // namespace

/// What \p T, a pointer or a smart pointer of std, points to; null for others.
static QualType objectPointedTo(QualType T) {
  if (T->isPointerType())
    return T->getPointeeType();
  const ClassTemplateSpecializationDecl *Owner = specializationOf(T);
  return Owner && Owner->isInStdNamespace() &&
                 (Owner->getName() == "shared_ptr" ||
                  Owner->getName() == "unique_ptr")
             ? typeArgument(Owner)
             : QualType();
}

/// True when \p T is the class \p Wanted, one derived from it, or a pointer to
/// one, that may change or be copied, and has the member that \p Write calls.
static bool isUsableAs(QualType T, const NamedDecl &Wanted,
                       llvm::StringRef Write) {
  T = T.getNonReferenceType();
  if (const QualType To = objectPointedTo(T); !To.isNull())
    T = To;
  const CXXRecordDecl *Class = recordOf(T);
  // A copy of a constant one does as well.
  if (!Class || !Class->hasDefinition() ||
      (T.isConstQualified() && !allowsCopies(T)))
    return false;
  llvm::StringRef Called = Write.split("{object}.").second;
  Called = Called.take_front(Called.find('('));
  if (!Called.empty() &&
      membersNamed(Class, &Class->getASTContext().Idents.get(Called)).empty())
    return false;
  const auto IsWanted = [&](const CXXRecordDecl *One) {
    return primaryDecl(One) == primaryDecl(&Wanted);
  };
  return IsWanted(Class) || !Class->forallBases([&](const CXXRecordDecl *Base) {
    return !IsWanted(Base);
  });
}

/// The only object that \p Entry needs among the parameters of \p Around and
/// the members of its object.
static std::optional<ObjectInReach> objectInReach(const BackgroundEntry &Entry,
                                                  const FunctionDecl &Around) {
  std::optional<ObjectInReach> Found;
  bool Several = false;
  const auto Consider = [&](const ValueDecl &Object, std::string Capture) {
    // What the edits call something else there.
    if (Object.getName() == "call" || Object.getName() == "args")
      return;
    for (const NamedDecl *Wanted :
         findDeclarations(Around.getASTContext(), Entry.Needs))
      if (isUsableAs(Object.getType(), *Wanted, Entry.Write)) {
        Several |= Found.has_value();
        Found = {
            Object.getNameAsString(), std::move(Capture),
            !objectPointedTo(Object.getType().getNonReferenceType()).isNull()};
        return;
      }
  };
  for (const ParmVarDecl *Param : Around.parameters()) {
    const QualType T = Param->getType();
    const bool Lent = T->isLValueReferenceType() &&
                      !T.getNonReferenceType().isConstQualified() &&
                      objectPointedTo(T.getNonReferenceType()).isNull();
    // A copy stands for it where it is a handle, and only handed on.
    const bool IsHandle = !objectPointedTo(T.getNonReferenceType()).isNull() ||
                          !llvm::StringRef(Entry.Write).contains("{object}.");
    if (Param->getIdentifier() && (Lent || (IsHandle && allowsCopies(T))))
      Consider(*Param, (Lent ? "&" : "") + Param->getNameAsString());
  }
  const auto *Method = dyn_cast<CXXMethodDecl>(&Around);
  if (Method && Method->isInstance() && !Method->isConst() &&
      !isLambdaCallOperator(Method) && !isa<CXXDestructorDecl>(Method))
    for (const FieldDecl *Member : Method->getParent()->fields())
      if (Member->getIdentifier())
        Consider(*Member, "this");
  return Several ? std::nullopt : Found;
}

/// \p Text with \p Object in place of `{object}`.
static std::string useObject(std::string Text, const ObjectInReach &Object) {
  if (!Object.IsPointer)
    return fillIn(Text, {{"{object}", Object.Name}});
  for (const auto &[From, To] :
       {std::pair<llvm::StringRef, std::string>("&{object}", Object.Name),
        {"{object}.", Object.Name + "->"},
        {"{object}", "*" + Object.Name}})
    for (size_t At; (At = Text.find(From.str())) != std::string::npos;)
      Text.replace(At, From.size(), To);
  return Text;
}

struct BackgroundWork::Starter {
  /// The expression, with `{task}`.
  std::string Write;
  /// What it needs in the callable, or empty.
  std::string Capture;
  /// What the coroutine returns.
  std::string Type;
  llvm::ArrayRef<IncludeEntry> Includes;
};

/// The type of the library's coroutines that nobody awaits, if it is for users.
static std::string detachedType(const Library &Lib, const ASTContext &Ctx) {
  for (const TypeEntry &Entry : Lib.Types)
    if (Entry.Role == TypeRole::Detached &&
        !llvm::StringRef(Entry.Name).contains("detail") &&
        !findDeclarations(Ctx, Entry.Name).empty())
      return Entry.Name;
  return "";
}

std::optional<BackgroundWork::Starter>
BackgroundWork::starterFor(QualType Task, llvm::StringRef Returned,
                           const FunctionDecl *Around,
                           SourceLocation At) const {
  const AsyncType Kind = Types.classify(Task);
  const Library *Lib = Types.names().libraryOf(Kind.Entry);
  Starter By;
  By.Type = Returned.str();
  if (Lib) {
    for (const BackgroundEntry &Entry : Lib->Background) {
      std::optional<ObjectInReach> Object;
      if (!Entry.Needs.empty() &&
          !(Around && (Object = objectInReach(Entry, *Around))))
        continue;
      By.Write = libraryText(Entry.Write, In, At);
      if (Object) {
        By.Write = useObject(By.Write, *Object);
        By.Capture = Object->Capture;
      }
      By.Includes = Entry.Includes;
      return By;
    }
    if (std::string Detached = detachedType(*Lib, Types.context());
        !Detached.empty()) {
      By.Type = libraryText(Detached, In, At);
      By.Write = "{task}";
      return By;
    }
  }
  if (Kind.Start != TaskStart::Eager)
    return std::nullopt;
  By.Write = "(void){task}";
  return By;
}

/// The function that waits for \p Task in a thread, or empty.
std::string BackgroundWork::waitOfThread(QualType Task) const {
  const Library *Lib = Types.names().libraryOf(Types.classify(Task).Entry);
  if (Lib)
    for (const CallEntry &Entry : Lib->Calls)
      if (Entry.Role == CallRole::Wait && !Entry.Wait->Timed)
        for (const NamedDecl *D : findDeclarations(Types.context(), Entry.Name))
          if (D->getDeclContext()->isFileContext())
            return Entry.Name;
  return "";
}

void BackgroundWork::start(const DroppedResult &Drop,
                           const FunctionDecl *Around, Rewrite &Edits) const {
  const Expr &Callable = *Drop.Callable;
  const SourceRange Range = Callable.getSourceRange();
  const SourceLocation At = Range.getBegin();
  const bool IsThread =
      Drop.Entry && Drop.Entry->Dropped->Runs == CallbackForm::Thread;
  const Arguments Given(Drop, Types.names());
  if (!Given.CanBeCopied || !canBeKept(Callable))
    return;
  Rewrite Tried(Edits);
  const std::string Type = taskToReturn(Drop.Result, Callable, Tried);
  if (Type.empty())
    return;
  const Judgement Judge(Index, Types);
  if (const std::string Wait = waitOfThread(Drop.Result);
      IsThread && !Wait.empty()) {
    if (Given.Any)
      return;
    Edits.wrap(Range,
               "[call = ", "] { " + libraryText(Wait, In, At) + "(call()); }");
    return Edits.obey(Judge.waitsInThread());
  }
  const auto By = starterFor(Drop.Result, Type, Around, At);
  if (!By)
    return;
  const std::string Indent =
      Lexer::getIndentationForLine(At, Types.context().getSourceManager())
          .str();
  const std::string Inner = Indent + "  ";
  const std::string Moved = libraryText("std::move(args)...", In, At);
  const std::string Coroutine =
      catching(Given.Any ? "auto call, auto... args" : "auto call", By->Type,
               awaitText(Drop.Result, Types) + "call(" +
                   (Given.Any ? Moved : "") + ")",
               Inner, At) +
      "(call" + (Given.Any ? ", " + Moved : "") + ")";
  Edits.wrap(
      Range, "[" + By->Capture + (By->Capture.empty() ? "" : ", ") + "call = ",
      (Given.Any ? "](auto... args) {\n" : "] {\n") + Inner +
          fillIn(By->Write, {{"{task}", Coroutine}}) + ";\n" + Indent + "}");
  includeHeaders(At, Edits);
  for (const IncludeEntry &Include : By->Includes)
    if (findDeclarations(Types.context(), Include.Declares).empty())
      Edits.include(At, Include.Header);
  if (Types.classify(Drop.Result).Start != TaskStart::Eager)
    Edits.obey(Judge.starts());
  Edits.obey(Judge.handles(!Handler.empty()));
}
