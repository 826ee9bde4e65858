//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/TaskChoice.h"
#include "knowledge/ClangVersions.h"
#include "program/SummaryText.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

static const ClassTemplateDecl *templateOf(QualType T) {
  const ClassTemplateSpecializationDecl *Spec = specializationOf(T);
  return Spec ? Spec->getSpecializedTemplate()->getCanonicalDecl() : nullptr;
}

std::optional<TaskChoice> clang::tidy::async::taskOf(const Library &Lib,
                                                     const ASTContext &Ctx) {
  TaskChoice Choice;
  Choice.Lib = &Lib;
  Choice.Header = Lib.Conversion.Header;
  for (const NamedDecl *D : findDeclarations(Ctx, Lib.Conversion.Task))
    if (const auto *Template = dyn_cast<ClassTemplateDecl>(D))
      Choice.Template = Template->getCanonicalDecl();
  if (!Choice.Template)
    return std::nullopt;
  for (const ClassTemplateSpecializationDecl *Spec :
       Choice.Template->specializations())
    if (Choice.Sample.isNull() || Spec->isCompleteDefinition())
      Choice.Sample = canonicalTypeOf(*Spec);
  if (Choice.Sample.isNull())
    return std::nullopt;
  llvm::StringRef Wait = Lib.Conversion.Wait;
  for (const NamedDecl *D : findDeclarations(Ctx, Wait))
    Choice.Wait = D;
  Choice.WaitName = Wait.str();
  Choice.WaitIsMember = Wait.consume_front(Lib.Conversion.Task + "::");
  if (Choice.WaitIsMember) {
    Choice.Wait = Choice.Template;
    Choice.WaitName = Wait.str();
  }
  return Choice;
}

/// The name without namespaces that nobody can write.
static std::string writtenName(const NamedDecl &D) {
  std::string Name = D.getQualifiedNameAsString();
  constexpr llvm::StringLiteral Unnamed("(anonymous namespace)::");
  for (size_t At; (At = Name.find(Unnamed.data())) != std::string::npos;)
    Name.erase(At, Unnamed.size());
  return Name;
}

std::optional<TaskChoice> clang::tidy::async::taskFor(const BlockingWait &Wait,
                                                      const AsyncTypes &Types,
                                                      std::string &Why) {
  const ASTContext &Ctx = Wait.Call->getCalleeDecl()->getASTContext();
  const Names &Known = Types.names();
  const TokenEntry *Token = nullptr;
  const VarDecl *Held = nullptr;
  const AsyncType Operand = Types.classify(Wait.operandType());
  const Library *Lib = blockingToken(Wait, Known, Token, &Held)
                           ? Known.libraryOf(Token)
                           : Known.libraryOf(Operand.Entry);
  if (Lib) {
    if (Lib->Conversion.Task.empty())
      return std::nullopt;
    auto Choice = taskOf(*Lib, Ctx);
    if (!Choice)
      Why = "'" + Lib->Conversion.Task + "' is not declared here";
    else if (templateOf(Wait.operandType()) == Choice->Template)
      Choice->Sample = Wait.operandType().getNonReferenceType();
    return Choice;
  }
  // A home-grown task awaits its like.
  TaskChoice Choice;
  Choice.Template = templateOf(Wait.operandType());
  if (!Operand.isTask() || Operand.Entry || !Choice.Template)
    return std::nullopt;
  Choice.Sample = Wait.operandType().getNonReferenceType();
  if (!isa<CXXMemberCallExpr>(Wait.Call))
    if (const FunctionDecl *Callee = Wait.Call->getDirectCallee()) {
      Choice.Wait = Callee;
      if (const FunctionTemplateDecl *Template = Callee->getPrimaryTemplate())
        Choice.Wait = Template;
      Choice.WaitName = writtenName(*Callee);
    }
  return Choice;
}

/// True for a plain function that takes one task and nothing else.
static bool waitsForTask(const NamedDecl &D, const ClassTemplateDecl &Task) {
  const auto *Template = dyn_cast<FunctionTemplateDecl>(&D);
  const auto *Function = dyn_cast<FunctionDecl>(
      Template ? Template->getTemplatedDecl() : static_cast<const Decl *>(&D));
  if (!Function || Function->getNumParams() != 1)
    return false;
  const QualType T = Function->getParamDecl(0)->getType().getNonReferenceType();
  const auto *Written = T->getAs<TemplateSpecializationType>();
  const TemplateDecl *Named =
      Written ? Written->getTemplateName().getAsTemplateDecl() : nullptr;
  return templateOf(T) == &Task ||
         (Named && Named->getCanonicalDecl() == &Task);
}

std::optional<TaskChoice>
clang::tidy::async::homeGrownTask(QualType Task, const AsyncTypes &Types) {
  const AsyncType Type = Types.classify(Task);
  TaskChoice Choice;
  Choice.Template = templateOf(Task.getNonReferenceType());
  if (!Type.isTask() || Type.Entry || !Choice.Template)
    return std::nullopt;
  Choice.Sample = Task.getNonReferenceType().getUnqualifiedType();
  const UsualNames &Usually = Types.names().usual();
  for (const Decl *D : Choice.Template->getDeclContext()->decls())
    if (const auto *Named = dyn_cast<NamedDecl>(D);
        Named && !Choice.Wait && isa<FunctionDecl, FunctionTemplateDecl>(D) &&
        Usually.tell(Usual::BlocksFor, Named) &&
        waitsForTask(*Named, *Choice.Template)) {
      Choice.Wait = Named;
      Choice.WaitName = writtenName(*Named);
    }
  return Choice;
}

const NamedDecl &TaskChoice::declaration() const {
  if (Template)
    return *Template;
  return *recordOf(Sample);
}

/// The specialization of \p Template that the unit uses for \p Result, or null.
static const ClassTemplateSpecializationDecl *
specializationFor(const ClassTemplateDecl &Template, QualType Result) {
  const ASTContext &Ctx = Template.getASTContext();
  for (const ClassTemplateSpecializationDecl *Spec :
       Template.specializations()) {
    const QualType First = typeArgument(Spec);
    if (Spec->hasDefinition() && !First.isNull() &&
        Ctx.hasSameType(First, Result))
      return Spec;
  }
  return nullptr;
}

bool TaskChoice::worksFor(QualType Result) const {
  if (IsElsewhere)
    return true;
  if (!Template)
    return Result->isVoidType();
  return Lib || Result->isScalarType() || specializationFor(*Template, Result);
}

std::optional<TaskChoice>
clang::tidy::async::emptyTaskLike(QualType Task, const AsyncTypes &Types) {
  const AsyncType Type = Types.classify(Task);
  if (!Type.isTask())
    return std::nullopt;
  const QualType None = Types.context().VoidTy;
  TaskChoice Choice;
  Choice.Sample = Task.getNonReferenceType().getUnqualifiedType();
  Choice.Lib = Types.names().libraryOf(Type.Entry);
  Choice.Template = templateOf(Choice.Sample);
  if (Choice.Lib && Choice.Lib->Conversion.Task == Type.Entry->Name)
    Choice.Header = Choice.Lib->Conversion.Header;
  if (!Choice.Template) {
    const QualType Result = Types.awaitResult(Choice.Sample);
    if (Result.isNull() || !Result->isVoidType())
      return std::nullopt;
    return Choice;
  }
  if (!Choice.worksFor(None))
    return std::nullopt;
  if (const auto *Spec = specializationFor(*Choice.Template, None))
    Choice.Sample = canonicalTypeOf(*Spec);
  return Choice;
}

std::string TaskChoice::name() const {
  return IsElsewhere ? "*" : writtenName(declaration());
}

std::string TaskChoice::emptyArguments() const {
  if (!Template)
    return "";
  // Only later declarations know a default argument.
  const auto *Last = cast<ClassTemplateDecl>(Template->getMostRecentDecl());
  const auto *First = dyn_cast<TemplateTypeParmDecl>(
      Last->getTemplateParameters()->getParam(0));
  return First && First->hasDefaultArgument() ? "<>" : "<void>";
}

std::string TaskChoice::spell(llvm::StringRef Result, bool IsVoid,
                              const DeclContext *Scope,
                              SourceLocation Loc) const {
  if (IsElsewhere)
    return IsVoid ? (TaskPlaceholder + NoValuePlaceholder).str()
                  : (TaskPlaceholder + "<" + Result + ">").str();
  const std::string Name = writtenName(declaration());
  // `task` is often a local variable, too.
  std::string Text = spelling(declaration(), Name, Scope, Loc);
  if (Scope->isFunctionOrMethod() && !llvm::StringRef(Text).contains("::"))
    Text = "::" + Name;
  if (!Template)
    return Text;
  if (IsVoid)
    return Text + emptyArguments();
  return Text + "<" + Result.str() + ">";
}

void TaskChoice::declareAt(SourceLocation Loc, Rewrite &Edits) const {
  if (IsElsewhere)
    return Edits.include(Loc, HeaderPlaceholder);
  const NamedDecl &Task = declaration();
  const SourceManager &SM = Task.getASTContext().getSourceManager();
  if (Loc.isMacroID())
    return;
  if (Edits.isDeclaredAt(Task, Loc))
    return;
  if (Header.empty())
    return Edits.refuse("'" + writtenName(Task) + "' is not declared at '" +
                        SM.getFilename(Loc).rsplit('/').second.str() + "'");
  Edits.include(Loc, Header);
}
