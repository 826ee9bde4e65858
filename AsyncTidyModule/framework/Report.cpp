//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "framework/Report.h"
#include "framework/AsyncCheck.h"

using namespace clang;
using namespace clang::tidy::async;

Report::~Report() {
  if (Said)
    Said->Check->take(std::move(Said));
}

Report::Message Report::message(SourceLocation Loc,
                                llvm::StringRef Format) const {
  return {Loc, Format.str(), PartialDiagnostic(0, *Said->Storage)};
}

const PartialDiagnostic &Report::note(SourceLocation Loc,
                                      llvm::StringRef Format) {
  return Said->Notes.emplace_back(message(Loc, Format)).Arguments;
}

const PartialDiagnostic &Report::judge(llvm::StringRef Format) {
  return judge(Said->Warning.Loc, Format);
}

const PartialDiagnostic &Report::judge(SourceLocation Loc,
                                       llvm::StringRef Format) {
  return Said->Judgement.emplace(message(Loc, Format)).Arguments;
}

const PartialDiagnostic &Report::addition(SourceLocation Loc,
                                          llvm::StringRef Format) {
  return Said->Additions.emplace_back(message(Loc, Format)).Arguments;
}
