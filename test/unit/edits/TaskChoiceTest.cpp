//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/TaskChoice.h"
#include "TestAST.h"
#include "checks/detached-coroutine/PromiseShape.h"

using namespace clang;
using namespace clang::tidy::async;

static const char *const Types = R"cpp(
struct at_once {
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct detached {
  struct promise_type {
    detached get_return_object();
    at_once initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void unhandled_exception() {}
    void return_void();
  };
};
struct job {
  struct promise_type {
    job get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception() {}
    void return_void();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
home::task<int> number();
home::task<void> nothing();
job simple();
int plain();
namespace home { task<> inside() { co_return; } }
home::task<> outside() { co_return; }
detached swallows() { co_return; }
)cpp";

/// How the task without a value is written that is like what \p Function
/// returns, at the definition of \p Where.
static std::string emptyTask(llvm::StringRef Function, llvm::StringRef Where) {
  TestAST AST(Types);
  Knowledge K(AST, {});
  const auto Choice =
      emptyTaskLike(AST.function(Function)->getReturnType(), K.Types);
  const FunctionDecl &Place = *AST.function(Where);
  return Choice ? Choice->spell("", /*IsVoid=*/true, Place.getDeclContext(),
                                Place.getBeginLoc())
                : "none";
}

TEST(TaskChoice, EmptyTaskLike) {
  EXPECT_EQ(emptyTask("number", "outside"), "home::task<>");
  EXPECT_EQ(emptyTask("nothing", "outside"), "home::task<>");
  EXPECT_EQ(emptyTask("number", "inside"), "task<>");
  EXPECT_EQ(emptyTask("simple", "outside"), "job");
  EXPECT_EQ(emptyTask("plain", "outside"), "none");
  EXPECT_EQ(emptyTask("swallows", "outside"), "none");
}

TEST(PromiseShape, FateWhenDetached) {
  TestAST AST(Types);
  Knowledge K(AST, {});
  EXPECT_EQ(fateWhenDetached(*AST.function("swallows"), K.Types),
            ExceptionFate::Swallows);
  EXPECT_EQ(fateWhenDetached(*AST.function("outside"), K.Types),
            ExceptionFate::Unknown);
}
