//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What protects an object from its end while a coroutine uses it: an owner or a
// gate's holder, in the coroutine or where it is started.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_OBJECTGUARDS_H
#define ASYNCTIDY_OBJECTGUARDS_H

#include "code/KeepAlives.h"
#include "flow/ObjectUses.h"

namespace clang::tidy::async {

/// Of objects of one class. Borrows what it is made of.
class ObjectGuards {
public:
  ObjectGuards(const CXXRecordDecl &Class, const AsyncTypes &Types)
      : Class(Class), Types(Types), Owners(Class, Types) {}

  /// True when \p Body, a coroutine, has something that protects the object at
  /// \p Use: a parameter, a capture, a variable that is made before the
  /// suspension and lives on; or it has given an owner away before.
  bool inside(const CallableBody &Body, const BodyIndex &Index,
              const ObjectUse &Use) const;

  /// True when what \p Whole starts, of a function of the class, is given
  /// something that protects the object: an argument, a capture.
  bool atStart(const Expr &Whole, const BodyIndex &Index) const;

  /// True when what \p Whole starts refers to a local variable of the coroutine
  /// around: that must outlive it, so it waits for it in some way.
  bool refersToFrame(const Expr &Whole, const CallableBody &Body) const;

  /// The same as atStart(), where that is an owner.
  bool givesOwner(const Expr &Whole, const BodyIndex &Index) const;

  /// True when \p Body has put an owner of the object into a member or a
  /// container, or has entered a gate by hand, before \p Start.
  bool before(const Expr &Start, const CallableBody &Body,
              const BodyIndex &Index) const;

private:
  bool hasParameter(const FunctionDecl &Coroutine) const;
  bool protectsWhole(const VarDecl &Var, const BodyIndex &Index) const;
  bool isGiven(const Expr &Whole, const BodyIndex &Index,
               bool OwnersOnly) const;
  bool hasCapture(const LambdaExpr &Lambda, bool OwnersOnly) const;
  bool isGivenOwnerAt(const DeclRefExpr &Mention, const BodyIndex &Index) const;
  bool keepsObject(const FieldDecl &Field) const;
  Keeps keptBy(const VarDecl &Local, const Expr &Point,
               const BodyIndex &Index) const;
  bool isProtectedBy(const VarDecl &Local, const BodyIndex &Index,
                     const ObjectUse &Use) const;
  bool isGivenAway(const Expr &Made, const Expr *Except,
                   const BodyIndex &Index) const;
  Keeps madeBy(const Expr &E) const;
  bool holdsInside(const Expr &E) const;

  const CXXRecordDecl &Class;
  const AsyncTypes &Types;
  const KeepAlives Owners;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_OBJECTGUARDS_H
