//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unsafe-awaiter/BehindHandOver.h"
#include "code/Origins.h"
#include "code/Shapes.h"
#include "code/Throwing.h"
#include "flow/Dataflow.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

const Stmt *clang::tidy::async::statementAround(const Expr &E,
                                                const BodyIndex &Index) {
  const Stmt *Part = &E;
  for (const Stmt *P = Index.parent(Part); isa_and_nonnull<Expr, DeclStmt>(P);
       P = Index.parent(P)) {
    if (isa<LambdaExpr>(P))
      break;
    Part = P;
  }
  return Part;
}

namespace {
struct HandedState {
  const HandOver *By = nullptr;
};
} // namespace

struct BehindHandOver::Question : FlowQuestion<Question, HandedState> {
  explicit Question(llvm::ArrayRef<HandOver> All) {
    for (const HandOver &H : All)
      if (!H.Decides || H.Retried)
        By[H.At] = &H;
  }

  HandedState boundary() const { return {}; }
  bool join(HandedState &Into, const HandedState &From) const {
    if (Into.By || !From.By)
      return false;
    Into = From;
    return true;
  }
  void pass(HandedState &Now, const FlowStep &Step) const {
    if (const HandOver *H = Step.At ? By.lookup(Step.At) : nullptr;
        H && !Now.By)
      Now.By = H;
  }
  /// Another try follows one that failed, and a handler what was thrown by the
  /// hand-over. Who hands over once for each of many lets them count.
  void passEdge(HandedState &Now, const CFGBlock &From, unsigned Which,
                const CFGBlock &To) const {
    if (!Now.By)
      return;
    if (From.getLoopTarget() ||
        isa_and_nonnull<CXXTryStmt>(To.getTerminatorStmt()) ||
        isa_and_nonnull<CXXCatchStmt>(To.getLabel()))
      Now.By = nullptr;
    else if (const Stmt *Ends = From.getTerminatorStmt();
             Now.By->Retried && Which == 0 && Ends && isLoop(Ends))
      Now.By = nullptr;
  }

  llvm::DenseMap<const Stmt *, const HandOver *> By;
};

BehindHandOver::BehindHandOver(const CallableBody &Body, const BodyIndex &Index,
                               const AsyncTypes &Types,
                               const HandleTransfers &Given)
    : Index(Index), Types(Types), Given(Given) {
  Question Asked(Given.all());
  if (Asked.By.empty())
    return;
  const FlowGraph Graph(Body);
  if (!Graph)
    return;
  const BlockOrder Blocks(Graph);
  const Dataflow<Question> Flow(Blocks, Asked);
  Flow.forSteps([&](const FlowStep &Step, const HandedState &Now) {
    if (Step.At && Now.By && Graph.runs(Step.At))
      visit(*Step.At, *Now.By);
  });
  const SourceManager &SM = Body.Callable->getASTContext().getSourceManager();
  llvm::sort(Uses, [&SM](const FrameUse &A, const FrameUse &B) {
    return SM.isBeforeInTranslationUnit(A.At->getBeginLoc(),
                                        B.At->getBeginLoc());
  });
}

void BehindHandOver::visit(const Stmt &At, const HandOver &Behind) {
  if (FrameUse Use = useAt(At); Use && !isOfHandOver(*Use.At, Behind) &&
                                !isUnderItsLock(*Use.At, Behind)) {
    Use.Behind = &Behind;
    if (llvm::none_of(Uses, [&](const FrameUse &U) { return U.At == Use.At; }))
      Uses.push_back(Use);
  }
  const auto *E = dyn_cast<Expr>(&At);
  if (E && !Throws && mayThrowOut(At) && !isOfHandOver(*E, Behind) &&
      llvm::none_of(Given.all(), [E](const HandOver &H) { return H.At == E; }))
    Throws = {E, nullptr, &Behind};
}

/// True for members of a handle that look at the coroutine.
static bool looksIntoFrame(const DeclRefExpr &Handle, const BodyIndex &Index) {
  const Stmt *Around = Index.spelledParent(&Handle);
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Around))
    return Operator->getOperator() == OO_Call;
  if (isa_and_nonnull<ReturnStmt>(Around))
    return true;
  DeclarationName Name;
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(Around))
    Name = Member->getMemberDecl()->getDeclName();
  else if (const auto *Member =
               dyn_cast_or_null<CXXDependentScopeMemberExpr>(Around))
    Name = Member->getMember();
  if (!Name.isIdentifier() || Name.isEmpty())
    return false;
  const llvm::StringRef Text = Name.getAsIdentifierInfo()->getName();
  return Text == "promise" || Text == "resume" || Text == "done" ||
         Text == "destroy";
}

FrameUse BehindHandOver::useAt(const Stmt &At) const {
  if (const auto *This = dyn_cast<CXXThisExpr>(&At)) {
    const Stmt *Around = Index.spelledParent(This);
    const auto *Member = dyn_cast_or_null<MemberExpr>(Around);
    if (!Member)
      return {This, nullptr};
    // Neither a static member nor an enumerator is in the object.
    const ValueDecl *D = Member->getMemberDecl();
    const auto *Method = dyn_cast<CXXMethodDecl>(D);
    if (isa<VarDecl, EnumConstantDecl>(D) || (Method && Method->isStatic()))
      return {};
    return {Member, D};
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(&At);
  if (!Ref)
    return {};
  if (Given.isIntoFrame(Ref->getDecl()))
    return {Ref, Ref->getDecl()};
  return isa<ParmVarDecl>(Ref->getDecl()) && Given.isHandle(Ref) &&
                 looksIntoFrame(*Ref, Index)
             ? FrameUse{Ref, Ref->getDecl()}
             : FrameUse{};
}

bool BehindHandOver::isOfHandOver(const Expr &Use,
                                  const HandOver &Behind) const {
  const Stmt *Statement = statementAround(*Behind.At, Index);
  if (isWithin(&Use, Statement, Index))
    return true;
  // `start(&ready_, h); return !ready_;`
  const auto *Member = dyn_cast<MemberExpr>(&Use);
  const bool ReturnsVoid =
      !Member || Index.outermost().Callable->getReturnType()->isVoidType();
  if (!ReturnsVoid && anyWritten(Behind.At, [Member](const Stmt &S) {
        const auto *Address = dyn_cast<UnaryOperator>(&S);
        const auto *Lent =
            Address && Address->getOpcode() == UO_AddrOf
                ? dyn_cast<MemberExpr>(stripImplicit(Address->getSubExpr()))
                : nullptr;
        return Lent && Lent->getMemberDecl() == Member->getMemberDecl();
      }))
    return true;
  // `const auto id = submit(h); id_ = id;`
  const auto *Result =
      dyn_cast_or_null<VarDecl>(static_cast<const Decl *>(Behind.KeptIn));
  return Result && Result->hasLocalStorage() &&
         mentions(statementAround(Use, Index), Result);
}

bool BehindHandOver::unlocks(const CallExpr &Call) const {
  const auto Found = HeldLocks(Index, Types).kinds().call(Call);
  return Found && !Found->IsFlag ? !Found->Locks
                                 : calleeName(&Call) == "unlock";
}

/// What whoever called has locked is unlocked here, in the end.
bool BehindHandOver::isBeforeUnlock(const Expr &Use,
                                    const HandOver &Behind) const {
  const SourceManager &SM = Types.context().getSourceManager();
  const CallableBody *Body = Index.enclosing(&Use);
  return Body && llvm::any_of(Body->Calls, [&](const CallExpr *Call) {
           return SM.isBeforeInTranslationUnit(Behind.At->getBeginLoc(),
                                               Call->getBeginLoc()) &&
                  !SM.isBeforeInTranslationUnit(Call->getEndLoc(),
                                                Use.getBeginLoc()) &&
                  unlocks(*Call);
         });
}

bool BehindHandOver::isUnderItsLock(const Expr &Use,
                                    const HandOver &Behind) const {
  if (isBeforeUnlock(Use, Behind))
    return true;
  if (!Behind.Lock || !Behind.Lock->Number)
    return Behind.Lock && HeldLocks(Index, Types).at(Use);
  const auto Held = HeldLocks(Index, Types).at(Use);
  return Held && Held->Number == Behind.Lock->Number;
}

bool BehindHandOver::mayThrowOut(const Stmt &At) const {
  if (!mayThrow(At) || isa<CXXNewExpr>(At))
    return false;
  const FunctionDecl *Callee = nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(&At)) {
    Callee = Call->getDirectCallee();
    if (!Callee || unlocks(*Call))
      return false;
  } else if (const auto *Made = dyn_cast<CXXConstructExpr>(&At)) {
    Callee = Made->getConstructor();
  }
  if (Callee && (isStdFunction(*Callee) ||
                 Types.names().usual().tell(Usual::Log, Callee) ||
                 Types.names().usual().tell(Usual::Assertion, Callee)))
    return false;
  for (const Stmt *P = Index.parent(&At), *Part = &At; P;
       Part = P, P = Index.parent(P))
    if (const auto *Try = dyn_cast<CXXTryStmt>(P);
        Try && Try->getTryBlock() == Part)
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
        if (!Try->getHandler(I)->getExceptionDecl())
          return false;
  return true;
}
