//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Discards.h"
#include "code/Shapes.h"
#include "knowledge/Names.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::tidy::async;

/// `std::ignore = x` and the same with a variable called `_`: objects that
/// anything can be assigned to.
static bool isPlaceholderAssignment(const CXXOperatorCallExpr &Operator) {
  if (Operator.getOperator() != OO_Equal)
    return false;
  const auto *Ref = dyn_cast<DeclRefExpr>(stripImplicit(Operator.getArg(0)));
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var || !Var->getIdentifier())
    return false;
  const FunctionDecl *Assign = Operator.getDirectCallee();
  return (Var->getName() == "_" && Assign && Assign->getPrimaryTemplate()) ||
         (Var->getName() == "ignore" && Var->isInStdNamespace());
}

/// True when \p E is what a `co_await` yields.
static bool isAwaited(const Expr *E) {
  E = stripImplicit(E);
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
    return isAwaited(Choice->getTrueExpr()) ||
           isAwaited(Choice->getFalseExpr());
  // It may yield a reference, which the copy is made from.
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return Construct->getConstructor()->isCopyOrMoveConstructor() &&
           isAwaited(Construct->getArg(0));
  return isa<CoawaitExpr>(E);
}

static void collect(const Expr *E, DiscardKind How, const Expr *Whole,
                    llvm::SmallVectorImpl<Discard> &Found) {
  E = stripImplicit(E);
  if (!Whole || How == DiscardKind::Plain)
    Whole = E;
  if (const auto *Binary = dyn_cast<BinaryOperator>(E);
      Binary && Binary->getOpcode() == BO_Comma)
    // The left side is a discarded expression of its own.
    return collect(Binary->getRHS(), How, nullptr, Found);
  if (const auto *Block = dyn_cast<StmtExpr>(E)) {
    const CompoundStmt *Body = Block->getSubStmt();
    if (const auto *Last =
            Body->body_empty() ? nullptr : dyn_cast<Expr>(Body->body_back()))
      collect(Last, How, nullptr, Found);
    return;
  }
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E)) {
    if (Cast->getTypeAsWritten()->isVoidType())
      return collect(Cast->getSubExpr(), DiscardKind::CastToVoid, E, Found);
    if (!Cast->isPRValue() || Cast->isTypeDependent())
      return;
    // `task<>(f())`, and `all(f)` for a class of awaitables.
    const Expr *Sub = stripImplicit(Cast->getSubExpr());
    const auto *Construct = dyn_cast<CXXConstructExpr>(Sub);
    if (Construct ? !Construct->getConstructor()->isCopyOrMoveConstructor()
                  : Sub->isPRValue() && isa<CallExpr>(Sub))
      Found.push_back({E, How, Whole});
    return;
  }
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E);
      Choice && Choice->getType()->isVoidType()) {
    collect(Choice->getTrueExpr(), How, nullptr, Found);
    collect(Choice->getFalseExpr(), How, nullptr, Found);
    return;
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
      Operator && isPlaceholderAssignment(*Operator))
    return collect(Operator->getArg(1), DiscardKind::Assigned, E, Found);
  if (isa<CoawaitExpr>(E)) {
    if (!E->isLValue())
      Found.push_back({E, How, Whole});
    return;
  }
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
      Construct && Construct->getConstructor()->isCopyOrMoveConstructor())
    // Taken from its owner to end its life.
    return;
  if (E->isPRValue() && !E->isTypeDependent() &&
      isa<CallExpr, CXXConstructExpr, ConditionalOperator>(E))
    Found.push_back({E, How, Whole});
}

llvm::SmallVector<Discard, 1> clang::tidy::async::discardsIn(const Expr &E,
                                                             ValueFrom From) {
  llvm::SmallVector<Discard, 1> Found;
  collect(&E, DiscardKind::Plain, nullptr, Found);
  llvm::erase_if(Found, [From](const Discard &D) {
    return isAwaited(D.Value) != (From == ValueFrom::Await);
  });
  return Found;
}

static const ExplicitCastExpr *castToVoid(const DeclRefExpr *Mention,
                                          const BodyIndex &Index) {
  const auto *Cast =
      dyn_cast_or_null<ExplicitCastExpr>(Index.spelledParent(Mention));
  return Cast && Cast->getTypeAsWritten()->isVoidType() ? Cast : nullptr;
}

/// `x = ...` whose own value is not used, or null.
static const CXXOperatorCallExpr *assignmentTo(const DeclRefExpr *Mention,
                                               const BodyIndex &Index) {
  const auto *Operator =
      dyn_cast_or_null<CXXOperatorCallExpr>(Index.spelledParent(Mention));
  if (!Operator || Operator->getOperator() != OO_Equal ||
      stripImplicit(Operator->getArg(0)) != Mention)
    return nullptr;
  const Stmt *Around = Index.spelledParent(Operator);
  return isa_and_nonnull<Expr, DeclStmt, ReturnStmt, CoreturnStmt>(Around)
             ? nullptr
             : Operator;
}

/// The written call or await that makes the value of \p E; else null.
static const Expr *madeBy(const Expr *E, ValueFrom From) {
  E = stripImplicit(E);
  if (const auto *List = dyn_cast<InitListExpr>(E);
      List && List->getNumInits() == 1)
    E = stripImplicit(List->getInit(0));
  while (const auto *Comma = dyn_cast<BinaryOperator>(E)) {
    if (Comma->getOpcode() != BO_Comma)
      return nullptr;
    E = stripImplicit(Comma->getRHS());
  }
  if (isAwaited(E) != (From == ValueFrom::Await))
    return nullptr;
  if (From == ValueFrom::Await) {
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
      E = stripImplicit(Construct->getArg(0));
    return E->isLValue() ? nullptr : E;
  }
  return E->isPRValue() && isa<CallExpr, ConditionalOperator>(E) ? E : nullptr;
}

const Expr *clang::tidy::async::unreadValue(const VarDecl &Local,
                                            const BodyIndex &Index,
                                            ValueFrom From) {
  if (!Local.getInit() || Local.isImplicit() || Local.isCXXForRangeDecl() ||
      Local.isExceptionVariable() || isa<DecompositionDecl>(Local) ||
      Local.getType()->isDependentType())
    return nullptr;
  const Expr *Value = madeBy(Local.getInit(), From);
  if (!Value) {
    const auto *Empty =
        dyn_cast<CXXConstructExpr>(stripImplicit(Local.getInit()));
    if (!Empty || !Empty->getConstructor()->isDefaultConstructor())
      return nullptr;
  }
  for (const DeclRefExpr *Mention : Index.mentions(&Local)) {
    const CXXOperatorCallExpr *Assignment = assignmentTo(Mention, Index);
    if (!Assignment && !castToVoid(Mention, Index))
      return nullptr;
    if (Assignment && !Value)
      Value = madeBy(Assignment->getArg(1), From);
  }
  return Value;
}

static bool isPairOrTuple(QualType T) {
  const ClassTemplateSpecializationDecl *Spec = specializationOf(T);
  return Spec && Spec->isInStdNamespace() &&
         (Spec->getName() == "pair" || Spec->getName() == "tuple");
}

llvm::SmallVector<const ValueDecl *, 2>
clang::tidy::async::unreadParts(const VarDecl &Local, const BodyIndex &Index) {
  llvm::SmallVector<const ValueDecl *, 2> Found;
  const Expr *Init = Local.getInit() ? stripImplicit(Local.getInit()) : nullptr;
  const auto *Copy = dyn_cast_or_null<CXXConstructExpr>(Init);
  if (!Init || !Init->isPRValue() || Init->isTypeDependent() ||
      Local.isCXXForRangeDecl() || isAwaited(Init) ||
      (Copy && (Copy->getNumArgs() == 0 ||
                Copy->getConstructor()->isCopyOrMoveConstructor())))
    return Found;
  const auto IsUnread = [&Index](const ValueDecl *D) {
    return llvm::all_of(Index.mentions(D), [&](const DeclRefExpr *Mention) {
      return castToVoid(Mention, Index);
    });
  };
  if (const auto *Bindings = dyn_cast<DecompositionDecl>(&Local)) {
    llvm::copy_if(Bindings->bindings(), std::back_inserter(Found), IsUnread);
  } else if (isPairOrTuple(Local.getType()) && IsUnread(&Local)) {
    Found.push_back(&Local);
  }
  return Found;
}

bool clang::tidy::async::isMentionedInPattern(const ValueDecl &Local,
                                              const FunctionDecl &Callable) {
  if (!isInstantiation(Callable))
    return false;
  const FunctionDecl *Outer = outermostFunction(&Callable);
  const FunctionDecl *Pattern = Outer->getTemplateInstantiationPattern();
  // By where the variable is declared: the pattern has one of its own.
  return anyWritten(
      (Pattern ? Pattern : Outer)->getBody(), [&Local](const Stmt &Part) {
        const auto *Ref = dyn_cast<DeclRefExpr>(&Part);
        return Ref && Ref->getDecl()->getLocation() == Local.getLocation();
      });
}

bool clang::tidy::async::isCastToVoid(const VarDecl &Local,
                                      const BodyIndex &Index) {
  return llvm::any_of(Index.mentions(&Local), [&](const DeclRefExpr *Mention) {
    return castToVoid(Mention, Index);
  });
}

/// True when \p Init makes the elements of an array, and not only empty ones.
static bool makesElements(const Expr *Init) {
  const auto *List = dyn_cast<InitListExpr>(stripImplicit(Init));
  return List && llvm::any_of(List->inits(), [](const Expr *Element) {
           return makesElements(Element) || madeBy(Element, ValueFrom::Call);
         });
}

/// Everything that is done through \p Iterator puts something in.
static bool onlyWritesThrough(const VarDecl &Iterator, const BodyIndex &Index) {
  return llvm::all_of(Index.mentions(&Iterator),
                      [&Index](const DeclRefExpr *Use) {
                        const auto Put = fillThrough(*Use, Index);
                        return Put && !givesElements(*Put, Index);
                      });
}

QualType clang::tidy::async::unreadElements(const VarDecl &Local,
                                            const BodyIndex &Index) {
  // What structured bindings read is not mentioned.
  if (Local.isStaticLocal() || isa<DecompositionDecl>(Local) ||
      Local.getType()->isReferenceType() || Local.getType()->isPointerType())
    return {};
  const bool IsArray = Local.getType()->isArrayType();
  const QualType Element =
      IsArray ? Local.getASTContext().getBaseElementType(Local.getType())
              : heldIn(Local.getType());
  if (Element.isNull())
    return {};
  bool Filled = Local.hasInit() && makesElements(Local.getInit());
  for (const DeclRefExpr *Mention : Index.mentions(&Local)) {
    if (looksAtNoElement(*Mention, Index))
      continue;
    if (const VarDecl *Iterator = iteratorFrom(*Mention, Index)) {
      if (!onlyWritesThrough(*Iterator, Index))
        return {};
      Filled |= !Index.mentions(Iterator).empty();
      continue;
    }
    const auto Put = fillAt(*Mention, Index);
    if (!Put || givesElements(*Put, Index))
      return {};
    Filled = true;
  }
  return Filled ? Element : QualType();
}

/// What \p Local is initialized with, as it is written: without braces, with
/// its own parentheses.
static const Expr *spelledInitializer(const VarDecl &Local) {
  const auto *List = dyn_cast<InitListExpr>(stripImplicit(Local.getInit()));
  return (List && List->getNumInits() == 1 ? List->getInit(0) : Local.getInit())
      ->IgnoreImplicit();
}

RemovableDeclaration
clang::tidy::async::removableDeclaration(const VarDecl &Local,
                                         const BodyIndex &Index) {
  const auto Refused = [](std::string Why) {
    return RemovableDeclaration{{}, nullptr, {}, std::move(Why)};
  };
  const auto *Statement =
      dyn_cast_or_null<DeclStmt>(Index.parent(Local.getInit()));
  if (!Index.mentions(&Local).empty())
    return Refused("'" + Local.getNameAsString() + "' is mentioned again");
  if (!Statement || !Statement->isSingleDecl())
    return Refused("the declaration holds more than this task");
  const Expr *Kept = spelledInitializer(Local);
  SourceLocation Close;
  if (const auto *List =
          dyn_cast<InitListExpr>(stripImplicit(Local.getInit()))) {
    Close = List->getRBraceLoc();
  } else if (Local.getInitStyle() == VarDecl::CallInit) {
    const ASTContext &Ctx = Local.getASTContext();
    const auto Next = Lexer::findNextToken(
        Kept->getEndLoc(), Ctx.getSourceManager(), Ctx.getLangOpts());
    if (Kept->getEndLoc().isMacroID() || !Next || Next->isNot(tok::r_paren))
      return Refused("its source text cannot be found");
    Close = Next->getLocation();
  }
  return {Statement->getBeginLoc(), Kept, Close, ""};
}
