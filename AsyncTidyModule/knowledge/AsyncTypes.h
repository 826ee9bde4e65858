//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a type is in async code: by the vocabulary where it says so, by the
// structure that C++20 prescribes where it does not.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_ASYNCTYPES_H
#define ASYNCTIDY_ASYNCTYPES_H

#include "knowledge/CoroutineTraits.h"

namespace clang::tidy::async {

/// The answer for one class.
struct AsyncType {
  /// The vocabulary's entry; null for types known by structure alone.
  const TypeEntry *Entry = nullptr;
  TypeRole Role = TypeRole::NotAsync;
  TaskStart Start = TaskStart::Unknown;
  AwaitForm Await = AwaitForm::Never;
  /// How often it may be awaited; never Default for what is async.
  Shots MayAwait = Shots::Default;
  /// `co_await` finds an awaiter without help from a promise.
  bool HasAwaiter = false;
  /// Has other members that consume the result (get, wait, then, ...), so
  /// that awaiting is not the only thing one does with it.
  bool HasOtherConsumers = false;

  explicit operator bool() const { return Role != TypeRole::NotAsync; }
  bool isTask() const { return Role == TypeRole::Task; }
  bool canBeAwaited() const {
    return (Role == TypeRole::Task || Role == TypeRole::Awaitable ||
            Role == TypeRole::Future) &&
           Await != AwaitForm::Never;
  }
  /// "task", "future", or "awaitable".
  const char *noun() const;
};

/// Classifies types; remembers every answer.
class AsyncTypes {
public:
  AsyncTypes(const ASTContext &Ctx, const Names &Known);

  /// For any type; references are looked through, pointers are not.
  AsyncType classify(QualType T) const;
  AsyncType classify(const CXXRecordDecl *Record) const;

  /// The type of `co_await x` for an object of this class, or null where it
  /// cannot be told without overload resolution.
  QualType awaitResult(QualType T) const;
  QualType awaitResult(const CXXRecordDecl *Record) const;

  /// True when compilers want something done with what `co_await` gives for a
  /// \p T: its class or its `await_resume` is `[[nodiscard]]`.
  bool warnsWhenDropped(QualType T) const;

  /// True when what `co_await` gives for a \p T may be a reference into it,
  /// which dies with it: by the type that its awaiter writes down, if that is
  /// known.
  bool mayYieldReference(QualType T) const;

  /// True when `co_await` of \p Operand compiles in a coroutine whose promise
  /// is \p Promise and whose return type is \p Coroutine. Errs on the side of
  /// false.
  bool accepts(const CXXRecordDecl *Promise, QualType Coroutine,
               QualType Operand) const;

  /// True for tasks of coroutines that no exception comes out of, by their
  /// template arguments: it ends the program.
  bool neverThrows(QualType T) const;

  /// Why awaiting a dropped \p T is no fix, by the vocabulary; else empty.
  llvm::StringRef notFixed(QualType T) const;

  /// The promise of coroutines that return \p Record; null when none do.
  const CXXRecordDecl *promiseOf(const CXXRecordDecl *Record) const;

  /// True when a coroutine can return a \p T, by its `promise_type` or by
  /// `std::coroutine_traits`.
  bool isCoroutineType(QualType T) const;

  /// When the coroutine that \p Function is, or makes, starts to run: by its
  /// own promise where its body is visible, else by its return type. Unknown
  /// where neither tells, and for what is no coroutine.
  TaskStart startOf(const FunctionDecl &Function) const;

  const Names &names() const { return Known; }
  const ASTContext &context() const { return Ctx; }

private:
  AsyncType classifyByStructure(const CXXRecordDecl *Record) const;
  const FunctionDecl *awaitOperator(const CXXRecordDecl *Record,
                                    AwaitForm &Form) const;
  const FunctionDecl *resumer(const CXXRecordDecl *Record) const;
  QualType writtenResult(const CXXRecordDecl *Record) const;
  using MemberNames = llvm::SmallVector<const IdentifierInfo *, 12>;
  static bool hasAny(const CXXRecordDecl *Record, const MemberNames &Members);

  const ASTContext &Ctx;
  const Names &Known;
  mutable llvm::DenseMap<const CXXRecordDecl *, AsyncType> Cache;
  CoroutineTraits Traits;
  MemberNames UseUp, AskForValue;
};

/// The members of \p Record, or else of its bases, that are called \p Name,
/// what a using-declaration names in its place. Of a specialization that
/// nothing needed complete, those of its template. None for null.
llvm::SmallVector<const NamedDecl *, 4>
membersNamed(const CXXRecordDecl *Record, DeclarationName Name);

/// The promise of a function that is a coroutine, or null.
const CXXRecordDecl *promiseOfCoroutine(const FunctionDecl &Function);

/// True when the body contains `co_await`, `co_yield` or `co_return`.
bool isCoroutine(const FunctionDecl &Function);

/// \p T for a message: canonical, unqualified, and without template arguments
/// that are too long to read.
std::string typeName(QualType T, const ASTContext &Ctx);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_ASYNCTYPES_H
