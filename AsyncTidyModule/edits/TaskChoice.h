//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Which task type a function returns once it is a coroutine, how it is spelled
// at a place, and how one waits for such a task where nothing can be awaited.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_TASKCHOICE_H
#define ASYNCTIDY_TASKCHOICE_H

#include "code/Waits.h"
#include "edits/Rewrite.h"
#include "edits/Spelling.h"

namespace clang::tidy::async {

struct TaskChoice {
  /// Null for a class that is none: its tasks have no value.
  const ClassTemplateDecl *Template = nullptr;
  /// Some specialization of it.
  QualType Sample;
  /// Null for a library that no vocabulary knows.
  const Library *Lib = nullptr;
  /// The blocking wait, a function or a member of the task; null when there is
  /// none that takes nothing else.
  const NamedDecl *Wait = nullptr;
  std::string WaitName;
  bool WaitIsMember = false;
  /// Header of the template, or empty.
  std::string Header;
  /// Not declared in the unit: placeholders stand for its name and its header,
  /// TaskPlaceholder and the like. Without a template, a sample and a wait.
  bool IsElsewhere = false;

  /// `task<int>` for a type written as \p Result, in a declaration at \p Loc
  /// whose scope is \p Scope.
  std::string spell(llvm::StringRef Result, bool IsVoid,
                    const DeclContext *Scope, SourceLocation Loc) const;

  /// Qualified, without arguments; `*` for one that stands elsewhere.
  std::string name() const;

  /// `<>` or `<void>`: the arguments where there is no value.
  std::string emptyArguments() const;

  /// The class or template.
  const NamedDecl &declaration() const;

  /// True when its tasks may have a value of this type. Unknown templates need
  /// not work for every type: the unit must have used this one, or a plain one.
  bool worksFor(QualType Result) const;

  /// Makes the type known at \p Loc, by an include where that is needed.
  void declareAt(SourceLocation Loc, Rewrite &Edits) const;
};

/// The task type of the library of \p Lib: what its vocabulary says.
std::optional<TaskChoice> taskOf(const Library &Lib, const ASTContext &Ctx);

/// The task type of which \p Task is one, where no vocabulary knows it, with a
/// plain wait for it that is declared beside it.
std::optional<TaskChoice> homeGrownTask(QualType Task, const AsyncTypes &Types);

/// The task type that the library of what \p Wait waits for has. Empty when
/// there is none; \p Why says so, if there is something to say.
std::optional<TaskChoice> taskFor(const BlockingWait &Wait,
                                  const AsyncTypes &Types, std::string &Why);

/// The kind of task that \p Task is, for coroutines without a value. Empty when
/// \p Task is no task, or always has one.
std::optional<TaskChoice> emptyTaskLike(QualType Task, const AsyncTypes &Types);

} // namespace clang::tidy::async

#endif // ASYNCTIDY_TASKCHOICE_H
