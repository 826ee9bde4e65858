//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/dangling-task/LifetimeFixes.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

static const std::string Before = R"cpp(
struct Text { Text(const char *); ~Text(); int Size; };
home::task<int> find(const Text &Name);
home::task<int &> refer(const Text &Name);
home::task<int> operator+(const Text &, const Text &);
home::task<int> Pending;
home::task<> wrap(home::task<>);
template <class T> void use(T &&);
template <class F> void spawn(F);
struct Any { template <class T> T get(); };
struct Pair { int A, B; };
bool done; void work();
#define FIND find(Text("x"))
#define SEMICOLON ;
#define ONE 1
#define OPEN [
struct Home { int Member;
home::task<> test(int N, Any X, Pair P) { )cpp";
static const std::string After = " co_return; } };";

namespace {
/// `test`, a coroutine with this body.
struct Scene {
  explicit Scene(const std::string &Body)
      : AST(Before + Body + After), Known(AST, {}),
        Index(*AST.function("test")), Edits(AST.context()) {}

  const LambdaExpr &lambda() const {
    return *AST.find<LambdaExpr>(lambdaExpr());
  }
  const CallExpr &callOfLambda() const {
    return *AST.find<CXXOperatorCallExpr>(
        cxxOperatorCallExpr(hasOverloadedOperatorName("()")));
  }

  /// The body afterwards, or the reason why it stays.
  std::string result() const {
    if (!Edits)
      return "refused: " + Edits.reason().str();
    const std::string Result = AST.apply(Edits.hints());
    return Result.substr(Before.size(),
                         Result.size() - After.size() - Before.size());
  }

  TestAST AST;
  Knowledge Known;
  BodyIndex Index;
  Rewrite Edits;
};

using Cases = std::initializer_list<std::pair<const char *, const char *>>;
} // namespace

TEST(LifetimeFixes, AwaitsInPlace) {
  for (const auto &[Body, Expected] : Cases{
           {"auto T = find(Text(\"x\")); co_await T;",
            "co_await find(Text(\"x\"));"},
           {"home::task<int> T{find(Text(\"x\"))}; int I = co_await T;",
            "int I = co_await find(Text(\"x\"));"},
           {"auto T = find(Text(\"x\")); co_await (std::move(T));",
            "co_await find(Text(\"x\"));"},
           {"auto T = Text(\"x\") + Text(\"y\"); co_await T;",
            "co_await (Text(\"x\") + Text(\"y\"));"},
           {"auto T = refer(Text(\"x\")); int I = co_await T;",
            "int I = co_await refer(Text(\"x\"));"},
           {"Pending = find(Text(\"x\")); co_await Pending;",
            "refused: it is not stored in a variable of its own"},
           {"auto T = find(Text(\"x\")), U = find(Text(\"y\")); co_await T;",
            "refused: it is not stored in a variable of its own"},
           {"auto T = find(Text(\"x\")); co_await T; use(T);",
            "refused: 'T' is mentioned more than once"},
           {"auto T = find(Text(\"x\")); work(); co_await T;",
            "refused: it is not awaited in the next statement"},
           {"auto T = find(Text(\"x\")); if (done) co_await T;",
            "refused: it is not awaited in the next statement"},
           {"auto T = find(Text(\"x\")); use(T);",
            "refused: it is not awaited in the next statement"},
           {"auto T = find(Text(\"x\")); use(co_await T);",
            "refused: it is not awaited in the next statement"},
           {"auto T = refer(Text(\"x\")); int &I = co_await T; use(I);",
            "refused: its result refers into 'T' and is used for longer"},
           {"auto T = FIND; co_await T;", "refused: it is inside a macro"},
           {"auto T = find(Text(\"x\")) SEMICOLON co_await T;",
            "refused: it is inside a macro"},
       }) {
    Scene S(Body);
    const CallExpr *Task =
        S.AST.callOf(llvm::StringRef(Body).contains(" + ")      ? "operator+"
                     : llvm::StringRef(Body).contains("refer(") ? "refer"
                                                                : "find");
    const Destination Way = destinationOf(*Task, &S.Index, S.Known.Types);
    awaitInPlace(Way, S.Index, S.Edits);
    EXPECT_EQ(S.result(), Expected) << Body;
  }
}

TEST(LifetimeFixes, PassesCaptures) {
  for (const auto &[Body, Expected] : Cases{
           {"auto T = [N]() -> home::task<> { use(N); co_return; }();",
            "auto T = [](const auto N) -> home::task<> { use(N); co_return; "
            "}(N);"},
           {"auto T = [N]() mutable -> home::task<> { use(N); co_return; }();",
            "auto T = [](auto N) mutable -> home::task<> { use(N); co_return; "
            "}(N);"},
           {"auto T = [N](int I) -> home::task<> { use(N); co_return; }(1);",
            "auto T = [](int I, const auto N) -> home::task<> { use(N); "
            "co_return; }(1, N);"},
           {"auto T = [M = N + 1, P]() -> home::task<> { use(M); use(P); "
            "co_return; }();",
            "auto T = [](const auto M, const auto P) -> home::task<> { use(M); "
            "use(P); co_return; }(N + 1, P);"},
           {"auto T = [&N]() -> home::task<> { use(N); co_return; }();",
            "refused: it would still refer to 'N'"},
           {"auto T = [N](int I = 1) -> home::task<> { use(N); co_return; }();",
            "refused: the lambda has no plain list of parameters"},
           {"auto T = [N] -> home::task<> { use(N); co_return; }();",
            "refused: the lambda has no plain list of parameters"},
           {"auto T = [X]() mutable -> home::task<> { use(X.get<int>()); "
            "co_return; }();",
            "refused: a parameter of type 'auto' would need 'template'"},
           {"auto T = [this]() -> home::task<> { use(Member); co_return; }();",
            "refused: the lambda captures 'this'"},
           {"int As[3]; auto T = [As]() -> home::task<> { use(As[0]); "
            "co_return; }();",
            "refused: a capture cannot be a parameter"},
           {"auto [A, B] = P; auto T = [A]() -> home::task<> { use(A); "
            "co_return; }();",
            "refused: a capture cannot be a parameter"},
           {"auto T = [M = ONE]() -> home::task<> { use(M); co_return; }();",
            "refused: it is inside a macro"},
           {"auto T = OPEN N]() -> home::task<> { use(N); co_return; }();",
            "refused: it is inside a macro"},
       }) {
    Scene S(Body);
    passCaptures(S.lambda(), S.callOfLambda(), /*StaysInFrame=*/false, S.Edits);
    EXPECT_EQ(S.result(), Expected) << Body;
  }
  Scene InFrame("auto T = [&N]() -> home::task<> { use(N); co_return; }();");
  passCaptures(InFrame.lambda(), InFrame.callOfLambda(), /*StaysInFrame=*/true,
               InFrame.Edits);
  EXPECT_EQ(InFrame.result(),
            "auto T = [](auto &N) -> home::task<> { use(N); co_return; }(N);");
}

TEST(LifetimeFixes, HandsTheClosureOver) {
  for (const auto &[Body, Expected] : Cases{
           {"spawn([N]() -> home::task<> { use(N); co_return; }());",
            "spawn([N]() -> home::task<> { use(N); co_return; });"},
           {"spawn(([N]() -> home::task<> { use(N); co_return; })());",
            "spawn(([N]() -> home::task<> { use(N); co_return; }));"},
           {"spawn(wrap([N]() -> home::task<> { use(N); co_return; }()));",
            "refused: the task is only a part of what is handed over"},
           {"spawn([N](int) -> home::task<> { use(N); co_return; }(1));",
            "refused: the task is only a part of what is handed over"},
       }) {
    Scene S(Body);
    handOverClosure(S.lambda(), S.callOfLambda(), *S.AST.callOf("spawn"),
                    S.Edits);
    EXPECT_EQ(S.result(), Expected) << Body;
  }
}
