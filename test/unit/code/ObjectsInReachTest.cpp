//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/ObjectsInReach.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

/// How a member of each `loop` is named where \p Code calls `here()`.
static std::string reached(llvm::StringRef Code) {
  TestAST AST((R"cpp(
struct loop { void stop(); loop *next(); };
struct derived : loop {};
template <class T> struct owner {
  T *operator->() const; T &operator*() const; void reset(); owner(owner &&);
};
void here(); void take(owner<loop>); loop &some();
struct holder { loop &own; owner<loop> kept() const; loop made() const; };
)cpp" + Code)
                  .str());
  const auto *Call =
      AST.find<CallExpr>(callExpr(callee(functionDecl(hasName("here")))));
  const FunctionDecl *Root = AST.function("f");
  const BodyIndex Index(*Root);
  const Library None;
  const Names Known(AST.context(), {&None});
  std::string Text;
  for (const ReachableObject &Found :
       objectsInReach(*Call, "loop", Index, Known))
    Text += (Text.empty() ? "" : " ") + Found.access();
  return Text;
}

TEST(ObjectsInReach, ParametersAndVariables) {
  EXPECT_EQ(reached("void f(loop &a) { here(); }"), "a.");
  EXPECT_EQ(reached("void f(derived *a) { here(); }"), "a->");
  EXPECT_EQ(reached("void f(owner<loop> a) { here(); }"), "a->");
  EXPECT_EQ(reached("void f(loop &a, loop &b) { here(); }"), "a. b.");
  EXPECT_EQ(reached("void f() { loop &a = some(); here(); }"), "a.");
  EXPECT_EQ(reached("void f(int) { loop *a = &some(); { here(); } }"), "a->");
  // Nobody else runs it; it is const, unnamed, declared later or elsewhere.
  EXPECT_EQ(reached("void f() { loop a; here(); }"), "");
  EXPECT_EQ(reached("void f(const loop &a) { here(); }"), "");
  EXPECT_EQ(reached("void f(loop &) { here(); }"), "");
  EXPECT_EQ(reached("void f() { here(); loop &a = some(); }"), "");
  EXPECT_EQ(reached("void f() { { loop &a = some(); } here(); }"), "");
  // It may be another, or nothing, by now.
  EXPECT_EQ(reached("void f(loop *a) { a = a->next(); here(); }"), "");
  EXPECT_EQ(reached("void f(owner<loop> a) { a.reset(); here(); }"), "");
  EXPECT_EQ(
      reached("void f(owner<loop> a) { take((owner<loop> &&)a); here(); }"),
      "");
  EXPECT_EQ(reached("void f(loop &a) { int b; { loop &b = some(); } here(); }"),
            "a.");
  EXPECT_EQ(reached("void f(loop &a) { { int a; here(); } }"), "");
}

TEST(ObjectsInReach, MembersAndWhatTheyGive) {
  EXPECT_EQ(reached("struct s { loop &a; void f() { here(); } };"), "a.");
  EXPECT_EQ(reached("struct s { loop a; void f() { here(); } };"), "a.");
  EXPECT_EQ(reached("struct s { loop a; void f() const { here(); } };"), "");
  EXPECT_EQ(reached("struct s { loop a; static void f() { here(); } };"), "");
  EXPECT_EQ(reached("struct s { loop &a; void f(int a) { here(); } };"), "");
  EXPECT_EQ(
      reached("class b { loop &a; }; struct s : b { void f() { here(); } };"),
      "");
  EXPECT_EQ(
      reached("struct b { loop *a; }; struct s : b { void f() { here(); } };"),
      "a->");
  // What it gives that is there, and what it makes.
  EXPECT_EQ(reached("void f(holder &h) { here(); }"), "h.own. h.kept()->");
  EXPECT_EQ(reached("struct s { holder *h; void f() { here(); } };"),
            "h->own. h->kept()->");
}

TEST(ObjectsInReach, LambdasAndGlobals) {
  EXPECT_EQ(reached("void f(loop &a) { [&a] { a.stop(); here(); }(); }"), "a.");
  EXPECT_EQ(reached("void f(loop &a) { [] { here(); }(); }"), "");
  EXPECT_EQ(
      reached("struct s { loop &a; void f() { [this] { here(); }(); } };"),
      "a.");
  EXPECT_EQ(reached("struct s { loop &a; void f() { [] { here(); }(); } };"),
            "");
  EXPECT_EQ(
      reached("struct s { loop &a; void f(int a) { [this] { here(); }(); } };"),
      "");
  EXPECT_EQ(reached("loop a; void f() { here(); }"), "a.");
  EXPECT_EQ(reached("void f(); loop *a; void f() { here(); }"), "a->");
  EXPECT_EQ(reached("thread_local loop a; void f() { here(); }"), "");
  EXPECT_EQ(reached("loop a; struct s { int a; void f() { here(); } };"), "");
}
