//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/BodyIndex.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

/// The source text of \p S.
static std::string text(const TestAST &AST, const Stmt *S) {
  return S ? Rewrite(AST.context()).text(S->getSourceRange()).str() : "none";
}

static std::string names(llvm::ArrayRef<const VarDecl *> Variables) {
  std::string Names;
  for (const VarDecl *Var : Variables)
    Names += (Names.empty() ? "" : " ") + Var->getNameAsString();
  return Names;
}

/// What the body of `void f() { Body }` discards, separated by bars.
static std::string discarded(llvm::StringRef Body) {
  TestAST AST("int a(); int b(); int c(); bool t; struct s { s(); ~s(); };\n"
              "void f() { " +
              Body.str() + " }");
  BodyIndex Index(*AST.function("f"));
  std::string Found;
  for (const Expr *E : Index.body(AST.function("f"))->Discarded)
    Found += (Found.empty() ? "" : " | ") + text(AST, E);
  return Found;
}

TEST(BodyIndexDiscards, EveryPosition) {
  EXPECT_EQ(discarded("a(); { b(); }"), "a() | b()");
  EXPECT_EQ(discarded("if (a()) b(); else c();"), "b() | c()");
  EXPECT_EQ(discarded("if (a(); t) {}"), "a()");
  EXPECT_EQ(discarded("for (a(); t; b()) c();"), "a() | b() | c()");
  EXPECT_EQ(discarded("while (a()) b();"), "b()");
  EXPECT_EQ(discarded("do a(); while (b());"), "a()");
  EXPECT_EQ(discarded("switch (a(); b()) c();"), "a() | c()");
  EXPECT_EQ(discarded("switch (a()) { case 1: b(); break; default: c(); }"),
            "b() | c()");
  EXPECT_EQ(discarded("here: a();"), "a()");
  EXPECT_EQ(discarded("[[likely]] a();"), "a()");
  EXPECT_EQ(discarded("int x[2]; for (a(); int i : x) b();"), "a() | b()");
  EXPECT_EQ(discarded("try { a(); } catch (...) { b(); }"), "a() | b()");
  EXPECT_EQ(discarded("(void)a();"), "(void)a()");
  EXPECT_EQ(discarded("s();"), "s()");
  EXPECT_EQ(discarded("t ? a() : b();"), "t ? a() : b()");
  // The left side of a comma, wherever that stands.
  EXPECT_EQ(discarded("int i = (a(), b());"), "a()");
  EXPECT_EQ(discarded("int i = ({ a(); b(); });"), "a()");
}

TEST(BodyIndexDiscards, WhatIsUsed) {
  for (const char *Body : {"int i = a();", "return (void)(a() + b()), void();",
                           "if (a()) {}", "int i{a()};", "while (a()) {}"})
    EXPECT_EQ(discarded(Body).find("a()") == 0, false) << Body;
  EXPECT_EQ(discarded("return;"), "");
  EXPECT_EQ(discarded("int i = a(); auto l = [] { return b(); };"), "");
}

TEST(BodyIndexDiscards, WhatNeverRuns) {
  EXPECT_EQ(discarded("if constexpr (true) a(); else b();"), "a()");
  EXPECT_EQ(discarded("if constexpr (false) { a(); } else { b(); }"), "b()");
  EXPECT_EQ(discarded("if constexpr (false) { a(); }"), "");
  EXPECT_EQ(discarded("int i = sizeof(a(), b());"), "");
}

TEST(BodyIndex, CallsInTheirOrder) {
  TestAST AST("int a(int = 0); int b(); struct s { int m(); } x;\n"
              "int d(int = b());\n"
              "int f() { a(b()); x.m(); int i = sizeof(a()); d();\n"
              "  auto l = [] { return a(2); }; return l(); }");
  BodyIndex Index(*AST.function("f"));
  std::string Calls;
  for (const CallExpr *Call : Index.body(AST.function("f"))->Calls)
    Calls += text(AST, Call) + ";";
  // Nothing of the lambda, of sizeof, or of default arguments.
  EXPECT_EQ(Calls, "a(b());b();x.m();d();l();");
}

TEST(BodyIndex, CoroutinesAsTheyAreWritten) {
  TestAST AST("home::task<int> a(); int b(int);\n"
              "home::task<int> f(int p) {\n"
              "  int x = co_await a(); co_await a(); b(p);\n"
              "  co_return b(co_await a()); }");
  BodyIndex Index(*AST.function("f"));
  const CallableBody *Body = Index.body(AST.function("f"));
  ASSERT_TRUE(Body);
  EXPECT_EQ(Body->Awaits.size(), 3u);
  EXPECT_EQ(names(Body->Locals), "x");
  std::string Calls;
  for (const CallExpr *Call : Body->Calls)
    Calls += text(AST, Call) + ";";
  // None of those that the compiler makes: await_ready() and the like.
  EXPECT_EQ(Calls, "a();a();b(p);b(co_await a());a();");
  std::string Discarded;
  for (const Expr *E : Body->Discarded)
    Discarded += text(AST, E) + ";";
  EXPECT_EQ(Discarded, "co_await a();b(p);");
  // Mentions of a parameter are the user's, not those of its copy.
  EXPECT_EQ(Index.mentions(AST.function("f")->getParamDecl(0)).size(), 1u);
}

TEST(BodyIndex, Locals) {
  TestAST AST("struct p { int a, b; }; p g(); int *v[2];\n"
              "void f(int parameter) { int a, b = 1; static int c;\n"
              "  if (int d = 1) {} for (int e = 0; e < 1; ++e) {}\n"
              "  for (auto *h : v) {} auto [i, j] = g();\n"
              "  if constexpr (false) { int gone; }\n"
              "  try {} catch (int k) {} auto l = [] { int m; }; }");
  BodyIndex Index(*AST.function("f"));
  EXPECT_EQ(names(Index.body(AST.function("f"))->Locals), "a b c d e h  l");
  const auto *Lambda = AST.find<LambdaExpr>(lambdaExpr());
  EXPECT_EQ(names(Index.body(Lambda->getCallOperator())->Locals), "m");
}

TEST(BodyIndex, ParentsAsWritten) {
  TestAST AST("struct s { s(); ~s(); int m() const; }; s g();\n"
              "int f() { return g().m() + 1; }");
  BodyIndex Index(*AST.function("f"));
  const CallExpr *G = AST.callOf("g");
  const Stmt *Member = Index.spelledParent(G);
  ASSERT_TRUE(isa_and_nonnull<MemberExpr>(Member));
  EXPECT_FALSE(isa<MemberExpr>(Index.parent(G))) << "a temporary is between";
  const Stmt *Call = Index.spelledParent(Member);
  ASSERT_TRUE(isa_and_nonnull<CXXMemberCallExpr>(Call));
  const Stmt *Sum = Index.spelledParent(Call);
  ASSERT_TRUE(isa_and_nonnull<BinaryOperator>(Sum));
  const Stmt *Return = Index.spelledParent(Sum);
  ASSERT_TRUE(isa_and_nonnull<ReturnStmt>(Return));
  const Stmt *Body = Index.spelledParent(Return);
  ASSERT_TRUE(isa_and_nonnull<CompoundStmt>(Body));
  EXPECT_FALSE(Index.parent(Body));
  EXPECT_FALSE(Index.parent(nullptr));
}

TEST(BodyIndex, EnclosingCallable) {
  TestAST AST("int a(); int b(); int c(); int d(); int e(int = a());\n"
              "void f() { b(); auto l = [i = c()] {\n"
              "  auto m = []() -> home::task<> { d(); co_return; }; }; }");
  const FunctionDecl *F = AST.function("f");
  BodyIndex Index(*F);
  EXPECT_EQ(Index.enclosing(AST.callOf("b"))->Callable, F);
  EXPECT_FALSE(Index.enclosing(AST.callOf("b"))->Lambda);
  // Captures are evaluated outside.
  EXPECT_EQ(Index.enclosing(AST.callOf("c"))->Callable, F);
  const CallableBody *Inner = Index.enclosing(AST.callOf("d"));
  ASSERT_TRUE(Inner && Inner->Lambda);
  EXPECT_TRUE(isCoroutine(*Inner->Callable));
  EXPECT_EQ(outermostFunction(Inner->Callable), F);
  EXPECT_EQ(outermostFunction(F), F);
  EXPECT_FALSE(Index.enclosing(AST.callOf("a"))) << "not in the body";
  EXPECT_FALSE(Index.body(AST.function("a")));
}

TEST(BodyIndex, MentionsAndInitializers) {
  TestAST AST("struct p { int a, b; }; int global; p g();\n"
              "void f(int arg) { int x = arg, y; auto [b1, b2] = g();\n"
              "  [x] { return x; }(); [&] { return y + b1; }(); global = x;\n"
              "  auto gone = sizeof(y); }");
  BodyIndex Index(*AST.function("f"));
  EXPECT_EQ(Index.mentions(AST.variable("arg")).size(), 1u);
  // The capture, its use inside, and the assignment.
  EXPECT_EQ(Index.mentions(AST.variable("x")).size(), 3u);
  EXPECT_GE(Index.mentions(AST.variable("y")).size(), 2u);
  EXPECT_TRUE(Index.mentions(AST.variable("global")).empty());
  const auto *Binding = AST.find<BindingDecl>(bindingDecl(hasName("b1")));
  EXPECT_FALSE(Index.mentions(Binding).empty());
  EXPECT_TRUE(Index.mentions(AST.find<BindingDecl>(bindingDecl(hasName("b2"))))
                  .empty());
  const VarDecl *X = AST.variable("x");
  EXPECT_EQ(Index.initialized(X->getInit()), X);
  EXPECT_FALSE(Index.initialized(AST.callOf("g")->getCallee()));
}

/// Who gets the lambda of `void f() { Body }`.
static std::string taker(llvm::StringRef Body) {
  TestAST AST(R"cpp(
template <class F> void run(F &&) {} void erase(std::function<void()>);
struct timer { template <class F> void start(F) {} } t;
struct job { template <class F> job(F, int) {} }; void *raw(void (*)());
std::function<void()> stored;
)cpp"
              "void f() { " +
              Body.str() + " }");
  BodyIndex Index(*AST.function("f"));
  const Expr *Taker = Index.handedTo(AST.find<LambdaExpr>(lambdaExpr()));
  if (!Taker)
    return "nobody";
  if (const auto *Call = dyn_cast<CallExpr>(Taker))
    return Call->getDirectCallee()->getNameAsString();
  return cast<CXXConstructExpr>(Taker)
      ->getConstructor()
      ->getParent()
      ->getNameAsString();
}

TEST(BodyIndex, WhoGetsALambda) {
  EXPECT_EQ(taker("run([] {});"), "run");
  EXPECT_EQ(taker("run(([] {}));"), "run");
  EXPECT_EQ(taker("erase([] {});"), "erase");
  EXPECT_EQ(taker("t.start([] {});"), "start");
  EXPECT_EQ(taker("run(std::move([] {}));"), "run");
  EXPECT_EQ(taker("erase(std::function<void()>([] {}));"), "erase");
  EXPECT_EQ(taker("raw([] {});"), "raw");
  EXPECT_EQ(taker("job j([] {}, 1);"), "job");
  EXPECT_EQ(taker("std::thread t([] {}, 1);"), "thread");
  EXPECT_EQ(taker("std::thread t([] {});"), "thread");
  EXPECT_EQ(taker("std::thread t{[] {}};"), "thread");
  EXPECT_EQ(taker("std::thread([] {});"), "thread");
  EXPECT_EQ(taker("new std::thread([] {});"), "thread");
  EXPECT_EQ(taker("stored = [] {};"), "operator=");
  EXPECT_EQ(taker("auto l = [] {};"), "nobody");
  EXPECT_EQ(taker("[] {}();"), "nobody");
  EXPECT_EQ(taker("[] { return 1; };"), "nobody");
}

TEST(StripImplicit, LeavesWhatIsWritten) {
  TestAST AST("struct s { s(); ~s(); }; s g();\n"
              "void f() { const s &x = ((g())); long l = (1); }");
  EXPECT_EQ(stripImplicit(AST.variable("x")->getInit()), AST.callOf("g"));
  EXPECT_TRUE(isa<IntegerLiteral>(stripImplicit(AST.variable("l")->getInit())));
  EXPECT_FALSE(stripImplicit(nullptr));
}
