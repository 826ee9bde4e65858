//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unpropagated-stop-token/StopTokens.h"
#include "TestAST.h"
#include "checks/unpropagated-stop-token/TokenTakers.h"
#include "checks/unpropagated-stop-token/UnlookedLoops.h"

using namespace clang;
using namespace clang::tidy::async;

static const char *const Vocabulary = R"(
library: test
namespaces: [lib]
stop-tokens:
  - {name: lib::token, requested: stopped, sources: [lib::source::get], requests: [stop], none: [lib::never], carriers: [lib::options]}
  - {name: lib::abort, pass-by: reference, requested: aborted, requests: [abort_now]}
  - {name: lib::ambient, ambient: true, requested: stopped}
cleanup: [{name: lib::finally}]
own-token: [{name: lib::own}, {name: lib::at_exit, stops-at: the exit}]
condition-waits: [{name: lib::condition::wait}]
)";

static const char *const Header = R"cpp(
namespace std {
template <class T> struct optional { optional(); optional(const T &); };
template <class T> struct reference_wrapper { reference_wrapper(T &); };
}
namespace lib {
struct token { token(); bool stopped() const; };
struct source { token get() const; void stop(); };
struct abort { bool aborted() const; void abort_now(); };
struct ambient { bool stopped() const; };
struct options { options(); options(token); };
token never();
template <class F> void finally(F &&) {}
void own(int, token = {}); home::task<> at_exit(token = {});
struct condition { template <class P> void wait(int &, P) {}
                   template <class P> bool wait(int &, token, P) { return true; } };
}
)cpp";

static const char *const Declarations = R"cpp(
using lib::token; using lib::source; using lib::abort;
home::task<> fetch(token = {});
home::task<> save(int); home::task<> save(int, token);
home::task<> by_reference(int, token &);
home::task<> by_const_reference(const token & = {});
home::task<> by_rvalue(token && = {});
home::task<> by_pointer(abort * = nullptr);
home::task<> referring(); home::task<> referring(abort &);
home::task<> carried(lib::options = {});
home::task<> maybe(std::optional<token> = {});
home::task<> maybe_ref(std::optional<std::reference_wrapper<abort>> = {});
home::task<> several(int = 0, int = 1 + 2, token = {});
home::task<int> other(int); home::task<> other(int, token);
home::task<> gone(int); home::task<> gone(int, token) = delete;
home::task<> old(int); [[deprecated]] home::task<> old(int, token);
home::task<> twice(token = {}, token = {});
home::task<> flows(lib::ambient = {});
void log(bool); bool c();
struct request { token stopping; token get_token() const;
                 home::task<> take(token = {}); };
)cpp";

/// Texts that the first call of \p Callee could be given, best known first, and
/// what it is written with in the end.
static std::string tokens(llvm::StringRef Callee, llvm::StringRef Code) {
  TestAST AST((Declarations + Code).str(), Header);
  Knowledge K(AST, {Vocabulary});
  const CallExpr *Call = AST.callOf(Callee);
  const FunctionDecl *Test = AST.function("test");
  BodyIndex Index(*Test);
  const CallableBody *Body = Index.enclosing(Call);
  EXPECT_TRUE(Body);
  if (!Body)
    return "";
  TokenTakers Takers;
  MemberStops Stops;
  const TokenTaker Taker = Takers.find(*Call, *Body, K.Types);
  if (!Taker)
    return "no taker";
  std::string Found;
  for (const ReachableToken &Token :
       tokensInReach(*Call, *Body, Index, K.Known, Stops)) {
    std::string Text = argumentFor(Token, Taker, *Call, Index, K.Types);
    if (Text.empty())
      Text = "(" + Token.Text + ")";
    Found += (Found.empty() ? "" : " ") + Text;
  }
  return Found;
}

TEST(StopTokens, Sources) {
  EXPECT_EQ(tokens("fetch", "home::task<> test(token T) { co_await fetch(); }"),
            "T");
  EXPECT_EQ(tokens("fetch", "home::task<> test() { co_await fetch(); }"), "");
  EXPECT_EQ(
      tokens("fetch", "home::task<> test(source S) { co_await fetch(); }"),
      "S.get()");
  EXPECT_EQ(
      tokens("fetch", "home::task<> test(request &R) { co_await fetch(); }"),
      "R.stopping R.get_token()");
  EXPECT_EQ(
      tokens(
          "fetch",
          "struct s { token T; home::task<> test() { co_await fetch(); } };"),
      "T");
  EXPECT_EQ(tokens("fetch", "home::task<> test() { source S; token T = S.get();"
                            " co_await fetch(); }"),
            "S.get() T");
  EXPECT_EQ(
      tokens("fetch", "home::task<> test() { token T; co_await fetch(); }"),
      "");
  EXPECT_EQ(tokens("fetch", "home::task<> test(lib::ambient T)"
                            "{ co_await fetch(); }"),
            "");
}

TEST(StopTokens, OutOfReach) {
  EXPECT_EQ(tokens("fetch", "home::task<> test(source &S) {"
                            " co_await fetch(); token T = S.get(); }"),
            "S.get()");
  EXPECT_EQ(tokens("fetch", "void test(token T) {"
                            " auto L = [] { return fetch(); }; }"),
            "");
  EXPECT_EQ(tokens("fetch", "void test(token T) {"
                            " auto L = [T] { return fetch(); }; }"),
            "T");
  EXPECT_EQ(tokens("fetch", "struct s { token T;"
                            " static home::task<> test()"
                            " { co_await fetch(); } };"),
            "");
  EXPECT_EQ(tokens("fetch", "void take(token); home::task<> test(token T) {"
                            " take(std::move(T)); co_await fetch(); }"),
            "");
  EXPECT_EQ(tokens("fetch", "home::task<> test(token T) { { int T = 0; }"
                            " co_await fetch(); }"),
            "");
}

TEST(StopTokens, CleaningUp) {
  EXPECT_EQ(tokens("fetch", "void test(token T) { try { log(true); }"
                            " catch (...) { fetch(); } }"),
            "");
  EXPECT_EQ(tokens("fetch", "void test(token T) {"
                            " lib::finally([T] { return fetch(); }); }"),
            "");
  EXPECT_EQ(tokens("fetch", "home::task<> test(token T) {"
                            " while (!T.stopped()) log(true);"
                            " co_await fetch(); }"),
            "");
  EXPECT_EQ(tokens("fetch", "home::task<> test(token T) {"
                            " if (T.stopped()) co_await fetch(); }"),
            "");
  EXPECT_EQ(tokens("fetch", "home::task<> test(token T) {"
                            " if (!T.stopped()) co_await fetch(); }"),
            "T");
  EXPECT_EQ(tokens("fetch", "home::task<> test(source &S) {"
                            " S.stop(); co_await fetch(); }"),
            "");
}

TEST(StopTokens, MembersThatAreStopped) {
  const auto InClass = [](llvm::StringRef Stop, llvm::StringRef Test) {
    return tokens("fetch", ("struct lock { void broken(); };"
                            "struct s { abort A; source S; lock L;"
                            " void stop_all() { " +
                            Stop +
                            " } void part() { test(); }"
                            " home::task<> test() { " +
                            Test + " } };")
                               .str());
  };
  EXPECT_EQ(InClass("", "co_await fetch();"), "(A) S.get()");
  EXPECT_EQ(InClass("S.stop();", "co_await fetch();"), "(A) S.get()");
  // It is part of stopping.
  EXPECT_EQ(InClass("S.stop(); test();", "co_await fetch();"), "(A)");
  EXPECT_EQ(InClass("S.stop(); part();", "co_await fetch();"), "(A)");
}

TEST(StopTokens, WhatIsToldAsWell) {
  const auto Waiting = [](llvm::StringRef Stop) {
    return tokens("take", ("struct lock { void broken(); home::task<> close();"
                           " home::task<> take(token = {}); };"
                           "struct s { source S; lock L;"
                           " void finish() { " +
                           Stop +
                           " }"
                           " home::task<> test()"
                           " { co_await L.take(); } };")
                              .str());
  };
  EXPECT_EQ(Waiting("S.stop();"), "S.get()");
  EXPECT_EQ(Waiting("S.stop(); L.broken();"), "");
  // One that is waited for is told nothing.
  EXPECT_EQ(Waiting("S.stop(); L.close();"), "S.get()");
  EXPECT_EQ(Waiting("L.broken();"), "S.get()");
}

TEST(StopTokens, BehindACaughtStop) {
  EXPECT_EQ(tokens("fetch", "home::task<> test() { source S;"
                            " try { co_await save(1, S.get()); }"
                            " catch (...) {} co_await fetch(); }"),
            "");
  EXPECT_EQ(tokens("fetch", "home::task<> test() { source S;"
                            " try { co_await save(1, S.get()); }"
                            " catch (...) { co_return; } co_await fetch(); }"),
            "S.get()");
  EXPECT_EQ(tokens("fetch", "home::task<> test(token T) {"
                            " try { co_await save(1, T); }"
                            " catch (...) {} co_await fetch(); }"),
            "T");
  EXPECT_EQ(tokens("fetch", "home::task<> test(token T) { bool Failed = false;"
                            " try { co_await save(1); }"
                            " catch (...) { Failed = true; }"
                            " co_await fetch(); if (Failed) throw 1; }"),
            "");
  // Given where it is meant.
  EXPECT_EQ(tokens("save", "home::task<> test() { source S;"
                           " co_await save(1); co_await save(2, S.get()); }"),
            "");
}

TEST(TokenTakers, Forms) {
  const auto Given = [](llvm::StringRef Callee, llvm::StringRef Arguments) {
    return tokens(Callee, ("home::task<> test(token T, abort &A) { co_await " +
                           Callee + "(" + Arguments + "); }")
                              .str());
  };
  EXPECT_EQ(Given("fetch", ""), "T (A)");
  EXPECT_EQ(Given("save", "1"), "T (A)");
  EXPECT_EQ(Given("by_const_reference", ""), "T (A)");
  EXPECT_EQ(Given("by_rvalue", ""), "std::move(T) (A)");
  EXPECT_EQ(Given("by_pointer", ""), "(T) &A");
  EXPECT_EQ(Given("referring", ""), "(T) A");
  EXPECT_EQ(Given("carried", ""), "T (A)");
  EXPECT_EQ(Given("maybe", ""), "T (A)");
  EXPECT_EQ(Given("maybe_ref", ""), "(T) A");
  EXPECT_EQ(Given("several", ""), "T (A)");
}

TEST(TokenTakers, None) {
  const auto Given = [](llvm::StringRef Callee, llvm::StringRef Arguments) {
    return tokens(Callee, ("home::task<> test(token T) { co_await " + Callee +
                           "(" + Arguments + "); }")
                              .str());
  };
  EXPECT_EQ(Given("other", "1"), "no taker");
  EXPECT_EQ(Given("gone", "1"), "no taker");
  EXPECT_EQ(Given("old", "1"), "no taker");
  EXPECT_EQ(Given("twice", ""), "no taker");
  EXPECT_EQ(Given("flows", ""), "no taker");
  EXPECT_EQ(Given("fetch", "{}"), "no taker");
  EXPECT_EQ(Given("fetch", "lib::never()"), "no taker");
  EXPECT_EQ(tokens("at_exit", "home::task<> test(token T)"
                              "{ co_await lib::at_exit(); }"),
            "T");
  EXPECT_EQ(tokens("own", "void test(token T) { lib::own(1); }"), "no taker");
  // It would call itself.
  EXPECT_EQ(tokens("test", "home::task<> test(int); home::task<> test(int I,"
                           " token T) { co_await test(I); }"),
            "no taker");
}

TEST(TokenTakers, RValuesAndReferences) {
  // Used again, in a loop, or not awaited on the spot.
  EXPECT_EQ(tokens("by_rvalue", "home::task<> test(token T) {"
                                " co_await by_rvalue(); log(T.stopped()); }"),
            "(T)");
  EXPECT_EQ(tokens("by_rvalue", "home::task<> test(token T) {"
                                " while (c()) co_await by_rvalue(); }"),
            "(T)");
  EXPECT_EQ(tokens("by_const_reference", "home::task<> test(token T)"
                                         "{ return by_const_reference(); }"),
            "(T)");
  EXPECT_EQ(tokens("referring", "home::task<> test(const abort &A)"
                                "{ co_await referring(); }"),
            "(A)");
}

TEST(TokenTakers, ConditionIsTestedAgain) {
  const auto Tested = [](llvm::StringRef Behind) {
    TestAST AST(
        (Declarations + ("void test(lib::condition W, int Lock, token T,"
                         " bool Done) { for (;;) {"
                         " W.wait(Lock, [&] { return Done; }); " +
                         Behind + " } }"))
            .str(),
        Header);
    BodyIndex Index(*AST.function("test"));
    return isConditionTestedAgain(*AST.callOf("wait"), Index);
  };
  EXPECT_TRUE(Tested("if (!Done) return;"));
  EXPECT_TRUE(Tested("while (Done) log(true);"));
  EXPECT_FALSE(Tested(""));
  EXPECT_FALSE(Tested("log(Done);"));
  EXPECT_FALSE(Tested("log(true); if (!Done) return;"));
}

/// The loop that never looks at the parameter T, as its first characters.
static std::string unlooked(llvm::StringRef Body) {
  TestAST AST(
      (Declarations + ("home::task<> test(token T) { " + Body + " }")).str(),
      Header);
  const FunctionDecl *Test = AST.function("test");
  BodyIndex Index(*Test);
  const Stmt *Loop =
      unlookedLoop(*Test->getParamDecl(0), *Index.body(Test), Index);
  if (!Loop)
    return "";
  const SourceManager &SM = AST.context().getSourceManager();
  return std::string(SM.getCharacterData(Loop->getBeginLoc()), 3);
}

TEST(UnlookedLoops, OpenEndedOnes) {
  EXPECT_EQ(unlooked("while (c()) co_await save(1);"), "whi");
  EXPECT_EQ(unlooked("for (;;) co_await save(1);"), "for");
  EXPECT_EQ(unlooked("do { co_await save(1); } while (c());"), "do ");
  EXPECT_EQ(unlooked("for (;;) while (c()) co_await save(1);"), "for");
  EXPECT_EQ(unlooked("log(T.stopped()); for (;;) co_await save(1);"), "for");
}

TEST(UnlookedLoops, OthersAreSilent) {
  EXPECT_EQ(unlooked("for (int i = 0; i < 3; ++i) co_await save(i);"), "");
  EXPECT_EQ(unlooked("while (!T.stopped()) co_await save(1);"), "");
  EXPECT_EQ(unlooked("while (c()) { if (T.stopped()) break;"
                     " co_await save(1); }"),
            "");
  EXPECT_EQ(unlooked("while (c()) co_await save(1, T);"), "");
  // Whoever has it may end the wait.
  EXPECT_EQ(unlooked("save(1, T); while (c()) co_await save(1);"), "");
  EXPECT_EQ(unlooked("while (c()) log(true); co_await save(1);"), "");
}

/// The condition that asks, in the first loop of the body.
static std::string asked(llvm::StringRef Body) {
  TestAST AST(
      (Declarations + ("home::task<> test(token T) { " + Body + " }")).str(),
      Header);
  const FunctionDecl *Test = AST.function("test");
  BodyIndex Index(*Test);
  const CallableBody &Written = *Index.body(Test);
  const Stmt *Loop = unlookedLoop(*Test->getParamDecl(0), Written, Index);
  if (!Loop)
    return "no loop";
  Rewrite Edits(AST.context());
  lookInCondition(*Loop, "T.stopped", Written, Edits);
  if (!Edits)
    return Edits.reason().str();
  const std::string Fixed = AST.apply(Edits.hints());
  const size_t Begin = Fixed.find("test(token T) { ") + 16;
  return Fixed.substr(Begin, Fixed.find(" co_await save", Begin) - Begin);
}

TEST(UnlookedLoops, Conditions) {
  EXPECT_EQ(asked("while (true) co_await save(1);"), "while (!T.stopped())");
  EXPECT_EQ(asked("while (c()) co_await save(1);"),
            "while (!T.stopped() && c())");
  EXPECT_EQ(asked("while (c() || c()) co_await save(1);"),
            "while (!T.stopped() && (c() || c()))");
  EXPECT_EQ(asked("for (;;) co_await save(1);"), "for (; !T.stopped();)");
  EXPECT_EQ(asked("while (bool B = c()) co_await save(1);"),
            "the condition declares a variable");
}
