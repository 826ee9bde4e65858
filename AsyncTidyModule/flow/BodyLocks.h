//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What one callable does with locks: the work behind HeldLocks.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_BODYLOCKS_H
#define ASYNCTIDY_BODYLOCKS_H

#include "flow/LockQuestion.h"
#include "llvm/ADT/StringMap.h"

namespace clang::tidy::async {

/// What one callable does with locks.
class BodyLocks {
public:
  BodyLocks(const CallableBody &Body, const BodyIndex &Index,
            const AsyncTypes &Types, const ThreadLocks &Locks);

  std::vector<HeldLock> at(const Expr &Site) const;
  /// True when \p Held is given to what \p Point awaits, which may unlock it.
  bool isLentTo(const Expr &Point, const HeldLock &Held) const;
  /// `[&] { ... }()`
  bool isCalledAtOnce() const;

private:
  using Guards = llvm::SmallVectorImpl<unsigned>;

  /// What \p Guard is, a variable or parameter of this or an outer function.
  void setVariable(LockObject &Object, const VarDecl &Guard) const {
    Object.Variable = &Guard;
    Object.Reason = Locks.reasonOf(Guard.getType().getNonReferenceType());
    if (!Object.Reason.empty())
      Object.How = HeldLock::Bound;
  }
  void enter(unsigned Number, const VarDecl &Guard) {
    Question.Objects[Number].AtEntry = true;
    setVariable(Question.Objects[Number], Guard);
  }
  void addCallers();
  void addCaptures();
  std::optional<LockObject> guardOf(const VarDecl &Var) const;
  void addGuard(const VarDecl &Var);
  void addHiddenRange(const VarDecl &LoopVariable);
  void enterScope(unsigned Guard, const Stmt *Scope, const Stmt *Declaration);
  void addPairs(llvm::ArrayRef<const CallExpr *> Calls);
  void addPaired(const CallExpr &Call);
  void addCall(const CallExpr &Call);
  void addTouch(const CallExpr &Call);
  bool addCallee(const CallExpr &Call);
  std::optional<unsigned> numberInCallee(const Expr &Object,
                                         const CallExpr &Call,
                                         const FunctionDecl &Callee);
  void touch(const CallExpr &Call, const Expr &Object, bool Locks);
  void unlockAtEnd(const VarDecl &Var);

  std::optional<unsigned> find(const Place &Where) const;
  unsigned add(HeldLock::Form How, std::string Name, Place Where);
  unsigned numberOf(const Expr &Object);
  std::string textOf(const Expr &E) const;
  bool ownsAtOnce(const VarDecl &Guard) const;
  bool holdsExtended(const VarDecl &Var) const;
  void effect(const Stmt &At, unsigned Object, bool Takes) {
    ByPath = true;
    Question.Effects[&At].push_back({Object, Takes});
    Question.Objects[Object].GivenBack |= !Takes;
  }
  /// What \p Call, here or in what is called here, does with an object.
  void effect(const CallExpr &At, unsigned Object, const LockCall &Call) {
    effect(At, Object, Call.Locks);
    if (Call.IsPermit)
      Question.Objects[Object].How = HeldLock::Permit;
  }
  void effect(const CallExpr &Call, unsigned Object, bool Takes) {
    effect(static_cast<const Stmt &>(Call), Object, Takes);
    if (Takes)
      LockedBy[Object].push_back(&Call);
  }

  const llvm::BitVector *before(const Stmt *Site) const;
  void guardsAlive(const Stmt &Parent, const Stmt *Child, Guards &Alive) const;
  bool makesGuard(const Stmt &S) const;
  const Stmt *temporaryBeside(const Stmt *Part, const Stmt &Whole) const;
  bool isTakenOver(const Stmt &Temporary) const;
  HeldLock describe(unsigned Object, const Expr &Site) const;

  const CallableBody &Body;
  const BodyIndex &Index;
  const AsyncTypes &Types;
  const Names &Known;
  const ThreadLocks &Locks;
  LockQuestion Question;
  llvm::DenseMap<unsigned, llvm::SmallVector<const CallExpr *, 2>> LockedBy;
  llvm::DenseMap<const ValueDecl *, llvm::SmallVector<unsigned, 1>> ByHolder;
  llvm::StringMap<unsigned> ByText;
  /// Which of two functions locks, by the name of that, and whether it is that.
  llvm::StringMap<std::pair<std::string, bool>> Pairs;
  /// Guards, by the statement in which they live, and where they begin there.
  llvm::DenseMap<const Stmt *,
                 llvm::SmallVector<std::pair<unsigned, unsigned>, 1>>
      Scopes;
  llvm::DenseMap<const Stmt *, unsigned> Order; ///< Of what is in a scope.
  /// Some guard in the body has no name; looked for when it is first asked for,
  /// since an expression may have very many awaits.
  mutable std::optional<bool> HasTemporaries;
  bool ByPath = false; ///< Something is locked, unlocked or given away.
  std::optional<SolvedLocks> Solved;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_BODYLOCKS_H
