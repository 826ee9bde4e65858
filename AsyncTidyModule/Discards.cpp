//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Discards.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace clang::tidy::async;

/// `std::ignore`, or a variable called `_`.
static bool isPlaceholder(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(stripImplicit(E));
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var || !Var->getIdentifier())
    return false;
  return Var->getName() == "_" ||
         (Var->getName() == "ignore" && Var->isInStdNamespace());
}

static void collect(const Expr *E, DiscardKind How, const Expr *Whole,
                    llvm::SmallVectorImpl<Discard> &Found) {
  E = stripImplicit(E);
  if (!Whole || How == DiscardKind::Plain)
    Whole = E;
  if (const auto *Binary = dyn_cast<BinaryOperator>(E);
      Binary && Binary->getOpcode() == BO_Comma) {
    collect(Binary->getLHS(), How, nullptr, Found);
    collect(Binary->getRHS(), How, nullptr, Found);
    return;
  }
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E)) {
    if (Cast->getTypeAsWritten()->isVoidType())
      return collect(Cast->getSubExpr(), DiscardKind::CastToVoid, E, Found);
    if (isa<CXXFunctionalCastExpr>(Cast) &&
        isa<CXXConstructExpr>(stripImplicit(Cast->getSubExpr())))
      return collect(Cast->getSubExpr(), How, E, Found);
    return;
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
      Operator && Operator->getOperator() == OO_Equal &&
      isPlaceholder(Operator->getArg(0)))
    return collect(Operator->getArg(1), DiscardKind::Assigned, E, Found);
  // What an await yields belongs to async-nested-task.
  if (isa<CoroutineSuspendExpr, DependentCoawaitExpr>(E))
    return;
  if (E->isPRValue() && !E->isTypeDependent() &&
      isa<CallExpr, CXXConstructExpr, ConditionalOperator>(E))
    Found.push_back({E, How, Whole});
}

llvm::SmallVector<Discard, 1> clang::tidy::async::discardsIn(const Expr &E) {
  llvm::SmallVector<Discard, 1> Found;
  collect(&E, DiscardKind::Plain, nullptr, Found);
  return Found;
}

/// True for `(void)x` and for `x = ...` whose own value is not used.
static bool isNoRead(const DeclRefExpr *Mention, const BodyIndex &Index) {
  const Stmt *Parent = Index.spelledParent(Mention);
  if (const auto *Cast = dyn_cast_or_null<ExplicitCastExpr>(Parent))
    return Cast->getTypeAsWritten()->isVoidType();
  const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Parent);
  return Operator && Operator->getOperator() == OO_Equal &&
         stripImplicit(Operator->getArg(0)) == Mention &&
         isa_and_nonnull<CompoundStmt>(Index.spelledParent(Operator));
}

const Expr *clang::tidy::async::unreadValue(const VarDecl &Local,
                                            const BodyIndex &Index) {
  if (!Local.getInit() || Local.isStaticLocal() || Local.isImplicit() ||
      Local.isCXXForRangeDecl() || Local.isExceptionVariable() ||
      isa<DecompositionDecl>(Local) || Local.getType()->isDependentType())
    return nullptr;
  const Expr *Value = stripImplicit(Local.getInit());
  if (!Value->isPRValue() || !isa<CallExpr>(Value))
    return nullptr;
  for (const DeclRefExpr *Mention : Index.mentions(&Local))
    if (!isNoRead(Mention, Index))
      return nullptr;
  return Value;
}

/// Member functions that fill a sequence without looking at what is in it.
static bool isFilling(llvm::StringRef Name) {
  return llvm::StringSwitch<bool>(Name)
      .Cases({"push_back", "emplace_back", "push_front", "emplace_front",
              "push", "emplace", "reserve", "clear"},
             true)
      .Default(false);
}

QualType clang::tidy::async::unreadElements(const VarDecl &Local,
                                            const BodyIndex &Index) {
  const auto *Sequence = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Local.getType()->getAsCXXRecordDecl());
  if (!Sequence || !Sequence->isInStdNamespace() || Local.isStaticLocal() ||
      Sequence->getTemplateArgs().size() == 0 ||
      Sequence->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  bool Filled = false;
  for (const DeclRefExpr *Mention : Index.mentions(&Local)) {
    const auto *Member =
        dyn_cast_or_null<MemberExpr>(Index.spelledParent(Mention));
    if (!Member || !Member->getMemberDecl()->getIdentifier() ||
        !isFilling(Member->getMemberDecl()->getName()))
      return {};
    // The reference that emplace_back() returns may be used.
    const Stmt *Call = Index.spelledParent(Member);
    const Stmt *Around = Call ? Index.spelledParent(Call) : nullptr;
    if (isa_and_nonnull<Expr>(Around) || isa_and_nonnull<DeclStmt>(Around))
      return {};
    Filled = true;
  }
  return Filled ? Sequence->getTemplateArgs()[0].getAsType() : QualType();
}

SourceLocation clang::tidy::async::soleDeclaration(const VarDecl &Local,
                                                   const BodyIndex &Index) {
  const auto *Statement =
      dyn_cast_or_null<DeclStmt>(Index.parent(Local.getInit()));
  if (!Statement || !Statement->isSingleDecl() ||
      Local.getInitStyle() != VarDecl::CInit || !Index.mentions(&Local).empty())
    return {};
  return Statement->getBeginLoc();
}
