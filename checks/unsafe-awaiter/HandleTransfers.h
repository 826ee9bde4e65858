//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Where await_suspend, or a function that it calls, gives the handle of the
// suspended coroutine to others, who may resume it at once.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_HANDLETRANSFERS_H
#define ASYNCTIDY_HANDLETRANSFERS_H

#include "code/BodyIndex.h"
#include "flow/HeldLocks.h"
#include "knowledge/AsyncTypes.h"
#include "llvm/ADT/DenseSet.h"

namespace clang::tidy::async {

struct HandOver {
  /// The call or store after which others have it; never null.
  const Expr *At = nullptr;
  /// What it gives decides what follows: whether it was handed over, say.
  bool Decides = false;
  /// A loop tries until it is handed over: its condition.
  const Expr *Retried = nullptr;
  /// What holds off whoever got it.
  std::optional<HeldLock> Lock;
  /// The function of the awaiter in which that happens, or null.
  const FunctionDecl *Inside = nullptr;
  /// The result is kept here, and what gets that later may be what starts it.
  const ValueDecl *KeptIn = nullptr;
};

/// What is known where a body begins.
struct HandleSeeds {
  /// Parameters that are the handle, or lead to it.
  llvm::SmallVector<const ValueDecl *, 2> Given;
  /// `*this` is the awaiter.
  bool OfAwaiter = true;
  /// The awaiter has the handle in a member.
  bool Kept = false;
};

/// For one body. Borrows what it is made of.
class HandleTransfers {
public:
  HandleTransfers(const CallableBody &Body, const BodyIndex &Index,
                  const AsyncTypes &Types, const IndexOf &Of,
                  const HandleSeeds &Seeds, unsigned Depth = 0);

  /// In the order in which they are written.
  llvm::ArrayRef<HandOver> all() const { return Found; }

  /// True when the value of \p E is the handle, or leads to it: an awaiter that
  /// keeps it, a closure, the address of the promise.
  bool carries(const Expr *E) const;

  /// True when \p E is the handle, or a copy of it.
  bool isHandle(const Expr *E) const;

  /// True for a local that refers to the coroutine's promise, or to the awaiter
  /// or a part of it.
  bool isIntoFrame(const ValueDecl *D) const { return IntoFrame.contains(D); }

  /// What a helper of the awaiter begins with that \p Call calls.
  HandleSeeds seedsOf(const CallExpr &Call) const;

private:
  void scan();
  void look(const Stmt &S);
  void declare(const VarDecl &Var);
  void assign(const Expr &Whole, const Expr &Target, const Expr &Value);
  void store(const Expr &Whole, const Expr &Target);
  void call(const CallExpr &Call);
  void callOfStd(const CallExpr &Call, const FunctionDecl &Callee);
  void construct(const CXXConstructExpr &Made);
  bool carriesAny(llvm::ArrayRef<const Expr *> Parts) const;
  bool carriesCall(const CallExpr &Call) const;
  bool capturesIt(const LambdaExpr &Lambda) const;
  const FieldDecl *ownField(const Expr *E) const;
  const ValueDecl *rootOf(const Expr *E) const;
  bool publishesInside(const CallExpr &Call, const FunctionDecl &Callee) const;
  void add(const Expr &At, const FunctionDecl *Inside = nullptr);
  bool decides(const Expr &At, const Expr *&Retried) const;
  const ValueDecl *keeperOf(const Expr &At) const;
  void dropCreations();

  const CallableBody &Body;
  const BodyIndex &Index;
  const AsyncTypes &Types;
  const IndexOf &Of;
  const unsigned Depth;
  const bool OfAwaiter;
  bool Kept;
  llvm::DenseSet<const ValueDecl *> Carriers, IntoFrame;
  std::vector<HandOver> Found;
};

/// What \p Call is called on, as it is written; null for functions, and for
/// members of `*this`.
const Expr *receiverOf(const CallExpr &Call);

/// The function that \p Call calls, as a template is written; or null.
const FunctionDecl *writtenCallee(const CallExpr &Call);

/// True for functions of the standard library, members included.
bool isStdFunction(const FunctionDecl &Function);

/// True when \p Call is an atomic operation that gives what was there before.
bool isAtomicExchange(const CallExpr &Call);

/// True when what \p E gives decides which way is taken, or what is returned.
bool isDecidedBy(const Expr &E, const BodyIndex &Index, const Expr *&Condition);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_HANDLETRANSFERS_H
