//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What clang-tidy and clang's diagnostics call otherwise in another version, as
// knowledge/ClangVersions.h does for the rest of clang.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCTIDY_TIDYVERSIONS_H
#define ASYNCTIDY_TIDYVERSIONS_H

#include "clang-tidy/ClangTidyModule.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "llvm/Config/llvm-config.h"
#if LLVM_VERSION_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

namespace clang::tidy::async {

/// What \p Made, of \p Engine, is about to say.
inline Diagnostic inFlight(const DiagnosticsEngine &Engine,
                           const DiagnosticBuilder &Made) {
#if LLVM_VERSION_MAJOR >= 20
  return Diagnostic(&Engine, Made);
#else
  (void)Made;
  return Diagnostic(&Engine);
#endif
}

/// An engine that says nothing to anybody.
struct SilentEngine {
#if LLVM_VERSION_MAJOR >= 21
  DiagnosticOptions Options;
  DiagnosticsEngine Engine{DiagnosticIDs::create(), Options,
                           new IgnoringDiagConsumer};
#else
  DiagnosticsEngine Engine{new DiagnosticIDs, new DiagnosticOptions,
                           new IgnoringDiagConsumer};
#endif
};

} // namespace clang::tidy::async

#endif // ASYNCTIDY_TIDYVERSIONS_H
