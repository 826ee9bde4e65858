//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a library calls things, as data: one YAML file per library, which
// VocabularyReader reads. docs/vocabulary.md describes what stands in them.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_VOCABULARY_H
#define ASYNCTIDY_VOCABULARY_H

#include "knowledge/UsualNames.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace clang::tidy::async {

/// What a type is for.
enum class TypeRole {
  Task,      ///< What a coroutine returns and others await.
  Awaitable, ///< Can be awaited, but is no coroutine's return type.
  Future,    ///< A handle to work that already runs.
  Detached,  ///< A coroutine's return type that nobody can await.
  Generator, ///< A coroutine that yields; it awaits what it `accepts`.
  NotAsync   ///< Looks like one of the above by structure, and is not.
};

/// When the work behind a task begins.
enum class TaskStart { Unknown, Lazy, Eager };

/// How `co_await` wants a *named* object of the type.
enum class AwaitForm {
  AsNamed, ///< `co_await x`
  Moved,   ///< `co_await std::move(x)`
  InPlace, ///< Only in the full expression that creates it.
  Never    ///< It has no awaiter.
};

/// How often an object may be awaited.
enum class Shots {
  Default, ///< By structure: once when only an rvalue can be awaited, else
           ///< Many.
  Single,  ///< Once, copies included: awaiting, however it is written, uses it
           ///< up.
  Many,    ///< As long as it was not moved away.
  /// Many where moving its value changes nothing, else Single.
  MovesValue,
  Shared ///< By all copies, and by those it was moved to or from.
};

/// Whether a check reports something.
enum class Policy { Default, Report, Allow };

/// What becomes of an exception that leaves a coroutine which nobody awaits.
enum class ExceptionFate {
  Unknown,
  Terminates, ///< The program ends.
  Swallows,   ///< Nobody ever hears of it.
  Rethrows,   ///< It is thrown at the event loop that resumed the coroutine.
  HandedOn    ///< Stored, or given to a handler: somebody gets it.
};

/// One class or class template.
struct TypeEntry {
  std::string Name;
  TypeRole Role = TypeRole::Task;
  TaskStart Start = TaskStart::Unknown;
  AwaitForm Await = AwaitForm::AsNamed;
  Shots MayAwait = Shots::Default;
  /// What the library has for a result that several take, as code.
  std::string SharedForm;
  /// A value that is dropped as an expression statement.
  Policy Discard = Policy::Default;
  /// A local variable that nothing reads before it dies.
  Policy UnreadLocal = Policy::Default;
  /// For tasks: what `co_await` accepts inside their coroutines besides tasks
  /// of the same template. Type names, or "any". Empty: ask the promise. For
  /// generators: the same, but empty means nothing.
  std::vector<std::string> Accepts;
  /// Where a coroutine of this type goes on after `co_await`, when that is not
  /// where it was. Ends a sentence: "the coroutine resumes on ...".
  std::string Resumes;
  /// What `co_await` of it brings the coroutine back to, for the end of a
  /// sentence; empty for most. And how to write an await that does not, with
  /// `{operand}`.
  std::string Captures, Agile;
  /// A header without which `co_await` does not compile, as written between
  /// angle brackets, and a name that is declared when it was included.
  std::string Header;
  std::string HeaderDeclares;
  /// Why awaiting a dropped one is not a fix, as a clause after "not fixed:".
  std::string NotFixed;
  /// Only where a template argument, printed with all aliases resolved, matches
  /// this regular expression; empty: always.
  std::string NotFixedArgument;
  /// The name of a bool template parameter, of the class or of one around it,
  /// that is true when an exception in such a coroutine ends the program, and
  /// so none ever comes out of it.
  std::string NothrowParameter;
  /// Detached: what its promise does with an exception.
  ExceptionFate Exceptions = ExceptionFate::Unknown;
  /// Detached: the task to return in its place, as one writes it.
  std::string Instead;
  /// Detached: how the library keeps such work in sight, as a clause.
  std::string Structured;
};

/// What a function, member function or function object does.
enum class CallRole {
  Wait,         ///< Blocks until its operand is complete.
  Ready,        ///< Asks whether its object is complete.
  MakeReady,    ///< Its result, awaited or not, is or holds complete values.
  FanOut,       ///< Awaited, all its operands are complete.
  Consume,      ///< A member that uses up its single-shot object.
  Continuation, ///< Hands a complete object to its callable.
  Handler,      ///< Takes an event handler: dropping an eager task is usual.
  MustUse,      ///< Returns something that must not be dropped.
  MayDrop,      ///< Returns a task that is usually dropped, and has been used.
  Receives,     ///< Gives the end that receives: starts nothing.
  Spawn,        ///< Starts one task that goes on beside its caller.
  Gate,         ///< Lets only so many tasks in at a time.
  DropsResult,  ///< Calls its first callable and drops what that returns.
  Binder,       ///< Makes a callable of its first argument, with its result.
  Blocking,     ///< Blocks the thread for something else than a task.
  Detaches,     ///< Starts work whose exceptions nobody gets.
  TaskHandler,  ///< Takes a handler that may return a task as well.
  NoThrow,      ///< Does not throw, though it is not declared so.
  HandOver, ///< Keeps the task it gets, and returns before that is complete.
  Borrow,   ///< Its result refers to its arguments.
  DropsCallable, ///< Calls its callable, and destroys it before its task ends.
  Cleanup,       ///< Its callable runs when work has ended, failed or stopped.
  OwnToken,      ///< Stops at something of its own when it gets no stop token.
  StopsEarly,    ///< Stopped by a token, it returns, condition false.
  LosesToken,    ///< Starts a task without the stop token of the coroutine.
  Executor,      ///< Runs its callable on an event loop or executor.
  Thread,        ///< Runs its callable where waiting is fine: a thread.
  Test,          ///< A class of tests, or what runs the tests of an object.
  Hop,           ///< Awaited, it moves the coroutine to other threads.
  AgileWrapper,  ///< Makes an awaitable that does not capture its context.
  MovesWork,     ///< Its result is complete on an executor that it names.
  ContinuationContext, ///< Says where a continuation runs.
  AnyThread            ///< A member of a UI object that any thread may call.
};

/// What is left of a waited-for value when the wait becomes `co_await`.
enum class WaitValue {
  Same,     ///< The wait has the value of `co_await`.
  Status,   ///< The wait does not throw what `co_await` would throw.
  Optional, ///< It has a `std::optional` of it, which is empty after a stop.
  Tuple     ///< It has a `std::optional` of a tuple of it, as senders do.
};

/// How a function runs the callable that it is given.
enum class CallbackForm {
  Call,   ///< Some time, on a thread that must not block.
  Thread, ///< As the body of a thread, which may block.
  Loop    ///< Once for each element of a range, before it returns.
};

/// What an integer counts that stands for a time; the finest that a duration
/// can be told in.
enum class TimeUnit { None, Nanoseconds, Microseconds, Milliseconds, Seconds };

/// What CallRole::Blocking says of a function, besides its name.
struct BlockingFacts {
  /// Ends the sentence "blocks the thread until".
  std::string Until = "it is done";
  /// The argument that limits the time, counted from 1; 0: none.
  unsigned Time = 0;
  /// What it counts when it is an integer.
  TimeUnit Unit = TimeUnit::None;
  /// Does nothing but let that time pass.
  bool Sleep = false;
  /// Reported only when the time is known: others often only poll.
  bool KnownTime = false;
  /// Reported only when locks are.
  bool Lock = false;
  /// False for the function of a derived class that does not block.
  bool Blocks = true;
  /// The variable that must be the object or first argument.
  std::string Of;
  /// Names that tell, wherever the function mentions them, that this call does
  /// not block.
  std::vector<std::string> Unless;
  /// The function beside it that is awaited with the same arguments.
  std::string Twin;
  /// The twin takes a completion token, too.
  bool Token = false;
  /// A member that the object, or first argument, must have for that.
  std::string Needs;
  /// What is awaited instead, with `{object}` and `{arguments}`.
  std::string Write;
  /// The value of that is the value of the call.
  bool SameValue = false;
  /// Header of what is written, and a name that is declared when it was
  /// included.
  std::string Header;
  std::string HeaderDeclares;
};

/// What CallRole::Detaches says of a function.
struct DetachFacts {
  /// What becomes of an exception.
  ExceptionFate Exceptions = ExceptionFate::Unknown;
  /// Only with an argument of this class, or one that wraps it.
  std::string Token;
  /// Only with a callable that does not look at its parameter.
  bool Callback = false;
  /// Completion handlers to write in place of the token, for work without and
  /// with a value.
  std::string Handler, ValueHandler;
  /// How the library keeps such work in sight, as a clause.
  std::string Structured;
};

/// What CallRole::DropsResult says of a function.
struct DropFacts {
  /// How it runs the callable.
  CallbackForm Runs = CallbackForm::Call;
  /// The function that takes the same arguments and a coroutine, one more
  /// argument that it wants, and its header.
  std::string Becomes;
  std::string Adds;
  std::string Header;
};

/// When a function that starts a task does so.
enum class SpawnTime {
  ByResult, ///< When it is called, unless it returns something lazy.
  Called,   ///< When it is called; what it returns only waits for the end.
  Awaited,  ///< When its result is awaited, which does not wait for the end.
};

/// What CallRole::Spawn says of a function: how to bound a loop of them. May
/// all be empty.
struct BoundFacts {
  SpawnTime Starts = SpawnTime::ByResult;
  /// Statement in front of the one that spawns; `{object}` is the container
  /// that it adds to, `{limit}` the number.
  std::string Before;
  /// Statement in front of the loop, for what `Before` uses.
  std::string Declare;
  /// Replaces an argument of the type `TokenType`.
  std::string Token, TokenType;
  std::vector<std::string> Headers;
  /// Only in coroutines, or only outside of them.
  bool InCoroutines = false;
  /// What else is another then, as a clause for a note; may be empty.
  std::string Changes;
};

/// A T of which most are as they were made: those cost a pointer.
template <typename T> class Rare {
public:
  const T &operator*() const {
    static const T Unchanged;
    return Value ? *Value : Unchanged;
  }
  const T *operator->() const { return &**this; }

  /// The T itself, to be changed.
  T &edit() {
    if (!Value)
      Value = std::make_unique<T>();
    return *Value;
  }

private:
  std::unique_ptr<T> Value;
};

/// One function, by its qualified name; all overloads.
struct CallEntry {
  CallRole Role = CallRole::Wait;
  std::string Name;
  /// Wait: how many arguments the plain form has, the operand included when it
  /// is one. Other forms (time limits, executors) are reported and not fixed.
  std::optional<unsigned> Arguments;
  WaitValue Value = WaitValue::Same;
  /// Wait: what it does to the thread, when that is not simply "blocks".
  std::string Effect;
  /// Wait: waiting with a limit; a zero limit only polls.
  bool Timed = false;
  /// Wait: right in the library's own threads or fibers, so wrong only where
  /// the code is seen to run elsewhere.
  bool InThreads = false;
  /// Why no fix exists, as a clause after "not fixed:".
  std::string NotFixed;
  /// Hop: to threads that may be blocked.
  bool MayBlock = false;
  /// Hop: to where the coroutine belongs; always, or when an argument calls
  /// one of these.
  bool Back = false;
  std::vector<std::string> BackWith;
  /// ContinuationContext: one that is anywhere, in place of this one; empty
  /// when this is anywhere.
  std::string Agile;
  /// MustUse: what happens when the result is dropped. OwnToken: at what it
  /// stops; empty where nothing is lost.
  std::string Because;
  /// HandOver: takes a callable in place of its task, too, and keeps that.
  bool Callable = false;
  /// HandOver: runs its task until that is suspended before it returns.
  bool AtOnce = false;
  /// DropsCallable: what keeps the callable as long as the expression.
  std::string KeepWith;
  /// LosesToken: what hands the token on, with `{task}` for the task, and the
  /// headers that this needs.
  std::string PassOn;
  std::vector<std::string> Headers;
  /// Of the roles that have so much to say.
  Rare<BlockingFacts> Blocking;
  Rare<DetachFacts> Detached;
  Rare<DropFacts> Dropped;
  Rare<BoundFacts> Bound;
};

/// Where a bounded form takes its limit.
enum class LimitPlace { Last, BeforeLast };

/// A function that starts one task for each element of its first argument, or
/// between its first two, and its form with a limit.
struct PerElementEntry {
  std::string Name;
  std::string Bounded; ///< Empty: there is none.
  LimitPlace Limit = LimitPlace::Last;
  /// The bounded form goes on reading the range while tasks run.
  bool Rereads = false;
  /// What the last argument must return for the bounded form; may be empty.
  std::string CallableReturns;
  std::string Header; ///< Of the bounded form; may be empty.
  /// Why there is no fix, as a clause after "not fixed:".
  std::string NotFixed;
};

/// How a container of lazy tasks is held down that are awaited together.
struct BoundedAwaitEntry {
  /// Statements in front of the one that awaits; `{tasks}` is the container,
  /// `{limit}` the number.
  std::string Before;
  /// A name without which they do not compile; may be empty.
  std::string Needs;
  std::vector<std::string> Headers;
};

/// A header, and a name that is declared when it was included.
struct IncludeEntry {
  std::string Header;
  std::string Declares;
};

/// How a library's coroutines let time pass.
struct SleepEntry {
  /// What is awaited, with `{time}` for a duration.
  std::string Write;
  /// The finest duration that it takes.
  TimeUnit Finest = TimeUnit::Nanoseconds;
  std::vector<IncludeEntry> Includes;
  /// Where an object is needed, so that there is no fix: what to write.
  std::string Hint;
};

/// How a library's operations are awaited by a completion token, and what
/// their blocking twins do with errors.
struct CompletionEntry {
  std::string Task;   ///< The coroutines that take the token.
  std::string Token;  ///< An object.
  std::string Header; ///< Of the token.
  std::string Error;  ///< The type of the last argument that takes the error.
  /// The function that makes the token store the error there, and its header.
  std::string Redirect;
  std::string RedirectHeader;
  /// What runs the operations, the base class of all: a local one may never.
  std::string Context;
  /// Names that tell, where the function mentions them, that its calls do not
  /// block.
  std::vector<std::string> Unless;
};

/// A completion token that makes a blocking handle, and its awaiting twin.
struct TokenEntry {
  std::string Blocking; ///< Type of the token, e.g. boost::asio::use_future_t.
  std::string Awaiting; ///< Object that replaces it.
  std::string Header;   ///< Header of that object.
};

/// How to write a task that is complete from the beginning.
struct ReadyValueEntry {
  std::string Type; ///< Of the task.
  /// Source text, with `{type}` for the type of its value and `{value}`.
  std::string Value;
  std::string Void;   ///< For a task without a value.
  std::string Header; ///< May be empty.
};

/// How functions take an object.
enum class PassedBy { Value, Reference };

/// What tells work that it should stop, and is handed down by hand.
struct StopTokenEntry {
  std::string Name; ///< Of the class.
  /// How functions take it.
  PassedBy Passed = PassedBy::Value;
  /// Hands itself down: nobody has to pass it on.
  bool Ambient = false;
  /// Its member function that says whether to stop.
  std::string Requested;
  /// Member functions that give one: `lib::stop_source::get_token`.
  std::vector<std::string> Sources;
  /// Names of member functions, of it or its sources, that ask to stop.
  std::vector<std::string> Requests;
  /// Functions and variables that stand for "never stop".
  std::vector<std::string> None;
  /// Classes that a parameter may have instead and that it converts to.
  std::vector<std::string> Carriers;
};

/// Lock guards and the mutexes that must not be held across a suspension.
struct LockEntry {
  std::vector<std::string> Guards;
  std::vector<std::string> Mutexes;
};

/// What a function becomes that waits no longer but awaits.
struct ConversionEntry {
  /// The class template that its coroutine returns.
  std::string Task;
  /// Blocks for one such task, which is its only argument, or, as a member of
  /// the task, has none. Empty: one needs an executor, say.
  std::string Wait;
  /// Header of the task.
  std::string Header;
};

/// One vocabulary file.
struct Library {
  std::string Name;
  /// Present in a TU when one of these exists there; empty: always.
  std::vector<std::string> Namespaces;
  std::vector<TypeEntry> Types;
  std::vector<CallEntry> Calls;
  std::vector<TokenEntry> Tokens;
  std::vector<ReadyValueEntry> ReadyValues;
  std::vector<PerElementEntry> PerElement;
  std::optional<BoundedAwaitEntry> BoundedAwait;
  /// Functions and variables that count threads, cores or shards.
  std::vector<std::string> MachineCounts;
  /// Classes whose objects run tasks: a task for each is as many as they are.
  std::vector<std::string> Runners;
  /// Classes whose objects hold something until they die. A task that gives one
  /// waits for its turn.
  std::vector<std::string> Holders;
  /// How programs name things of their own.
  UsualLists UsualWords;
  /// Classes whose objects belong to the thread of the user interface.
  std::vector<std::string> UITypes;
  /// How to run only so many of this library's tasks at a time, with `{limit}`:
  /// a clause after "not fixed:".
  std::string BoundIdiom;
  /// Classes of thread pools whose work may block, and functions that give one.
  std::vector<std::string> Pools;
  std::optional<SleepEntry> Sleep;
  std::optional<CompletionEntry> Completion;
  std::vector<StopTokenEntry> StopTokens;
  LockEntry Locks;
  /// Classes whose copies refer to what the original refers to.
  std::vector<std::string> Views;
  /// Macros in an access specifier or before a member function that make the
  /// function an event handler.
  std::vector<std::string> HandlerMacros;
  /// Function that makes a `void()` callable of one that returns a task.
  std::string CallbackAdaptor;
  /// What a plain callback starts a task with, for notes.
  std::string StartsTasks;
  /// Classes of errors that are values, and of tokens that take them up.
  std::vector<std::string> Errors;
  /// Function that awaits a range of this library's tasks, for notes.
  std::string AwaitAll;
  ConversionEntry Conversion;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_VOCABULARY_H
