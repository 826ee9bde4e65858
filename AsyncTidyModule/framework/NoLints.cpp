//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "framework/NoLints.h"
#include "clang/Tooling/Core/Diagnostic.h"
#include "llvm/ADT/SmallVector.h"

using namespace clang;
using namespace clang::tidy::async;

NoLints::NoLints(SourceManager &SM)
    : Message(
          Silent.Engine.getCustomDiagID(DiagnosticsEngine::Warning, "asked")) {
  Silent.Engine.setSourceManager(&SM);
}

bool NoLints::silence(llvm::StringRef Check, SourceLocation Loc) {
  const DiagnosticBuilder InFlight = Silent.Engine.Report(Loc, Message);
  const Diagnostic Asked = inFlight(Silent.Engine, InFlight);
  // Of directives without an end; clang-tidy tells of them itself.
  llvm::SmallVector<tooling::Diagnostic, 1> Errors;
  return Directives.shouldSuppress(DiagnosticsEngine::Warning, Asked, Check,
                                   Errors, /*AllowIO=*/true,
                                   /*EnableNoLintBlocks=*/true);
}
