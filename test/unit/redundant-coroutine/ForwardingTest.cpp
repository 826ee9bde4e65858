//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/redundant-coroutine/Forwarding.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

static const std::string Callees = R"cpp(
struct Part { int Size; Part(const Part &); Part(Part &&) noexcept; };
struct Text {
  Text() noexcept; explicit Text(int) noexcept;
  Text(const Text &); Text(Text &&) noexcept;
  int Size; Part Inner; Text *Next; int *Data; static int Count;
  home::task<> find(int) noexcept; int length();
};
struct View { View(const Text &) noexcept; View(const View &) noexcept; };
struct Plain { int A, B; };
enum Kind { Zero };
int Global, Numbers[2]; int *GlobalPointer; Text GlobalText;
constexpr int Constant = 1;
int work();
home::task<> operator+(const Text &, const Text &) noexcept;
Text make() noexcept;
home::task<> number(int) noexcept;
home::task<> truth(bool) noexcept;
home::task<> refer(const int &) noexcept;
home::task<> take(int &&) noexcept;
home::task<> wide(const long &) noexcept;
home::task<> chars(const char *) noexcept;
home::task<> point(const int *) noexcept;
home::task<> call(int (*)()) noexcept;
home::task<> text(Text) noexcept;
home::task<> part(Part) noexcept;
home::task<> lend(const Text &) noexcept;
home::task<> view(View) noexcept;
home::task<> plain(Plain) noexcept;
home::task<> variadic(int, ...) noexcept;
home::task<> later(int);
home::task<> coroutine(int) { co_return; }
home::task<> fixed(int = 1) noexcept;
home::task<> moving(int = Global) noexcept;
home::task<> lent(const int & = Global) noexcept;
home::task<> fresh(const int & = 1) noexcept;
home::task<> converted(const long & = Global) noexcept;
home::task<> null(const int * = nullptr) noexcept;
home::task<> addressed(const int * = &Global) noexcept;
home::task<> made(Text = Text()) noexcept;
home::task<> listed(Plain = {}) noexcept;
home::task<> nowhere();
)cpp";

/// d: something dangles, t: it depends on the time, x: it may throw.
static std::string shown(const Forwarding &F) {
  return std::string(F.Dangles ? "d" : "") + (F.DependsOnTime ? "t" : "") +
         (F.Throws ? "x" : "");
}

namespace {
/// `return test`'s value, after these declarations.
struct Ending {
  explicit Ending(llvm::StringRef Value, const char *Before = "")
      : AST((llvm::Twine(Callees) +
             "struct Home { int Own; int *Of; home::task<> test(int N, int &R, "
             "int *P, Text T, Text &Ref, Text *Q) {" +
             Before + " return " + Value + "; } };")
                .str()) {}

  const Expr &value() const {
    return *AST.find<ReturnStmt>(
                   returnStmt(hasAncestor(functionDecl(hasName("test")))))
                ->getRetValue();
  }
  const CallExpr &call() const {
    return *cast<CallExpr>(value().IgnoreImplicit());
  }

  TestAST AST;
};

struct Row {
  const char *Value, *Expected;
};
} // namespace

TEST(Forwarding, OfValues) {
  for (const auto &[Value, Expected] : std::initializer_list<Row>{
           {"number(1)", ""},
           {"number('c')", ""},
           {"number(1.5)", ""},
           {"number(true)", ""},
           {"number(sizeof(N))", ""},
           {"number(N)", ""},
           {"number(R)", "t"},
           {"number(Global)", "t"},
           {"number(Constant)", ""},
           {"number(Zero)", ""},
           {"number(-N)", ""},
           {"number(-Global)", "t"},
           {"number(N + 1)", ""},
           {"number(N + Global)", "t"},
           {"number(Global + N)", "t"},
           {"number(static_cast<int>(N))", ""},
           {"number(static_cast<int>(Global))", "t"},
           {"number(++N)", "tx"},
           {"number(N = 1)", "tx"},
           {"number(*P)", "tx"},
           {"number(work())", "tx"},
           {"number(T.Size)", ""},
           {"number(T.Inner.Size)", ""},
           {"number(Ref.Size)", "t"},
           {"number(Q->Size)", "t"},
           {"number(Own)", "t"},
           {"truth(&N)", "tx"},
           {"call(work)", ""},
           {"later(1)", "x"},
           {"coroutine(1)", ""},
           {"fixed()", ""},
           {"moving()", "t"},
       })
    EXPECT_EQ(shown(forwarded(Ending(Value).call())), Expected) << Value;
}

TEST(Forwarding, OfReferences) {
  for (const auto &[Value, Expected] : std::initializer_list<Row>{
           {"refer(Global)", ""},
           {"refer(N)", "d"},
           {"refer(R)", ""},
           {"refer(1)", "d"},
           {"wide(R)", "d"},
           {"take(std::move(R))", ""},
           {"take(std::move(N))", "d"},
           {"refer(T.Size)", "d"},
           {"refer(Ref.Size)", ""},
           {"refer(Ref.Inner.Size)", ""},
           {"refer(Q->Size)", ""},
           {"refer(Q->Inner.Size)", ""},
           {"refer(GlobalText.Next->Size)", "t"},
           {"refer(*P)", ""},
           {"refer(*GlobalPointer)", "t"},
           {"refer(Own)", ""},
           {"refer(Numbers[0])", "d"},
           {"lend(T)", "d"},
           {"lend(make())", "d"},
           {"lent()", ""},
           {"fresh()", "d"},
           {"converted()", "d"},
       })
    EXPECT_EQ(shown(forwarded(Ending(Value).call())), Expected) << Value;
}

TEST(Forwarding, OfPointers) {
  for (const auto &[Value, Expected] : std::initializer_list<Row>{
           {"point(P)", ""},
           {"point(nullptr)", ""},
           {"point(&N)", "d"},
           {"point(&R)", ""},
           {"point(&Global)", ""},
           {"point(&T.Size)", "d"},
           {"point(Local)", "d"},
           {"point(Array)", "d"},
           {"point(Numbers)", ""},
           {"point(GlobalPointer)", "t"},
           {"point(T.Data)", ""},
           {"point(Ref.Data)", "t"},
           {"point(Of)", "t"},
           {"chars(\"x\")", ""},
           {"null()", ""},
           {"addressed()", "d"},
       })
    EXPECT_EQ(
        shown(forwarded(Ending(Value, "int *Local = P; int Array[2];").call())),
        Expected)
        << Value;
}

TEST(Forwarding, OfObjects) {
  for (const auto &[Value, Expected] : std::initializer_list<Row>{
           {"text(T)", "x"},
           {"text(std::move(T))", ""},
           {"text(Ref)", "tx"},
           {"text(std::move(Ref))", "t"},
           {"text(Local)", "d"},
           {"text(std::move(Local))", "d"},
           {"text(make())", "d"},
           {"text(Text(1))", "d"},
           {"part(T.Inner)", "x"},
           {"part(std::move(T.Inner))", ""},
           {"part(Ref.Inner)", "tx"},
           {"part(Local.Inner)", "d"},
           {"part(Q->Inner)", "tx"},
           {"text(*Q)", "d"},
           {"view(T)", "d"},
           {"plain({1, 2})", "d"},
           {"made()", ""},
           {"listed()", ""},
       })
    EXPECT_EQ(shown(forwarded(Ending(Value, "Text Local;").call())), Expected)
        << Value;
}

TEST(Forwarding, OfCalls) {
  for (const auto &[Value, Expected] : std::initializer_list<Row>{
           {"T + Ref", "d"},
           {"variadic(1, N)", "d"},
           {"Ref.find(1)", ""},
           {"T.find(1)", "d"},
           {"make().find(1)", "d"},
           {"Q->find(1)", ""},
           {"(&T)->find(1)", "d"},
           {"GlobalText.find(1)", ""},
           {"GlobalText.Next->find(1)", "t"},
           {"Ref.find(Global)", "t"},
           {"this->test(N, R, P, std::move(T), Ref, Q)", "x"},
       })
    EXPECT_EQ(shown(forwarded(Ending(Value).call())), Expected) << Value;
}

TEST(Forwarding, OfWhatIsEvaluatedBefore) {
  for (const auto &[Value, Expected] : std::initializer_list<Row>{
           {"N", ""},
           {"Global", "t"},
           {"work()", "tx"},
           {"T", "x"},
           {"std::move(T)", ""},
           {"Local", "x"},
           {"Ref", "tx"},
       }) {
    const Ending E("nowhere()",
                   (llvm::Twine("Text Local; auto Before = ") + Value + ";")
                       .str()
                       .c_str());
    EXPECT_EQ(shown(evaluatedBefore(*E.AST.variable("Before")->getInit())),
              Expected)
        << Value;
  }
}

TEST(Forwarding, Sums) {
  Forwarding Sum, Dangling, Late, Throwing;
  Dangling.Dangles = Late.DependsOnTime = Throwing.Throws = true;
  EXPECT_EQ(shown(Sum |= Forwarding()), "");
  EXPECT_EQ(shown(Sum |= Late), "t");
  EXPECT_EQ(shown(Sum |= Throwing), "tx");
  EXPECT_EQ(shown(Sum |= Dangling), "dtx");
}

TEST(Forwarding, HandsOnAParameter) {
  for (const auto &[Value, Expected] : std::initializer_list<Row>{
           {"text(T)", "yes"},
           {"text(std::move(T))", "yes"},
           {"text(Ref)", "no"},
           {"lend(T)", "no"},
           {"view(T)", "no"},
           {"part(T.Inner)", "no"},
           {"text(make())", "no"},
           {"number(1)", "no"},
       }) {
    const Ending E(Value);
    const ParmVarDecl *T = E.AST.find<ParmVarDecl>(
        parmVarDecl(hasName("T"), hasAncestor(functionDecl(hasName("test")))));
    EXPECT_EQ(handsOn(E.call(), *T) ? "yes" : "no", llvm::StringRef(Expected))
        << Value;
  }
}
