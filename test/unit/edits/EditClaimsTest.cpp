//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/EditClaims.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::tidy::async;

namespace {

struct EditClaimsTest : testing::Test {
  TestAST AST{
      "#if 0\n#include <a>\n#include <b>\n#endif\nint first; int second;"};
  const SourceManager &SM = AST.context().getSourceManager();
  EditClaims Claims;
  // Two checks.
  int One, Other;

  /// \p Offset counts from `first`.
  SourceLocation at(int Offset) {
    return AST.variable("first")->getLocation().getLocWithOffset(Offset);
  }
  FixItHint insertion(int Offset, llvm::StringRef Text) {
    return FixItHint::CreateInsertion(at(Offset), Text);
  }
  FixItHint replacement(int Begin, int End, llvm::StringRef Text) {
    return FixItHint::CreateReplacement(
        CharSourceRange::getCharRange(at(Begin), at(End)), Text);
  }
};

TEST_F(EditClaimsTest, FirstComesFirst) {
  EXPECT_TRUE(Claims.isFree(insertion(0, "x"), &One, SM));
  Claims.claim(insertion(0, "x"), &One, SM);
  EXPECT_TRUE(Claims.isFree(insertion(0, "y"), &One, SM)) << "its own";
  EXPECT_FALSE(Claims.isFree(insertion(0, "y"), &Other, SM));
  EXPECT_TRUE(Claims.isFree(insertion(0, "x"), &Other, SM)) << "the same";
  EXPECT_TRUE(Claims.isFree(insertion(1, "y"), &Other, SM));
}

TEST_F(EditClaimsTest, TouchingIsColliding) {
  Claims.claim(replacement(2, 5, "x"), &One, SM);
  for (int At : {2, 3, 5})
    EXPECT_FALSE(Claims.isFree(insertion(At, "y"), &Other, SM)) << At;
  for (int At : {1, 6})
    EXPECT_TRUE(Claims.isFree(insertion(At, "y"), &Other, SM)) << At;
  EXPECT_FALSE(Claims.isFree(replacement(0, 9, ""), &Other, SM));
  EXPECT_FALSE(Claims.isFree(replacement(0, 2, ""), &Other, SM));
  EXPECT_TRUE(Claims.isFree(replacement(6, 9, ""), &Other, SM));
}

TEST_F(EditClaimsTest, FlowIsKept) {
  Claims.claim(insertion(3, ", token"), &One, SM);
  EXPECT_TRUE(Claims.keepsFlow(replacement(0, 9, ""), &Other, SM));
  Claims.claim(insertion(7, "co_await "), &One, SM);
  EXPECT_FALSE(Claims.keepsFlow(replacement(0, 9, ""), &Other, SM));
  EXPECT_TRUE(Claims.keepsFlow(replacement(0, 5, ""), &Other, SM));
  EXPECT_TRUE(Claims.keepsFlow(replacement(0, 9, ""), &One, SM));
  Claims.claim(replacement(1, 2, ""), &One, SM);
  EXPECT_FALSE(Claims.keepsFlow(replacement(0, 5, ""), &Other, SM));
}

TEST_F(EditClaimsTest, WhatIsForeseenTakesNoPlace) {
  Claims.foresee(replacement(2, 5, "x"), &One, SM);
  Claims.foresee(insertion(7, "co_await "), &One, SM);
  for (int At : {2, 3, 5, 7})
    EXPECT_TRUE(Claims.isFree(insertion(At, "y"), &Other, SM)) << At;
  EXPECT_TRUE(Claims.isFree(replacement(0, 9, ""), &Other, SM));
  // But who needs that nothing else awaits there, does not have that.
  EXPECT_FALSE(Claims.keepsFlow(replacement(6, 9, ""), &Other, SM));
  EXPECT_FALSE(Claims.keepsFlow(replacement(0, 3, ""), &Other, SM));
  EXPECT_TRUE(Claims.keepsFlow(replacement(0, 1, ""), &Other, SM));
  EXPECT_TRUE(Claims.keepsFlow(replacement(0, 9, ""), &One, SM));
  Claims.claim(insertion(3, "y"), &Other, SM);
  EXPECT_FALSE(Claims.isFree(replacement(2, 5, "x"), &One, SM))
      << "what is foreseen yields to what is made";
}

TEST_F(EditClaimsTest, IncludesEvade) {
  const SourceLocation Start = SM.getLocForStartOfFile(SM.getFileID(at(0)));
  const llvm::StringRef Text = SM.getBufferData(SM.getFileID(at(0)));
  const auto Include = [&](llvm::StringRef Header) {
    return FixItHint::CreateInsertion(Start.getLocWithOffset(static_cast<int>(
                                          Text.find("#include <b>") + 13)),
                                      ("#include <" + Header + ">\n").str());
  };
  const FixItHint First = Claims.freeLine(Include("c"), SM);
  EXPECT_EQ(First.RemoveRange.getBegin(), Include("c").RemoveRange.getBegin());
  Claims.claim(First, &One, SM);
  EXPECT_EQ(Claims.freeLine(Include("c"), SM).RemoveRange.getBegin(),
            First.RemoveRange.getBegin());
  const FixItHint Second = Claims.freeLine(Include("d"), SM);
  EXPECT_NE(Second.RemoveRange.getBegin(), First.RemoveRange.getBegin());
  EXPECT_EQ(Second.CodeToInsert, "#include <d>\n");
  EXPECT_TRUE(SM.getBufferData(SM.getFileID(at(0)))
                  .substr(SM.getFileOffset(Second.RemoveRange.getBegin()))
                  .starts_with("#include"));
}

} // namespace
