//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
#ifndef ASYNCTIDY_DETACHEDCOROUTINECHECK_H
#define ASYNCTIDY_DETACHEDCOROUTINECHECK_H

#include "checks/detached-coroutine/SignatureFilter.h"
#include "code/DetachedStarts.h"
#include "framework/AsyncCheck.h"

namespace clang::tidy::async {

/// Finds coroutines whose exceptions nobody can catch: those of a type that
/// nobody can await, and those that are started with nobody to tell.
///
/// For the user-facing documentation see
/// docs/checks/async-detached-coroutine.md.
class DetachedCoroutineCheck : public AsyncCheck {
public:
  DetachedCoroutineCheck(llvm::StringRef Name, ClangTidyContext *Context);

  /// Where a handler for `std::exception` counts as one for everything: never,
  /// where another exception would be lost, or also where it would terminate
  /// the program.
  enum class Accept { Never, Lost, Always };

  void storeOptions(ClangTidyOptions::OptionMap &Options) override;
  void registerPPCallbacks(const SourceManager &SM, Preprocessor *PP,
                           Preprocessor *ModuleExpanderPP) override;

private:
  void checkFunction(const FunctionDecl &Function) override;
  void checkDefinition(const CallableBody &Body, const BodyIndex &Index);
  void checkCall(const CallExpr &Call, const CallableBody &Body,
                 const BodyIndex &Index);
  bool mayLeave(Escape Left, ExceptionFate Fate) const;
  bool isHandler(const CallableBody &Body, const BodyIndex &Index) const;
  void reportDefinition(const FunctionDecl &Function, SourceLocation Loc,
                        Escape Left, ExceptionFate Fate);
  void reportCall(const CallExpr &Call, const DetachedStart &Start,
                  const CallableBody &Body);

  const SignatureFilter EventHandlers;
  const std::string CompletionHandler;
  const Accept AcceptStdException;
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_DETACHEDCOROUTINECHECK_H
