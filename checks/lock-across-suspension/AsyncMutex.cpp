//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/lock-across-suspension/AsyncMutex.h"
#include "code/Origins.h"
#include "edits/Spelling.h"
#include "knowledge/Placeholders.h"

using namespace clang;
using namespace clang::tidy::async;

AsyncMutex::AsyncMutex(const FieldDecl &Mutex, const IndexOf &Of)
    : Mutex(Mutex) {
  const auto *Class = cast<CXXRecordDecl>(Mutex.getDeclContext());
  // What others may use, they use.
  AllSeen = Mutex.getAccess() != AS_public && Class->friends().empty() &&
            !Class->isDependentContext();
  for (const CXXMethodDecl *Method : Class->methods()) {
    const FunctionDecl *Definition = nullptr;
    if (Method->isImplicit() || Method->isDefaulted() || Method->isDeleted())
      continue;
    if (!Method->hasBody(Definition)) {
      AllSeen = false;
      continue;
    }
    if (!mentions(Definition->getBody(), &Mutex))
      continue;
    OnlyCoroutines &= isCoroutine(*Definition);
    if (const SharedIndex Index = Of(*Definition))
      look(*Definition, *Index);
  }
}

/// `std::lock_guard lock(mutex_);` for the mention of `mutex_`; else null.
static const DeclStmt *guardOver(const Expr &Mention, const BodyIndex &Index) {
  const Stmt *P = Index.spelledParent(&Mention);
  while (isa_and_nonnull<CXXConstructExpr, CXXFunctionalCastExpr>(P))
    P = Index.spelledParent(P);
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(P);
  if (!Declaration || !Declaration->isSingleDecl())
    return nullptr;
  const auto *Var = dyn_cast<VarDecl>(Declaration->getSingleDecl());
  const auto *Made =
      Var && Var->getInit()
          ? dyn_cast<CXXConstructExpr>(stripCopies(Var->getInit()))
          : nullptr;
  return Made && Made->getNumArgs() == 1 && Index.mentions(Var).empty() &&
                 isa_and_nonnull<CompoundStmt>(Index.parent(Declaration))
             ? Declaration
             : nullptr;
}

void AsyncMutex::look(const FunctionDecl &Definition, const BodyIndex &Index) {
  forEachWritten<MemberExpr>(
      Definition.getBody(), [&](const MemberExpr &Member) {
        if (Member.getMemberDecl() != &Mutex)
          return;
        const CallableBody *Around = Index.enclosing(&Member);
        const DeclStmt *Guard = guardOver(Member, Index);
        OnlyGuards &= Guard && Around && Around->Callable == &Definition;
        if (Guard)
          Guards.push_back(Guard);
      });
}

bool AsyncMutex::write(const AsyncMutexEntry &Entry, Rewrite &Edits) const {
  const TypeSourceInfo *Written = Mutex.getTypeSourceInfo();
  if (!AllSeen || !OnlyCoroutines || !OnlyGuards || !Written ||
      Mutex.hasInClassInitializer() || Mutex.getType().isConstQualified())
    return false;
  const DeclContext &Class = *Mutex.getDeclContext();
  Edits.replace(Written->getTypeLoc().getSourceRange(),
                libraryText(Entry.Type, Class, Mutex.getLocation()));
  if (!Entry.Initializer.empty())
    Edits.insertAfterToken(Mutex.getLocation(), Entry.Initializer);
  for (const DeclStmt *Guard : Guards) {
    const auto *Var = cast<VarDecl>(Guard->getSingleDecl());
    const std::string Text =
        fillIn(Entry.Guard, {{"{mutex}", Mutex.getNameAsString()},
                             {"{guard}", Var->getNameAsString()}});
    Edits.replace(
        Guard->getSourceRange(),
        libraryText(Text, *Var->getDeclContext(), Var->getLocation()));
  }
  if (!Entry.Header.empty())
    Edits.include(Mutex.getLocation(), Entry.Header);
  return true;
}
