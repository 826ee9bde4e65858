//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/Completion.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

static const char *const Vocabulary = R"(
library: test
types:
  - {name: fut, role: task, start: eager}
waits:
  - {name: fut::get}
  - {name: fut::wait}
  - {name: fut::wait_for, timed: true}
  - {name: sync}
  - {name: all_awaiter::get}
ready:
  - {name: fut::ready}
make-ready:
  - {name: made}
fan-out:
  - {name: all}
)";

static const char *const Declarations = R"cpp(
enum class status { ready, timeout };
struct fut {
  struct promise_type { fut get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void(); void unhandled_exception(); };
  bool await_ready(); void await_suspend(std::coroutine_handle<>);
  int await_resume(); int get(); void wait(); bool ready();
  status wait_for(int);
};
struct both { fut first, second; };
struct all_awaiter { bool await_ready();
  void await_suspend(std::coroutine_handle<>); std::vector<fut> await_resume();
  void get(); };
template <class... F> all_awaiter all(F &&...) { return {}; }
fut start(); fut made(); int sync(fut &); void refill(fut &);
void look(const fut &); bool c();
)cpp";

/// For every wait of the coroutine with this body, in the order in which they
/// are written: is what it waits for complete?
static std::string complete(llvm::StringRef Body) {
  TestAST AST(
      (Declarations + ("fut test(fut f, fut g, std::vector<fut> v, both p) { " +
                       Body + " co_return; }"))
          .str());
  Knowledge K(AST, {Vocabulary});
  BodyIndex Index(*AST.function("test"));
  const CallableBody &Written = *Index.body(AST.function("test"));
  std::vector<SuspectWait> Waits;
  for (const CallExpr *Call : Written.Calls) {
    const CallEntry *Entry = K.Known.call(Call, CallRole::Wait);
    if (!Entry)
      continue;
    const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(Call);
    const Expr *Operand =
        MemberCall ? MemberCall->getImplicitObjectArgument() : Call->getArg(0);
    Waits.push_back({Call, originOf(Operand, K.Known), Entry->Wait->Timed});
  }
  EXPECT_FALSE(Waits.empty());
  llvm::sort(Waits, [](const SuspectWait &A, const SuspectWait &B) {
    return A.Call->getExprLoc() < B.Call->getExprLoc();
  });
  const Completion Completed(Written, K.Types, Waits);
  std::string Answers;
  for (const SuspectWait &Wait : Waits)
    Answers += Completed.isComplete(Wait) ? 'y' : 'n';
  return Answers;
}

TEST(Completion, NothingIsKnownAtFirst) {
  EXPECT_EQ(complete("f.get();"), "n");
  EXPECT_EQ(complete("fut x = start(); x.get();"), "n");
  EXPECT_EQ(complete("start().get();"), "n");
  EXPECT_EQ(complete("sync(f);"), "n");
  EXPECT_EQ(complete("co_await f; g.get();"), "n");
}

TEST(Completion, AfterAnAwait) {
  EXPECT_EQ(complete("co_await f; f.get();"), "y");
  EXPECT_EQ(complete("co_await std::move(f); f.get();"), "y");
  EXPECT_EQ(complete("int i = co_await f + f.get();"), "y");
  EXPECT_EQ(complete("co_await all(f, g); f.get(); g.get();"), "yy");
  EXPECT_EQ(complete("fut &r = f; co_await f; r.get();"), "y");
  EXPECT_EQ(complete("f.get(); co_await f;"), "n");
}

TEST(Completion, AfterAWaitForSeveral) {
  EXPECT_EQ(complete("all(f, g).get(); f.get(); g.get();"), "nyy");
  EXPECT_EQ(complete("auto a = all(f, g); a.get(); f.get();"), "ny");
  EXPECT_EQ(complete("all(f).get(); g.get();"), "nn");
  EXPECT_EQ(complete("all(f, g); f.get();"), "n");
}

TEST(Completion, AfterAnEarlierWait) {
  EXPECT_EQ(complete("f.wait(); f.get();"), "ny");
  EXPECT_EQ(complete("sync(f); f.get();"), "ny");
  EXPECT_EQ(complete("f.wait(); g.get();"), "nn");
  // It may have given up.
  EXPECT_EQ(complete("f.wait_for(1); f.get();"), "nn");
}

TEST(Completion, Branches) {
  EXPECT_EQ(complete("if (c()) co_await f; f.get();"), "n");
  EXPECT_EQ(complete("if (c()) co_await f; else co_await f; f.get();"), "y");
  EXPECT_EQ(complete("if (c()) { co_await f; f.get(); } else f.get();"), "yn");
  EXPECT_EQ(complete("if (c()) co_return; co_await f; f.get();"), "y");
  EXPECT_EQ(complete("if (!c()) { f.wait(); } else { co_return; } f.get();"),
            "ny");
  EXPECT_EQ(complete("c() && co_await f; f.get();"), "n");
  EXPECT_EQ(complete("switch (1) { case 1: co_await f; break;\n"
                     "default: co_await f; } f.get();"),
            "y");
}

TEST(Completion, Loops) {
  EXPECT_EQ(complete("while (c()) { f.get(); }"), "n");
  EXPECT_EQ(complete("co_await f; while (c()) { f.get(); }"), "y");
  // The second round starts anew.
  EXPECT_EQ(complete("co_await f; while (c()) { f.get(); f = start(); }"), "n");
  EXPECT_EQ(complete("while (c()) { co_await f; } f.get();"), "n");
  EXPECT_EQ(complete("do { co_await f; } while (c()); f.get();"), "y");
  EXPECT_EQ(complete("for (;;) { fut x = start(); co_await x; x.get(); }"),
            "y");
  EXPECT_EQ(complete("for (;;) { co_await f; if (c()) break; } f.get();"), "y");
}

TEST(Completion, ReadinessTests) {
  EXPECT_EQ(complete("if (f.ready()) f.get();"), "y");
  EXPECT_EQ(complete("if (!f.ready()) f.get();"), "n");
  EXPECT_EQ(complete("if (f.ready()) {} else f.get();"), "n");
  EXPECT_EQ(complete("if (!f.ready()) co_return; f.get();"), "y");
  EXPECT_EQ(complete("if (f.ready() && c()) f.get();"), "y");
  EXPECT_EQ(complete("if (f.ready() || c()) f.get();"), "n");
  EXPECT_EQ(complete("if (g.ready()) f.get();"), "n");
  EXPECT_EQ(complete("int i = f.ready() ? f.get() : f.get();"), "yn");
  EXPECT_EQ(complete("while (!f.ready()) {} f.get();"), "y");
  EXPECT_EQ(complete("if (f.wait_for(1) == status::ready) f.get();"), "ny");
  EXPECT_EQ(complete("if (status::ready != f.wait_for(1)) f.get();"), "nn");
  EXPECT_EQ(complete("if (f.wait_for(1) == status::timeout) co_return;\n"
                     "f.get();"),
            "ny");
}

TEST(Completion, IsForgotten) {
  EXPECT_EQ(complete("co_await f; f = start(); f.get();"), "n");
  EXPECT_EQ(complete("co_await f; refill(f); f.get();"), "n");
  EXPECT_EQ(complete("co_await f; look(f); f.get();"), "y");
  EXPECT_EQ(complete("co_await f; if (c()) f = start(); f.get();"), "n");
  EXPECT_EQ(complete("co_await f; f = made(); f.get();"), "y");
}

TEST(Completion, ReadyValues) {
  EXPECT_EQ(complete("made().get();"), "y");
  EXPECT_EQ(complete("fut x = made(); x.get();"), "y");
  EXPECT_EQ(complete("f = made(); f.get();"), "y");
  EXPECT_EQ(complete("auto r = co_await all(f, g); r[0].get();"), "y");
  EXPECT_EQ(complete("for (fut &x : co_await all(f)) x.get();"), "y");
  EXPECT_EQ(complete("auto r = co_await all(f); for (auto &x : r) x.get();"),
            "y");
}

TEST(Completion, PartsOfObjects) {
  EXPECT_EQ(complete("co_await p.first; p.first.get(); p.second.get();"), "yn");
  EXPECT_EQ(complete("co_await v[0]; v[0].get(); v[1].get();"), "yn");
  EXPECT_EQ(complete("co_await all(v); v[0].get();"), "y");
  EXPECT_EQ(complete("for (fut &x : v) x.wait(); v[0].get();"), "ny");
}

TEST(Completion, LambdasAreAnotherTime) {
  EXPECT_EQ(complete("auto l = [&]() -> fut { co_await f; }; f.get();"), "n");
}

/// The holder and completeness of what `sync` gets.
static std::string origin(llvm::StringRef Body) {
  TestAST AST((Declarations +
               ("struct s { fut member; fut test(fut f, std::vector<fut> v,\n"
                "  both p, std::unique_ptr<fut> u, fut *raw) { " +
                Body + " co_return; } };"))
                  .str());
  Knowledge K(AST, {Vocabulary});
  AsyncOrigin Origin = originOf(AST.callOf("sync")->getArg(0), K.Known);
  if (Origin.Complete)
    return "complete";
  return Origin.Where ? Origin.Where.Holder->getNameAsString() : "none";
}

TEST(Origin, IsANameOrNone) {
  EXPECT_EQ(origin("sync(f);"), "f");
  EXPECT_EQ(origin("sync((f));"), "f");
  EXPECT_EQ(origin("sync(member);"), "member");
  EXPECT_EQ(origin("sync(this->member);"), "member");
  EXPECT_EQ(origin("sync(v[1]);"), "v");
  EXPECT_EQ(origin("sync(*v.begin());"), "v");
  EXPECT_EQ(origin("sync(p.second);"), "p");
  EXPECT_EQ(origin("sync(*u);"), "u");
  EXPECT_EQ(origin("sync(*raw);"), "raw");
  EXPECT_EQ(origin("fut &r = f; sync(r);"), "f");
  EXPECT_EQ(origin("for (fut &x : v) sync(x);"), "v");
  EXPECT_EQ(origin("fut x = start(); sync(x);"), "x");
  EXPECT_EQ(origin("auto r = co_await all(f); sync(r[0]);"), "r");
  EXPECT_EQ(origin("auto &&r = made(); sync(r);"), "complete");
}
