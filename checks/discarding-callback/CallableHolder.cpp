//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/discarding-callback/CallableHolder.h"
#include "code/Shapes.h"
#include "edits/Judgement.h"
#include "edits/TaskChoice.h"
#include "flow/AwaitSite.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace clang::tidy::async;

namespace {
/// Looks at all uses of one variable or member.
class HolderUses {
public:
  HolderUses(QualType Task, const AsyncTypes &Types)
      : Task(Task), Types(Types) {}

  /// \p Use stands in the function of \p Index.
  void lookAt(const Expr &Use, const BodyIndex &Index);
  /// \p Value is stored there at the beginning.
  void lookAtInitial(const Expr *Value);
  /// True when all are known, some await, and one callable is stored: each is
  /// a finding, and two would make the same edits.
  explicit operator bool() const {
    return AllKnown && !Calls.empty() && Stored == 1;
  }
  void awaitCalls(Rewrite &Edits) const;

private:
  bool givesTask(const Expr &Value) const;
  void lookAtCall(const CallExpr &Call, const BodyIndex &Index);

  const QualType Task;
  const AsyncTypes &Types;
  bool AllKnown = true;
  unsigned Stored = 0;
  /// Each with what is to think about.
  std::vector<std::pair<const CallExpr *, Ruling>> Calls;
};
} // namespace

/// True for what makes a wrapper empty.
static bool isNothing(const Expr &Value) {
  const Expr *Written = stripImplicit(&Value);
  if (const auto *Made = dyn_cast<CXXConstructExpr>(Written))
    return Made->getNumArgs() == 0 ||
           (Made->getNumArgs() == 1 && isNothing(*Made->getArg(0)));
  if (const auto *List = dyn_cast<InitListExpr>(Written))
    return List->getNumInits() == 0;
  return isa<CXXNullPtrLiteralExpr>(Written);
}

bool HolderUses::givesTask(const Expr &Value) const {
  const Expr *Written = stripImplicit(&Value);
  while (const auto *Made = dyn_cast<CXXConstructExpr>(Written)) {
    if (Made->getNumArgs() == 0)
      return false;
    Written = stripImplicit(Made->getArg(0));
  }
  const QualType Result = callResult(*Written, Types.names());
  return !Result.isNull() &&
         Types.context().hasSameUnqualifiedType(Result, Task);
}

void HolderUses::lookAtInitial(const Expr *Value) {
  if (!Value || isNothing(*Value))
    return;
  AllKnown &= givesTask(*Value);
  ++Stored;
}

void HolderUses::lookAtCall(const CallExpr &Call, const BodyIndex &Index) {
  const CallableBody *Body = Index.enclosing(&Call);
  if (Body && Body->discards(Call) && AwaitSite(Call, Task, Index, Types))
    Calls.emplace_back(&Call, Judgement(Index, Types).suspends(Call));
  else
    AllKnown = false;
}

void HolderUses::awaitCalls(Rewrite &Edits) const {
  for (const auto &[Call, About] : Calls) {
    Edits.obey(About);
    Edits.await(*Call, Types.classify(Task).Await);
  }
}

void HolderUses::lookAt(const Expr &Use, const BodyIndex &Index) {
  const Stmt *Around = Index.spelledParent(&Use);
  const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Around);
  if (!Operator || stripImplicit(Operator->getArg(0)) != &Use) {
    const auto *Member = dyn_cast_or_null<MemberExpr>(Around);
    const auto *Test =
        Member ? dyn_cast<CXXConversionDecl>(Member->getMemberDecl()) : nullptr;
    AllKnown &= Test && Test->getConversionType()->isBooleanType();
    return;
  }
  switch (Operator->getOperator()) {
  case OO_Call:
    return lookAtCall(*Operator, Index);
  case OO_Equal:
    return lookAtInitial(Operator->getArg(1));
  case OO_EqualEqual:
  case OO_ExclaimEqual:
    return;
  default:
    AllKnown = false;
  }
}

/// Where the callable of \p Drop is stored, as far as that has a name.
static const DeclaratorDecl *holderOf(const DroppedResult &Drop,
                                      const CallableBody &Body) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Drop.Taker);
      Operator && Operator->getOperator() == OO_Equal) {
    const Expr *To = stripImplicit(Operator->getArg(0));
    if (const auto *Member = dyn_cast<MemberExpr>(To))
      return dyn_cast<FieldDecl>(Member->getMemberDecl());
    const auto *Ref = dyn_cast<DeclRefExpr>(To);
    return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  }
  for (const VarDecl *Local : Body.Locals) {
    const Expr *Value = Local->getInit();
    if (Value && Body.Lambda == nullptr &&
        anyWritten(Value, [&](const Stmt &S) { return &S == Drop.Taker; }) &&
        !isa<CallExpr>(stripImplicit(Value)))
      return Local;
  }
  return nullptr;
}

/// True when nobody but the member functions of its class, all of which are
/// here, can use \p Member.
static bool isKnownHere(const FieldDecl &Member) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Member.getParent());
  if (Member.getAccess() != AS_private || !Class ||
      Class->isDependentContext() || isInstantiation(*Class) ||
      Class->hasFriends() || Class->isLambda())
    return false;
  return llvm::all_of(Class->decls(), [](const Decl *D) {
    if (const auto *Inner = dyn_cast<CXXRecordDecl>(D))
      return Inner->isInjectedClassName();
    const auto *Method = dyn_cast<CXXMethodDecl>(D);
    return !isa<FunctionTemplateDecl>(D) &&
           (!Method || Method->isImplicit() || Method->isDeleted() ||
            Method->isDefined());
  });
}

/// All that \p Class does with its member.
static void lookAtMember(const FieldDecl &Member,
                         const IndexOf &IndexOfFunction, HolderUses &Uses) {
  Uses.lookAtInitial(Member.getInClassInitializer());
  for (const CXXMethodDecl *Declared :
       cast<CXXRecordDecl>(Member.getParent())->methods()) {
    const FunctionDecl *Method = Declared->getDefinition();
    const SharedIndex Index =
        Method && Method->hasBody() ? IndexOfFunction(*Method) : nullptr;
    if (!Index)
      continue;
    if (const auto *Made = dyn_cast<CXXConstructorDecl>(Method))
      for (const CXXCtorInitializer *Init : Made->inits())
        if (Init->getMember() == &Member && Init->isWritten())
          Uses.lookAtInitial(Init->getInit());
    forEachWritten<MemberExpr>(Method->getBody(), [&](const MemberExpr &Use) {
      if (Use.getMemberDecl() == &Member)
        Uses.lookAt(Use, *Index);
    });
  }
}

/// True when \p Holder is declared by itself: its type is nobody else's.
static bool isAlone(const DeclaratorDecl &Holder, const CallableBody &Body) {
  const auto SharesType = [&](const DeclaratorDecl *Other) {
    return Other != &Holder && Other->getBeginLoc() == Holder.getBeginLoc();
  };
  const auto *Member = dyn_cast<FieldDecl>(&Holder);
  return Member ? llvm::none_of(Member->getParent()->fields(), SharesType)
                : llvm::none_of(Body.Locals, SharesType);
}

/// Where `void` stands in `std::function<void()>`, in the type of \p Holder.
static SourceRange resultIn(const DeclaratorDecl &Holder) {
  const TypeSourceInfo *Type = Holder.getTypeSourceInfo();
  const auto Written =
      Type ? Type->getTypeLoc().getAsAdjusted<TemplateSpecializationTypeLoc>()
           : TemplateSpecializationTypeLoc();
  if (!Written || Written.getNumArgs() == 0 ||
      Written.getArgLoc(0).getArgument().getKind() != TemplateArgument::Type)
    return {};
  const auto Signature = Written.getArgLoc(0)
                             .getTypeSourceInfo()
                             ->getTypeLoc()
                             .getAsAdjusted<FunctionTypeLoc>();
  return Signature ? Signature.getReturnLoc().getSourceRange() : SourceRange();
}

void clang::tidy::async::awaitStored(const DroppedResult &Drop,
                                     const CallableBody &Body,
                                     const BodyIndex &Index,
                                     const IndexOf &IndexOfFunction,
                                     const AsyncTypes &Types, Rewrite &Edits) {
  const DeclaratorDecl *Holder = holderOf(Drop, Body);
  const auto *Member = dyn_cast_or_null<FieldDecl>(Holder);
  const auto *Local = dyn_cast_or_null<VarDecl>(Holder);
  if (!Holder || !isAlone(*Holder, Body) || (Member && !isKnownHere(*Member)) ||
      (Local && (!Local->isLocalVarDecl() || Local->isStaticLocal())))
    return;
  const SourceRange Result = resultIn(*Holder);
  const QualType Value = Types.awaitResult(Drop.Result);
  const auto Choice = emptyTaskLike(Drop.Result, Types);
  if (Result.isInvalid() || !Choice || Value.isNull() || !Value->isVoidType())
    return;
  HolderUses Uses(Drop.Result, Types);
  if (Member) {
    lookAtMember(*Member, IndexOfFunction, Uses);
  } else {
    Uses.lookAtInitial(Local->getInit());
    for (const DeclRefExpr *Use : Index.mentions(Local))
      Uses.lookAt(*Use, Index);
  }
  if (!Uses)
    return;
  Uses.awaitCalls(Edits);
  Edits.obey(Judgement(Index, Types).drops(Drop.Result));
  Edits.obey(Judgement(Index, Types).callsStored(*Holder));
  Choice->declareAt(Result.getBegin(), Edits);
  Edits.replace(Result, Choice->spell("", /*IsVoid=*/true,
                                      Holder->getLexicalDeclContext(),
                                      Result.getBegin()));
}
