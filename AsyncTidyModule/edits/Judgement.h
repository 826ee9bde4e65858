//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What an edit changes besides the defect, and what follows from that: whether
// --fix makes it, whether it stands on a note, or not at all. A fix declares
// each such effect by asking here; docs/fixes.md has the same as a table. May
// `co_await` stand at a place at all? That is AwaitSite's.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_JUDGEMENT_H
#define ASYNCTIDY_JUDGEMENT_H

#include "code/GuardedState.h"
#include "code/ObjectsInReach.h"
#include "edits/Rewrite.h"

namespace clang::tidy::async {

/// Statements of a block: from number First up to, not including, End.
struct StatementRange {
  const CompoundStmt *Block = nullptr;
  unsigned First = 0, End = 0;
};

class Judgement {
public:
  /// Both must live longer than this.
  Judgement(const BodyIndex &Index, const AsyncTypes &Types)
      : Index(Index), Types(Types) {}

  /// Suspends the callable around \p Site there, where it was not suspended
  /// before. On a note
  /// - when an eager or detached coroutine has not been suspended yet, and uses
  ///   afterwards what its caller lent to it, its object, or writes what its
  ///   caller may read: the caller goes on from here;
  /// - when it has read a value that others can change, keeps it or has decided
  ///   by it, and writes the value afterwards;
  /// - when one of these holds for a coroutine that awaits this one, which has
  ///   never been suspended.
  Ruling suspends(const Expr &Site) const;

  /// Ends a lock before the rest of \p Held. Forbidden when what it protects is
  /// used there; on a note when that may be.
  Ruling unlocks(const LockedRegion &Held) const;

  /// Waits at \p Call for a coroutine that was only started there. On a note
  /// when anything follows: what follows may be what that coroutine waits for.
  Ruling joins(const Expr &Call) const;

  /// Waits at \p Started for the task that it gives. On a note when that has
  /// begun there, and may wait for something that happens afterwards.
  Ruling awaitsStarted(const Expr &Started) const;

  /// Starts what \p Held holds at \p Wait, where it is awaited, and not where
  /// it is declared. Forbidden when anything else happens between, or asks it.
  Ruling startsWhereAwaited(const VarDecl &Held, const Expr &Wait) const;

  /// Moves what \p Maker, a plain function that returns a task, does on its way
  /// from the call to the await of the task, or back. On a note when that is
  /// more than to make the task.
  Ruling defers(const FunctionDecl &Maker) const;

  /// Removes a variable that would hold a \p Value: forbidden when its end of
  /// life does something, or when it is not known.
  Ruling removes(QualType Value) const;

  /// Drops what awaiting a \p Task gives, where the task was dropped. On a note
  /// when that is `[[nodiscard]]`.
  Ruling drops(QualType Task) const;

  /// Writes `co_await` for a call of \p Wait, a function of no vocabulary. On a
  /// note unless its name says that it does nothing else.
  Ruling replaces(const NamedDecl &Wait) const;

  /// Writes \p Callable where it is made anew for each element: forbidden for
  /// what keeps something from one call to the next.
  Ruling remakes(const Expr &Callable) const;

  /// Lets the loop \p Loop wait for tasks that \p Start, a call in it, starts,
  /// and that are kept in \p Kept, if that is not null.
  /// Forbidden when they may wait for each other, or for what happens behind
  /// the loop.
  Ruling bounds(const Stmt &Loop, const Expr &Start, const VarDecl *Kept) const;

  /// Waits between the rounds of a loop that read \p What, a noun, again and
  /// again, and that others can change. On a note; nothing is that when empty.
  Ruling rereads(llvm::StringRef What) const;

  /// Waits for \p Object, whose operations end while its context, of the class
  /// called \p Context (empty: there is none), is run by somebody. Forbidden
  /// when only this function has that context; on a note when it is a member
  /// beside the object.
  Ruling waitsFor(const Expr &Object, llvm::StringRef Context) const;

  /// Lets \p Context, an object in reach at \p Site, resume the coroutine. On a
  /// note when it is a plain pointer that nothing around looks behind, or
  /// belongs to the coroutine's own object: somebody must run it.
  Ruling resumedBy(const ReachableObject &Context, const Expr &Site) const;

  /// Makes a call on another thread, by a lambda that refers to the variables
  /// around it: on a note, since what it uses may belong to this thread.
  Ruling callsElsewhere() const;

  /// Keeps an object alive until a coroutine has ended. On a note unless
  /// \p IsUsual: other work on objects of the class does so.
  Ruling prolongs(bool IsUsual) const;

  /// Copies what \p Reference refers to, a part of \p Of, where it is derived,
  /// to be read behind a suspension. On a note when the function does something
  /// else with that, which the copy would not see.
  Ruling readsEarly(const VarDecl &Reference, const ValueDecl &Of,
                    const CallableBody &Body) const;

  /// Tests something once more behind a suspension, and leaves if it does not
  /// hold: on a note, since more may have to be done then.
  Ruling testsAgain() const;

  /// Looks something up once more behind a suspension: on a note, since it may
  /// be gone.
  Ruling looksUpAgain() const;

  /// Goes over a copy of a range that others change meanwhile: on a note, since
  /// the elements that it has are not theirs.
  Ruling copiesRange() const;

  /// Writes or reads \p What, a member of an awaiter, before its coroutine is
  /// handed over at \p HandOver, where that was done behind. Forbidden when it
  /// is mentioned there; on a note when whoever gets the awaiter may look.
  Ruling precedes(const Expr &HandOver, const ValueDecl &What) const;

  /// Lets `co_await` resume what `await_suspend` resumed by a call: on a note,
  /// since others may call it, too.
  Ruling transfers() const;

  /// Leaves a coroutine suspended: on a note, since somebody must resume it.
  Ruling staysSuspended() const;
  /// Puts \p Region into a `try` that keeps its exception until something
  /// behind it is done. Forbidden when what is declared there is used behind
  /// it; on a note when such a thing does something when it ends, which it then
  /// does earlier.
  Ruling catches(const StatementRange &Region) const;

  /// Lets an exception out that a handler has kept so far. On a note unless
  /// \p OthersLeave: handlers before it are there for its kind.
  Ruling passesOn(bool OthersLeave) const;

  /// Catches what work throws that nobody awaits. On a note unless \p IsNamed:
  /// the program has said who gets it.
  Ruling handles(bool IsNamed) const;

  /// Hands such work to \p Scope, which is joined somewhere: on a note, with
  /// what else \p Changes.
  Ruling keeps(llvm::StringRef Scope, llvm::StringRef Changes) const;

  /// Throws what a callback gets, out of what calls it: on a note.
  Ruling rethrows() const;

  /// Starts what a callback has dropped so far and never ran: on a note, since
  /// what it refers to must live on.
  Ruling starts() const;

  /// Starts in a handler what was called there, and is not waited for any more.
  /// On a note, which says more unless an owner of its object \p IsKept.
  Ruling startsInHandler(bool IsKept) const;

  /// Waits for a task in a thread that has dropped it so far: on a note, since
  /// what it throws ends the program then.
  Ruling waitsInThread() const;

  /// Awaits what a callable gives that is stored in \p Holder. On a note when
  /// that is a member: another callable may take its place meanwhile.
  Ruling callsStored(const ValueDecl &Holder) const;

  /// Waits for what was started, when what should follow has failed: on a note,
  /// since it may wait for that.
  Ruling waitsAfterFailure() const;

private:
  /// Of a suspension, the first one of a coroutine that began at its call: what
  /// is wrong when the caller goes on then, as a clause; empty: nothing.
  std::string returnsEarly(const Expr &Site, const CallableBody &Body) const;

  /// Of the first suspension of \p Body: for the coroutines that await it.
  Ruling suspendsCallers(const CallableBody &Body, unsigned Depth) const;

  /// Of a variable or member: between the two places in the body around
  /// \p Site; to its end when \p Until is invalid.
  bool isChangedBehind(const ValueDecl &What, const Expr &Site,
                       SourceLocation From, SourceLocation Until) const;

  const BodyIndex &Index;
  const AsyncTypes &Types;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_JUDGEMENT_H
