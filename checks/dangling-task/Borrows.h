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

#include "checks/dangling-task/Referents.h"
#include "code/BodyIndex.h"
#include "code/Elsewhere.h"
#include "knowledge/AsyncTypes.h"

namespace clang::tidy::async {

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

class Borrows {
public:
  /// \p Far tells of functions of other files; both live as long as this.
  explicit Borrows(const AsyncTypes &Types, const Elsewhere &Far = nobodyElse())
      : Types(Types), Far(Far) {}

  /// False for calls whose coroutine, if there is one, refers to nothing as far
  /// as is known. What nobody can await runs at once.
  bool mayRefer(const CallExpr &Call) const;

  /// True when what \p Call starts does nothing before it is awaited.
  bool isLazy(const CallExpr &Call) const;

  /// What the task that \p Call returns refers to. Lazy tasks only look at it
  /// when they are awaited; of those that run at once it counts when they look
  /// at it after their first suspension. Where a function calls a closure, what
  /// that returns is the task. \p Index is that of the body around, if there
  /// is one.
  llvm::SmallVector<Borrow, 2> of(const CallExpr &Call,
                                  const BodyIndex *Index = nullptr);

  /// True when the task that \p Function, a definition, returns refers to the
  /// argument of \p Param; for null, to the object. \p Pointee: to what the
  /// value of that refers to, and not only to it.
  bool refersTo(const FunctionDecl &Function, const ParmVarDecl *Param,
                bool Pointee) {
    return keeps(Function, Param, Pointee);
  }

  /// False where an argument for \p Param holds nothing that could be referred
  /// to.
  bool isReferable(const ParmVarDecl &Param) const;

  /// True when the closure is still looked at after the lambda, a coroutine,
  /// was suspended: at once for lazy ones; or by the task that it returns, if
  /// it is none.
  bool usesClosure(const LambdaExpr &Lambda);

  /// What the closure of \p Lambda, a coroutine, refers to and its body looks
  /// at; without what is only read before it is suspended. \p AtOnce: it runs
  /// until then before anything can happen to that.
  Referents capturedBy(const LambdaExpr &Lambda, bool AtOnce) const;

private:
  /// True when the task keeps a reference to the argument of \p Param; for
  /// null, to the object. \p Pointee: to what the value of that refers to, and
  /// not only to it.
  bool keeps(const FunctionDecl &Callee, const ParmVarDecl *Param,
             bool Pointee);
  /// The same, attributes aside.
  bool keepsUnmarked(const FunctionDecl &Callee, const ParmVarDecl *Param,
                     bool Pointee);
  /// True when the task that \p Operator, of a lambda that is no coroutine,
  /// returns keeps something that the closure owns.
  bool handsOnCapture(const CXXMethodDecl &Operator);
  /// True when the task that \p Task makes keeps a reference to \p Var.
  bool keepsVariable(const CallExpr &Task, const VarDecl &Var);
  /// True when the task that \p Function returns keeps its own parameter.
  bool handsOn(const Expr &Task, const FunctionDecl &Function,
               const ParmVarDecl *Param, bool Pointee);
  void addObject(const CXXMethodDecl &Method, const Expr &Object,
                 const BodyIndex *Index, llvm::SmallVectorImpl<Borrow> &Found);
  void addClosures(const CallExpr &Call, llvm::SmallVectorImpl<Borrow> &Found);
  void addArgument(const FunctionDecl &Callee, const Argument &Arg,
                   const BodyIndex *Index,
                   llvm::SmallVectorImpl<Borrow> &Found);

  const AsyncTypes &Types;
  const Elsewhere &Far;
  /// By parameter, or by function for its object.
  llvm::DenseMap<llvm::PointerIntPair<const Decl *, 1>, bool> Kept;
  unsigned Depth = 0;
};

/// The lambda that \p Arg is, in whatever it was converted to; also that of a
/// local variable. Null when it is none.
const LambdaExpr *lambdaIn(const Expr *Arg);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_BORROWS_H
