//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "edits/CoroutineEdits.h"
#include "TestAST.h"
#include "knowledge/ClangVersions.h"
#include "clang/AST/ASTLambda.h"

using namespace clang;
using namespace clang::tidy::async;

namespace {
/// A function of a source, or the lambda in a variable of it, and what is said
/// of it. Nothing is said where it can be done.
struct Case {
  const char *Name;
  const char *Why = "";
};
} // namespace

static const FunctionDecl &callableIn(const TestAST &AST, const char *Name) {
  if (*Name != '[')
    return *AST.function(Name);
  const Expr *Init = AST.variable(Name + 1)->getInit();
  return *cast<LambdaExpr>(Init->IgnoreImplicit())->getCallOperator();
}

TEST(CoroutineEdits, WhatCannotBeACoroutine) {
  TestAST AST(R"cpp(
struct Fixed { Fixed(); Fixed(const Fixed &) = delete; };
struct Moved { Moved(); Moved(Moved &&); };
void log(const char *); int Moves;
struct Loud { Loud(Loud &&) { log("moved"); } };
struct Counted { Counted(Counted &&) { ++Moves; } };
struct Copied { int M = 0; Copied(const Copied &) : M(++Moves) {} };
struct HasLoud { int M; Loud L; };
struct Owner { int *P; Owner(Owner &&O) : P(O.P) { O.P = nullptr; } };
struct Asks { int M; int get() const; Asks(Asks &&O) : M(O.get()) {} };
struct LoudCopy { LoudCopy(LoudCopy &&) {} LoudCopy(const LoudCopy &) { log("copied"); } };
struct Whole { Whole() {} ~Whole() {} int member() { return 1; } };
template <class T> struct Generic { int inGeneric() { return 1; } };
int use() { return Generic<int>().inGeneric(); }
template <class T> int generic(T) { return 1; }
int plain(int I) { return I; }
int statements(int I) { return ({ I + 1; }); }
int arguments(__builtin_va_list L) { return __builtin_va_arg(L, int); }
int variadic(int, ...) { return 1; }
int perThread() { thread_local int Count = 0; return ++Count; }
int once() { static int Count = 0; return ++Count; }
int fixedLength() { int Array[3]; return sizeof(Array); }
int elsewhere();
int main() { return 0; }
constexpr int constant() { return 1; }
consteval int immediate() { return 1; }
auto deduced() { return 1; }
auto trailing() -> int { return 1; }
int never() noexcept { return 1; }
int maybe() noexcept(false) { return 1; }
int tried() try { return 1; } catch (...) { return 2; }
int tries() { try { return 1; } catch (...) { return 2; } }
home::task<int> already() { co_return 1; }
int conditional() {
#if 1
  return 1;
#endif
}
int defines() {
#define ONE 1
  return ONE;
#undef ONE
}
int byFixed(Fixed F) { return 1; }
int byReference(Fixed &F) { return 1; }
int byMoved(Moved M) { return 1; }
int byLoud(Loud L) { return 1; }
int byCounted(Counted L) { return 1; }
int byCopied(Copied L) { return 1; }
int byPart(HasLoud L) { return 1; }
int byLoudReference(Loud &L, Loud *P) { return 1; }
int byOwner(Owner O, Asks A, LoudCopy C) { return 1; }
[[gnu::const]] int pure() { return 1; }
[[nodiscard]] int needed() { return 1; }
[[deprecated]] int old() { return 1; }
#define LAMBDA [] { return 1; }
void lambdas() {
  auto Plain = [](int I) { return I; };
  auto Generic = [](auto I) { return I; };
  auto Constant = []() constexpr { return 1; };
  auto Never = []() noexcept { return 1; };
  auto Mutable = []() mutable { return 1; };
  auto InMacro = LAMBDA;
  auto Split = [](int I
#if 1
                  , int J
#endif
                  ) { return I; };
}
)cpp");
  for (const Case &C : std::initializer_list<Case>{
           {"plain"},
           {"member"},
           {"Whole", "a constructor or destructor cannot be a coroutine"},
           {"~Whole", "a constructor or destructor cannot be a coroutine"},
           {"inGeneric", "'inGeneric' is a template or a template's member"},
           {"generic", "'generic' is a template or a template's member"},
           {"statements", "it has a statement expression"},
           {"arguments", "it has variable arguments"},
           {"variadic", "'variadic' has variable arguments"},
           {"perThread",
            "'Count' is thread-local, and a coroutine may change threads"},
           {"once"},
           {"fixedLength"},
           {"elsewhere", "'elsewhere' is not defined here"},
           {"main", "'main' cannot be a coroutine"},
           {"constant", "'constant' is 'constexpr' or 'consteval'"},
           {"immediate", "'immediate' is 'constexpr' or 'consteval'"},
           {"deduced", "'deduced' has a deduced return type"},
           {"trailing"},
           {"never",
            "'never' is 'noexcept', and a coroutine stores what it throws"},
           {"maybe"},
           {"tried", "'tried' has a function try block"},
           {"tries"},
           {"already", "'already' is a coroutine already"},
           {"conditional", "'conditional' has parts under '#if'"},
           {"defines"},
           {"byFixed", "parameter 'F' cannot be moved into a coroutine"},
           {"byReference"},
           {"byMoved"},
           {"byLoud",
            "parameter 'L' would be moved into the coroutine, which its class "
            "shows"},
           {"byCounted",
            "parameter 'L' would be moved into the coroutine, which its class "
            "shows"},
           {"byCopied",
            "parameter 'L' would be moved into the coroutine, which its class "
            "shows"},
           {"byPart",
            "parameter 'L' would be moved into the coroutine, which its class "
            "shows"},
           {"byLoudReference"},
           {"byOwner"},
           {"pure", "'pure' has the attribute 'const'"},
           {"needed"},
           {"old"},
           {"[Plain"},
           {"[Generic", "the lambda stands in a template"},
           {"[Constant", "the lambda is 'constexpr'"},
           {"[Never", "the lambda is 'noexcept'"},
           {"[Mutable"},
           {"[InMacro", "it is inside a macro"},
           {"[Split", "a preprocessor directive stands in the way"}})
    EXPECT_EQ(obstacleToCoroutine(callableIn(AST, C.Name)), C.Why) << C.Name;
}

TEST(CoroutineEdits, WhatHasAVariableLength) {
  if (TakesFunctionsForCoroutines)
    GTEST_SKIP();
  TestAST AST(R"cpp(
int variableLength(int N) { int Array[N]; return sizeof(Array); }
int inLambda(int N) {
  return [=] { int Array[N]; thread_local int Count; return Count; }();
}
)cpp");
  EXPECT_EQ(obstacleToCoroutine(*AST.function("variableLength")),
            "'Array' has a variable length");
  EXPECT_EQ(obstacleToCoroutine(*AST.function("inLambda")), "");
}

TEST(CoroutineEdits, WhatKeepsItsType) {
  TestAST AST(R"cpp(
struct Fixed { Fixed(); Fixed(const Fixed &) = delete; };
struct Base {
  virtual int overridden() { return 1; }
  int member() { return 1; }
  int operator+(int) { return 1; }
  operator bool() { return true; }
};
template <class T> struct Friend { friend int befriended(); };
int befriended() { return 1; }
Friend<int> Instance;
template <class T> struct Outer { struct Inner { friend int ofInner(); }; };
int ofInner() { return 1; }
Outer<int>::Inner InnerInstance;
template <class T> struct Special {};
template <> struct Special<int> { friend int ofSpecial(); };
int ofSpecial() { return 1; }
struct Plain { friend int known(); };
int known() { return 1; }
extern "C" int forC() { return 1; }
int &reference(int &I) { return I; }
int *pointer(int &I) { return &I; }
Fixed fixed() { return {}; }
namespace lib { namespace detail { int inside() { return 1; } } }
namespace library { int beside() { return 1; } }
int announced() { return 1; }
void lambdas() { auto Plain = [](int I) { return I; }; }
)cpp",
              "int announced();");
  const Library Lib = parseOrFail("library: test\nnamespaces: [lib]\n");
  for (const Case &C : std::initializer_list<Case>{
           {"member"},
           {"overridden", "'overridden' is virtual"},
           {"operator+", "'operator+' is an operator"},
           {"operator bool", "'operator bool' is a conversion"},
           {"befriended", "'befriended' is a friend of a template"},
           {"ofInner", "'ofInner' is a friend of a template"},
           {"ofSpecial"},
           {"known"},
           {"forC", "'forC' is 'extern \"C\"'"},
           {"reference", "'reference' returns a reference"},
           {"pointer"},
           {"fixed", "'fixed' returns what cannot be moved"},
           {"inside", "'inside' belongs to the library"},
           {"beside"},
           {"announced", "'announced' is declared in a system header"},
           {"[Plain"}})
    EXPECT_EQ(obstacleToNewType(callableIn(AST, C.Name), &Lib), C.Why)
        << C.Name;
  EXPECT_EQ(obstacleToNewType(*AST.function("inside"), nullptr), "");
}

/// What follows `test` in \p Code, which defines it, once it returns a task, or
/// the reason against that.
static std::string returning(const char *Code) {
  // An unknown template is used without a value only where the unit does so.
  TestAST AST(
      (llvm::Twine("home::task<> sample() { co_return; }\n") + Code).str());
  Knowledge K(AST, {});
  const auto Task =
      emptyTaskLike(AST.function("sample")->getReturnType(), K.Types);
  if (!Task)
    return "no task";
  const FunctionDecl &Test = callableIn(
      AST, llvm::StringRef(Code).contains("auto test =") ? "[test" : "test");
  Rewrite Edits(AST.context());
  returnTask(Test, *Task, Edits);
  coReturn(Test, Edits);
  if (!Edits)
    return "refused: " + Edits.reason().str();
  const std::string After = AST.apply(Edits.hints());
  return After.substr(After.find('\n') + 1);
}

TEST(CoroutineEdits, ReturnsATask) {
  for (const auto &[Before, After] :
       std::initializer_list<std::pair<const char *, const char *>>{
           {"int test() { return 1; }",
            "home::task<int> test() { co_return 1; }"},
           {"void test() { return; }", "home::task<> test() { co_return; }"},
           {"auto test() -> int { return 1; }",
            "auto test() -> home::task<int> { co_return 1; }"},
           {"void in() { auto test = [](int I) { return I; }; }",
            "void in() { auto test = [](int I) -> home::task<int> { co_return "
            "I; }; }"},
           {"void in() { auto test = [] { return 1; }; }",
            "void in() { auto test = [] () -> home::task<int> { co_return 1; "
            "}; }"},
           {"void in() { auto test = [] { struct T {}; return T(); }; }",
            "refused: the lambda's return type has no name"},
           {"void in() { auto test = [] { return [] {}; }; }",
            "refused: the lambda's return type has no name"},
           {"int (*test())[3] { return nullptr; }",
            "refused: the return type stands around the name"},
           {"const int test() { return 1; }",
            "refused: the return type is qualified"}})
    EXPECT_EQ(returning(Before), After) << Before;
}

TEST(CoroutineEdits, ReturnsNoWhatThePromiseCannotTake) {
  const std::string Known = R"cpp(struct S {
  static const int Declared = 1; static inline int Defined = 1; int Bits : 3; };
struct P { int A, B; }; using F = int(); int f(); enum E { Zero }; )cpp";
  for (const Case &C : std::initializer_list<Case>{
           {"int test(int I) { return I; }"},
           {"P test() { return {1, 2}; }", "it returns a braced list"},
           {"P test() { return P{1, 2}; }"},
           {"std::unique_ptr<int> test() { return {}; }",
            "it returns a braced list"},
           {"F *test() { return f; }", "it returns a function's address"},
           {"F *test() { return &f; }", "it returns a function's address"},
           {"int test() { return f(); }"},
           {"int *test(int &I) { return &I; }"},
           {"int test() { return S::Declared; }",
            "it returns 'Declared', which has no address"},
           {"int test() { return S::Defined; }"},
           {"int test(S &Of) { return Of.Bits; }", "it returns a bit-field"},
           {"int test(S &Of) { return Of.Bits + 1; }"},
           {"int *test() { return 0; }", "it returns a number as 'int *'"},
           {"int *test() { return nullptr; }"},
           {"double test() { return 0; }"},
           {"E test() { return Zero; }"}}) {
    const std::string After = returning((Known + C.Name).c_str());
    EXPECT_EQ(llvm::StringRef(After).starts_with("refused: ") ? After.substr(9)
                                                              : "",
              C.Why)
        << C.Name;
  }
}

/// What `test` in \p Code becomes as a coroutine, or the reason against that.
static std::string asCoroutine(const std::string &Code) {
  TestAST AST(R"cpp(
struct other { bool await_ready(); void await_suspend(std::coroutine_handle<>);
  void await_resume(); };
struct strict {
  struct promise_type { strict get_return_object(); void return_void();
    std::suspend_always initial_suspend(); void unhandled_exception();
    std::suspend_always final_suspend() noexcept;
    other await_transform(other); };
  bool await_ready(); void await_suspend(std::coroutine_handle<>);
  void await_resume(); };
home::task<> save(); strict keep(); bool done; int work(); void use(int);
std::mutex m;
)cpp" + Code);
  Knowledge K(AST, {"library: l\nlocks: {guards: [std::lock_guard], mutexes: "
                    "[std::mutex]}\n"});
  const FunctionDecl &Test = callableIn(
      AST, llvm::StringRef(Code).contains("auto test =") ? "[test" : "test");
  const FunctionDecl *Outer = &Test;
  if (isLambdaCallOperator(Outer))
    Outer = AST.function("in");
  BodyIndex Index(*Outer);
  Rewrite Edits(AST.context());
  becomeCoroutine(Test, Index, K.Types, Edits);
  if (!Edits)
    return "refused: " + Edits.reason().str();
  const std::string After = AST.apply(Edits.hints());
  return After.substr(After.find("std::mutex m;\n") + 14);
}

TEST(CoroutineEdits, BecomesACoroutine) {
  for (const auto &[Before, After] :
       std::initializer_list<std::pair<const char *, const char *>>{
           {"home::task<> test() { return save(); }",
            "home::task<> test() { co_return co_await save(); }"},
           {"home::task<> test() { if (done) return save(); return save(); }",
            "home::task<> test() { if (done) co_return co_await save(); "
            "co_return co_await save(); }"},
           {"int test() { return work(); }", "refused: it returns no task"},
           {"strict test() { return keep(); }",
            "refused: the promise does not accept 'strict'"},
           {"home::task<> test() { return {}; }",
            "refused: what it returns elsewhere cannot be awaited"},
           {"home::task<> test() { try { work(); } catch (...) { return "
            "save(); } return save(); }",
            "refused: 'co_await' is not allowed in a catch handler"},
           {"home::task<> test() { try { return save(); } catch (...) { "
            "use(1); } return save(); }",
            "home::task<> test() { try { co_return co_await save(); } catch "
            "(...) { use(1); } co_return co_await save(); }"},
           {"home::task<> test() { std::lock_guard<std::mutex> l(m); return "
            "save(); }",
            "refused: 'l' would hold its mutex while the coroutine is "
            "suspended"},
           {"home::task<> test() noexcept { return save(); }",
            "refused: 'test' is 'noexcept', and a coroutine stores what it "
            "throws"},
           {"void in() { auto test = []() -> home::task<> { return save(); }; "
            "}",
            "void in() { auto test = []() -> home::task<> { co_return co_await "
            "save(); }; }"},
           {"void in() { auto test = [] { return save(); }; }",
            "refused: the lambda's return type is deduced"},
           {"void in(int I) { auto test = [I]() -> home::task<> { use(I); "
            "return save(); }; }",
            "refused: as a coroutine, the lambda would refer to its "
            "captures"}})
    EXPECT_EQ(asCoroutine(Before), After) << Before;
}
