//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Prints what the checks say of themselves, as JSON:
// tools/async_tidy/rules.json is its output, and everything else is made from
// that by test/drivers/rules.py.
//
//===----------------------------------------------------------------------===//

#include "AsyncTidyModule.h"
#include "framework/AsyncCheck.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang::tidy::async;

int main() {
  llvm::json::OStream Out(llvm::outs(), /*IndentSize=*/1);
  Out.object([&] {
    Out.attributeBegin("commonOptions");
    write(AsyncCheck::commonOptions(), Out);
    Out.attributeEnd();
    Out.attributeArray("rules", [&] {
      for (const RegisteredCheck &Check : registeredChecks())
        write(*Check.Declared, Out);
    });
  });
  llvm::outs() << "\n";
}
