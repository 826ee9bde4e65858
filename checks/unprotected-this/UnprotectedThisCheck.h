//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef ASYNCTIDY_UNPROTECTEDTHISCHECK_H
#define ASYNCTIDY_UNPROTECTEDTHISCHECK_H

#include "checks/unprotected-this/Creations.h"
#include "checks/unprotected-this/ObjectWork.h"
#include "code/KeepAlives.h"
#include "flow/ObjectUses.h"
#include "framework/AsyncCheck.h"
#include "llvm/ADT/MapVector.h"

namespace clang::tidy::async {

/// Finds coroutines that nobody awaits, and that use their object when it may
/// have ended.
///
/// For the user-facing documentation see docs/checks/async-unprotected-this.md.
class UnprotectedThisCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  /// A call that starts work on the object around it, and does not wait.
  struct Start {
    const Expr *Whole = nullptr;
    SourceLocation Loc;
    const FunctionDecl *In = nullptr;
    SharedIndex Index;
    ObjectWork Work;
    ObjectUse Use;
    /// Its task has begun, and nobody takes it.
    bool IsDropped = false;
    bool IsProtected = false, GivesOwner = false;
  };
  /// What is known of a class.
  struct ObjectClass {
    std::optional<SelfReference> Self;
    const FieldDecl *Gate = nullptr;
    /// Waits for something, and ends the object's work.
    const FunctionDecl *Stop = nullptr;
    /// What that awaits.
    llvm::SmallPtrSet<const FieldDecl *, 4> StopAwaits;
    std::vector<Start> Starts;
  };

  bool concerns(const FunctionDecl &Function) const override;
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  void leaveUnit() override;

  ObjectClass &of(const CXXRecordDecl &Class);
  void findStop(const CXXRecordDecl &Class, ObjectClass &Known);
  void checkCoroutine(const CallableBody &Body, const BodyIndex &Index,
                      const CXXRecordDecl &Class);
  void checkStart(const Expr &Whole, SourceLocation Loc, bool IsDropped,
                  const CallableBody &Body, const BodyIndex &Index,
                  const CXXRecordDecl &Class);
  void checkCallbacks(const CallableBody &Body, const BodyIndex &Index,
                      const CXXRecordDecl &Class);
  std::optional<ObjectUse> unprotectedUse(const FunctionDecl &Coroutine,
                                          const CXXRecordDecl &Class,
                                          unsigned Depth = 3);
  std::optional<ObjectUse> unprotectedUse(const CallableBody &Body,
                                          const BodyIndex &Index,
                                          const CXXRecordDecl &Class,
                                          unsigned Depth);
  bool startsWork(const CallExpr &Call) const;
  bool isWaitedForByStop(const Start &Found, const ObjectClass &Known);
  bool livesOn(const CXXRecordDecl &Class);
  void decide(const CXXRecordDecl &Class, const ObjectClass &Known,
              const Start &Found);
  void say(const ObjectClass &Known, const Start &Found, bool IsUsual);
  void sayDropped(const ObjectClass &Known, const Start &Found);

  const bool AssumeShared = option<bool>("AssumeShared");
  llvm::MapVector<const CXXRecordDecl *, ObjectClass> Classes;
  std::optional<Creations> Made;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_UNPROTECTEDTHISCHECK_H
