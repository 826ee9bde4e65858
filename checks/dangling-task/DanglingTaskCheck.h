//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_DANGLINGTASKCHECK_H
#define ASYNCTIDY_DANGLINGTASKCHECK_H

#include "checks/dangling-task/Borrows.h"
#include "checks/dangling-task/Destinations.h"
#include "checks/dangling-task/Hoisting.h"
#include "framework/AsyncCheck.h"

namespace clang::tidy::async {

/// Finds tasks that outlive what they refer to: stored or handed over with a
/// temporary bound to a reference, returned with a reference to a local
/// variable, made by a lambda coroutine whose closure dies first.
///
/// For the user-facing documentation see docs/checks/async-dangling-task.md.
class DanglingTaskCheck : public AsyncCheck {
public:
  static const Rule TheRule;
  using AsyncCheck::AsyncCheck;

private:
  void checkBody(const CallableBody &Body, const BodyIndex &Index) override;
  void leaveUnit() override;
  /// What stands outside of functions, in \p Context.
  void checkDeclarations(const DeclContext &Context);
  /// A member or variable of \p Initialized, or a default argument. \p Body and
  /// \p Index are null outside of functions.
  void checkUnbodied(const Unbodied &Outside, const CallableBody *Body,
                     const BodyIndex *Index);
  void checkTask(const CallExpr &Task, const CallableBody &Body,
                 const BodyIndex &Index);
  /// The same with what the task may refer to.
  void judgeTask(const CallExpr &Task, const Destination &Way,
                 llvm::ArrayRef<Borrow> Borrowed, const CallableBody &Body,
                 const BodyIndex &Index);
  /// The same for all that other files may tell of the task.
  void supposeTask(const CallExpr &Task, const CallableBody &Body,
                   const BodyIndex &Index);
  /// True for what is complete at the end of the expression, or never runs.
  bool isNowhere(const CallExpr &Task, const Destination &Way,
                 const BodyIndex &Index) const;
  /// What others may ask of a function that returns a task.
  void claim(const FunctionDecl &Function);
  void claim(const FunctionDecl &Function, const ParmVarDecl *Param,
             bool Pointee);
  /// The same of one that gets tasks.
  void claimTaken(const FunctionDecl &Function, const BodyIndex &Index);
  bool isGenerator(const Expr &Made) const;
  /// True when \p Made is a generator that a loop's condition makes; reports
  /// it.
  bool checkCondition(const CallExpr &Made, const BodyIndex &Index);
  /// Loops over what another loop has gone through.
  void checkLoops(const VarDecl &Generator, const BodyIndex &Index);
  /// A reference to what \p Await gives.
  void checkResult(const CoawaitExpr &Await, const CallableBody &Body,
                   const BodyIndex &Index);
  /// What \p Return gives, where that refers to something of this coroutine.
  void checkReturn(const CoreturnStmt &Return, const CallableBody &Body,
                   const BodyIndex &Index);
  void checkGuards(const CallExpr &Task, const Destination &Way,
                   const CallableBody &Body, const BodyIndex &Index);
  void checkCallable(const CallExpr &Call, const CallableBody &Body,
                     const BodyIndex &Index);
  /// What is the caller's, and is lent by parameter to a task that is left
  /// behind.
  void checkLent(const CallExpr &Task, const Destination &Way,
                 llvm::ArrayRef<Borrow> Borrowed, const CallableBody &Body,
                 const BodyIndex &Index);
  void checkKeptCallable(const CallExpr &Call, bool AtOnce,
                         const CallableBody &Body, const BodyIndex &Index);
  void reportTask(const CallExpr &Task, const Destination &Way,
                  llvm::ArrayRef<Borrow> Dangling, const CallableBody &Body,
                  const BodyIndex &Index);
  /// Where to report \p Task, which goes \p Way; invalid when it was reported,
  /// or is not to be.
  SourceLocation placeOf(const CallExpr &Task, const Destination &Way);
  /// \p Edits: what is done about it; null where nothing can be.
  Report reportBorrows(const CallExpr &Task, const Destination &Way,
                       SourceLocation Place, llvm::ArrayRef<Borrow> Dangling,
                       Rewrite *Edits);
  /// What is offered for one finding.
  struct Offer {
    Rewrite Edits;
    /// What to think about first, if anything.
    std::string Judgement;
    /// An earlier finding in this function has the edits.
    bool IsShared = false;
  };
  Offer repair(const CallExpr &Task, const Destination &Way,
               llvm::ArrayRef<Borrow> Dangling, const CallableBody &Body,
               const BodyIndex &Index);
  /// A coroutine is made of the function, for all returns at once: edits of
  /// their number for each of them would be their square.
  /// \p Judgement is empty where nobody has to think about it.
  /// \p Loc is where that is said.
  void convert(const CallableBody &Body, const BodyIndex &Index,
               SourceLocation Loc, llvm::StringRef Judgement, Offer &Made);

  std::optional<Borrows> Known;
  /// Names that repairs have given in a function.
  llvm::DenseMap<const FunctionDecl *, TakenNames> GivenNames;
  /// What came of making it a coroutine.
  struct Conversion {
    /// Who has the edits already.
    bool OnWarning = false, OnNote = false;
    /// Why there are none.
    std::string Reason;
    /// What to think about, when that is known.
    std::optional<std::string> Judgement;
  };
  llvm::DenseMap<const FunctionDecl *, Conversion> Conversions;
  /// The ends of tasks' calls, which templates and their instantiations share.
  llvm::DenseSet<SourceLocation> ReportedTasks;
  /// Where tasks were reported that others may decide.
  llvm::DenseMap<const CallExpr *, SourceLocation> Places;
  /// Who tells what other files know, while that is supposed.
  const Elsewhere *Supposed = nullptr;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_DANGLINGTASKCHECK_H
