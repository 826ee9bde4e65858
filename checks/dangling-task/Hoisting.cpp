//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/dangling-task/Hoisting.h"
#include "checks/dangling-task/GeneratorUses.h"
#include "checks/dangling-task/LifetimeFixes.h"
#include "code/Overloads.h"
#include "code/Shapes.h"
#include "code/Tokens.h"
#include "clang/AST/QualTypeNames.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace clang::tidy::async;

/// What is mentioned in the text of \p Function, whatever it means.
static llvm::StringSet<> identifiersIn(const FunctionDecl &Function) {
  llvm::StringSet<> Found;
  const ASTContext &Ctx = Function.getASTContext();
  const FunctionDecl *Outer = outermostFunction(&Function);
  anyToken(Outer->getBeginLoc(), Outer->getEndLoc(), Ctx.getSourceManager(),
           Ctx.getLangOpts(), [&Found](const Token &T) {
             if (T.is(tok::raw_identifier))
               Found.insert(T.getRawIdentifier());
             return false;
           });
  return Found;
}

/// A name for the temporary that reads well, and is not taken.
static std::string freshName(const Borrow &B, TakenNames &Taken,
                             const ASTContext &Ctx) {
  std::string Name = B.Parameter ? B.Parameter->getNameAsString() : "";
  while (!Name.empty() && Name.back() == '_')
    Name.pop_back();
  while (!Name.empty() && Name.front() == '_')
    Name.erase(Name.begin());
  if (Name.empty()) {
    const CXXRecordDecl *Class = recordOf(B.Temporary->getType());
    if (Class && Class->isLambda())
      Name = "coroutine";
    else if (Class && Class->getIdentifier() && !B.Parameter)
      Name = Class->isInStdNamespace() ? "object" : Class->getName().str();
    if (!Name.empty() && isUppercase(Name.front()))
      Name.front() = llvm::toLower(Name.front());
  }
  if (Name.empty())
    Name = "argument";
  std::string Result = Name;
  const auto IsTaken = [&](llvm::StringRef N) {
    return Taken.All.contains(N) ||
           Ctx.Idents.get(N).getTokenID() != tok::identifier;
  };
  unsigned &Last = Taken.LastNumber[Name];
  for (Last = std::max(Last, 1U); IsTaken(Result);)
    Result = Name + std::to_string(++Last);
  Taken.All.insert(Result);
  return Result;
}

std::string clang::tidy::async::freshNameFor(llvm::StringRef Like,
                                             const FunctionDecl &Function,
                                             TakenNames &Taken) {
  if (Taken.All.empty())
    Taken.All = identifiersIn(Function);
  std::string Result = Like.str();
  for (unsigned I = 2; Taken.All.contains(Result); ++I)
    Result = Like.str() + std::to_string(I);
  Taken.All.insert(Result);
  return Result;
}

/// The type of \p B's temporary as it can be written anywhere; empty when it
/// cannot.
static std::string spelledType(const Borrow &B, const ASTContext &Ctx) {
  QualType T = B.Temporary->getType();
  if (B.Parameter && B.Direct)
    T = B.Parameter->getType().getNonReferenceType();
  T = T.getUnqualifiedType();
  const CXXRecordDecl *Class = recordOf(T);
  if (T->isDependentType() || (Class && Class->isLambda()) || T->isArrayType())
    return "";
  PrintingPolicy Policy(Ctx.getPrintingPolicy());
  const std::string Name =
      TypeName::getFullyQualifiedName(T, Ctx, Policy, false);
  return Name.find('(') == std::string::npos ? Name : "";
}

/// Whatever is awaited in the block that declares it outlives nothing there.
static bool areOnlyAwaited(const VarDecl &Holder, const CallableBody *Here,
                           const BodyIndex &Index, const AsyncTypes &Types) {
  for (const DeclRefExpr *Mention : Index.mentions(&Holder)) {
    const Stmt *Around = Index.spelledParent(Mention);
    if (const auto Put = fillAt(*Mention, Index);
        Put ? !givesElements(*Put, Index) : looksAtNoElement(*Mention, Index))
      continue;
    if (const auto *Assign = dyn_cast_or_null<CXXOperatorCallExpr>(Around);
        Assign && Assign->getOperator() == OO_Equal &&
        stripImplicit(Assign->getArg(0)) == Mention)
      continue;
    // Into `co_await` or a wait, by itself or in something that is awaited.
    bool Awaited = false;
    for (; isa_and_nonnull<Expr>(Around) && !isa<LambdaExpr>(Around);
         Around = Index.spelledParent(Around))
      if (isa<CoawaitExpr>(Around) ||
          Types.names().call(cast<Expr>(Around), CallRole::Wait)) {
        Awaited = true;
        break;
      }
    if (!Awaited || Index.enclosing(Mention) != Here)
      return false;
  }
  return true;
}

namespace {
/// What areOnlyAwaited() says of a variable, by where it is asked.
struct OnlyAwaited {
  llvm::DenseMap<std::pair<const VarDecl *, const CallableBody *>, bool> Of;
};
} // namespace

/// The same for the callable that \p Site stands in.
static bool isOnlyAwaited(const VarDecl &Holder, const Stmt &Site,
                          const BodyIndex &Index, const AsyncTypes &Types) {
  const CallableBody *Here = Index.enclosing(&Site);
  const auto [It, IsNew] =
      Index.memo<OnlyAwaited>().Of.try_emplace({&Holder, Here});
  if (IsNew)
    It->second = areOnlyAwaited(Holder, Here, Index, Types);
  return It->second;
}

/// Evaluated before or after the arguments makes no difference.
static bool isSimple(const Expr *E) {
  if (!E)
    return true;
  E = stripImplicit(E);
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return isSimple(Member->getBase());
  return isa<DeclRefExpr, CXXThisExpr>(E);
}

/// The loop that goes through the generator \p Made, when a variable in front
/// of it can be declared; else null, and \p Edits is refused.
static const Stmt *loopStatement(const CallExpr &Made, const Destination &Kept,
                                 const BodyIndex &Index, Rewrite &Edits) {
  const auto *Loop = cast<CXXForRangeStmt>(Kept.Where);
  if (!isa_and_nonnull<CompoundStmt>(Index.parent(Loop)) || Loop->getInit() ||
      stripImplicit(Loop->getRangeInit()) != &Made)
    Edits.refuse("a variable cannot be declared here");
  else if (Loop->getBeginLoc().isMacroID())
    Edits.refuse("it is inside a macro");
  else
    return Loop;
  return nullptr;
}

/// The statement that stores the task that \p Kept is about, when variables in
/// front of it live as long as the task; else null, and \p Edits is refused.
static const Stmt *storingStatement(const CallExpr &Task,
                                    const Destination &Kept,
                                    const BodyIndex &Index,
                                    const AsyncTypes &Types, Rewrite &Edits) {
  const auto Refuse = [&Edits](const std::string &Why) {
    Edits.refuse(Why);
    return nullptr;
  };
  if (isa_and_nonnull<CXXForRangeStmt>(Kept.Where))
    return loopStatement(Task, Kept, Index, Edits);
  if ((Kept.Kind != DestinationKind::Stored &&
       Kept.Kind != DestinationKind::Pushed) ||
      !Kept.Holder || !Kept.Holder->isLocalVarDecl() ||
      !Kept.Holder->hasLocalStorage() ||
      Kept.Holder->getType()->isReferenceType())
    return Refuse("nothing here lives as long as the task");
  const std::string Name = Kept.Holder->getNameAsString();
  const Stmt *Statement = Kept.Where;
  while (isa_and_nonnull<Expr>(Statement) &&
         isa_and_nonnull<Expr>(Index.parent(Statement)))
    Statement = Index.parent(Statement);
  const auto *Block = dyn_cast_or_null<CompoundStmt>(
      Statement ? Index.parent(Statement) : nullptr);
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(Statement);
  if (!Block || (Declaration && !Declaration->isSingleDecl()))
    return Refuse("a variable cannot be declared here");
  if (scopeOf(*Kept.Holder, *Statement, Index) != Block)
    return Refuse("a variable here would not live as long as '" + Name + "'");
  if (!isOnlyAwaited(*Kept.Holder, Task, Index, Types) &&
      !(Types.classify(Task.getType()).Role == TypeRole::Generator &&
        isOnlyIterated(*Kept.Holder, Index)))
    return Refuse("'" + Name + "' may live longer than this block");

  const Expr *Whole = Declaration ? Kept.Holder->getInit() : nullptr;
  if (const auto *Push = dyn_cast<CallExpr>(Kept.Where); Push && !Declaration)
    Whole = Push->getNumArgs() ? Push->getArg(Push->getNumArgs() - 1) : nullptr;
  if (!Whole || writtenValue(Whole) != &Task)
    return Refuse("the task is only a part of this expression");
  if (!Index.enclosing(&Task))
    return Refuse("a variable cannot be declared here");
  if (Statement->getBeginLoc().isMacroID())
    return Refuse("it is inside a macro");
  return Statement;
}

/// `auto name = value`, and the name in place of the temporary of \p B; empty
/// when \p Edits is refused.
static std::string hoist(const Borrow &B, const CallExpr &Task,
                         const BodyIndex &Index, const ASTContext &Ctx,
                         TakenNames &Taken, Rewrite &Edits) {
  const auto Refuse = [&Edits](const char *Why) {
    Edits.refuse(Why);
    return "";
  };
  if (B.Argument && isa<CXXDefaultArgExpr>(B.Argument))
    return Refuse("the temporary is a default argument");
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Task);
      Member && B.Parameter && !isSimple(Member->getImplicitObjectArgument()))
    return Refuse("it would change the order of evaluation");
  const Expr *Value = B.Temporary->getSubExpr()->IgnoreImplicit();
  for (const Stmt *S = B.Temporary; S && S != &Task; S = Index.parent(S))
    if (isa<AbstractConditionalOperator>(S) || isa<LambdaExpr>(S))
      return Refuse("the temporary is not always made");
  const SourceRange Range = Value->getSourceRange();
  if (Range.getBegin().isMacroID() || Range.getEnd().isMacroID())
    return Refuse("it is inside a macro");
  const auto *Conversion = dyn_cast<CXXMemberCallExpr>(Value);
  const bool Converted =
      isa<InitListExpr>(Value) ||
      (Conversion &&
       isa_and_nonnull<CXXConversionDecl>(Conversion->getMethodDecl())) ||
      !Ctx.hasSameUnqualifiedType(stripImplicit(Value)->getType(),
                                  B.Temporary->getType()) ||
      (isa<CXXConstructExpr>(Value) && !isa<CXXTemporaryObjectExpr>(Value));
  const std::string Type = Converted ? spelledType(B, Ctx) : "auto";
  if (Type.empty())
    return Refuse("the temporary's type cannot be written");
  const bool AsRvalue = B.Direct && B.Parameter &&
                        B.Parameter->getType()->isRValueReferenceType();
  if (AsRvalue && B.Argument->IgnoreImplicit()->getSourceRange() != Range)
    return Refuse("the temporary is only a part of the argument");
  const std::string Name = freshName(B, Taken, Ctx);
  const llvm::StringRef Text = Edits.text(Range);
  Edits.replace(Range, AsRvalue ? "std::move(" + Name + ")" : Name);
  // As a variable that may be changed it could be given to another overload.
  const bool IsConstant = B.Direct && B.Parameter &&
                          B.Parameter->getType()->isLValueReferenceType() &&
                          Task.getDirectCallee() &&
                          isOverloaded(*Task.getDirectCallee());
  return (IsConstant ? "const " : "") + Type + " " + Name + " = " + Text.str();
}

void clang::tidy::async::hoistTemporaries(const CallExpr &Task,
                                          llvm::ArrayRef<Borrow> Borrowed,
                                          const Destination &Kept,
                                          const BodyIndex &Index,
                                          const AsyncTypes &Types,
                                          TakenNames &Taken, Rewrite &Edits) {
  const Stmt *Statement = storingStatement(Task, Kept, Index, Types, Edits);
  if (!Statement)
    return;
  const FunctionDecl &Function = *Index.enclosing(&Task)->Callable;
  const ASTContext &Ctx = Function.getASTContext();
  if (Taken.All.empty())
    Taken.All = identifiersIn(Function);
  const SourceLocation Begin = Statement->getBeginLoc();
  const llvm::StringRef Indent =
      Lexer::getIndentationForLine(Begin, Ctx.getSourceManager());
  std::string Variables;
  for (const Borrow &B : Borrowed) {
    if (!B.Temporary)
      continue;
    const std::string Variable = hoist(B, Task, Index, Ctx, Taken, Edits);
    if (Variable.empty())
      return;
    Variables += Variable + ";\n" + Indent.str();
  }
  Edits.insertBefore(Begin, Variables);
}
