//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/dangling-task/LifetimeFixes.h"
#include "code/CallGraph.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "code/Tokens.h"
#include "edits/CoroutineEdits.h"
#include "edits/Spelling.h"
#include "flow/AwaitSite.h"
#include "knowledge/ClangVersions.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

/// The `co_await` whose operand is \p Mention, moved or not; else null.
static const CoawaitExpr *awaitOf(const DeclRefExpr &Mention,
                                  const BodyIndex &Index) {
  const Stmt *Around = Index.spelledParent(&Mention);
  while (isa_and_nonnull<ParenExpr>(Around) || movedBy(Around))
    Around = Index.spelledParent(Around);
  return dyn_cast_or_null<CoawaitExpr>(Around);
}

/// The expression that \p S evaluates first and as a whole; else null.
static const Expr *wholeExpression(const Stmt *S) {
  if (const auto *E = dyn_cast_or_null<Expr>(S))
    return E;
  if (const auto *Return = dyn_cast_or_null<CoreturnStmt>(S))
    return Return->getOperand();
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(S);
  if (Declaration && Declaration->isSingleDecl())
    if (const auto *Var = dyn_cast<VarDecl>(Declaration->getSingleDecl()))
      return Var->getInit();
  return nullptr;
}

static const Stmt *nextTo(const Stmt &S, const BodyIndex &Index,
                          const SourceManager &SM) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Index.parent(&S));
  if (!Block)
    return nullptr;
  // Blocks may be long.
  const auto *It = std::upper_bound(
      Block->body_begin(), Block->body_end(), S.getBeginLoc(),
      [&](SourceLocation Loc, const Stmt *Other) {
        return SM.isBeforeInTranslationUnit(Loc, Other->getBeginLoc());
      });
  return It == Block->body_end() ? nullptr : *It;
}

const Expr *clang::tidy::async::writtenValue(const Expr *Init) {
  const Expr *Value = stripCopies(Init);
  while (const auto *List = dyn_cast<InitListExpr>(Value)) {
    if (List->getNumInits() != 1)
      break;
    Value = stripCopies(List->getInit(0));
  }
  return Value;
}

void clang::tidy::async::awaitInPlace(const Destination &Stored,
                                      const BodyIndex &Index, Rewrite &Edits) {
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(Stored.Where);
  if (Stored.Kind != DestinationKind::Stored || !Declaration ||
      !Declaration->isSingleDecl() || !Stored.Holder)
    return Edits.refuse("it is not stored in a variable of its own");
  const auto Mentions = Index.mentions(Stored.Holder);
  if (Mentions.size() != 1)
    return Edits.refuse("'" + Stored.Holder->getNameAsString() +
                        "' is mentioned more than once");
  const SourceManager &SM = Stored.Holder->getASTContext().getSourceManager();
  const CoawaitExpr *Await = awaitOf(*Mentions.front(), Index);
  const Expr *Whole = wholeExpression(nextTo(*Declaration, Index, SM));
  if (!Await || !Whole || writtenValue(Whole) != Await)
    return Edits.refuse("it is not awaited in the next statement");
  if (Await->isGLValue() && isKeptByReference(*Await, Index))
    return Edits.refuse("its result refers into '" +
                        Stored.Holder->getNameAsString() +
                        "' and is used for longer");
  const Expr *Value = writtenValue(Stored.Holder->getInit());
  std::string Text = Edits.text(Value->getSourceRange()).str();
  if (Text.empty() || Value->getBeginLoc().isMacroID() ||
      Value->getEndLoc().isMacroID())
    return Edits.refuse("it is inside a macro");
  if (needsParenthesesToAwait(*Value))
    Text = "(" + Text + ")";
  Edits.replace(Await->getOperand()->IgnoreImplicit()->getSourceRange(), Text);
  // What stands behind it, a comment perhaps, takes its place.
  const SourceLocation End = Declaration->getEndLoc();
  if (End.isMacroID())
    return Edits.refuse("it is inside a macro");
  const auto [File, Offset] = SM.getDecomposedLoc(End);
  llvm::StringRef Behind = SM.getBufferData(File).drop_front(Offset + 1);
  Edits.removeUpTo(Declaration->getBeginLoc(),
                   End.getLocWithOffset(static_cast<int>(
                       1 + Behind.size() - Behind.ltrim().size())));
}

bool clang::tidy::async::wouldReferToArguments(const FunctionDecl &Function,
                                               const AsyncTypes &Types) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (Method && !Method->isStatic() && !Method->getParent()->isLambda() &&
      mentionsObject(Function.getBody()))
    return true;
  return llvm::any_of(Function.parameters(), [&](const ParmVarDecl *Param) {
    QualType T = Param->getType();
    return (T->isReferenceType() || T->isPointerType() ||
            Types.names().isView(T)) &&
           mentions(Function.getBody(), Param);
  });
}

/// True when the body says `x.f<T>()`, which wants `template` where the type of
/// `x` depends on a template parameter.
static bool namesTemplates(const Stmt *S) {
  return anyWritten(S, [](const Stmt &Part) {
    const auto *Member = dyn_cast<MemberExpr>(&Part);
    return Member && Member->hasExplicitTemplateArgs();
  });
}

/// Copies of variables are constant in a lambda that is not mutable, and so
/// must be what takes their place: "const ", or "". A coroutine copies its
/// constant parameters, so nothing for what can only be moved, unless it is of
/// std and does the same for constants.
static std::optional<llvm::StringRef> constFor(const LambdaExpr &Lambda,
                                               const VarDecl &Var) {
  if (Lambda.isMutable())
    return "";
  if (isMovable(Var.getType().withConst()))
    return "const ";
  const CXXRecordDecl *Class = recordOf(Var.getType());
  if (Class && Class->isInStdNamespace())
    return "";
  return std::nullopt;
}

/// The same for the closure as a whole.
static std::optional<llvm::StringRef> constForAll(const LambdaExpr &Lambda) {
  std::optional<llvm::StringRef> All = "";
  for (const LambdaCapture &Capture : Lambda.captures()) {
    if (!Capture.capturesVariable() || Capture.getCaptureKind() == LCK_ByRef)
      continue;
    const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar());
    All = Var ? constFor(Lambda, *Var) : std::nullopt;
    if (!All || All->empty())
      break;
  }
  return All;
}

/// The parentheses of \p Lambda's parameters, none of which is optional; or
/// refuses.
static FunctionTypeLoc plainParameters(const LambdaExpr &Lambda,
                                       Rewrite &Edits) {
  const CXXMethodDecl &Operator = *Lambda.getCallOperator();
  const FunctionTypeLoc Type = Operator.getFunctionTypeLoc();
  if (Lambda.hasExplicitParameters() && Type && Type.getLParenLoc().isValid() &&
      Operator.getMinRequiredArguments() == Operator.getNumParams())
    return Type;
  Edits.refuse("the lambda has no plain list of parameters");
  return {};
}

/// True when it makes a difference whether \p Capture, which begins with \p
/// Value, is made before the arguments of \p Call or behind them.
static bool dependsOnOrder(const LambdaCapture &Capture, const Expr &Value,
                           const CallExpr &Call) {
  const ASTContext &Ctx = Call.getCalleeDecl()->getASTContext();
  const auto *Var = cast<VarDecl>(Capture.getCapturedVar());
  const bool Acts = Var->isInitCapture() && Value.HasSideEffects(Ctx);
  llvm::SmallPtrSet<const ValueDecl *, 8> Read;
  if (Var->isInitCapture())
    Read = mentionedIn(&Value);
  else if (Capture.getCaptureKind() != LCK_ByRef)
    Read.insert(Var);
  return llvm::any_of(Call.arguments(), [&](const Expr *Arg) {
    if (Arg == Call.getArg(0) && isa<CXXOperatorCallExpr>(Call))
      return false; // The closure.
    const bool ArgActs = Arg->HasSideEffects(Ctx);
    return (Acts && ArgActs) ||
           ((Acts || ArgActs) && llvm::any_of(Read, [&](const ValueDecl *D) {
              return mentions(Arg, D);
            }));
  });
}

/// True when the body of \p Lambda sees that what took the place of \p Var, a
/// copy, is constant: by its type, or where a lambda in it changes its own
/// copy.
static bool seesConstant(const LambdaExpr &Lambda, const VarDecl &Var) {
  return hasIdentifier("decltype", Lambda.getBody()->getBeginLoc(),
                       Lambda.getBody()->getEndLoc(), Var.getASTContext()) ||
         anyWritten(Lambda.getBody(), [&](const Stmt &S) {
           const auto *Inner = dyn_cast<LambdaExpr>(&S);
           return Inner && Inner->isMutable() &&
                  llvm::any_of(Inner->captures(), [&](const LambdaCapture &C) {
                    return C.capturesVariable() &&
                           C.getCaptureKind() == LCK_ByCopy &&
                           C.getCapturedVar() == &Var;
                  });
         });
}

void clang::tidy::async::passCaptures(const LambdaExpr &Lambda,
                                      const CallExpr &Call, bool StaysInFrame,
                                      Rewrite &Edits) {
  const CXXMethodDecl &Operator = *Lambda.getCallOperator();
  if (!StaysInFrame)
    for (const LambdaCapture &Capture : Lambda.captures())
      if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef)
        return Edits.refuse("it would still refer to '" +
                            Capture.getCapturedVar()->getNameAsString() + "'");
  const FunctionTypeLoc Type = plainParameters(Lambda, Edits);
  if (!Type)
    return;
  if (HasExplicitObjects && isCXX23(Operator.getASTContext().getLangOpts()) &&
      !Lambda.isMutable()) {
    const auto Const = constForAll(Lambda);
    if (!Const)
      return Edits.refuse("a capture cannot be a parameter");
    Edits.insertAfterToken(
        Type.getLParenLoc(),
        ("this " + *Const + "auto" + (Operator.getNumParams() ? ", " : ""))
            .str());
    return;
  }
  if (namesTemplates(Operator.getBody()))
    return Edits.refuse("a parameter of type 'auto' would need 'template'");
  std::string Parameters, Arguments;
  unsigned Acting = 0; // Arguments are evaluated in any order.
  auto Init = Lambda.capture_init_begin();
  for (const LambdaCapture &Capture : Lambda.captures()) {
    const Expr *Value = *Init++;
    if (!Capture.capturesVariable())
      return Edits.refuse("the lambda captures 'this'");
    const auto *Var = dyn_cast<VarDecl>(Capture.getCapturedVar());
    if (!Var || Capture.isPackExpansion() || !Value ||
        Var->getType()->isArrayType())
      return Edits.refuse("a capture cannot be a parameter");
    const bool ByRef = Capture.getCaptureKind() == LCK_ByRef;
    const std::string Name = Var->getNameAsString();
    std::string Text = Name;
    if (Var->isInitCapture())
      Text = Edits.text(writtenValue(Value)->getSourceRange()).str();
    if (Text.empty() || Value->getBeginLoc().isMacroID())
      return Edits.refuse("it is inside a macro");
    llvm::StringRef Comma = Parameters.empty() ? "" : ", ";
    const auto Const = constFor(Lambda, *Var);
    if (!Const || (!ByRef && !Const->empty() && seesConstant(Lambda, *Var)))
      return Edits.refuse("a capture cannot be a parameter");
    Acting += Var->isInitCapture() &&
              Value->HasSideEffects(Var->getASTContext()) &&
              !movedBy(writtenValue(Value));
    if (Acting > 1 || dependsOnOrder(Capture, *Value, Call))
      return Edits.refuse("it would change the order of evaluation");
    Parameters += (Comma + (ByRef ? "auto &" : *Const + "auto ") + Name).str();
    Arguments += (Comma + Text).str();
  }
  const SourceRange Introducer = Lambda.getIntroducerRange();
  if (Introducer.getBegin().isMacroID())
    return Edits.refuse("it is inside a macro");
  Edits.replace(Introducer, "[]");
  Edits.insertBefore(Type.getRParenLoc(),
                     Operator.getNumParams() ? ", " + Parameters : Parameters);
  Edits.addArgument(Call, Arguments);
}

void clang::tidy::async::handOverClosure(const LambdaExpr &Lambda,
                                         const CallExpr &Call,
                                         const CallExpr &To, Rewrite &Edits) {
  const bool IsArgument = llvm::any_of(To.arguments(), [&](const Expr *Arg) {
    return writtenValue(Arg) == &Call;
  });
  if (!IsArgument || Call.getNumArgs() != 1 ||
      stripImplicit(Call.getArg(0)) != &Lambda)
    return Edits.refuse("the task is only a part of what is handed over");
  Edits.removeBehind(Call.getArg(0)->IgnoreImplicit()->getEndLoc(),
                     Call.getEndLoc());
}

/// What a lambda in a lambda gets from it.
struct InnerParameters {
  std::string Types, Values;
  /// Something is moved there, which only one call can do.
  bool Moves = false;

  void add(const llvm::Twine &Type, const llvm::Twine &Value) {
    if (!Values.empty()) {
      Types += ", ";
      Values += ", ";
    }
    Types += Type.str();
    Values += Value.str();
  }
};

/// The captures of \p Lambda, and its own parameters; or refuses.
static InnerParameters innerParameters(const LambdaExpr &Lambda,
                                       Rewrite &Edits) {
  InnerParameters Inner;
  const bool UsesObject = anyWritten(
      Lambda.getBody(), [](const Stmt &S) { return isa<CXXThisExpr>(S); });
  for (const LambdaCapture &Capture : Lambda.captures()) {
    if (Capture.capturesThis() && !UsesObject)
      continue;
    const auto *Var = Capture.capturesVariable()
                          ? dyn_cast<VarDecl>(Capture.getCapturedVar())
                          : nullptr;
    const auto Const = Var ? constFor(Lambda, *Var) : std::nullopt;
    if (!Const || Capture.isPackExpansion() || Var->getType()->isArrayType()) {
      Edits.refuse(Var ? "a capture cannot be a parameter"
                       : "the lambda captures 'this'");
      return Inner;
    }
    const std::string Name = Var->getNameAsString();
    if (Capture.getCaptureKind() == LCK_ByRef) {
      Inner.add("auto &" + Name, Name);
      continue;
    }
    const bool Moves = !isMovable(Var->getType().withConst());
    Inner.Moves |= Moves;
    Inner.add(*Const + "auto " + Name,
              Moves ? "std::move(" + Name + ")" : Name);
  }
  for (const ParmVarDecl *Param : Lambda.getCallOperator()->parameters()) {
    if (!Param->getIdentifier())
      continue;
    const llvm::StringRef Written = Edits.text(Param->getSourceRange());
    if (!Param->getIdentifier() || Written.empty() ||
        Param->isParameterPack()) {
      Edits.refuse("a capture cannot be a parameter");
      return Inner;
    }
    const QualType T = Param->getType();
    const bool Moves = T->isRValueReferenceType() || T->isRecordType();
    const std::string Name = Param->getNameAsString();
    Inner.add(Written, Moves ? "std::move(" + Name + ")" : Name);
  }
  return Inner;
}

void clang::tidy::async::nestCoroutine(const LambdaExpr &Lambda, bool IsOnce,
                                       bool StaysInFrame, Rewrite &Edits) {
  const CXXMethodDecl &Operator = *Lambda.getCallOperator();
  const FunctionTypeLoc Type = plainParameters(Lambda, Edits);
  if (!Type)
    return;
  for (const LambdaCapture &Capture : Lambda.captures())
    if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef &&
        !StaysInFrame &&
        !Capture.getCapturedVar()->getType()->isReferenceType())
      return Edits.refuse("it would still refer to '" +
                          Capture.getCapturedVar()->getNameAsString() + "'");
  if (Lambda.isMutable() && !IsOnce)
    return Edits.refuse("a capture cannot be a parameter");
  if (HasExplicitObjects && isCXX23(Operator.getASTContext().getLangOpts()) &&
      !Lambda.isMutable() &&
      llvm::all_of(Lambda.captures(), [](const LambdaCapture &Capture) {
        return !Capture.capturesVariable() ||
               Capture.getCaptureKind() == LCK_ByRef ||
               isMovable(Capture.getCapturedVar()->getType().withConst());
      })) {
    const auto Const = constForAll(Lambda);
    return Edits.insertAfterToken(Type.getLParenLoc(),
                                  ("this " + Const.value_or("") + "auto" +
                                   (Operator.getNumParams() ? ", " : ""))
                                      .str());
  }
  if (Lambda.isGenericLambda())
    return Edits.refuse("a capture cannot be a parameter");
  if (namesTemplates(Operator.getBody()))
    return Edits.refuse("a parameter of type 'auto' would need 'template'");
  const InnerParameters Inner = innerParameters(Lambda, Edits);
  if (Inner.Moves && !IsOnce)
    return Edits.refuse("a capture cannot be a parameter");
  Edits.insertAfterToken(Type.getRParenLoc(),
                         (Inner.Moves ? " mutable" : "") +
                             (" { return [](" + Inner.Types + ")"));
  Edits.insertAfterToken(Lambda.getEndLoc(), "(" + Inner.Values + "); }");
}

/// True when what \p Call returns, or what is chained to it, is awaited in the
/// expression that the call is a part of.
static bool isAwaitedInItsExpression(const CallExpr &Call,
                                     const BodyIndex &Index) {
  const Expr *Value = &Call;
  while (const auto *Around =
             dyn_cast_or_null<Expr>(Index.spelledParent(Value))) {
    if (isa<CoawaitExpr, DependentCoawaitExpr>(Around))
      return true;
    const auto *Chained = dyn_cast<CXXMemberCallExpr>(Around);
    if (!isa<MemberExpr>(Around) &&
        !(Chained && isWithin(Value, Chained->getCallee(), Index)))
      return false;
    Value = Around;
  }
  return false;
}

void clang::tidy::async::keepCallable(const Expr &Callable,
                                      const CallExpr &Call,
                                      const CallableDropFacts &Drop,
                                      const FunctionDecl &In,
                                      const BodyIndex &Index, Rewrite &Edits) {
  const auto *Lambda = dyn_cast_or_null<LambdaExpr>(stripImplicit(&Callable));
  if (Lambda && !Lambda->isMutable() && !Drop.KeepWith.empty() &&
      isAwaitedInItsExpression(Call, Index))
    return Edits.wrap(
        Lambda->getSourceRange(),
        libraryText(Drop.KeepWith, In, Lambda->getBeginLoc()) + "(", ")");
  if (const auto *Given = dyn_cast<LambdaExpr>(handedValue(&Callable));
      Given && isCoroutine(*Given->getCallOperator())) {
    const bool IsOnce = !Drop.KeepWith.empty() && isa<CXXMemberCallExpr>(Call);
    Rewrite Nested(Edits);
    nestCoroutine(*Given, IsOnce, isCoroutine(In), Nested);
    if (Nested)
      return nestCoroutine(*Given, IsOnce, isCoroutine(In), Edits);
  }
  if (Drop.InPlace)
    Edits.refuse("await the result in this expression, or pass what it needs "
                 "as parameters");
  else if (Drop.KeepWith.empty())
    Edits.refuse("what keeps the lambda alive is for you to decide");
  else
    Edits.refuse("wrap it in '" + Drop.KeepWith +
                 "' and await the result in this expression");
}
