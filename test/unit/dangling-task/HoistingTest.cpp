//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/dangling-task/Hoisting.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::tidy::async;

static const std::string Before = R"cpp(
struct Text { Text(const char *); Text(Text &&); ~Text(); int Size; };
home::task<int> find(const Text &Name, int = 0);
home::task<int> take(Text &&Name);
home::task<int> call(int (*const &Callback)());
struct Finder { home::task<int> search(const Text &Name); Finder &next(); int Last; };
extern const Text Known; extern Finder Of;
home::task<> all(home::task<int> T);
template <class T> void use(T &&); int answer();
bool done;
#define AUTO auto
#define X Text("x")
home::task<> test() { )cpp";
static const std::string After = " co_return; }";

/// The body of `test` once what \p Callee keeps in \p Body is a variable.
static std::string hoisted(const std::string &Body, llvm::StringRef Callee) {
  TestAST AST(Before + Body + After);
  Knowledge Known(AST, {});
  const BodyIndex Index(*AST.function("test"));
  const CallExpr &Task = *AST.callOf(Callee);
  Rewrite Edits(AST.context());
  TakenNames Taken;
  hoistTemporaries(Task, Borrows(Known.Types).of(Task),
                   destinationOf(Task, &Index, Known.Types), Index, Known.Types,
                   Taken, Edits);
  if (!Edits)
    return "refused: " + Edits.reason().str();
  const std::string Result = AST.apply(Edits.hints());
  return Result.substr(Before.size(),
                       Result.size() - After.size() - Before.size());
}

TEST(Hoisting, MakesVariables) {
  EXPECT_EQ(
      hoisted("auto T = find(Text(\"x\")); if (done) co_await T;", "find"),
      "auto Name = Text(\"x\");\nauto T = find(Name); if (done) co_await "
      "T;");
  EXPECT_EQ(hoisted("auto T = find(\"x\"); if (done) co_await T;", "find"),
            "Text Name = \"x\";\nauto T = find(Name); if (done) co_await T;");
  EXPECT_EQ(
      hoisted("auto T = take(Text(\"x\")); if (done) co_await T;", "take"),
      "auto Name = Text(\"x\");\nauto T = take(std::move(Name)); if "
      "(done) co_await T;");
  EXPECT_EQ(hoisted("auto T = Of.search(Text(\"x\")); if (done) co_await T;",
                    "search"),
            "auto Name = Text(\"x\");\nauto T = Of.search(Name); if (done) "
            "co_await T;");
  EXPECT_EQ(hoisted("auto T = find(done ? Text(\"x\") : Text(\"y\")); if "
                    "(done) co_await T;",
                    "find"),
            "auto Name = done ? Text(\"x\") : Text(\"y\");\nauto T = "
            "find(Name); if (done) co_await T;");
}

TEST(Hoisting, Refuses) {
  const auto Reason = [](const std::string &Statement, llvm::StringRef Callee) {
    return hoisted(Statement + " if (done) co_await T;", Callee);
  };
  EXPECT_EQ(hoisted("auto T = find(Text(\"x\")); use(std::move(T));", "find"),
            "refused: 'T' may live longer than this block");
  EXPECT_EQ(Reason("AUTO T = find(Text(\"x\"));", "find"),
            "refused: it is inside a macro");
  EXPECT_EQ(Reason("auto T = find(X);", "find"),
            "refused: it is inside a macro");
  EXPECT_EQ(Reason("auto T = Of.next().search(Text(\"x\"));", "search"),
            "refused: it would change the order of evaluation");
  EXPECT_EQ(Reason("auto T = find(done ? static_cast<const Text &>(Text(\"x\"))"
                   " : Known);",
                   "find"),
            "refused: the temporary is not always made");
  EXPECT_EQ(Reason("auto T = call(answer);", "call"),
            "refused: the temporary's type cannot be written");
  EXPECT_EQ(Reason("auto T = take(std::move(Text(\"x\")));", "take"),
            "refused: the temporary is only a part of the argument");
  EXPECT_EQ(Reason("auto T = all(find(Text(\"x\")));", "find"),
            "refused: the task is only a part of this expression");
  EXPECT_EQ(Reason("auto T = find(Text(\"x\")), U = find(Known);", "find"),
            "refused: a variable cannot be declared here");
}
