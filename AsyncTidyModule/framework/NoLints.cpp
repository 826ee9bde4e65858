//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "framework/NoLints.h"
#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Tooling/Core/Diagnostic.h"
#include "llvm/ADT/SmallVector.h"

using namespace clang;
using namespace clang::tidy::async;

NoLints::NoLints(SourceManager &SM)
#if LLVM_VERSION_MAJOR >= 21
    : Engine(DiagnosticIDs::create(), Options, new IgnoringDiagConsumer),
#else
    : Engine(new DiagnosticIDs, new DiagnosticOptions,
             new IgnoringDiagConsumer),
#endif
      Message(Engine.getCustomDiagID(DiagnosticsEngine::Warning, "asked")) {
  Engine.setSourceManager(&SM);
}

bool NoLints::silence(llvm::StringRef Check, SourceLocation Loc) {
  const DiagnosticBuilder InFlight = Engine.Report(Loc, Message);
  const Diagnostic Asked = inFlight(Engine, InFlight);
  // Of directives without an end; clang-tidy tells of them itself.
  llvm::SmallVector<tooling::Diagnostic, 1> Errors;
  return Directives.shouldSuppress(DiagnosticsEngine::Warning, Asked, Check,
                                   Errors, /*AllowIO=*/true,
                                   /*EnableNoLintBlocks=*/true);
}
