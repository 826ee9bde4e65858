//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Callbacks.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

static const std::string Callables = R"cpp(
namespace lib { template <class F, class... A> F bind(F X, A...) {
  return X; } template <class F> F other(F); }
int number(int); template <class T> T same(T);
struct One { int operator()(int) const; };
struct Agreeing { int operator()(int); int operator()(int) const; int operator()(); };
struct Differing { int operator()(int); long operator()(long); };
struct Generic { template <class T> int operator()(T); };
struct Dependent { template <class T> T operator()(T); };
struct Deduced { template <class T> auto operator()(T) { return 1; } };
struct Mixed { int operator()(int); template <class T> T operator()(T); };
struct Hidden : private std::function<int()> {};
struct Shown : std::function<long()> {};
struct Derived : Shown {};
struct None { int call(); int Member; };
struct Later;
template <class T> void use(T &&) {}
)cpp";

namespace {
struct Row {
  const char *Callable, *Expected;
};

/// `use(Callable)`
struct Handed {
  explicit Handed(const char *Callable)
      : AST(Callables +
            "void test(One O, One *P, int (*F)(int), Later &Unknown, "
            "std::function<void(int)> Event) { auto L = [](int) { return 1L; "
            "}; use(" +
            Callable + "); }"),
        Known(AST, {"library: lib\nnamespaces: [lib]\n"
                    "binders: [{name: 'lib::bind'}]\n"}) {}

  const Expr &argument() const { return *AST.callOf("use")->getArg(0); }

  TestAST AST;
  Knowledge Known;
};
} // namespace

TEST(Callbacks, ResultOfACall) {
  for (const auto &[Callable, Expected] : std::initializer_list<Row>{
           {"number", "int"},
           {"&number", "int"},
           {"F", "int"},
           {"*F", "int"},
           {"same<long>", "long"},
           {"[] { return 1L; }", "long"},
           {"[](auto X) { return X; }", "-"},
           {"L", "long"},
           {"std::move(L)", "long"},
           {"static_cast<One &&>(O)", "int"},
           {"One(O)", "int"},
           {"O", "int"},
           {"P", "-"},
           {"Agreeing()", "int"},
           {"Differing()", "-"},
           {"Generic()", "int"},
           {"Dependent()", "-"},
           {"Deduced()", "-"},
           {"Mixed()", "-"},
           {"std::function<int()>()", "int"},
           {"Event", "void"},
           {"Hidden()", "-"},
           {"Shown()", "long"},
           {"Derived()", "long"},
           {"None()", "-"},
           {"&None::call", "int"},
           {"Unknown", "-"},
           {"1", "-"},
           {"lib::bind(number, 1)", "int"},
           {"lib::bind(lib::bind(number), 1)", "int"},
           {"lib::bind(1, number)", "-"},
       }) {
    const Handed H(Callable);
    const QualType Result = callResult(H.argument(), H.Known.Known);
    EXPECT_EQ(Result.isNull() ? "-" : Result.getAsString(), Expected)
        << Callable;
  }
}

TEST(Callbacks, FunctionThatIsCalled) {
  for (const auto &[Callable, Expected] : std::initializer_list<Row>{
           {"number", "number"},
           {"&number", "number"},
           {"std::move(number)", "number"},
           {"F", "-"},
           {"[] { return 1L; }", "operator()"},
           {"L", "operator()"},
           {"std::move(L)", "operator()"},
           {"O", "-"},
           {"&None::call", "call"},
           {"lib::bind(number, 1)", "number"},
           {"lib::other(number)", "-"},
       }) {
    const Handed H(Callable);
    const FunctionDecl *Found = calledFunction(H.argument(), H.Known.Known);
    EXPECT_EQ(Found ? Found->getNameAsString() : "-", Expected) << Callable;
  }
}

TEST(Callbacks, SignatureOfEvents) {
  for (const auto &[Callable, Expected] : std::initializer_list<Row>{
           {"Event", "void (int)"},
           {"std::function<int()>()", "-"},
           {"Shown()", "-"},
           {"O", "-"},
           {"1", "-"},
       }) {
    const Handed H(Callable);
    const FunctionProtoType *Found = signatureOf(H.argument().getType());
    EXPECT_EQ(Found ? QualType(Found, 0).getAsString() : "-", Expected)
        << Callable;
  }
  EXPECT_EQ(signatureOf(QualType()), nullptr);
}
