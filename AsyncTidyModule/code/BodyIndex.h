//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// One function as it was written, lambdas included, walked once for all
// checks: what it calls, what it drops, what it declares, and the way from
// every node back to its parent. Replaces ASTContext's parent map, which
// would be built for the whole translation unit.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_BODYINDEX_H
#define ASYNCTIDY_BODYINDEX_H

#include "code/Parts.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"
#include <functional>
#include <memory>
#include <vector>

namespace clang::tidy::async {

/// The body of a function or of one lambda, without the lambdas inside it.
struct CallableBody {
  /// Null only for an initializer outside of functions.
  const FunctionDecl *Callable = nullptr;
  /// Null for a function.
  const LambdaExpr *Lambda = nullptr;
  /// In the order in which they are written.
  std::vector<const CallExpr *> Calls;
  std::vector<const CoawaitExpr *> Awaits;
  /// Objects that a constructor makes, conversions included.
  std::vector<const CXXConstructExpr *> Constructions;
  /// Has a `co_yield`, or a `co_await` that depends on a template parameter.
  bool YieldsOrDepends = false;
  /// Expressions whose value nobody takes, unstripped.
  std::vector<const Expr *> Discarded;
  /// Local variables, parameters excluded.
  std::vector<const VarDecl *> Locals;

  /// True when nobody takes the value of \p E, which stands right in here.
  bool discards(const Expr &E) const { return Dropped.contains(&E); }
  /// True when \p E is awaited and nobody takes what that gives.
  bool discardsAwaited(const Expr &E) const { return Awaited.contains(&E); }

private:
  friend class BodyIndex;
  /// Discarded, stripped, and the operands of the awaits among them.
  llvm::SmallPtrSet<const Expr *, 4> Dropped, Awaited;
};

class BodyIndex {
public:
  /// \p Root has a body of its own. A constructor's has its initializers, too,
  /// which have no parents.
  explicit BodyIndex(const FunctionDecl &Root);

  /// Of what stands outside of functions: a default argument, the initializer
  /// of a member or a variable. The body that it is has no callable.
  explicit BodyIndex(const Expr &Initializer);

  /// The body of the root or of a lambda in it; null when \p Callable is
  /// neither (an instantiation of a generic lambda, say).
  const CallableBody *body(const FunctionDecl *Callable) const;
  /// The same of the root, or of what the index is made of.
  const CallableBody &outermost() const { return *Bodies.find(Root)->second; }

  /// The node that \p S is written in, or null at a callable's outermost
  /// statement. Lambda bodies lead to their LambdaExpr.
  const Stmt *parent(const Stmt *S) const { return Parents.lookup(S); }

  /// As parent(), but steps over nodes that have no spelling of their own:
  /// implicit casts, temporaries, cleanups.
  const Stmt *spelledParent(const Stmt *S) const;

  /// The innermost function or lambda that \p S stands in, or null.
  const CallableBody *enclosing(const Stmt *S) const;

  /// All mentions of a local variable or parameter, captures included.
  llvm::ArrayRef<const DeclRefExpr *> mentions(const ValueDecl *D) const;

  /// The variable whose declaration \p Init initializes, or null.
  const VarDecl *initialized(const Expr *Init) const;

  /// The call or construction that gets \p Lambda as an argument, seen
  /// through conversions such as to std::function; else null.
  const Expr *handedTo(const LambdaExpr *Lambda) const;

  /// What somebody works out about this body and needs again: one of each type,
  /// made without arguments when it is first asked for, and kept with the
  /// index.
  template <class T> T &memo() const {
    static const char Key = 0;
    std::shared_ptr<void> &Slot = Memos[&Key];
    if (!Slot)
      Slot = std::make_shared<T>();
    return *static_cast<T *>(Slot.get());
  }

private:
  struct Walker;

  llvm::DenseMap<const Stmt *, const Stmt *> Parents;
  llvm::DenseMap<const FunctionDecl *, std::unique_ptr<CallableBody>> Bodies;
  llvm::DenseMap<const ValueDecl *, llvm::SmallVector<const DeclRefExpr *, 2>>
      Mentions;
  llvm::DenseMap<const Stmt *, const VarDecl *> Initializers;
  mutable llvm::DenseMap<const void *, std::shared_ptr<void>> Memos;
  const FunctionDecl *const Root;
};

/// Kept alive by whoever looks at it; null for a function without a body.
using SharedIndex = std::shared_ptr<const BodyIndex>;

/// Gives the index of the function that \p Callable belongs to.
using IndexOf = std::function<SharedIndex(const FunctionDecl &Callable)>;

/// \p E without parentheses, casts that are not written, temporaries, cleanups.
const Expr *stripImplicit(const Expr *E);

/// True when \p S, or something in it, mentions \p D: by name, as a member, by
/// one of its bindings, or by capturing it.
bool mentions(const Stmt *S, const ValueDecl *D, Parts Which = Parts::Written);

/// All that \p S mentions in these ways.
llvm::SmallPtrSet<const ValueDecl *, 8> mentionedIn(const Stmt *S);

/// The same for the object of the member function that \p S stands in; for a
/// lambda that is its closure, whose captures count.
bool mentionsObject(const Stmt *S);

/// True when \p S is, or is written inside, \p Around.
bool isWithin(const Stmt *S, const Stmt *Around, const BodyIndex &Index);

/// True for the statements that repeat what is in them.
bool isLoop(const Stmt *S);

/// The condition of a loop that is written with one, or null.
const Expr *conditionOf(const Stmt *Loop);

/// The first function of which \p Function is a lambda's call operator, at any
/// depth; \p Function itself when it is no lambda.
const FunctionDecl *outermostFunction(const FunctionDecl *Function);

/// True for a function or class that is, or is inside, an instantiation of a
/// template, at any depth. What is found
/// there and not in the pattern depends on the template's arguments.
bool isInstantiation(const DeclContext &Function);

/// The return statements of \p Function, without those of lambdas in it. Those
/// of a branch that `if constexpr` discards are among them: the compiler looks
/// at it.
std::vector<const ReturnStmt *> returnsOf(const FunctionDecl &Function);

/// True when a reference is bound to the value of \p E, or to a part of it, for
/// longer than the expression runs: by a variable or the head of a loop. That
/// keeps a value alive, and not what `co_await` of a temporary task gives when
/// that is a reference itself, as in many libraries.
bool isKeptByReference(const Expr &E, const BodyIndex &Index);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_BODYINDEX_H
