//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "knowledge/Patterns.h"
#include "gtest/gtest.h"

using namespace clang::tidy::async;

TEST(Patterns, AreFilledIn) {
  EXPECT_EQ(fillIn("spawn({task})", "{task}", "f()"), "spawn(f())");
  EXPECT_EQ(fillIn("{x}, {x}", "{x}", "a"), "a, a");
  EXPECT_EQ(fillIn("{x}", "{x}", "{x}"), "{x}"); // Not filled in again.
  EXPECT_EQ(fillIn("{x}{y}", "{y}", ""), "{x}");
  EXPECT_EQ(fillIn("none", "{x}", "a"), "none");
  EXPECT_EQ(fillIn("", "{x}", "a"), "");
}
