//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Promises of return types that have no `promise_type` of their own: what the
// program's specializations of `std::coroutine_traits` say.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_COROUTINETRAITS_H
#define ASYNCTIDY_COROUTINETRAITS_H

#include "knowledge/Names.h"

namespace clang::tidy::async {

/// The promise's class. Where nothing instantiated it, that of its template,
/// and the arguments that it would get.
struct TraitsPromise {
  const CXXRecordDecl *Class = nullptr;
  llvm::SmallVector<TemplateArgument, 4> Arguments;

  /// \p T, a type that is written in Class, when it is one of Arguments.
  QualType resolve(QualType T) const;
};

class CoroutineTraits {
public:
  explicit CoroutineTraits(const ASTContext &Ctx);

  /// True when it is specialized for \p Record, or for its template.
  bool names(const CXXRecordDecl *Record) const {
    return Named.count(primaryDecl(Record)) ||
           Made.count(Record->getCanonicalDecl());
  }

  /// What coroutines that return \p Record have for a promise, whatever their
  /// parameters. No class when that is not known.
  TraitsPromise promiseOf(const CXXRecordDecl *Record) const;

private:
  llvm::DenseSet<const Decl *> Named;
  /// Explicit ones, and those that coroutines of this unit have made of a
  /// partial one.
  llvm::DenseMap<const CXXRecordDecl *, const CXXRecordDecl *> Made;
  llvm::SmallVector<const ClassTemplatePartialSpecializationDecl *, 4> Partial;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_COROUTINETRAITS_H
