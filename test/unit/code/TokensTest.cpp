//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Tokens.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::tidy::async;

/// The tokens from the begin to the end of `f`, the last one left out.
static std::string tokens(llvm::StringRef Code) {
  TestAST AST(Code);
  const FunctionDecl &F = *AST.function("f");
  std::string All;
  anyToken(F.getBeginLoc(), F.getEndLoc(), AST.context().getSourceManager(),
           AST.context().getLangOpts(), [&](const Token &T) {
             All += (All.empty() ? "" : " ") +
                    std::string(T.is(tok::comment)   ? "comment"
                                : beginsDirective(T) ? "directive"
                                : T.is(tok::raw_identifier)
                                    ? T.getRawIdentifier().str()
                                    : tok::getTokenName(T.getKind()));
             return false;
           });
  return All;
}

TEST(Tokens, OfAFile) {
  EXPECT_EQ(tokens("int f(int x);"), "int f l_paren int x");
  EXPECT_EQ(tokens("void f() {/*a*/ // b\n}"),
            "void f l_paren r_paren l_brace comment comment");
  EXPECT_EQ(tokens("void f() {\n#if 1\n}\n#endif"),
            "void f l_paren r_paren l_brace directive if numeric_constant");
  EXPECT_EQ(tokens("#define X f\nvoid X() {}"),
            "void X l_paren r_paren l_brace");
  // What is in a macro has no text of its own.
  EXPECT_EQ(tokens("#define X void f() {}\nX"), "");
}

TEST(Tokens, UpToTheFirst) {
  const LangOptions Lang;
  unsigned Seen = 0;
  EXPECT_TRUE(anyToken("a + b + c", Lang, [&Seen](const Token &T) {
    ++Seen;
    return T.is(tok::plus);
  }));
  EXPECT_EQ(Seen, 2u);
  const auto IsC = [](const Token &T) {
    return T.is(tok::raw_identifier) && T.getRawIdentifier() == "c";
  };
  EXPECT_TRUE(anyToken("a + b + c", Lang, IsC)); // The last one.
  EXPECT_FALSE(anyToken("'c' cc \"c\"", Lang, IsC));
  EXPECT_FALSE(anyToken("", Lang, IsC));
}

TEST(Tokens, TheLineBefore) {
  TestAST AST("int a; int x;\n  int y;");
  const auto Before = [&](const char *Name) {
    return lineBefore(AST.variable(Name)->getLocation(),
                      AST.context().getSourceManager());
  };
  EXPECT_EQ(Before("x"), "int a; int ");
  EXPECT_EQ(Before("y"), "  int ");
  EXPECT_EQ(Before("a"), "int ");
}
