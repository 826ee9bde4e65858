//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What takes a lock of a thread, and what gives it up: calls, and objects that
// do so when they die. By the vocabulary, by clang's attributes for thread
// safety, and by the names of the standard's requirements. Locks of coroutine
// libraries, which are awaited, are none.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_THREADLOCKS_H
#define ASYNCTIDY_THREADLOCKS_H

#include "knowledge/AsyncTypes.h"
#include "llvm/ADT/DenseMap.h"
#include <optional>

namespace clang::tidy::async {

/// What a call does with locks.
struct LockCall {
  bool Locks = false; ///< Perhaps: `try_lock()`. Else it unlocks.
  /// Of a semaphore: who releases what it has acquired itself has it as a lock,
  /// others wait for a signal or give one.
  bool IsPermit = false;
  /// Of an atomic or a flag: a lock where a loop waits for it.
  bool IsFlag = false;
  /// Mutexes or guards, or pointers to them; several for `std::lock`. Never
  /// null.
  llvm::SmallVector<const Expr *, 2> Objects;
};

/// True when a loop in \p Body goes on until \p Call gives what it wants.
bool isSpunFor(const CallExpr &Call, const Stmt &Body);

/// When something counts as a lock.
enum class LockEvidence {
  Any, ///< When it may be one: for whoever must not do wrong under a lock.
  Sure ///< Not by its name, or that of a member `lock`, alone: a `FileLock`, a
       ///< `door.lock()`. For whoever reports it.
};

/// Remembers its answers. Borrows what it is made of.
class ThreadLocks {
public:
  ThreadLocks(const AsyncTypes &Types, LockEvidence Needed)
      : Types(Types), Known(Types.names()), Needed(Needed) {}

  /// What \p Call does, unless it is awaited.
  std::optional<LockCall> call(const CallExpr &Call) const;

  /// True for guards themselves: by the vocabulary and what they lock, by their
  /// attribute, by what their destructor does; and for other objects that
  /// belong to the thread that made them.
  bool isGuard(QualType T) const;

  /// True for a mutex that coroutines wait for by `co_await`.
  bool isForCoroutines(const CXXRecordDecl *Class) const {
    return kindOf(Class) == Kind::Coroutine;
  }

  /// Why a \p T, no lock, belongs to its thread; empty for all else.
  llvm::StringRef reasonOf(QualType T) const;

  /// True when two functions that are called \p Name and its opposite are to be
  /// taken for ones that lock: `SDL_LockMutex`, `table_lock`.
  bool isPairOfLocks(llvm::StringRef Name) const;

  /// True for a type whose objects may hold a lock while they live: a guard, a
  /// `std::optional` of one, a class that has one in it, a closure that keeps
  /// one, an array of these. False for references and pointers.
  bool mayHold(QualType T) const;

  /// The same for one that is made without arguments.
  bool mayHoldByDefault(QualType T) const;

private:
  enum class Kind { None, Thread, Coroutine };

  Kind kindOf(const CXXRecordDecl *Class) const;
  Kind kindByMembers(const CXXRecordDecl &Class) const;
  bool isLockable(QualType T) const;
  bool isSemaphore(const CXXRecordDecl &Class) const;
  bool acquiresWhenMade(const CXXRecordDecl *Class) const;
  bool isMutexEnough(const CXXRecordDecl &Class, unsigned Depth) const;
  bool isListedGuard(QualType T, const CXXRecordDecl &Class) const;
  bool isMadeForUnlocking(const CXXRecordDecl &Class, unsigned Depth) const;
  bool isGuardClass(const CXXRecordDecl &Class) const;
  bool keepsGuard(const CXXRecordDecl &Class) const;
  bool unlocks(const FunctionDecl *Function, unsigned Depth) const;
  bool isMadeOf(const CXXRecordDecl &Class, Kind Of) const;
  std::optional<LockCall> dependentCall(const CallExpr &Call) const;
  std::optional<LockCall> permit(const CallExpr &Call) const;
  std::optional<LockCall> flag(const CallExpr &Call) const;
  std::optional<LockCall> listed(const CallExpr &Call, bool Locks) const;
  std::optional<LockCall> marked(const CallExpr &Call,
                                 const FunctionDecl &Callee) const;

  const AsyncTypes &Types;
  const Names &Known;
  const LockEvidence Needed;
  mutable llvm::DenseMap<const CXXRecordDecl *, Kind> Kinds;
  mutable llvm::DenseMap<const CXXRecordDecl *, bool> Guards, Keepers;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_THREADLOCKS_H
