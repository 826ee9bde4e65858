//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/lock-across-suspension/EarlyUnlock.h"
#include "code/Shapes.h"
#include "code/Tokens.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace clang::tidy::async;

//===--- Where it begins and ends -----------------------------------------===//

/// The mutex that a guard is made of, as it is written there.
static const Expr *mutexOf(const VarDecl &Guard) {
  const Expr *Made = Guard.getInit() ? stripCopies(Guard.getInit()) : nullptr;
  while (const auto *Cast = dyn_cast_or_null<CXXFunctionalCastExpr>(Made))
    Made = stripCopies(Cast->getSubExpr());
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Made))
    return Construct->getNumArgs() > 0 ? Construct->getArg(0) : nullptr;
  return nullptr;
}

EarlyUnlock::EarlyUnlock(const HeldLock &Lock, const Expr &Point,
                         const CallableBody &Body, const BodyIndex &Index,
                         const AsyncTypes &Types, const ThreadLocks &Locks)
    : Lock(Lock), Body(Body), Index(Index), Types(Types), Locks(Locks) {
  if (Lock.How == HeldLock::Guard && Lock.Variable && !Lock.LockedBy &&
      Lock.Variable->getInit()) {
    Held.Mutex = mutexOf(*Lock.Variable);
    const auto *Declaration =
        dyn_cast_or_null<DeclStmt>(Index.parent(Lock.Variable->getInit()));
    if (Declaration && Declaration->isSingleDecl())
      findBlock(Declaration, Point);
  } else if (Lock.How == HeldLock::ByHand && Lock.LockedBy) {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Lock.LockedBy);
    if (Member)
      Held.Mutex = Member->getImplicitObjectArgument();
    else if (Lock.LockedBy->getNumArgs() > 0)
      Held.Mutex = Lock.LockedBy->getArg(0);
    findBlock(Lock.LockedBy, Point);
    if (Held.Block)
      findUnlock();
  }
}

static unsigned placeInBlock(const CompoundStmt &Block, const Stmt *S) {
  return llvm::find(Block.body(), S) - Block.body_begin();
}

void EarlyUnlock::findBlock(const Stmt *Begin, const Expr &Point) {
  const Stmt *Parent = Index.parent(Begin);
  for (; isa_and_nonnull<ExprWithCleanups>(Parent);
       Parent = Index.parent(Parent))
    Begin = Parent;
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Parent);
  const Stmt *Site = &Point;
  for (const Stmt *P = Index.parent(Site); Block && P != Block;
       P = Index.parent(P)) {
    if (!P || isa<LambdaExpr>(P))
      return;
    Site = P;
  }
  if (!Block)
    return;
  Held.Block = Block;
  Held.First = placeInBlock(*Block, Begin) + 1;
  Held.Rest = placeInBlock(*Block, Site);
  Held.End = Block->size();
  if (Held.First > Held.Rest || Held.Rest >= Held.End)
    Held.Block = nullptr;
}

/// The only call that unlocks what was locked by hand, if it stands in the same
/// block.
void EarlyUnlock::findUnlock() {
  unsigned Calls = 0;
  for (const CallExpr *Call : Body.Calls) {
    const std::optional<LockCall> Found = Locks.call(*Call);
    if (!Found || Found->Objects.size() != 1)
      continue;
    const Place Where = originOf(Found->Objects.front(), Types.names()).Where;
    if (!Where.mayOverlap(Lock.Object))
      continue;
    ++Calls;
    const Stmt *Whole = Call;
    while (isa_and_nonnull<ExprWithCleanups>(Index.parent(Whole)))
      Whole = Index.parent(Whole);
    const unsigned Number = placeInBlock(*Held.Block, Whole);
    if (!Found->Locks && Number > Held.Rest && Number < Held.Block->size()) {
      Unlock = Whole;
      Held.End = Number;
    }
  }
  if (Calls != 2)
    Unlock = nullptr;
}

//===--- What stands in the way -------------------------------------------===//

/// True when the guard has a member `unlock()`, and certainly holds its mutex.
bool EarlyUnlock::unlocksByName() const {
  const QualType T = Lock.Variable->getType();
  const CXXRecordDecl *Class = recordOf(T);
  if (!Class || !Class->hasDefinition() || T.isConstQualified() ||
      T->isReferenceType() || T->isPointerType())
    return false;
  const auto *Made =
      dyn_cast<CXXConstructExpr>(stripCopies(Lock.Variable->getInit()));
  if (!Made || Made->getNumArgs() != 1)
    return false; // It may have tried, say.
  return llvm::any_of(Class->methods(), [](const CXXMethodDecl *Method) {
    return plainName(Method) == "unlock" && Method->getNumParams() == 0 &&
           Method->getAccess() == AS_public;
  });
}

/// True when something but a condition variable uses the guard.
bool EarlyUnlock::isMentionedElsewhere() const {
  for (const DeclRefExpr *Mention : Index.mentions(Lock.Variable)) {
    const auto *Call =
        dyn_cast_or_null<CXXMemberCallExpr>(Index.spelledParent(Mention));
    if (!Call || !calleeName(Call).starts_with("wait") ||
        !llvm::is_contained(llvm::ArrayRef(Call->getArgs(), Call->getNumArgs()),
                            Mention))
      return true;
    for (unsigned I = Held.Rest; I < Held.End; ++I)
      if (isWithin(Mention, &statement(I), Index))
        return true;
  }
  return false;
}

/// True when what is declared under the lock is used behind it, or does
/// something when its life ends.
bool EarlyUnlock::needsItsScope() const {
  const auto IsUsedBehind = [this](const ValueDecl *D) {
    return llvm::any_of(Index.mentions(D), [this](const DeclRefExpr *Mention) {
      for (unsigned I = Held.Rest; I < Held.End; ++I)
        if (isWithin(Mention, &statement(I), Index))
          return true;
      return false;
    });
  };
  const auto EndsQuietly = [](QualType T) {
    const CXXRecordDecl *Class = recordOf(T);
    return T.isDestructedType() == QualType::DK_none ||
           (Class && Class->isInStdNamespace() && Class->getIdentifier() &&
            (Class->getName() == "basic_string" ||
             Class->getName() == "vector"));
  };
  for (unsigned I = Held.First; I < Held.Rest; ++I) {
    const auto *Declaration = dyn_cast<DeclStmt>(&statement(I));
    if (!Declaration)
      continue;
    for (const Decl *D : Declaration->decls()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      if (!Var || isa<DecompositionDecl>(Var) || !EndsQuietly(Var->getType()) ||
          IsUsedBehind(Var))
        return true;
    }
  }
  return false;
}

/// True when a jump could lead into a block that ends earlier.
bool EarlyUnlock::hasLabels() const {
  for (unsigned I = Held.First; I <= Held.Rest; ++I)
    if (isa<LabelStmt, SwitchCase>(statement(I)))
      return true;
  return false;
}

//===--- What is written --------------------------------------------------===//

void EarlyUnlock::insertBeforeRest(Rewrite &Edits, llvm::StringRef Text) const {
  Edits.insertBetween(statement(Held.Rest - 1), statement(Held.Rest), Text);
}

void EarlyUnlock::writeBlock(Rewrite &Edits) const {
  Edits.insertStatementBefore(statement(Held.First - 1), "{");
  insertBeforeRest(Edits, "}");
}

/// `std::lock_guard` is written `std::unique_lock`, which unlocks by name.
void EarlyUnlock::writeUniqueLock(Rewrite &Edits) const {
  const CXXRecordDecl *Class = recordOf(Lock.Variable->getType());
  const auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
  const llvm::StringRef Name =
      Spec && Spec->isInStdNamespace() && Spec->getIdentifier()
          ? Spec->getName()
          : "";
  const bool HasOne =
      Name == "lock_guard" ||
      (Name == "scoped_lock" &&
       Spec->getTemplateArgs()[0].getKind() == TemplateArgument::Pack &&
       Spec->getTemplateArgs()[0].pack_size() == 1);
  const ASTContext &Ctx = Body.Callable->getASTContext();
  SourceLocation At;
  const auto Find = [&](const Token &T) {
    if (T.isNot(tok::raw_identifier) || T.getRawIdentifier() != Name)
      return false;
    At = T.getLocation();
    return true;
  };
  const Stmt &Declaration = statement(Held.First - 1);
  if (!HasOne || Lock.Variable->getType().isConstQualified() ||
      !anyToken(Declaration.getBeginLoc(), Lock.Variable->getLocation(),
                Ctx.getSourceManager(), Ctx.getLangOpts(), Find))
    return Edits.refuse("what is declared under the lock has to live on behind "
                        "it");
  Edits.replace(At, "unique_lock");
  insertBeforeRest(Edits, Lock.Name + ".unlock();");
}

void EarlyUnlock::moveUnlock(Rewrite &Edits) const {
  if (!Unlock)
    return Edits.refuse("it is not unlocked in one place of the same block");
  Edits.removeStatement(*Unlock);
  insertBeforeRest(Edits, Edits.text(Unlock->getSourceRange()).str() + ";");
}

void EarlyUnlock::write(Rewrite &Edits) const {
  if (!Held.Block)
    return Edits.refuse("the lock does not begin in a block around this");
  if (hasLabels())
    return Edits.refuse("a label stands in the way");
  if (Lock.How == HeldLock::ByHand)
    return moveUnlock(Edits);
  if (isMentionedElsewhere())
    return Edits.refuse("'" + Lock.Name + "' is used in other ways, too");
  if (unlocksByName())
    return insertBeforeRest(Edits, Lock.Name + ".unlock();");
  if (needsItsScope())
    return writeUniqueLock(Edits);
  writeBlock(Edits);
}
