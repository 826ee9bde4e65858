//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "LifetimeFixes.h"
#include "clang/AST/QualTypeNames.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace clang::tidy::async;

/// The `co_await` whose operand is \p Mention, moved or not; else null.
static const CoawaitExpr *awaitOf(const DeclRefExpr &Mention,
                                  const BodyIndex &Index) {
  const Stmt *Around = Index.spelledParent(&Mention);
  while (isa_and_nonnull<ParenExpr>(Around) ||
         (isa_and_nonnull<CallExpr>(Around) &&
          cast<CallExpr>(Around)->isCallToStdMove()))
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

static const Stmt *nextTo(const Stmt &S, const BodyIndex &Index) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Index.parent(&S));
  if (!Block)
    return nullptr;
  const auto *It = llvm::find(Block->body(), &S);
  return It == Block->body_end() || ++It == Block->body_end() ? nullptr : *It;
}

/// `f(x)` in `auto t = f(x)`, `task<> t(f(x))` and `task<> t{f(x)}`.
static const Expr *writtenValue(const Expr *Init) {
  const Expr *Value = stripImplicit(Init);
  while (true) {
    if (const auto *List = dyn_cast<InitListExpr>(Value);
        List && List->getNumInits() == 1)
      Value = stripImplicit(List->getInit(0));
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(Value);
             Construct && Construct->getNumArgs() == 1 &&
             Construct->getConstructor()->isCopyOrMoveConstructor())
      Value = stripImplicit(Construct->getArg(0));
    else
      return Value;
  }
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
  const CoawaitExpr *Await = awaitOf(*Mentions.front(), Index);
  const Expr *Whole = wholeExpression(nextTo(*Declaration, Index));
  if (!Await || !Whole || writtenValue(Whole) != Await)
    return Edits.refuse("it is not awaited in the next statement");
  const Expr *Value = writtenValue(Stored.Holder->getInit());
  std::string Text = Edits.text(Value->getSourceRange()).str();
  if (Text.empty() || Value->getBeginLoc().isMacroID() ||
      Value->getEndLoc().isMacroID())
    return Edits.refuse("it is inside a macro");
  if (needsParenthesesToAwait(*Value))
    Text = "(" + Text + ")";
  Edits.replace(Await->getOperand()->IgnoreImplicit()->getSourceRange(), Text);
  // What stands behind it, a comment perhaps, takes its place.
  const SourceManager &SM = Stored.Holder->getASTContext().getSourceManager();
  const SourceLocation End = Declaration->getEndLoc();
  if (End.isMacroID())
    return Edits.refuse("it is inside a macro");
  const auto [File, Offset] = SM.getDecomposedLoc(End);
  llvm::StringRef Behind = SM.getBufferData(File).drop_front(Offset + 1);
  Edits.removeUpTo(Declaration->getBeginLoc(),
                   End.getLocWithOffset(static_cast<int>(
                       1 + Behind.size() - Behind.ltrim().size())));
}

/// What is mentioned in the text of \p Function, whatever it means.
static llvm::StringSet<> identifiersIn(const FunctionDecl &Function) {
  llvm::StringSet<> Found;
  const ASTContext &Ctx = Function.getASTContext();
  const SourceManager &SM = Ctx.getSourceManager();
  const FunctionDecl *Outer = outermostFunction(&Function);
  const SourceLocation Begin = Outer->getBeginLoc(), End = Outer->getEndLoc();
  if (Begin.isMacroID() || End.isMacroID())
    return Found;
  const auto [File, Offset] = SM.getDecomposedLoc(Begin);
  llvm::StringRef Text = SM.getBufferData(File);
  Lexer Lex(SM.getLocForStartOfFile(File), Ctx.getLangOpts(), Text.begin(),
            Text.begin() + Offset, Text.end());
  Token Next;
  while (!Lex.LexFromRawLexer(Next) && Next.getLocation() <= End)
    if (Next.is(tok::raw_identifier))
      Found.insert(Next.getRawIdentifier());
  return Found;
}

/// A name for the temporary that reads well, and is not taken.
static std::string freshName(const Borrow &B, llvm::StringSet<> &Taken,
                             const ASTContext &Ctx) {
  std::string Name = B.Parameter ? B.Parameter->getNameAsString() : "";
  while (!Name.empty() && Name.back() == '_')
    Name.pop_back();
  while (!Name.empty() && Name.front() == '_')
    Name.erase(Name.begin());
  if (Name.empty()) {
    const CXXRecordDecl *Class = recordOf(B.Temporary->getType());
    if (B.Closure)
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
    return Taken.contains(N) ||
           Ctx.Idents.get(N).getTokenID() != tok::identifier;
  };
  for (unsigned I = 2; IsTaken(Result); ++I)
    Result = Name + std::to_string(I);
  Taken.insert(Result);
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
static bool isOnlyAwaited(const VarDecl &Holder, const Stmt &Except,
                          const BodyIndex &Index, const AsyncTypes &Types) {
  for (const DeclRefExpr *Mention : Index.mentions(&Holder)) {
    const Stmt *Around = Index.spelledParent(Mention);
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(Around);
        Member && Member->getMemberDecl()->getIdentifier() &&
        llvm::is_contained(
            std::initializer_list<llvm::StringRef>{"push_back", "emplace_back",
                                                   "reserve", "size", "empty",
                                                   "clear"},
            Member->getMemberDecl()->getName()))
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
    if (!Awaited || (Index.enclosing(Mention) != Index.enclosing(&Except)))
      return false;
  }
  return true;
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

void clang::tidy::async::hoistTemporaries(
    const CallExpr &Task, llvm::ArrayRef<Borrow> Borrowed,
    const Destination &Kept, const BodyIndex &Index, const AsyncTypes &Types,
    llvm::StringSet<> &Taken, Rewrite &Edits) {
  if ((Kept.Kind != DestinationKind::Stored &&
       Kept.Kind != DestinationKind::Pushed) ||
      !Kept.Holder || !Kept.Holder->isLocalVarDecl() ||
      !Kept.Holder->hasLocalStorage() ||
      Kept.Holder->getType()->isReferenceType())
    return Edits.refuse("nothing here lives as long as the task");
  const std::string Name = Kept.Holder->getNameAsString();
  // The statement, its block, and that of the variable.
  const Stmt *Statement = Kept.Where;
  while (isa_and_nonnull<Expr>(Statement) &&
         isa_and_nonnull<Expr>(Index.parent(Statement)))
    Statement = Index.parent(Statement);
  const auto *Block = dyn_cast_or_null<CompoundStmt>(
      Statement ? Index.parent(Statement) : nullptr);
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(Statement);
  if (!Block || (Declaration && !Declaration->isSingleDecl()))
    return Edits.refuse("a variable cannot be declared here");
  if (scopeOf(*Kept.Holder, *Statement, Index) != Block)
    return Edits.refuse("a variable here would not live as long as '" + Name +
                        "'");
  if (!isOnlyAwaited(*Kept.Holder, Task, Index, Types))
    return Edits.refuse("'" + Name + "' may live longer than this block");

  const Expr *Whole = Declaration ? Kept.Holder->getInit() : nullptr;
  if (const auto *Push = dyn_cast<CallExpr>(Kept.Where); Push && !Declaration)
    Whole = Push->getNumArgs() ? Push->getArg(Push->getNumArgs() - 1) : nullptr;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Task);
  if (!Whole || writtenValue(Whole) != &Task)
    return Edits.refuse("the task is only a part of this expression");

  const CallableBody *Around = Index.enclosing(&Task);
  if (!Around)
    return Edits.refuse("a variable cannot be declared here");
  const ASTContext &Ctx = Around->Callable->getASTContext();
  for (const auto &Name : identifiersIn(*Around->Callable))
    Taken.insert(Name.getKey());
  const SourceManager &SM = Ctx.getSourceManager();
  const SourceLocation Begin = Statement->getBeginLoc();
  if (Begin.isMacroID())
    return Edits.refuse("it is inside a macro");
  const auto [File, Offset] = SM.getDecomposedLoc(Begin);
  llvm::StringRef Line = SM.getBufferData(File).take_front(Offset);
  Line = Line.drop_front(Line.rfind('\n') + 1);
  const std::string Indent =
      Line.take_while([](char C) { return C == ' ' || C == '\t'; }).str();

  std::string Variables;
  for (const Borrow &B : Borrowed) {
    if (!B.Temporary)
      continue;
    if (B.Argument && isa<CXXDefaultArgExpr>(B.Argument))
      return Edits.refuse("the temporary is a default argument");
    if (Member && B.Parameter && !isSimple(Member->getImplicitObjectArgument()))
      return Edits.refuse("it would change the order of evaluation");
    const Expr *Value = B.Temporary->getSubExpr()->IgnoreImplicit();
    for (const Stmt *S = B.Temporary; S && S != &Task; S = Index.parent(S))
      if (isa<AbstractConditionalOperator>(S) || isa<LambdaExpr>(S))
        return Edits.refuse("the temporary is not always made");
    const SourceRange Range = Value->getSourceRange();
    if (Range.getBegin().isMacroID() || Range.getEnd().isMacroID())
      return Edits.refuse("it is inside a macro");
    const bool Converted =
        isa<InitListExpr>(Value) ||
        !Ctx.hasSameUnqualifiedType(stripImplicit(Value)->getType(),
                                    B.Temporary->getType()) ||
        (isa<CXXConstructExpr>(Value) && !isa<CXXTemporaryObjectExpr>(Value));
    const std::string Type = Converted ? spelledType(B, Ctx) : "auto";
    if (Type.empty())
      return Edits.refuse("the temporary's type cannot be written");
    const bool AsRvalue = B.Direct && B.Parameter &&
                          B.Parameter->getType()->isRValueReferenceType();
    if (AsRvalue && B.Argument->IgnoreImplicit()->getSourceRange() != Range)
      return Edits.refuse("the temporary is only a part of the argument");
    const std::string Fresh = freshName(B, Taken, Ctx);
    const llvm::StringRef Text = Edits.text(Range);
    Variables += Type + " " + Fresh + " = " + Text.str() + ";\n" + Indent;
    Edits.replace(Range, AsRvalue ? "std::move(" + Fresh + ")" : Fresh);
  }
  Edits.insertBefore(Begin, Variables);
}

bool clang::tidy::async::wouldReferToArguments(const FunctionDecl &Function,
                                               const AsyncTypes &Types) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (Method && !Method->isStatic() && !Method->getParent()->isLambda() &&
      looksAt(Function.getBody(), nullptr))
    return true;
  return llvm::any_of(Function.parameters(), [&](const ParmVarDecl *Param) {
    QualType T = Param->getType();
    return (T->isReferenceType() || T->isPointerType() ||
            Types.names().isView(T)) &&
           looksAt(Function.getBody(), Param);
  });
}

namespace {
struct Returns {
  llvm::SmallVector<const ReturnStmt *, 4> All;
  std::string Obstacle;

  void collect(const Stmt *S, bool InHandler) {
    if (!S || isa<LambdaExpr>(S))
      return;
    if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
      All.push_back(Return);
      if (InHandler)
        Obstacle = "'co_await' is not allowed in a catch handler";
    }
    for (const Stmt *Child : S->children())
      collect(Child, InHandler || isa<CXXCatchStmt>(S));
  }
};
} // namespace

/// Why \p Function cannot become a coroutine, as a clause; empty when it can.
static std::string cannotBeCoroutine(const FunctionDecl &Function,
                                     const CallableBody &Body,
                                     const Names &Known) {
  const std::string Name = "'" + Function.getNameAsString() + "'";
  if (Function.isConstexpr() || Function.isMain() || Function.isVariadic() ||
      isa<CXXConstructorDecl, CXXDestructorDecl>(Function) ||
      !isa_and_nonnull<CompoundStmt>(Function.getBody()))
    return Name + " cannot be a coroutine";
  if (Body.Lambda) {
    if (!Body.Lambda->hasExplicitResultType())
      return "the lambda's return type is deduced";
    if (Body.Lambda->capture_size() > 0)
      return "as a coroutine, the lambda would refer to its captures";
  } else if (Function.getDeclaredReturnType()->getContainedAutoType()) {
    return "the return type of " + Name + " is deduced";
  }
  if (llvm::any_of(Function.attrs(), [](const Attr *A) {
        return llvm::StringRef(A->getSpelling()) == "coro_wrapper";
      }))
    return Name + " says that it is no coroutine";
  for (const VarDecl *Local : Body.Locals)
    if (Known.isThreadLock(Local->getType()))
      return "'" + Local->getNameAsString() +
             "' would hold its mutex while the coroutine is suspended";
  return "";
}

void clang::tidy::async::awaitReturns(const FunctionDecl &Function,
                                      const BodyIndex &Index,
                                      const AsyncTypes &Types, Rewrite &Edits) {
  const CallableBody *Body = Index.body(&Function);
  if (!Body)
    return Edits.refuse("its source text cannot be found");
  std::string Obstacle = cannotBeCoroutine(Function, *Body, Types.names());
  Returns Found;
  Found.collect(Function.getBody(), false);
  if (Obstacle.empty())
    Obstacle = Found.Obstacle;
  if (!Obstacle.empty())
    return Edits.refuse(std::move(Obstacle));
  const QualType Coroutine = Function.getReturnType();
  const ASTContext &Ctx = Function.getASTContext();
  for (const ReturnStmt *Return : Found.All) {
    const Expr *Value =
        Return->getRetValue() ? writtenValue(Return->getRetValue()) : nullptr;
    if (!Value || isa<InitListExpr>(Value) ||
        !Ctx.hasSameUnqualifiedType(Value->getType(), Coroutine) ||
        (Value->isPRValue() && isa<CXXConstructExpr>(Value)))
      return Edits.refuse("what it returns elsewhere cannot be awaited");
    if (!Types.accepts(nullptr, Coroutine, Value->getType()))
      return Edits.refuse("the promise does not accept '" +
                          typeName(Value->getType(), Ctx) + "'");
    Edits.replace(Return->getReturnLoc(), "co_return");
    Edits.await(*Value, Types.classify(Value->getType()).Await);
  }
}

/// True when the body says `x.f<T>()`, which wants `template` where the type of
/// `x` depends on a template parameter.
static bool namesTemplates(const Stmt *S) {
  if (!S)
    return false;
  if (const auto *Member = dyn_cast<MemberExpr>(S);
      Member && Member->hasExplicitTemplateArgs())
    return true;
  return llvm::any_of(S->children(), namesTemplates);
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
  if (!Lambda.hasExplicitParameters() || Operator.isVariadic() ||
      Operator.getMinRequiredArguments() != Operator.getNumParams())
    return Edits.refuse("the lambda has no plain list of parameters");
  const FunctionTypeLoc Type = Operator.getFunctionTypeLoc();
  if (!Type || Type.getLParenLoc().isInvalid())
    return Edits.refuse("its source text cannot be found");
#if CLANG_VERSION_MAJOR >= 18
  if (Operator.getASTContext().getLangOpts().CPlusPlus23 &&
      !Lambda.isMutable()) {
    Edits.insertAfterToken(Type.getLParenLoc(), Operator.getNumParams()
                                                    ? "this auto, "
                                                    : "this auto");
    return;
  }
#endif
  if (namesTemplates(Operator.getBody()))
    return Edits.refuse("a parameter of type 'auto' would need 'template'");
  std::string Parameters, Arguments;
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
    Parameters += (Comma + (ByRef ? "auto &" : "auto ") + Name).str();
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
  if (!IsArgument || Call.getNumArgs() != 1)
    return Edits.refuse("the task is only a part of what is handed over");
  const auto *Object = stripImplicit(Call.getArg(0));
  if (Object != &Lambda)
    return Edits.refuse("its source text cannot be found");
  Edits.removeBehind(Call.getArg(0)->IgnoreImplicit()->getEndLoc(),
                     Call.getEndLoc());
}
