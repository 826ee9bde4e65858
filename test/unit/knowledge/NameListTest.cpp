//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "knowledge/NameList.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

static bool lists(llvm::StringRef Option, const NamedDecl *D) {
  return NameList(Option).contains(D);
}

TEST(NameList, ExactNames) {
  TestAST AST("namespace a { inline namespace v1 { void f(); } namespace {\n"
              "void hidden(); } template <class T> struct t { void m();\n"
              "template <class U> void n(); }; } void f();\n"
              "void u(a::t<int> x) { x.m(); x.n<int>(); }");
  const auto *F = AST.find<FunctionDecl>(functionDecl(hasName("a::f")));
  EXPECT_TRUE(lists("a::f", F));
  EXPECT_TRUE(lists("::a::f", F));
  EXPECT_TRUE(lists(" x::y ; a::f ;", F));
  EXPECT_FALSE(lists("f", F));
  EXPECT_FALSE(lists("a::ff", F));
  EXPECT_FALSE(lists("A::f", F));
  EXPECT_FALSE(lists("", F));
  EXPECT_FALSE(lists(" ; ;", F));
  EXPECT_FALSE(lists("a::f", nullptr));
  EXPECT_TRUE(lists("a::hidden", AST.function("hidden")));
  // The names of instantiations have no arguments.
  const auto *M = AST.find<CXXMemberCallExpr>(
      cxxMemberCallExpr(callee(cxxMethodDecl(hasName("m")))));
  EXPECT_TRUE(lists("a::t::m", M->getMethodDecl()));
  const auto *N = AST.find<CXXMemberCallExpr>(
      cxxMemberCallExpr(callee(cxxMethodDecl(hasName("n")))));
  EXPECT_TRUE(lists("a::t::n", N->getMethodDecl()));
}

TEST(NameList, Patterns) {
  TestAST AST("namespace a { void save_async(); void save(); }");
  const FunctionDecl *Async = AST.function("save_async");
  EXPECT_TRUE(lists("_async$", Async));
  EXPECT_TRUE(lists("^::a::.*", Async));
  EXPECT_TRUE(lists("x;^::a::save_.*$", Async));
  EXPECT_FALSE(lists("^a::.*", Async));
  EXPECT_FALSE(lists("_async$", AST.function("save")));
}

TEST(NameList, BadPatternsAreTold) {
  NameList List("a::b;[;x(y;.*ok");
  ASSERT_EQ(List.errors().size(), 2u);
  EXPECT_EQ(List.errors()[0].find("'[': "), 0u);
  EXPECT_EQ(List.errors()[1].find("'x(y': "), 0u);
  EXPECT_EQ(List.text(), "a::b;[;x(y;.*ok");
  // The rest goes on.
  TestAST AST("namespace a { void b(); void is_ok(); }");
  EXPECT_TRUE(List.contains(AST.function("b")));
  EXPECT_TRUE(List.contains(AST.function("is_ok")));
  EXPECT_TRUE(NameList("").errors().empty());
}

TEST(NameList, Types) {
  TestAST AST("namespace a { template <class> struct t {}; struct s {};\n"
              "using alias = t<int>; template <class T> using u = t<T>; }\n"
              "a::t<int> x; a::alias y; a::u<int> z; a::s *p; const a::s &r = "
              "*p;");
  const auto Has = [&](llvm::StringRef Option, llvm::StringRef Variable) {
    return NameList(Option).contains(AST.variable(Variable)->getType());
  };
  for (const char *Variable : {"x", "y", "z"})
    EXPECT_TRUE(Has("a::t", Variable)) << Variable;
  EXPECT_TRUE(Has("a::alias", "y"));
  EXPECT_FALSE(Has("a::alias", "x"));
  EXPECT_TRUE(Has("::a::u", "z"));
  EXPECT_TRUE(Has("a::s", "r"));
  EXPECT_FALSE(Has("a::s", "p"));
  EXPECT_FALSE(NameList("a::s").contains(QualType()));
}

TEST(NameList, WholeNames) {
  TestAST AST("namespace a { void run_sync(); void run_sync_later(); }");
  const NameList List("a::.*_sync;::b::f;(", NameList::Match::Whole);
  EXPECT_TRUE(List.contains(AST.function("run_sync")));
  EXPECT_FALSE(List.contains(AST.function("run_sync_later")));
  EXPECT_EQ(List.errors().size(), 1u);
  EXPECT_TRUE(NameList("::a::.*later", NameList::Match::Whole)
                  .contains(AST.function("run_sync_later")));
}
