//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "knowledge/Placeholders.h"
#include "gtest/gtest.h"

using namespace clang::tidy::async;

TEST(Placeholders, AreLettersBetweenBraces) {
  EXPECT_EQ(placeholdersIn("f({limit}, {object}); {limit}"),
            (std::vector<llvm::StringRef>{"{limit}", "{object}", "{limit}"}));
  for (const char *Code : {"", "{", "{}", "{limit", "{ limit }", "{0}",
                           "{a, b}", "{Limit}", "{f();}", "} limit {", "{a_b}"})
    EXPECT_TRUE(placeholdersIn(Code).empty()) << Code;
  EXPECT_EQ(placeholdersIn("{{limit}}{").size(), 1u);
}

TEST(Placeholders, AreFilledOnce) {
  EXPECT_EQ(fillIn("{a}{b}{a}", {{"{a}", "{b}"}, {"{b}", "2"}}), "{b}2{b}");
  EXPECT_EQ(fillIn("x {c} { a }", {{"{a}", "1"}}), "x {c} { a }");
  EXPECT_EQ(fillIn("", {{"{a}", "1"}}), "");
  EXPECT_EQ(fillIn("{a}", {}), "{a}");
}

TEST(Placeholders, StandAroundCode) {
  EXPECT_EQ(fillAround("f<{t}>({v}, {t})", "{v}", {{"{t}", "int"}}),
            std::pair(std::string("f<int>("), std::string(", int)")));
  EXPECT_EQ(fillAround("f()", "{v}"),
            std::pair(std::string("f()"), std::string()));
  EXPECT_EQ(fillAround("{v}.g()", "{v}"),
            std::pair(std::string(), std::string(".g()")));
}
