//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/BackgroundWork.h"
#include "code/Callbacks.h"
#include "code/ObjectsInReach.h"
#include "code/Shapes.h"
#include "code/Waits.h"
#include "edits/Judgement.h"
#include "edits/Spelling.h"
#include "knowledge/Placeholders.h"
#include "clang/AST/ASTLambda.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::tidy::async;

bool clang::tidy::async::allowsCopies(QualType T) {
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

std::string BackgroundWork::written(llvm::StringRef Text,
                                    SourceLocation At) const {
  return libraryText(Text, In, At);
}

/// What a coroutine catches, from the end of its `try` on.
std::string BackgroundWork::catchClauses(llvm::StringRef Indent,
                                         SourceLocation At) const {
  const auto Written = [&](llvm::StringRef Text) { return written(Text, At); };
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
  if (Handler.empty())
    Edits.includeFor("std::cerr", At, "iostream");
  Edits.includeFor("std::current_exception", At, "exception");
  Edits.includeFor("std::move", At, "utility");
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

std::string BackgroundWork::awaitText(QualType Task) const {
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
    Edits.wrap(
        Whole.getSourceRange(), "[call = ",
        "] {\n" + Inner + "return " +
            catching("auto call", Type, awaitText(Task) + "call()", Inner, At) +
            "(call);\n" + Indent + "}");
  } else {
    const std::string Operand = Kind.Await == AwaitForm::Moved
                                    ? written("std::move(work)", At)
                                    : "work";
    Edits.wrap(
        Whole.getSourceRange(),
        catching("auto work", Type, awaitText(Task) + Operand, Indent, At) +
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
      fillIn(written(Text, Callback.getBeginLoc()),
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

//===--- Who keeps it -----------------------------------------------------===//

/// What \p Call starts, with the executor that it runs on; null where the call
/// does more than that.
static const Expr *startedBy(const CallExpr &Call, const DetachFacts &Facts) {
  const auto Args = writtenArguments(Call);
  if (!Facts.Callback)
    return Args.size() == 1 ? Args.front() : nullptr;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const auto *Callback = Args.size() == 1
                             ? dyn_cast<LambdaExpr>(stripImplicit(Args.front()))
                             : nullptr;
  const auto *Body =
      Callback ? dyn_cast<CompoundStmt>(Callback->getBody()) : nullptr;
  return Member && Body && Body->body_empty() &&
                 Callback->capture_begin() == Callback->capture_end()
             ? Member->getImplicitObjectArgument()
             : nullptr;
}

/// True when nothing around \p Call wants a value of some type.
static bool standsAlone(const CallExpr &Call, const BodyIndex &Index) {
  const Stmt *Around = Index.spelledParent(&Call);
  while (const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(Around)) {
    if (!Cast->getType()->isVoidType())
      return false;
    Around = Index.spelledParent(Cast);
  }
  return !isa_and_nonnull<Expr, DeclStmt, ReturnStmt, CoreturnStmt>(Around);
}

bool BackgroundWork::keepInScope(const CallExpr &Call, const Expr &Work,
                                 const DetachFacts &Facts,
                                 Rewrite &Edits) const {
  const Expr *Started = startedBy(Call, Facts);
  const CallableBody *Body = Index.enclosing(&Call);
  if (!Handler.empty() || !Started || !Body || !Body->discards(Call) ||
      !standsAlone(Call, Index) ||
      !Types.classify(Work.getType()).canBeAwaited())
    return false;
  for (const ScopeEntry &Scope : Facts.Scopes) {
    const auto All = objectsInReach(Call, Scope.Type, Index, Types.names());
    if (All.size() != 1 || llvm::any_of(Scope.Needs, [&](llvm::StringRef Name) {
          return findDeclarations(Types.context(), Name).empty();
        }))
      continue;
    const ReachableObject &Object = All.front();
    Edits.obey(Judgement(Index, Types).keeps(Object.Text, Scope.Changes));
    catchAround(Work, Edits);
    const auto [Before, After] = fillAround(
        Object.fillIn(written(Scope.Write, beginOf(Call))), "{start}");
    const SourceLocation Begin = beginOf(*Started);
    if (Begin != beginOf(Call))
      Edits.removeUpTo(beginOf(Call), Begin);
    Edits.insertBefore(Begin, Before);
    Edits.insertAfterToken(Started->getEndLoc(), After);
    Edits.removeBehind(Started->getEndLoc(), Call.getEndLoc());
    for (const IncludeEntry &Include : Scope.Includes)
      Edits.includeFor(Include.Declares, Call.getExprLoc(), Include.Header);
    return true;
  }
  return false;
}
