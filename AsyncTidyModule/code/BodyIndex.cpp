//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/BodyIndex.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace clang::tidy::async;

const Expr *clang::tidy::async::stripImplicit(const Expr *E) {
  const Expr *Before = nullptr;
  while (E != Before) {
    Before = E;
    E = E->IgnoreParens()->IgnoreImplicit();
  }
  return E;
}

bool clang::tidy::async::mentions(const Stmt *S, const ValueDecl *D,
                                  Parts Which) {
  const auto IsMention = [D](const Stmt &Part) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&Part)) {
      // `auto [key, value] : map`
      const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl());
      return Ref->getDecl() == D ||
             (Binding && Binding->getDecomposedDecl() == D);
    }
    if (const auto *Member = dyn_cast<MemberExpr>(&Part))
      return Member->getMemberDecl() == D;
    const auto *Lambda = dyn_cast<LambdaExpr>(&Part);
    return Lambda &&
           llvm::any_of(Lambda->captures(), [D](const LambdaCapture &C) {
             return C.capturesVariable() && C.getCapturedVar() == D;
           });
  };
  return D && anyWritten(S, IsMention, Which);
}

llvm::SmallPtrSet<const ValueDecl *, 8>
clang::tidy::async::mentionedIn(const Stmt *S) {
  llvm::SmallPtrSet<const ValueDecl *, 8> Found;
  anyWritten(S, [&Found](const Stmt &Part) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&Part)) {
      Found.insert(Ref->getDecl());
      if (const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl());
          Binding && Binding->getDecomposedDecl())
        Found.insert(Binding->getDecomposedDecl());
    } else if (const auto *Member = dyn_cast<MemberExpr>(&Part)) {
      Found.insert(Member->getMemberDecl());
    } else if (const auto *Lambda = dyn_cast<LambdaExpr>(&Part)) {
      for (const LambdaCapture &C : Lambda->captures())
        if (C.capturesVariable())
          Found.insert(cast<ValueDecl>(C.getCapturedVar()));
    }
    return false;
  });
  return Found;
}

bool clang::tidy::async::mentionsObject(const Stmt *S) {
  return anyWritten(S, [](const Stmt &Part) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&Part);
    return isa<CXXThisExpr>(Part) ||
           (Ref && Ref->refersToEnclosingVariableOrCapture());
  });
}

bool clang::tidy::async::isWithin(const Stmt *S, const Stmt *Around,
                                  const BodyIndex &Index) {
  for (; S; S = Index.parent(S))
    if (S == Around)
      return true;
  return false;
}

bool clang::tidy::async::isLoop(const Stmt *S) {
  return isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S);
}

const Expr *clang::tidy::async::conditionOf(const Stmt *Loop) {
  if (const auto *While = dyn_cast<WhileStmt>(Loop))
    return While->getCond();
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    return For->getCond();
  if (const auto *Do = dyn_cast<DoStmt>(Loop))
    return Do->getCond();
  return nullptr;
}

const FunctionDecl *
clang::tidy::async::outermostFunction(const FunctionDecl *Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (!Method || !Method->getParent()->isLambda())
    return Function;
  const auto *Outer =
      dyn_cast_or_null<FunctionDecl>(Method->getParent()->getDeclContext());
  return Outer ? outermostFunction(Outer) : Function;
}

/// Goes over what is written and leaves out what the compiler added.
struct BodyIndex::Walker {
  BodyIndex &Index;
  CallableBody *Current = nullptr;
  /// Depth of unevaluated operands and discarded `if constexpr` branches. What
  /// they mention counts as used; what they call and drop does not count.
  unsigned NeverRun = 0;

  CallableBody *enter(const FunctionDecl *Callable, const LambdaExpr *Lambda) {
    auto &Body = Index.Bodies[Callable];
    Body = std::make_unique<CallableBody>();
    Body->Callable = Callable;
    Body->Lambda = Lambda;
    return Body.get();
  }

  void visit(const Stmt *S, const Stmt *Parent) {
    if (!S || !Index.Parents.try_emplace(S, Parent).second)
      return;
    switch (S->getStmtClass()) {
    case Stmt::LambdaExprClass:
      return visitLambda(cast<LambdaExpr>(S));
    case Stmt::CoroutineBodyStmtClass:
      return visit(cast<CoroutineBodyStmt>(S)->getBody(), S);
    case Stmt::CoawaitExprClass:
      Current->Awaits.push_back(cast<CoawaitExpr>(S));
      return visit(cast<CoawaitExpr>(S)->getOperand(), S);
    case Stmt::CoyieldExprClass:
      Current->YieldsOrDepends = true;
      return visit(cast<CoyieldExpr>(S)->getOperand(), S);
    case Stmt::DependentCoawaitExprClass:
      Current->YieldsOrDepends = true;
      return visit(cast<DependentCoawaitExpr>(S)->getOperand(), S);
    case Stmt::CoreturnStmtClass:
      return visit(cast<CoreturnStmt>(S)->getOperand(), S);
    case Stmt::ArrayInitLoopExprClass: // A copy of an array.
      return visit(cast<ArrayInitLoopExpr>(S)->getCommonExpr()->getSourceExpr(),
                   S);
    case Stmt::CXXForRangeStmtClass:
      return visitRangeFor(cast<CXXForRangeStmt>(S));
    case Stmt::DeclStmtClass:
      return visitDeclarations(cast<DeclStmt>(S));
    case Stmt::CXXDefaultArgExprClass:
    case Stmt::CXXDefaultInitExprClass:
      return;
    case Stmt::DeclRefExprClass: {
      const auto *Ref = cast<DeclRefExpr>(S);
      if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
          Var && (Var->isLocalVarDecl() || isa<ParmVarDecl>(Var)))
        Index.Mentions[Var].push_back(Ref);
      else if (isa<BindingDecl>(Ref->getDecl()))
        Index.Mentions[Ref->getDecl()].push_back(Ref);
      return;
    }
    default:
      break;
    }
    if (const auto *Call = dyn_cast<CallExpr>(S); Call && !NeverRun)
      Current->Calls.push_back(Call);
    if (const auto *Made = dyn_cast<CXXConstructExpr>(S); Made && !NeverRun)
      Current->Constructions.push_back(Made);
    noteDiscarded(S, Parent);
    for (const Stmt *Child : S->children()) {
      const bool Dead = neverRuns(Child, *S);
      NeverRun += Dead;
      visit(Child, S);
      NeverRun -= Dead;
    }
  }

  void visitLambda(const LambdaExpr *Lambda) {
    for (const Expr *Init : Lambda->capture_inits())
      visit(Init, Lambda);
    CallableBody *Outer = Current;
    Current = enter(Lambda->getCallOperator(), Lambda);
    visit(Lambda->getCallOperator()->getBody(), Lambda);
    Current = Outer;
  }

  void visitRangeFor(const CXXForRangeStmt *Loop) {
    discard(Loop->getInit());
    visit(Loop->getInit(), Loop);
    Current->Locals.push_back(Loop->getLoopVariable());
    visit(Loop->getRangeInit(), Loop);
    discard(Loop->getBody());
    visit(Loop->getBody(), Loop);
  }

  void visitDeclarations(const DeclStmt *Statement) {
    for (const Decl *D : Statement->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D)) {
        if (!NeverRun)
          Current->Locals.push_back(Var);
        if (Var->getInit())
          Index.Initializers[Var->getInit()] = Var;
      }
    // Initializers, and the sizes of arrays that have a variable one.
    for (const Stmt *Child : Statement->children())
      visit(Child, Statement);
  }

  void discard(const Stmt *S) {
    const auto *E = dyn_cast_or_null<Expr>(S);
    if (!E || NeverRun)
      return;
    Current->Discarded.push_back(E);
    Current->Dropped.insert(stripImplicit(E));
    if (const auto *Await = dyn_cast<CoawaitExpr>(stripImplicit(E)))
      Current->Awaited.insert(stripImplicit(Await->getOperand()));
  }

  /// Every position in which C++ throws a value away.
  void noteDiscarded(const Stmt *S, const Stmt *Parent) {
    if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
      for (const Stmt *Child : Block->body())
        // The last statement of a statement expression is its value.
        if (Child != Block->body_back() || !isa_and_nonnull<StmtExpr>(Parent))
          discard(Child);
    } else if (const auto *Binary = dyn_cast<BinaryOperator>(S)) {
      if (Binary->getOpcode() == BO_Comma)
        discard(Binary->getLHS());
    } else if (const auto *If = dyn_cast<IfStmt>(S)) {
      discard(If->getInit());
      for (const Stmt *Branch : {If->getThen(), If->getElse()})
        if (!neverRuns(Branch, *If))
          discard(Branch);
    } else if (const auto *For = dyn_cast<ForStmt>(S)) {
      discard(For->getInit());
      discard(For->getInc());
      discard(For->getBody());
    } else if (const auto *While = dyn_cast<WhileStmt>(S)) {
      discard(While->getBody());
    } else if (const auto *Do = dyn_cast<DoStmt>(S)) {
      discard(Do->getBody());
    } else if (const auto *Switch = dyn_cast<SwitchStmt>(S)) {
      discard(Switch->getInit());
      discard(Switch->getBody());
    } else if (const auto *Case = dyn_cast<SwitchCase>(S)) {
      discard(Case->getSubStmt());
    } else if (const auto *Label = dyn_cast<LabelStmt>(S)) {
      discard(Label->getSubStmt());
    } else if (const auto *Attributed = dyn_cast<AttributedStmt>(S)) {
      discard(Attributed->getSubStmt());
    }
  }
};

BodyIndex::BodyIndex(const FunctionDecl &Root) : Root(&Root) {
  Walker W{*this};
  W.Current = W.enter(&Root, nullptr);
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Root))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->isWritten())
        W.visit(Init->getInit(), nullptr);
  W.visit(Root.getBody(), nullptr);
}

BodyIndex::BodyIndex(const Expr &Initializer) : Root(nullptr) {
  Walker W{*this};
  W.Current = W.enter(nullptr, nullptr);
  W.visit(&Initializer, nullptr);
}

const CallableBody *BodyIndex::body(const FunctionDecl *Callable) const {
  auto It = Bodies.find(Callable);
  return It == Bodies.end() ? nullptr : It->second.get();
}

const Stmt *BodyIndex::spelledParent(const Stmt *S) const {
  for (S = parent(S); S; S = parent(S))
    if (!isa<ImplicitCastExpr, ExprWithCleanups, MaterializeTemporaryExpr,
             CXXBindTemporaryExpr>(S))
      break;
  return S;
}

const CallableBody *BodyIndex::enclosing(const Stmt *S) const {
  if (!Parents.count(S))
    return nullptr;
  for (const Stmt *Child = S, *P = parent(S); P; Child = P, P = parent(P))
    if (const auto *Lambda = dyn_cast<LambdaExpr>(P))
      if (Child == Lambda->getCallOperator()->getBody())
        return body(Lambda->getCallOperator());
  return Root ? body(Root) : nullptr;
}

llvm::ArrayRef<const DeclRefExpr *>
BodyIndex::mentions(const ValueDecl *D) const {
  auto It = Mentions.find(D);
  if (It == Mentions.end())
    return {};
  return It->second;
}

const VarDecl *BodyIndex::initialized(const Expr *Init) const {
  return Initializers.lookup(Init);
}

const Expr *BodyIndex::handedTo(const LambdaExpr *Lambda) const {
  const Stmt *Argument = Lambda;
  const Expr *Construction = nullptr;
  for (const Stmt *P = parent(Lambda); P; Argument = P, P = parent(P)) {
    // Into a pointer to function.
    const auto *Member = dyn_cast<MemberExpr>(P);
    const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(P);
    if (isa_and_nonnull<CXXConversionDecl>(Member ? Member->getMemberDecl()
                                           : MemberCall
                                               ? MemberCall->getMethodDecl()
                                               : nullptr))
      continue;
    if (const auto *Call = dyn_cast<CallExpr>(P)) {
      // `std::move(lambda)` and a lambda that is itself called.
      if (Call->getCallee() == Argument)
        return nullptr;
      if (Call->isCallToStdMove())
        continue;
      if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
          Operator && Operator->getOperator() == OO_Call &&
          Operator->getArg(0) == Argument)
        return nullptr;
      return Call;
    }
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(P)) {
      // Perhaps a conversion, for a call further out.
      Construction = Construct;
      if (Construct->getNumArgs() == 1 && !isa<CXXTemporaryObjectExpr>(P))
        continue;
      return Construct;
    }
    if (!isa<CastExpr, ParenExpr, MaterializeTemporaryExpr,
             CXXBindTemporaryExpr, ExprWithCleanups>(P))
      break;
  }
  return Construction;
}

bool clang::tidy::async::isInstantiation(const DeclContext &Function) {
  for (const DeclContext *Context = &Function; Context;
       Context = Context->getParent()) {
    if (const auto *F = dyn_cast<FunctionDecl>(Context);
        F && F->isTemplateInstantiation())
      return true;
    if (const auto *Record = dyn_cast<ClassTemplateSpecializationDecl>(Context);
        Record && !Record->isExplicitSpecialization())
      return true;
  }
  return false;
}

std::vector<const ReturnStmt *>
clang::tidy::async::returnsOf(const FunctionDecl &Function) {
  const Stmt *Body = Function.getBody();
  if (const auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(Body))
    Body = Coroutine->getBody();
  std::vector<const ReturnStmt *> Found;
  std::vector<const Stmt *> Left = {Body};
  while (!Left.empty()) {
    const Stmt *S = Left.back();
    Left.pop_back();
    if (!S || isa<LambdaExpr>(S))
      continue;
    if (const auto *Return = dyn_cast<ReturnStmt>(S))
      Found.push_back(Return);
    const auto First = static_cast<std::ptrdiff_t>(Left.size());
    Left.insert(Left.end(), S->child_begin(), S->child_end());
    std::reverse(Left.begin() + First, Left.end());
  }
  return Found;
}

static bool bindsReference(const VarDecl &Var) {
  const AutoType *Deduced = Var.getType()->getContainedAutoType();
  return Var.getType()->isReferenceType() ||
         (Deduced && Deduced->isDecltypeAuto());
}

/// The value of \p Child, or a part of it, is the value of \p Parent.
static bool passesOn(const Stmt *Parent, const Expr *Child) {
  if (const auto *Comma = dyn_cast<BinaryOperator>(Parent))
    return Comma->getOpcode() == BO_Comma && Comma->getRHS() == Child;
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(Parent))
    return Choice->getCond() != Child;
  return isa<ParenExpr, ImplicitCastExpr, FullExpr, MemberExpr, InitListExpr,
             ArraySubscriptExpr, MaterializeTemporaryExpr,
             CXXBindTemporaryExpr>(Parent);
}

bool clang::tidy::async::isKeptByReference(const Expr &E,
                                           const BodyIndex &Index) {
  const Expr *Child = &E;
  while (const Stmt *Parent = Index.parent(Child)) {
    if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Parent);
        Temporary && Temporary->getExtendingDecl())
      return true;
    if (const auto *Range = dyn_cast<CXXForRangeStmt>(Parent))
      return Range->getRangeInit() == Child;
    if (isa<DeclStmt>(Parent)) {
      const VarDecl *Var = Index.initialized(Child);
      return Var && bindsReference(*Var);
    }
    if (!passesOn(Parent, Child))
      return false;
    Child = cast<Expr>(Parent);
  }
  return false;
}
