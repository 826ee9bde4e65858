//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// clang-tidy with our checks in it, for machines that have nothing of LLVM.
// Called by the name of clang-apply-replacements, it does what that does.
//
//===----------------------------------------------------------------------===//

#include "ApplyReplacements.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SMTAPI.h"
#include "llvm/Support/raw_ostream.h"

namespace clang::tidy {
// Declared by a header that is not installed.
int clangTidyMain(int Argc, const char **Argv);
} // namespace clang::tidy

// In the place of LLVM's own, which want libz3. The static analyzer asks for it
// where `crosscheck-with-z3` is set, and is off otherwise.
llvm::SMTSolverRef llvm::CreateZ3Solver() {
  report_fatal_error("this clang-tidy was linked without Z3", false);
}
LLVM_DUMP_METHOD void llvm::SMTSort::dump() const { print(errs()); }
LLVM_DUMP_METHOD void llvm::SMTExpr::dump() const { print(errs()); }
LLVM_DUMP_METHOD void llvm::SMTSolver::dump() const { print(errs()); }

int main(int Argc, const char **Argv) {
  if (llvm::sys::path::filename(Argv[0]) == "clang-apply-replacements")
    return clang::tidy::async::applyReplacements(Argc, Argv);
  llvm::cl::AddExtraVersionPrinter([](llvm::raw_ostream &Stream) {
    Stream << "AsyncTidy " ASYNC_TIDY_VERSION ", linked into it\n";
  });
  return clang::tidy::clangTidyMain(Argc, Argv);
}
