//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Throwing.h"
#include "TestAST.h"
#include "code/Parts.h"

using namespace clang;
using namespace clang::tidy::async;

static const char *const Declarations = R"cpp(
void may(); void never() noexcept; void no() noexcept(true);
void yes() noexcept(false); void old() throw(); extern "C" int c_function();
__attribute__((nothrow)) void attributed(); extern void (*pointer)();
extern void (*safe_pointer)() noexcept;
struct trivial { int member; };
struct heavy { heavy(); heavy(const heavy &); heavy(heavy &&) noexcept;
  void member(); void safe() const noexcept; ~heavy(); };
struct implied { heavy h; };
struct light { light() noexcept; };
struct base { virtual ~base(); }; struct derived : base {};
template <class T> void depends(T t) noexcept(noexcept(t.f()));
template <class T> void plain(T t) noexcept;
)cpp";

/// True when something in this body throws by itself.
static bool throws(llvm::StringRef Body) {
  TestAST AST(
      (Declarations +
       ("template <class T> void f(T t, heavy &h, base *b, base &r) { " + Body +
        " } ") +
       "struct g { void f() noexcept; }; template void f<g>(g, heavy &, base "
       "*, "
       "base &);")
          .str());
  const FunctionDecl *F = nullptr;
  for (const auto &Nodes : ast_matchers::match(
           ast_matchers::functionDecl(ast_matchers::hasName("f"),
                                      ast_matchers::isTemplateInstantiation())
               .bind("it"),
           AST.context()))
    F = Nodes.getNodeAs<FunctionDecl>("it");
  return F && anyWritten(
                  F->getBody(), [](const Stmt &S) { return mayThrow(S); },
                  Parts::Evaluated);
}

TEST(Throwing, ByWhatIsDeclared) {
  for (const char *Code : {"",
                           "never();",
                           "no();",
                           "old();",
                           "c_function();",
                           "attributed();",
                           "trivial x{1}; trivial y = x;",
                           "light l;",
                           "h.safe();",
                           "heavy x = static_cast<heavy &&>(h);",
                           "static_cast<implied *>(nullptr);",
                           "plain(1);",
                           "depends(t);",
                           "t.f();",
                           "__builtin_abs(1);",
                           "(void)sizeof(heavy{});",
                           "(void)noexcept(may());",
                           "dynamic_cast<derived *>(b);",
                           "int n = 1; ++n;",
                           "delete b;"})
    EXPECT_FALSE(throws(Code)) << Code;
  for (const char *Code :
       {"may();", "yes();", "pointer();", "safe_pointer();", "h.member();",
        "heavy x;", "heavy x = h;", "implied x{h}; implied y = x;", "throw 1;",
        "new int;", "(void)typeid(r);", "(void)dynamic_cast<derived &>(r);",
        "[] { never(); }();", "[] { may(); }();"})
    EXPECT_TRUE(throws(Code)) << Code;
}

TEST(Throwing, Functions) {
  TestAST AST(Declarations);
  for (const char *Name : {"never", "no", "old", "plain"})
    EXPECT_TRUE(isNoexcept(*AST.function(Name))) << Name;
  for (const char *Name : {"may", "yes", "c_function", "depends"})
    EXPECT_FALSE(isNoexcept(*AST.function(Name))) << Name;
  EXPECT_FALSE(mayThrow(AST.function("c_function")));
  EXPECT_TRUE(mayThrow(AST.function("depends")));
  EXPECT_TRUE(mayThrow(static_cast<const FunctionDecl *>(nullptr)));
}
