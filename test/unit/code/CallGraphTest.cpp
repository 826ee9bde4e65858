//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/CallGraph.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

static std::string nameOf(const FunctionDecl *Function) {
  if (!Function)
    return "-";
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (Method && Method->getParent()->isLambda())
    return "lambda";
  return Function->getNameAsString();
}

/// Where \p Name is mentioned: "call in caller", "address in -", ...
static std::string mentions(const TestAST &AST, llvm::StringRef Name,
                            bool WithSystem = false) {
  CallGraph Graph(AST.context());
  if (WithSystem)
    Graph.includeSystemTemplates();
  const CallNode *Node = Graph.node(AST.function(Name));
  std::string Found;
  if (Node)
    for (const CallMention &M : Node->Mentions) {
      Found += Found.empty() ? "" : ", ";
      Found += M.Unevaluated ? "unevaluated " : "";
      Found += M.Instantiated ? "instantiated " : "";
      Found += M.Kind == MentionKind::Call      ? "call"
               : M.Kind == MentionKind::Address ? "address"
                                                : "unresolved";
      Found += " in " + nameOf(M.In);
      Found += M.Place == MentionPlace::Namespace           ? " (namespace)"
               : M.Place == MentionPlace::DefaultArgument   ? " (default)"
               : M.Place == MentionPlace::MemberInitializer ? " (member)"
                                                            : "";
      Found += M.HandedTo ? " handed" : "";
    }
  return Found;
}

static std::string mentionsOfF(llvm::StringRef Code) {
  TestAST AST(("int f(int = 0); void g(int (*)(int)); " + Code).str());
  return mentions(AST, "f");
}

TEST(CallGraphMentions, Calls) {
  EXPECT_EQ(mentionsOfF("void a() { f(); (f)(1); f(f(2)); }"),
            "call in a, call in a, call in a, call in a");
  EXPECT_EQ(mentionsOfF("void a() { [] { f(); }(); }"), "call in lambda");
  EXPECT_EQ(mentionsOfF("void a() { struct L { void m() { f(); } }; }"),
            "call in m");
  EXPECT_EQ(mentionsOfF("int v = f();"), "call in - (namespace)");
  EXPECT_EQ(mentionsOfF("void a(int = f());"), "call in a (default)");
  EXPECT_EQ(mentionsOfF("struct S { int m = f(); S() {} S(int) {} };"),
            "call in - (member)");
  EXPECT_EQ(mentionsOfF("struct S { int m; S() : m(f()) {} };"),
            "call in S (member)");
  EXPECT_EQ(mentionsOfF("struct S { int m = f(); S() {} }; int v = f();"),
            "call in - (member), call in - (namespace)");
  EXPECT_EQ(mentionsOfF("int a(int = f()) { return f(); } int v = a();"),
            "call in a (default), call in a");
  EXPECT_EQ(mentionsOfF("struct T { int x[2]; } t{{f(), f()}}; "),
            "call in - (namespace), call in - (namespace)");
}

TEST(CallGraphMentions, OtherThanCalls) {
  EXPECT_EQ(mentionsOfF("auto *p = &f; auto &r = f;"),
            "address in - (namespace), address in - (namespace)");
  EXPECT_EQ(mentionsOfF("void a() { g(f); g(&f); }"),
            "address in a handed, address in a handed");
  TestAST Cleanup("void tidy(int *); void a() { "
                  "__attribute__((cleanup(tidy))) int x = 1; }");
  EXPECT_EQ(mentions(Cleanup, "tidy"), "address in a");
  EXPECT_EQ(mentionsOfF("void a() { __attribute__((unused)) int x = f(1); }"),
            "call in a");
  EXPECT_EQ(mentionsOfF("void a() { auto p = f; g(p); g(f); g(g == 0 ? f : "
                        "0); }"),
            "address in a, address in a handed, address in a");
  EXPECT_EQ(mentionsOfF("void a() { sizeof(f()); noexcept(f()); }"),
            "unevaluated call in a, unevaluated call in a");
  EXPECT_EQ(mentionsOfF("decltype(f()) a();"), "unevaluated call in a");
  EXPECT_EQ(mentionsOfF("void a() { decltype(f()) x; }"),
            "unevaluated call in a");
  EXPECT_EQ(mentionsOfF("template <auto> struct X {}; X<&f> x;"),
            "unevaluated address in - (namespace)");
  EXPECT_EQ(mentionsOfF("void f(char *); template <class T> "
                        "void a(T t) { f(t); }"),
            "unresolved in a");
}

TEST(CallGraphMentions, Templates) {
  EXPECT_EQ(mentionsOfF("template <class> void a() { f(); } "
                        "void b() { a<int>(); a<char>(); }"),
            "call in a, instantiated call in a, instantiated call in a");
  EXPECT_EQ(mentionsOfF("template <class T> struct A { void m() { f(); } }; "
                        "void b() { A<int>().m(); }"),
            "call in m, instantiated call in m");
}

TEST(CallGraphMentions, WhatNobodyWrote) {
  TestAST Range("struct S { int *begin(); int *end(); }; "
                "void a(S s) { for (int i : s) ; }");
  EXPECT_EQ(mentions(Range, "::S::begin"), "call in a");
  TestAST Awaiter("struct W { bool await_ready(); void await_suspend("
                  "std::coroutine_handle<>); W make(); int await_resume(); };"
                  "W id(W); home::task<> a(W w) { co_await id(id(w)); }");
  EXPECT_EQ(mentions(Awaiter, "::W::await_ready"), "call in a");
  EXPECT_EQ(mentions(Awaiter, "::W::await_resume"), "call in a");
  EXPECT_EQ(mentions(Awaiter, "id"), "call in a, call in a");
  TestAST Return("int f(); home::task<int> a() { co_return f(); }");
  EXPECT_EQ(mentions(Return, "f"), "call in a");
}

TEST(CallGraphMentions, TemplatesOfSystemHeaders) {
  TestAST AST("struct M { void hold(); }; void a(M m) { lib::with(m); }",
              "namespace lib { template <class T> void with(T &t) "
              "{ t.hold(); } }");
  EXPECT_EQ(mentions(AST, "hold"), "");
  EXPECT_EQ(mentions(AST, "hold", /*WithSystem=*/true),
            "instantiated call in with");
}

/// Who runs a call of `f`.
static std::string callersOfF(llvm::StringRef Code) {
  TestAST AST(("int f(); " + Code).str());
  CallGraph Graph(AST.context());
  std::string Found;
  for (const CallNode *Node : Graph.nodes())
    for (const CallSite &Site : Node->Calls)
      if (declaresSameEntity(Site.Callee, AST.function("f")) &&
          !Site.Unevaluated)
        Found += (Found.empty() ? "" : " ") + nameOf(Node->Function);
  return Found;
}

TEST(CallGraphNodes, CallsThatAreWrittenElsewhere) {
  for (const auto &[Code, Expected] :
       std::initializer_list<std::pair<const char *, const char *>>{
           {"int a(int = f()); int b() { return a(); }", "b"},
           {"int a(int = f()); int b() { return a(1); }", ""},
           {"int a(int = f()); int v = a();", ""},
           {"int a(int = f()); void b(int = a()); void c() { b(); }", "c"},
           {"int a(int = sizeof(f())); int b() { return a(); }", ""},
           {"struct A { A(int = f()); }; void b() { A x; }", "b"},
           {"void a(void (*)() = [] { f(); }); void b() { a(); }", "lambda"},
           {"struct S { int m = f(); S() {} };", "S"},
           {"struct S { int m = f(); S() : m(1) {} };", ""},
           {"struct S { int m = f(); S() : S(1) {} S(int) : m(2) {} };", ""},
           {"struct S { int m = f(); }; void b() { S s; }", "b"},
           {"struct S { int m = f(); int n; }; void b() { S s{.n = 1}; }", "b"},
           {"struct S { int m = f(); int n; }; void b() { S s{1, 2}; }", ""}})
    EXPECT_EQ(callersOfF(Code), Expected) << Code;
}

TEST(CallGraph, NamesThatTemplatesAskFor) {
  for (const auto &[Code, Expected] :
       std::initializer_list<std::pair<const char *, bool>>{
           {"template <class T> concept C = requires(T t) { t.f(); };", true},
           {"template <class T> concept C = requires(T t) { f(t); };", true},
           {"template <class T> using U = decltype(T().f());", true},
           {"template <class T, class = decltype(T().f())> void g(T);", true},
           {"template <class T, class = void> struct S {};"
            "template <class T> struct S<T, decltype(void(T().f()))> {};",
            true},
           {"template <class T> constexpr int N = sizeof(T().f());", true},
           {"template <class T> void g(T t) noexcept(noexcept(t.f()));", true},
           {"template <class T> void g(T t) requires(sizeof(t.f()) > 1);",
            true},
           {"template <class T> void g(T t) { t.f(); }", false},
           {"template <class T> concept C = requires(T t) { t.h(); };", false},
           {"struct S { int f(); }; using U = decltype(S().f());", false}}) {
    TestAST AST(Code);
    const CallGraph Graph(AST.context());
    EXPECT_EQ(Graph.isAskedFor(&AST.context().Idents.get("f")), Expected)
        << Code;
  }
}

TEST(CallGraphNodes, CallsAndLambdas) {
  TestAST AST(
      "int f(); void run(std::function<void()>, int); struct S { S(); };"
      "void a() { auto l = [] { f(); }; run(l, f()); run([] {}, 1);"
      " auto m = [](auto x) { f(); }; m(1); S s; }");
  CallGraph Graph(AST.context());
  const CallNode *A = Graph.node(AST.function("a"));
  ASSERT_TRUE(A);
  std::string Calls;
  for (const CallSite &Site : A->Calls)
    if (!AST.context().getSourceManager().isInSystemHeader(
            Site.Callee->getLocation()))
      Calls += nameOf(Site.Callee) + " ";
  EXPECT_EQ(Calls, "run f run lambda S ");
  ASSERT_EQ(A->Lambdas.size(), 3u);
  const auto NodeOf = [&](unsigned I) {
    return Graph.node(A->Lambdas[I]->getCallOperator());
  };
  EXPECT_EQ(NodeOf(0)->HandedTo.size(), 1u);
  EXPECT_EQ(NodeOf(1)->HandedTo.size(), 1u);
  EXPECT_EQ(NodeOf(2)->HandedTo.size(), 0u);
  EXPECT_EQ(nameOf(NodeOf(0)->Outer), "a");
  EXPECT_EQ(NodeOf(0)->Calls.size(), 1u);
  EXPECT_EQ(NodeOf(0)->Variable, AST.variable("l"));
}
