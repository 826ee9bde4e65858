//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What the result of a call may refer to: which arguments a coroutine keeps in
// its frame as references, and which objects those are.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_BORROWS_H
#define ASYNCTIDY_BORROWS_H

#include "AsyncTypes.h"
#include "BodyIndex.h"

namespace clang::tidy::async {

/// An object that something refers to.
struct Referent {
  /// A temporary that dies at the end of its full expression, or null.
  const MaterializeTemporaryExpr *Temporary = nullptr;
  /// A variable of automatic storage, or null. A reference stands for the
  /// temporary whose life it extends, a parameter perhaps for what is the
  /// caller's.
  const VarDecl *Variable = nullptr;
  /// The object of the member function around.
  bool IsThis = false;
  /// Its name where it is a variable, else what makes it.
  const Expr *At = nullptr;

  /// It is the caller's: what a reference parameter is, or what the value of a
  /// parameter refers to.
  bool IsCallers = false;
  /// It is not the parameter's object, but what that object refers to.
  bool IsPointee = false;

  /// True when it lives in the frame of the function that names it.
  bool isInFrame() const { return Temporary || (Variable && !IsCallers); }
};

/// What the call's result refers to.
struct Borrow : Referent {
  /// The parameter that it is bound to; null for the object of a member
  /// function.
  const ParmVarDecl *Parameter = nullptr;
  /// A closure that the called coroutine is the body of.
  const LambdaExpr *Closure = nullptr;
  /// As it was given. For objects, the object.
  const Expr *Argument = nullptr;
  /// The parameter or object is that very object, and no view of it.
  bool Direct = false;
};

using Referents = llvm::SmallVector<Referent, 2>;

class Borrows {
public:
  explicit Borrows(const AsyncTypes &Types) : Types(Types) {}

  /// What the task that \p Call returns refers to. Lazy tasks only look at it
  /// when they are awaited; of those that run at once it counts when they look
  /// at it after their first suspension.
  llvm::SmallVector<Borrow, 2> of(const CallExpr &Call);

  /// The objects that the lvalue or xvalue \p E is, or is a part of.
  Referents object(const Expr *E);
  /// The objects that the value \p E of a pointer, view or closure refers to.
  Referents pointees(const Expr *E);

  /// True when the closure is still looked at after the lambda, a coroutine,
  /// was suspended: at once for lazy ones.
  bool usesClosure(const LambdaExpr &Lambda);

private:
  /// \p Pointee: keeps what the parameter's value refers to, and not only the
  /// object that it is a reference to.
  bool keeps(const FunctionDecl &Callee, const ParmVarDecl &Param,
             bool Pointee);
  bool keepsObject(const CXXMethodDecl &Callee);
  bool handsOn(const FunctionDecl &Function, const ParmVarDecl *Param,
               bool Pointee);
  void collect(const Expr *E, bool ByValue, Referents &Found);
  void collectCall(const CallExpr &Call, bool ByValue, Referents &Found);
  void collectConstruction(const CXXConstructExpr &Construct, Referents &Found);
  void collectCaptures(const LambdaExpr &Lambda, Referents &Found);
  bool refersTo(QualType T) const;

  const AsyncTypes &Types;
  /// By parameter, or by function for its object.
  llvm::DenseMap<llvm::PointerIntPair<const Decl *, 1>, bool> Kept;
  unsigned Depth = 0;
};

/// True when \p S mentions \p D, or `this` when that is null.
bool looksAt(const Stmt *S, const ValueDecl *D);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_BORROWS_H
