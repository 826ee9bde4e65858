//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unsafe-awaiter/AwaiterEdits.h"
#include "code/Origins.h"
#include "code/Tokens.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;
using namespace clang::tidy::async;

//===--- Before the hand-over ---------------------------------------------===//

struct AwaiterEdits::Place {
  /// The names of the copies.
  llvm::MapVector<const FieldDecl *, std::string> Names;
  std::vector<std::pair<const Expr *, const FieldDecl *>> Mentions;
};

/// The field of `*this` that \p E names, or null.
static const FieldDecl *fieldOfThis(const Expr &E) {
  const auto *Member = dyn_cast<MemberExpr>(&E);
  return Member && isa<CXXThisExpr>(Member->getBase()->IgnoreParenCasts())
             ? dyn_cast<FieldDecl>(Member->getMemberDecl())
             : nullptr;
}

/// True for what has no effect but the stores that are written in it, and reads
/// nothing that is not the awaiter's or the function's own.
static bool isOwnArithmetic(const Expr &E) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return isa<EnumConstantDecl>(Ref->getDecl()) ||
           (Var && Var->hasLocalStorage() && Var->getType()->isScalarType());
  }
  if (const FieldDecl *Field = fieldOfThis(E))
    return Field->getType()->isScalarType() &&
           !Field->getType().isVolatileQualified() &&
           !Field->getType()->isAtomicType();
  if (const auto *Unary = dyn_cast<UnaryOperator>(&E);
      Unary &&
      (Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_AddrOf))
    return false;
  if (!isa<CastExpr, ParenExpr, BinaryOperator, UnaryOperator,
           ConditionalOperator, IntegerLiteral, FloatingLiteral,
           CharacterLiteral, CXXBoolLiteralExpr, CXXNullPtrLiteralExpr,
           ConstantExpr>(E))
    return false;
  return llvm::all_of(E.children(), [](const Stmt *Part) {
    return isOwnArithmetic(*cast<Expr>(Part));
  });
}

/// `handle_ = h`
static bool isStoreOfHandle(const Stmt &S) {
  const auto *Store = dyn_cast<CXXOperatorCallExpr>(&S);
  if (!Store || Store->getOperator() != OO_Equal ||
      !fieldOfThis(*stripImplicit(Store->getArg(0))))
    return false;
  const CXXRecordDecl *Class = recordOf(Store->getArg(0)->getType());
  const ValueDecl *Value = namedBy(*Store->getArg(1));
  return Class && Class->getName() == "coroutine_handle" &&
         isa_and_nonnull<ParmVarDecl>(Value) &&
         recordOf(Value->getType()) == Class;
}

bool AwaiterEdits::isMovable(const Stmt &Statement) const {
  if (isStoreOfHandle(Statement))
    return true;
  const auto *Binary = dyn_cast<BinaryOperator>(&Statement);
  const auto *Unary = dyn_cast<UnaryOperator>(&Statement);
  return ((Binary && Binary->isAssignmentOp()) ||
          (Unary && Unary->isIncrementDecrementOp())) &&
         isOwnArithmetic(*cast<Expr>(&Statement));
}

bool AwaiterEdits::move(const Stmt &Statement, const Expr &At,
                        Ruling &About) const {
  if (!isMovable(Statement))
    return false;
  if (isStoreOfHandle(Statement))
    return true;
  const Judgement Judge(Index, Types);
  forEachWritten<MemberExpr>(&Statement, [&](const MemberExpr &Member) {
    const Ruling One = Judge.precedes(At, *Member.getMemberDecl());
    if (One.Stands > About.Stands)
      About = One;
  });
  // What the hand-over declares is not there before it, nor what it writes.
  const Stmt *Whole = statementAround(At, Index);
  return !anyWritten(&Statement, [Whole](const Stmt &S) {
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Var && (mentions(Whole, Var) ||
                   (isa<DeclStmt>(Whole) &&
                    llvm::is_contained(cast<DeclStmt>(Whole)->decls(), Var)));
  });
}

static std::string copyName(const FieldDecl &Field) {
  llvm::StringRef Name = Field.getName();
  Name.consume_front("m_");
  Name = Name.trim('_');
  return Name == Field.getName() || Name.empty()
             ? (Field.getName() + "_copy").str()
             : Name.str();
}

bool AwaiterEdits::copy(const FrameUse &Use, Place &Copies,
                        Ruling &About) const {
  const FieldDecl *Field = fieldOfThis(*Use.At);
  if (!Field || !Field->getIdentifier())
    return false;
  const QualType T = Field->getType();
  const auto *Read = dyn_cast_or_null<ImplicitCastExpr>(Index.parent(Use.At));
  const bool IsRead =
      T->isScalarType() && Read && Read->getCastKind() == CK_LValueToRValue;
  if (!T->isReferenceType() && !IsRead)
    return false;
  if (!T->isReferenceType() && !T.isConstQualified()) {
    const Ruling One =
        Judgement(Index, Types).precedes(*Use.Behind->At, *Field);
    if (One.Stands > About.Stands)
      About = One;
    // Stored to behind the hand-over.
    if (anyWritten(Body.Callable->getBody(), [&](const Stmt &S) {
          const auto *Member = dyn_cast<MemberExpr>(&S);
          const auto *Loaded =
              Member ? dyn_cast_or_null<ImplicitCastExpr>(Index.parent(Member))
                     : nullptr;
          return Member && Member->getMemberDecl() == Field &&
                 !(Loaded && Loaded->getCastKind() == CK_LValueToRValue) &&
                 !Body.Callable->getASTContext()
                      .getSourceManager()
                      .isBeforeInTranslationUnit(Member->getBeginLoc(),
                                                 Use.Behind->At->getBeginLoc());
        }))
      return false;
  }
  Copies.Names.insert({Field, copyName(*Field)});
  Copies.Mentions.emplace_back(Use.At, Field);
  return true;
}

void AwaiterEdits::writeBefore(llvm::ArrayRef<FrameUse> Uses,
                               Rewrite &Edits) const {
  const HandOver &Given = *Uses.front().Behind;
  const Stmt *Whole = statementAround(*Given.At, Index);
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Index.parent(Whole));
  const llvm::StringLiteral Obstacle =
      "what follows needs the awaiter: do it before, or suspend only if an "
      "atomic exchange says so";
  if (!Block || llvm::any_of(Uses, [&](const FrameUse &Use) {
        return Use.Behind != &Given;
      }))
    return Edits.refuse(Obstacle.str());
  Place Copies;
  Ruling About;
  std::vector<const Stmt *> Moved;
  bool Adjacent = false;
  size_t Done = 0;
  for (const Stmt *S : Block->body()) {
    if (S == Whole) {
      Adjacent = true;
      continue;
    }
    const auto In = llvm::make_filter_range(
        Uses, [&](const FrameUse &Use) { return isWithin(Use.At, S, Index); });
    if (In.empty()) {
      Adjacent = false;
      continue;
    }
    Done += std::distance(In.begin(), In.end());
    if (Adjacent && move(*S, *Given.At, About)) {
      Moved.push_back(S);
      continue;
    }
    Adjacent = false;
    for (const FrameUse &Use : In)
      if (!copy(Use, Copies, About))
        return Edits.refuse(Obstacle.str());
  }
  if (Done != Uses.size())
    return Edits.refuse(Obstacle.str());
  Edits.obey(About);
  // The last one that is inserted stands first.
  for (const Stmt *S : llvm::reverse(Moved)) {
    Edits.insertStatementBefore(*Whole,
                                (Edits.text(S->getSourceRange()) + ";").str());
    Edits.removeStatement(*S);
  }
  for (const auto &[Field, Name] : llvm::reverse(Copies.Names)) {
    if (hasIdentifier(Name, Body.Callable->getBeginLoc(),
                      Body.Callable->getEndLoc(),
                      Body.Callable->getASTContext()))
      return Edits.refuse("'" + Name + "' means something else there");
    const QualType T = Field->getType();
    const llvm::StringRef Type = T->isReferenceType() ? "auto &"
                                 : T->isPointerType() ? "auto *"
                                                      : "const auto ";
    Edits.insertStatementBefore(
        *Whole, (Type + Name + " = " + Field->getName() + ";").str());
  }
  for (const auto &[Mention, Field] : Copies.Mentions)
    Edits.replace(Mention->getSourceRange(), Copies.Names.find(Field)->second);
}

//===--- In place of a call of resume() -----------------------------------===//

static const Stmt *following(const CompoundStmt &Block, const Stmt &S) {
  const auto *It = llvm::find(Block.body(), &S);
  return It == Block.body_end() || ++It == Block.body_end() ? nullptr : *It;
}

void AwaiterEdits::writeReturn(const Stmt &Statement, llvm::StringRef Text,
                               Rewrite &Edits) const {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Index.parent(&Statement));
  const Stmt *Next = Block ? following(*Block, Statement) : nullptr;
  if (Next && !isa<ReturnStmt>(Next))
    return Edits.refuse("more is done when it comes back");
  Edits.replace(Statement.getSourceRange(), Text);
  if (Next)
    Edits.removeStatement(*Next);
}

void AwaiterEdits::writeVoid(const Stmt &Statement, llvm::StringRef Handle,
                             Rewrite &Edits) const {
  const FunctionDecl &Function = *Body.Callable;
  const auto *Code = cast<CompoundStmt>(Function.getBody());
  if (cast<CXXMethodDecl>(Function).isVirtual())
    return Edits.refuse("it is virtual");
  Edits.changeReturnType(Function, "std::coroutine_handle<>");
  writeReturn(Statement, ("return " + Handle).str(), Edits);
  const Stmt *Next = nullptr;
  if (const auto *Block =
          dyn_cast_or_null<CompoundStmt>(Index.parent(&Statement)))
    Next = following(*Block, Statement);
  for (const ReturnStmt *Return : returnsOf(Function))
    if (Return != Next)
      Edits.replace(Return->getSourceRange(), "return std::noop_coroutine()");
  const Stmt *Last = Code->body_back();
  if (Last != &Statement && !isa<ReturnStmt>(Last))
    Edits.insertLastStatement(Code->getRBracLoc(),
                              "return std::noop_coroutine();");
}

void AwaiterEdits::writeTransfer(const CallExpr &Resume, const Expr &Object,
                                 Rewrite &Edits) const {
  const Stmt *Statement = statementAround(Resume, Index);
  const Stmt *Around = Index.parent(Statement);
  if (Statement != &Resume || !isa_and_nonnull<CompoundStmt, IfStmt>(Around))
    return Edits.refuse("it is no statement of its own");
  Edits.obey(Judgement(Index, Types).transfers());
  const QualType T = Body.Callable->getReturnType();
  const llvm::StringRef Handle = Edits.text(Object.getSourceRange());
  if (T->isVoidType())
    writeVoid(*Statement, Handle, Edits);
  else if (T->isBooleanType())
    writeReturn(*Statement, "return false", Edits);
  else
    writeReturn(*Statement, ("return " + Handle).str(), Edits);
}

void AwaiterEdits::writeNoop(const Expr &Null, Rewrite &Edits) const {
  const auto *Spec = specializationOf(Body.Callable->getReturnType());
  const QualType Promise = typeArgument(Spec);
  if (!Spec || !Spec->isInStdNamespace() || Promise.isNull() ||
      !Promise->isVoidType())
    return Edits.refuse("it returns handles of one kind of coroutine only");
  Edits.obey(Judgement(Index, Types).staysSuspended());
  Edits.replace(Null.getSourceRange(), "std::noop_coroutine()");
}
