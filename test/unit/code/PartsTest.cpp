//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Parts.h"
#include "TestAST.h"
#include "code/CallGraph.h"

using namespace clang;
using namespace clang::tidy::async;

static const char *const Declarations = R"cpp(
struct plain { int n; int g() const; };
struct poly { virtual ~poly(); int n; poly &self(); };
struct derived : poly {};
int a(); int b(); int c(); bool t(); void v();
plain make(); plain &ref(int); poly &object(int); poly value(int);
poly *pointer(int); poly &&moved(int); derived &other(int);
template <class T> concept sized = sizeof(T) > 0;
struct any { template <class T> any(T &&); };
)cpp";

namespace {
/// `void f() { Body }`, and the names of the functions that it calls.
struct Written {
  explicit Written(llvm::StringRef Body)
      : AST((Declarations + ("void f() { " + Body + " }")).str()),
        Function(*AST.function("f")) {}

  /// In the order in which they are written.
  std::string called(Parts Which) const {
    std::string Names;
    forEachWritten<CallExpr>(
        Function.getBody(),
        [&](const CallExpr &Call) { add(Call.getDirectCallee(), Names); },
        Which);
    return Names;
  }

  /// As the index of a body tells it.
  std::string indexed() const {
    std::string Names;
    BodyIndex Index(Function);
    for (const CallExpr *Call : Index.body(&Function)->Calls)
      add(Call->getDirectCallee(), Names);
    return Names;
  }

  /// As the graph of calls tells it.
  std::string inGraph() const {
    std::string Names;
    const CallGraph Graph(AST.context());
    for (const CallSite &Site : Graph.node(&Function)->Calls)
      if (!Site.Unevaluated)
        add(Site.Callee, Names);
    return Names;
  }

private:
  static void add(const FunctionDecl *Callee, std::string &Names) {
    if (Callee && Callee->getIdentifier() && !Callee->getBuiltinID())
      Names += (Names.empty() ? "" : " ") + Callee->getNameAsString();
  }

  TestAST AST;
  const FunctionDecl &Function;
};
} // namespace

TEST(Parts, WhatNeverRuns) {
  const std::pair<const char *, const char *> Table[] = {
      // What asks for a type, or a property of one.
      {"(void)sizeof(a());", ""},
      {"(void)sizeof a();", ""},
      {"(void)sizeof(decltype(a()));", ""},
      {"(void)(sizeof(a()) + b());", "b"},
      {"(void)alignof(decltype(a()));", ""},
      {"(void)__alignof__(a());", ""},
      {"decltype(a()) x = b(); (void)x;", "b"},
      {"decltype(make().g()) x; (void)x;", ""},
      {"using T = decltype(a()); T x = b();", "b"},
      {"(void)noexcept(a());", ""},
      {"(void)noexcept(noexcept(a()));", ""},
      {"if (noexcept(a())) b();", "b"},
      {"bool x = requires { a(); };", ""},
      {"if (requires(int i) { ref(i); { a() } -> sized; }) b();", "b"},
      {"(void)sized<decltype(a())>;", ""},
      {"void g() noexcept(noexcept(a()));", ""},
      {"(void)sizeof(int[sizeof(a())]);", ""},
      // But the number of elements that an array has is computed.
      {"(void)sizeof(int[a()]);", "a"},
      {"(void)sizeof(int[sizeof(int[a()])]);", "a"},
      {"(void)alignof(int[a()]);", ""},
      {"int x[a()]; (void)x;", "a"},
      {"int x[a()][b()]; (void)sizeof(x);", "a b"},
      {"using T = int[a()]; (void)sizeof(T);", "a"},
      {"(void)sizeof([] { int x[a()]; (void)x; }, b());", ""},
      // Only what is polymorphic, and an object, is asked at run time.
      {"(void)typeid(a());", ""},
      {"(void)typeid(int);", ""},
      {"(void)typeid(decltype(object(a())));", ""},
      {"(void)typeid(make());", ""},
      {"(void)typeid(ref(a()));", ""},
      {"(void)typeid(ref(a()).n);", ""},
      {"(void)typeid(object(a()));", "object a"},
      {"(void)typeid(other(a()));", "other a"},
      {"(void)typeid(moved(a()));", "moved a"},
      {"(void)typeid(*pointer(a()));", "pointer a"},
      {"(void)typeid(pointer(a()));", ""},
      {"(void)typeid(value(a()));", ""},
      {"(void)typeid(object(a()).self());", "self object a"},
      {"(void)typeid(object(a()).n);", ""},
      {"(void)typeid((b(), object(a())));", "b object a"},
      {"(void)sizeof(typeid(object(a())));", ""},
      {"(void)typeid(ref(sizeof(typeid(object(a())))));", ""},
      // What is chosen when compiling.
      {"(void)_Generic(a(), int: b(), default: c());", "b"},
      {"(void)_Generic(t(), int: b(), default: c());", "c"},
      {"(void)__builtin_choose_expr(1, a(), b());", "a"},
      {"(void)__builtin_choose_expr(0, a(), b());", "b"},
      {"if constexpr (true) a(); else b();", "a"},
      {"if constexpr (sizeof(a()) == 1) b(); else c();", "c"},
      {"if constexpr (false) a(); b();", "b"},
      {"if constexpr (int n = 1; noexcept(a())) b(); else c();", "c"},
      {"if consteval { a(); } else { b(); }", "b"},
      {"if !consteval { a(); } else { b(); }", "a"},
      {"if (t()) a(); else b();", "t a b"},
      {"if (false) a(); else b();", "a b"},
      // What clang looks at.
      {"(void)__builtin_constant_p(a());", ""},
      {"(void)__builtin_object_size(&ref(a()), 0);", ""},
      {"(void)__builtin_classify_type(a());", ""},
      {"__builtin_assume(t());", ""},
      {"[[assume(t())]];", ""},
      {"(void)__builtin_expect(a(), 1);", "a"},
      {"(void)__builtin_addressof(ref(a()));", "ref a"},
      {"(void)__builtin_abs(a());", "a"},
      // What looks like one of these.
      {"(void)a();", "a"},
      {"static_assert(sizeof(a()) == sizeof(int));", ""},
      {"int x = t() ? a() : b();", "t a b"},
      {"(void)(t() && a());", "t a"},
      {"new int[a()];", "a"},
      {"(void)sizeof([] { return a(); }());", ""},
      {"(void)noexcept([x = a()] {});", ""},
      {"switch (a()) { case sizeof(b()): c(); }", "a c"},
  };
  for (const auto &[Body, Expected] : Table) {
    const Written Code(Body);
    EXPECT_EQ(Code.called(Parts::Evaluated), Expected) << Body;
    EXPECT_EQ(Code.indexed(), Expected) << Body;
    EXPECT_EQ(Code.inGraph(), Expected) << Body;
  }
}

TEST(Parts, WhichOnes) {
  const Written Code("a(); sizeof(b()); [x = c()] { t(); };");
  EXPECT_EQ(Code.called(Parts::Written), "a b c t");
  EXPECT_EQ(Code.called(Parts::Evaluated), "a c t");
  EXPECT_EQ(Code.called(Parts::Own), "a c");
  EXPECT_EQ(Written("for (int i = a(); t(); b()) c();").called(Parts::Own),
            "a t b c");
  EXPECT_FALSE(anyWritten(nullptr, [](const Stmt &) { return true; }));
}
