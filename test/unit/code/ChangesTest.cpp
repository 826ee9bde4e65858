//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Changes.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::tidy::async;

static const char *const Declarations = R"cpp(
namespace std {
template <class T> struct optional { T &value(); void reset(); };
template <class T> void swap(T &, T &);
template <class T> T exchange(T &, T);
template <class T> const T &as_const(T &);
template <class T> T *addressof(T &);
template <class... T> int make_pair(T &&...);
template <int, class T> int &get(T &);
}
struct task {
  struct promise_type { task get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void(); void unhandled_exception();
    std::suspend_never yield_value(int); };
  bool await_ready(); void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
struct pair { int first, second; int &other; };
struct text { text(); text(const text &); text(text &&);
  text &operator=(const text &); text &operator=(text &&);
  text &operator+=(int); bool operator==(const text &) const;
  bool empty() const; void clear(); void swap(text &); static int count();
  operator int() const; text taken() &&; void operator()(); };
struct keeps { explicit keeps(text &); };
struct reads { explicit reads(const text &); };
struct refers { text &T; };
struct looks { const text &T; };
void read(int); void read(const text &); void fill(int &); void fill(text &);
void read_at(const int *); void fill_at(int *); void take(text &&); void all(...);
template <class T> void forward_to(T &&); template <class T> void by_value(T);
bool c(); extern void (*pointer)(text &);
)cpp";

namespace {
/// A function with this body, and the variables that the tables name.
struct Code {
  explicit Code(llvm::StringRef Body, llvm::StringRef Returns = "task",
                llvm::StringRef End = "co_return;")
      : AST((Declarations + (Returns +
                             " test(int x, text t, pair p, int a[3], task w) { "
                             "int b[3]; std::vector<int> v; "
                             "std::optional<int> o; " +
                             Body + " " + End + " }"))
                .str()),
        Index(*AST.function("test")) {}

  const VarDecl *variable(llvm::StringRef Name) const {
    for (const ParmVarDecl *Param : AST.function("test")->parameters())
      if (Param->getName() == Name)
        return Param;
    for (const VarDecl *Local : Index.body(AST.function("test"))->Locals)
      if (Local->getIdentifier() && Local->getName() == Name)
        return Local;
    ADD_FAILURE() << "no variable " << Name.str();
    return nullptr;
  }

  TestAST AST;
  BodyIndex Index;
};

struct Row {
  const char *Body;
  const char *Variable;
  Change Expected;
};
} // namespace

static void check(llvm::ArrayRef<Row> Table) {
  for (const Row &R : Table) {
    const Code C(R.Body);
    EXPECT_EQ(int(changeOf(*C.variable(R.Variable), C.Index)), int(R.Expected))
        << R.Variable << " in " << R.Body;
  }
}

TEST(Changes, Nothing) {
  const Change None = Change::None;
  check({{"", "x", None},
         {"read(x);", "x", None},
         {"x;", "x", None},
         {"(void)x;", "x", None},
         {"int y = x + 1;", "x", None},
         {"int y; y = x;", "x", None},
         {"text u = t;", "t", None},
         {"read(t);", "t", None},
         {"reads r(t);", "t", None},
         {"looks l{t};", "t", None},
         {"(void)t.empty();", "t", None},
         {"(void)t.count();", "t", None},
         {"(void)(t == t);", "t", None},
         {"int y = t;", "t", None},
         {"const text &u = t; (void)u.empty();", "t", None},
         {"const auto *q = &x;", "x", None},
         {"read_at(&x);", "x", None},
         {"read_at(b);", "b", None},
         {"int y = b[0];", "b", None},
         {"int y = p.first;", "p", None},
         {"p.other = 1;", "p", None},
         {"int y = v[0];", "v", None},
         {"(void)v.size();", "v", None},
         {"for (int y : v) read(y);", "v", None},
         {"for (const int &y : v) read(y);", "v", None},
         {"for (int &y : v) read(y);", "v", None},
         {"text &u = t; (void)u.empty();", "t", None},
         {"auto l = [t]() mutable { t.clear(); };", "t", None},
         {"auto l = [u = t]() mutable { u.clear(); };", "t", None},
         {"auto l = [&] { read(t); };", "t", None},
         {"(void)sizeof(x = 1);", "x", None},
         {"by_value(t);", "t", None},
         {"std::as_const(t).empty();", "t", Change::None},
         {"std::make_pair(t, 1);", "t", None},
         {"std::move(t);", "t", None},
         {"text &&u = std::move(t); read(u);", "t", None},
         {"co_yield x;", "x", None},
         {"if (x) read(1);", "x", None},
         {"switch (x) { default: ; }", "x", None},
         {"all(x);", "x", None}});
}

TEST(Changes, OfParts) {
  const Change Part = Change::Part;
  check({{"p.first = 1;", "p", Part},
         {"++p.first;", "p", Part},
         {"fill(p.first);", "p", Part},
         {"fill_at(&p.first);", "p", Part},
         {"auto &y = p.first; y = 1;", "p", Part},
         {"auto &[f, s, q] = p; f = 1;", "p", Part},
         {"b[0] = 1;", "b", Part},
         {"v[0] = 1;", "v", Part},
         {"auto i = v.begin();", "v", Part},
         {"for (int &y : v) y = 1;", "v", Part},
         {"for (auto &&y : v) fill(y);", "v", Part},
         {"o.value() = 1;", "o", Part},
         {"std::get<0>(p) = 1;", "p", Part},
         {"auto l = [&] { p.first = 1; };", "p", Part}});
}

TEST(Changes, OfState) {
  const Change State = Change::State;
  check({{"t.clear();", "t", State},
         {"v.push_back(1);", "v", State},
         {"v.reserve(1);", "v", State},
         {"t += 1;", "t", State},
         {"t();", "t", State},
         {"auto &u = t; u.clear();", "t", State},
         {"auto &u = t; auto &s = u; s.clear();", "t", State},
         {"auto l = [&] { t.clear(); };", "t", State},
         {"auto l = [&u = t] { u.clear(); };", "t", State},
         {"(c() ? t : t).clear();", "t", State},
         {"(c(), t).clear();", "t", State},
         // Not seen: the cast takes the constant away.
         {"const_cast<text &>(std::as_const(t)).clear();", "t", Change::None},
         {"const_cast<text &>(t).clear();", "t", State},
         {"static_cast<text &>(t).clear();", "t", State},
         {"(&t)->clear();", "t", State},
         {"(*&t).clear();", "t", State},
         {"forward_to(t);", "t", State},
         {"co_await w;", "w", State}});
}

TEST(Changes, Moves) {
  const Change Moved = Change::Moved;
  check({{"text u = std::move(t);", "t", Moved},
         {"take(std::move(t));", "t", Moved},
         {"text u; u = std::move(t);", "t", Moved},
         {"(void)std::move(t).taken();", "t", Moved},
         {"auto l = [u = std::move(t)] {};", "t", Moved},
         {"text &&u = std::move(t); take(std::move(u));", "t", Moved}});
}

TEST(Changes, Replacement) {
  const Change Replaced = Change::Replaced;
  check({{"x = 1;", "x", Replaced},
         {"x += 1;", "x", Replaced},
         {"++x;", "x", Replaced},
         {"x--;", "x", Replaced},
         {"(x) = 1;", "x", Replaced},
         {"t = text();", "t", Replaced},
         {"t.swap(t);", "t", Replaced},
         {"std::swap(x, x);", "x", Replaced},
         {"std::exchange(x, 1);", "x", Replaced},
         {"o.reset();", "o", Replaced},
         {"fill(x);", "x", Replaced},
         {"fill(t);", "t", Replaced},
         {"fill_at(&x);", "x", Replaced},
         {"fill_at(b);", "b", Replaced},
         {"fill_at(std::addressof(x));", "x", Replaced},
         {"pointer(t);", "t", Replaced},
         {"keeps k(t);", "t", Replaced},
         {"refers r{t};", "t", Replaced},
         {"auto *q = &x; *q = 1;", "x", Replaced},
         {"int &y = x; y = 1;", "x", Replaced},
         {"auto &&y = x; y = 1;", "x", Replaced},
         {"auto l = [&] { x = 1; };", "x", Replaced},
         {"auto l = [&] { auto m = [&] { x = 1; }; };", "x", Replaced},
         {"auto l = [q = &x] { *q = 1; };", "x", Replaced},
         {"(c() ? x : x) = 1;", "x", Replaced},
         {"all(&x);", "x", Replaced},
         {"for (; x < 3; ++x) ;", "x", Replaced},
         {"read(x); x = 2; read(x);", "x", Replaced},
         {"while (c()) { int &y = x; if (c()) y = 1; }", "x", Replaced}});
}

TEST(Changes, ReturnedReferences) {
  const auto Of = [](const char *Returns, const char *End) {
    const Code C("", Returns, End);
    return changeOf(*C.variable("t"), C.Index);
  };
  EXPECT_EQ(int(Of("text &", "return t;")), int(Change::Replaced));
  EXPECT_EQ(int(Of("const text &", "return t;")), int(Change::None));
  EXPECT_EQ(int(Of("text *", "return &t;")), int(Change::Replaced));
}

TEST(Changes, Templates) {
  TestAST AST((llvm::Twine(Declarations) +
               "template <class T> void test(T d, int x, int y, int z) {"
               " unknown(d, x); read(y); T made(z); }")
                  .str());
  const FunctionDecl *F = AST.function("test");
  const BodyIndex Index(*F);
  EXPECT_EQ(int(changeOf(*F->getParamDecl(1), Index)), int(Change::Replaced));
  EXPECT_EQ(int(changeOf(*F->getParamDecl(2), Index)), int(Change::None));
  EXPECT_EQ(int(changeOf(*F->getParamDecl(3), Index)), int(Change::Replaced));
}

TEST(Changes, Constants) {
  check({{"const int k = 1; read(k);", "k", Change::None},
         {"const text u; (void)u.empty();", "u", Change::None},
         {"const int &k = x; read(k);", "k", Change::None}});
}
