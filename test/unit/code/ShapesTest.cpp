//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Shapes.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

//===----------------------------------------------------------------------===//
// Does it fill a container?
//===----------------------------------------------------------------------===//

/// Containers with the members and overloads of the real ones.
static constexpr char Containers[] = R"cpp(
namespace std {
template <class T> struct initializer_list {
  const T *Data; unsigned long Count;
};
template <class A, class B> struct pair { A first; B second; pair(A, B);
  template <class C, class D> pair(pair<C, D>); };
template <class A, class B> pair<A, B> make_pair(A, B);
template <class T> struct optional { template <class... A> T &emplace(A &&...); };
template <class T> struct list {
  using value_type = T; using iterator = T *; using const_iterator = const T *;
  list(); list(initializer_list<T>);
  iterator begin(); iterator end();
  T &front(); T &back(); T &at(int); T &operator[](int);
  void push_front(const T &);
  template <class... A> T &emplace_front(A &&...);
  void push_back(const T &); void push_back(T &&);
  template <class... A> T &emplace_back(A &&...);
  template <class... A> iterator emplace(const_iterator, A &&...);
  iterator insert(const_iterator, const T &);
  iterator insert(const_iterator, T &&);
  iterator insert(const_iterator, unsigned long, const T &);
  template <class I> iterator insert(const_iterator, I, I);
  iterator insert(const_iterator, initializer_list<T>);
  template <class R> void append_range(R &&);
  void assign(unsigned long, const T &);
  void assign(initializer_list<T>);
  void splice(const_iterator, list &);
  void resize(unsigned long); void resize(unsigned long, const T &);
  void reserve(unsigned long); void clear(); void pop_back();
  unsigned long size() const; bool empty() const;
  iterator erase(const_iterator); void swap(list &);
};
template <class T> struct queue {
  using value_type = T; using container_type = list<T>;
  void push(const T &); template <class... A> void emplace(A &&...);
  T &front(); void pop(); unsigned long size() const;
};
template <class K, class T> struct map {
  using value_type = pair<const K, T>; using mapped_type = T;
  using iterator = value_type *; using const_iterator = const value_type *;
  iterator begin(); iterator end(); T &operator[](const K &); T &at(const K &);
  iterator insert(const value_type &);
  iterator insert(const_iterator, const value_type &);
  template <class... A> iterator emplace(A &&...);
  template <class... A> iterator emplace_hint(const_iterator, A &&...);
  template <class... A> iterator try_emplace(const K &, A &&...);
  template <class... A> iterator try_emplace(const_iterator, const K &, A &&...);
  template <class V> iterator insert_or_assign(const K &, V &&);
  iterator find(const K &); unsigned long count(const K &) const;
  unsigned long size() const;
};
template <class C> struct back_insert_iterator {
  explicit back_insert_iterator(C &);
  back_insert_iterator &operator*(); back_insert_iterator &operator++();
  back_insert_iterator operator++(int);
  template <class T> back_insert_iterator &operator=(const T &);
};
template <class C> back_insert_iterator<C> back_inserter(C &);
template <class C> back_insert_iterator<C> front_inserter(C &);
template <class C, class I> back_insert_iterator<C> inserter(C &, I);
template <class I, class O> O copy(I, I, O);
template <class C> unsigned long size(const C &);
template <class C> bool empty(const C &);
} // namespace std
struct QList {
  using value_type = int; using iterator = int *; using const_iterator = const int *;
  iterator begin(); iterator end();
  void append(int); void append(const QList &); void prepend(int);
  QList &operator+=(int); QList &operator+=(const QList &);
  QList &operator<<(int);
  QList operator+(const QList &) const;
};
struct Channel {
  void push(int); void insert(int); void append(int); void emplace(int);
  void push_back(int); Channel &operator+=(int); Channel &operator<<(int);
  int &operator[](int);
};
int make(int = 0); bool ask(int);
struct Box { std::list<int> Held; };
)cpp";

static constexpr char Objects[] =
    "void f(int x, int i, std::list<int> v, std::list<int> w, std::queue<int> "
    "q, "
    "std::map<int, int> m, QList l, QList k, Channel c, std::optional<int> o, "
    "std::list<int> *p, int a[9], Box b, int n) { auto out = "
    "std::back_inserter(v); auto it = v.begin(); ";

/// What \p Expression fills, as "container <- values [kind]"; "none".
static std::string filled(llvm::StringRef Expression) {
  TestAST AST(std::string(Containers) + Objects + Expression.str() + "; }");
  const auto *Body = cast<CompoundStmt>(AST.function("f")->getBody());
  const auto Found = fillOf(*cast<Expr>(Body->body_back()));
  if (!Found)
    return "none";
  const auto Text = [&](const Expr *E) {
    return Rewrite(AST.context()).text(E->getSourceRange()).str();
  };
  EXPECT_EQ(Text(Found->Whole), Expression);
  std::string Result = Text(Found->Container) + " <-";
  for (const Expr *Value : Found->Values)
    Result += " " + Text(Value);
  static constexpr const char *Kinds[] = {"", ", many", ", set", ", inserter"};
  Result += Kinds[unsigned(Found->Kind)];
  return Result + (Found->Place ? ", at " + Text(Found->Place) : "") +
         (Found->AtEnd ? ", end" : "");
}

TEST(Fills, Elements) {
  EXPECT_EQ(filled("v.push_back(make(x))"), "v <- make(x), end");
  EXPECT_EQ(filled("v.emplace_back(x, i)"), "v <- x i, end");
  EXPECT_EQ(filled("v.push_front(x)"), "v <- x");
  EXPECT_EQ(filled("v.emplace_front(x)"), "v <- x");
  EXPECT_EQ(filled("v.insert(v.end(), make())"),
            "v <- make(), at v.end(), end");
  EXPECT_EQ(filled("v.insert(v.begin(), x)"), "v <- x, at v.begin()");
  EXPECT_EQ(filled("v.insert(it, x)"), "v <- x, at it");
  EXPECT_EQ(filled("v.emplace(v.end(), x)"), "v <- x, at v.end(), end");
  EXPECT_EQ(filled("p->push_back(x)"), "p <- x, end");
  EXPECT_EQ(filled("b.Held.push_back(x)"), "b.Held <- x, end");
  EXPECT_EQ(filled("(v).push_back((x))"), "v <- x, end");
  EXPECT_EQ(filled("v.push_back(std::move(x))"), "v <- std::move(x), end");
  EXPECT_EQ(filled("q.push(x)"), "q <- x, end");
  EXPECT_EQ(filled("q.emplace(x)"), "q <- x");
  EXPECT_EQ(filled("c.push_back(x)"), "c <- x, end");
}

TEST(Fills, Maps) {
  EXPECT_EQ(filled("m.insert({i, x})"), "m <- i x");
  EXPECT_EQ(filled("m.insert(std::make_pair(i, make(x)))"), "m <- i make(x)");
  EXPECT_EQ(filled("m.insert(std::pair<const int, int>(i, x))"), "m <- i x");
  EXPECT_EQ(filled("m.insert(m.end(), {i, x})"), "m <- i x, at m.end(), end");
  EXPECT_EQ(filled("m.emplace(i, x)"), "m <- i x");
  EXPECT_EQ(filled("m.emplace_hint(m.begin(), i, x)"),
            "m <- i x, at m.begin()");
  EXPECT_EQ(filled("m.try_emplace(i, x)"), "m <- i x");
  EXPECT_EQ(filled("m.try_emplace(m.end(), i, x)"),
            "m <- i x, at m.end(), end");
  EXPECT_EQ(filled("m.insert_or_assign(i, make(x))"), "m <- i make(x)");
  EXPECT_EQ(filled("m[i] = x"), "m <- x, at i");
}

TEST(Fills, Many) {
  EXPECT_EQ(filled("v.insert(v.end(), w.begin(), w.end())"),
            "v <- w.begin() w.end(), many, at v.end(), end");
  EXPECT_EQ(filled("v.insert(it, 3ul, x)"), "v <- x, many, at it");
  EXPECT_EQ(filled("v.insert(v.end(), {make(1), make(2)})"),
            "v <- make(1) make(2), many, at v.end(), end");
  EXPECT_EQ(filled("v.append_range(w)"), "v <- w, many, end");
  EXPECT_EQ(filled("v.assign(3ul, x)"), "v <- x, many");
  EXPECT_EQ(filled("v.assign({x, i})"), "v <- x i, many");
  EXPECT_EQ(filled("v.splice(v.begin(), w)"), "v <- w, many, at v.begin()");
  EXPECT_EQ(filled("v.resize(9, make())"), "v <- make(), many, at 9");
  EXPECT_EQ(filled("l.append(k)"), "l <- k, many, end");
  EXPECT_EQ(filled("l += k"), "l <- k, many, end");
}

TEST(Fills, Operators) {
  EXPECT_EQ(filled("l.append(x)"), "l <- x, end");
  EXPECT_EQ(filled("l.prepend(x)"), "l <- x");
  EXPECT_EQ(filled("l += x"), "l <- x, end");
  EXPECT_EQ(filled("l << x"), "l <- x, end");
  EXPECT_EQ(filled("l << i << make(x)"), "l <- make(x), end");
}

TEST(Fills, ElementsThatAreThere) {
  EXPECT_EQ(filled("v[i] = make(x)"), "v <- make(x), set, at i");
  EXPECT_EQ(filled("v.at(i) = x"), "v <- x, set, at i");
  EXPECT_EQ(filled("v.front() = x"), "v <- x, set");
  EXPECT_EQ(filled("v.back() = x"), "v <- x, set");
  EXPECT_EQ(filled("a[i] = x"), "a <- x, set, at i");
  EXPECT_EQ(filled("*it = x"), "v <- x, set, at it");
  EXPECT_EQ(filled("*it++ = make(x)"), "v <- make(x), set, at it++");
  EXPECT_EQ(filled("o.emplace(x)"), "o <- x, set");
}

TEST(Fills, Inserters) {
  EXPECT_EQ(filled("std::back_inserter(v)"), "v <-, inserter, end");
  EXPECT_EQ(filled("std::front_inserter(v)"), "v <-, inserter");
  EXPECT_EQ(filled("std::inserter(v, v.begin())"),
            "v <-, inserter, at v.begin()");
  EXPECT_EQ(filled("std::inserter(v, v.end())"),
            "v <-, inserter, at v.end(), end");
  EXPECT_EQ(filled("std::back_insert_iterator<std::list<int>>{v}"),
            "v <-, inserter, end");
  EXPECT_EQ(filled("*out++ = make(x)"), "v <- make(x), end");
  EXPECT_EQ(filled("*out = x"), "v <- x, end");
}

TEST(Fills, WhatFillsNothing) {
  for (const char *Other : {"v.reserve(9)",
                            "v.resize(9)",
                            "v.clear()",
                            "v.pop_back()",
                            "v.size()",
                            "v.empty()",
                            "v.erase(it)",
                            "v.swap(w)",
                            "v.begin()",
                            "v[i]",
                            "v.at(i)",
                            "v.front()",
                            "v = w",
                            "x = i",
                            "x += i",
                            "x << i",
                            "a[i] += x",
                            "m.find(i)",
                            "m.count(i)",
                            "m[i]",
                            "q.pop()",
                            "q.front()",
                            "c.push(x)",
                            "c.insert(x)",
                            "c.append(x)",
                            "c.emplace(x)",
                            "c += x",
                            "c << x",
                            "c[i] = x",
                            "l + k",
                            "make(x)",
                            "b.Held = v",
                            "*p = v",
                            "ask(v[i] == x)",
                            "std::copy(v.begin(), v.end(), w.begin())",
                            "i = v[i]",
                            "x = a[i]",
                            "it = w.begin()",
                            "out = std::back_inserter(w)",
                            "std::size(v)",
                            "v.back() += x",
                            "i++"})
    EXPECT_EQ(filled(Other), "none") << Other;
}

/// What fillAt() says of the mentions of `v` in turn: Y fills, S asks without
/// looking at elements, N neither.
static std::string mentionsOfV(llvm::StringRef Statements) {
  TestAST AST(std::string(Containers) + Objects + "{ " + Statements.str() +
              " } }");
  const FunctionDecl *F = AST.function("f");
  BodyIndex Index(*F);
  std::string Result;
  for (const DeclRefExpr *Mention : Index.mentions(F->getParamDecl(2)))
    Result += fillAt(*Mention, Index)             ? "Y"
              : looksAtNoElement(*Mention, Index) ? "S"
                                                  : "N";
  // Without those of the declarations in front.
  return Result.substr(2);
}

TEST(Fills, SeenFromTheContainer) {
  EXPECT_EQ(mentionsOfV("v.push_back(x);"), "Y");
  EXPECT_EQ(mentionsOfV("v.insert(v.end(), x);"), "YY");
  EXPECT_EQ(mentionsOfV("v[i] = x;"), "Y");
  EXPECT_EQ(mentionsOfV("v[v.size() - 1] = x;"), "YY");
  EXPECT_EQ(
      mentionsOfV("std::copy(w.begin(), w.end(), std::back_inserter(v));"),
      "Y");
  EXPECT_EQ(mentionsOfV("v.push_back(v.front());"), "YN");
  EXPECT_EQ(mentionsOfV("w.push_back(v.front());"), "N");
  EXPECT_EQ(mentionsOfV("w.insert(w.end(), v.begin(), v.end());"), "NN");
  EXPECT_EQ(mentionsOfV("x = v[i];"), "N");
  EXPECT_EQ(mentionsOfV("v = w;"), "N");
  EXPECT_EQ(mentionsOfV("v.begin();"), "N");
}

TEST(Fills, WhatAsksForNoElement) {
  EXPECT_EQ(mentionsOfV("v.reserve(v.size() + 1);"), "SS");
  EXPECT_EQ(mentionsOfV("if (v.empty()) v.clear();"), "SS");
  EXPECT_EQ(mentionsOfV("v.resize(9);"), "S");
  EXPECT_EQ(mentionsOfV("v.pop_back();"), "S");
  EXPECT_EQ(mentionsOfV("std::size(v); std::empty(v);"), "SS");
  EXPECT_EQ(mentionsOfV("v.erase(it); v.swap(w); v.back(); make(v[0]);"),
            "NNNN");
  EXPECT_EQ(mentionsOfV("for (int e : v) {} [v] {}; auto z = v;"), "NNN");
}

/// What the value `make(...)` is put into: the container, or "none".
static std::string containerOfMade(llvm::StringRef Statement) {
  TestAST AST(std::string(Containers) + Objects + Statement.str() + " }");
  BodyIndex Index(*AST.function("f"));
  const auto Found = fillWith(*AST.callOf("make"), Index);
  return Found ? Rewrite(AST.context())
                     .text(Found->Container->getSourceRange())
                     .str()
               : "none";
}

TEST(Fills, SeenFromTheValue) {
  EXPECT_EQ(containerOfMade("v.push_back(make(x));"), "v");
  EXPECT_EQ(containerOfMade("v.push_back(std::move((make(x))));"), "v");
  EXPECT_EQ(containerOfMade("v.insert(v.end(), make(x));"), "v");
  EXPECT_EQ(containerOfMade("v.insert(v.end(), {x, make(x)});"), "v");
  EXPECT_EQ(containerOfMade("m.insert({i, make(x)});"), "m");
  EXPECT_EQ(containerOfMade("m.emplace(std::make_pair(i, make(x)));"), "m");
  EXPECT_EQ(containerOfMade("m[i] = make(x);"), "m");
  EXPECT_EQ(containerOfMade("l << make(x) << i;"), "l");
  EXPECT_EQ(containerOfMade("*out++ = make(x);"), "v");
  EXPECT_EQ(containerOfMade("v.insert(v.begin() + make(x), x);"), "none");
  EXPECT_EQ(containerOfMade("v[make(x)] = x;"), "none");
  EXPECT_EQ(containerOfMade("v.push_back(make(x) + 1);"), "none");
  EXPECT_EQ(containerOfMade("v.push_back(ask(make(x)));"), "none");
  EXPECT_EQ(containerOfMade("v.reserve(make(x));"), "none");
  EXPECT_EQ(containerOfMade("c.push(make(x));"), "none");
  EXPECT_EQ(containerOfMade("ask(make(x));"), "none");
}

/// Whether elements can be got at through what the last statement gives.
static bool givesThem(llvm::StringRef Statement) {
  TestAST AST(std::string(Containers) + Objects + Statement.str() + " }");
  const FunctionDecl *F = AST.function("f");
  BodyIndex Index(*F);
  const Fill *Put = nullptr;
  std::optional<Fill> Found;
  for (const CallExpr *Call : Index.body(F)->Calls)
    if (auto Of = fillOf(*Call)) {
      // The first is that of `out`.
      if (Put)
        return givesElements(*Of, Index);
      Found = std::move(Of);
      Put = &*Found;
    }
  ADD_FAILURE() << "nothing is filled";
  return false;
}

TEST(Fills, WhatGivesElements) {
  for (const char *Used :
       {"make(v.emplace_back(x));", "auto &r = v.emplace_back(x);",
        "*v.insert(v.end(), x);", "auto put = m.emplace(i, x);",
        "auto o2 = std::back_inserter(v);"})
    EXPECT_TRUE(givesThem(Used)) << Used;
  for (const char *Dropped :
       {"v.push_back(x);", "v.emplace_back(x);", "(void)v.insert(v.end(), x);",
        "l << x << i;", "if (i) m.emplace(i, x);",
        "std::copy(w.begin(), w.end(), std::back_inserter(v));"})
    EXPECT_FALSE(givesThem(Dropped)) << Dropped;
}

/// The mentions of `v` in \p Declaration that make an iterator, by its name,
/// and what the uses of that fill.
static std::string iteratorsIn(llvm::StringRef Statements) {
  TestAST AST(std::string(Containers) + Objects + Statements.str() + " }");
  const FunctionDecl *F = AST.function("f");
  BodyIndex Index(*F);
  std::string Result;
  for (const DeclRefExpr *Mention : Index.mentions(F->getParamDecl(2)))
    if (const VarDecl *Iterator = iteratorFrom(*Mention, Index)) {
      Result += (Result.empty() ? "" : " ") + Iterator->getNameAsString() + ":";
      for (const DeclRefExpr *Use : Index.mentions(Iterator))
        Result += fillThrough(*Use, Index) ? "Y" : "N";
    }
  return Result;
}

TEST(Fills, ThroughIterators) {
  EXPECT_EQ(iteratorsIn("*out++ = x; *it = x; *it++ = *it;"), "out:Y it:YYN");
  EXPECT_EQ(
      iteratorsIn("auto end = v.end(); auto size = v.size(); auto copy = v;"),
      "out: it:");
  EXPECT_EQ(iteratorsIn("x = *it; ++it; make(*it); v.insert(it, x);"),
            "out: it:NNNN");
}

/// What a variable `c` declared as \p Type holds.
static std::string held(llvm::StringRef Type) {
  TestAST AST(std::string(Containers) +
              "struct Task {}; struct Gen { using value_type = Task; "
              "Task *begin(); Task *end(); }; struct Own { using value_type = "
              "Task; Task *begin(); Task *end(); int size(); };" +
              Type.str() + " c;");
  const QualType T = heldIn(AST.variable("c")->getType());
  return T.isNull() ? "nothing"
                    : T.getCanonicalType().getAsString(
                          AST.context().getPrintingPolicy());
}

TEST(Fills, WhatIsHeld) {
  EXPECT_EQ(held("std::list<Task>"), "Task");
  EXPECT_EQ(held("std::queue<Task>"), "Task");
  EXPECT_EQ(held("std::map<int, Task>"), "Task");
  EXPECT_EQ(held("std::list<Task> made; std::list<Task> *"), "Task");
  EXPECT_EQ(held("Own"), "Task");
  EXPECT_EQ(held("extern QList &"), "int");
  EXPECT_EQ(held("Gen"), "nothing");
  EXPECT_EQ(held("Channel"), "nothing");
  EXPECT_EQ(held("Task"), "nothing");
  EXPECT_EQ(held("Task *"), "nothing");
  EXPECT_EQ(held("int"), "nothing");
}

//===----------------------------------------------------------------------===//
// What is it behind a move?
//===----------------------------------------------------------------------===//

TEST(Moves, AreOfStd) {
  constexpr char Casts[] = R"cpp(
namespace std {
template <class T> T &&forward(typename remove_reference<T>::type &);
template <class T> const T &as_const(T &);
template <class T> T exchange(T &, T);
template <class I, class O> O move(I, I, O);
}
namespace own { int &&move(int &); int &forward(int &); }
struct s { s move(); };
int &&move(int &, int); int x; int y[2]; s o;
)cpp";
  const std::tuple<const char *, bool, bool> Table[] = {
      {"std::move(x)", true, true},
      {"(std::move(x))", true, true},
      {"std::forward<int>(x)", true, true},
      {"std::forward<int &>(x)", true, true},
      {"std::as_const(x)", false, true},
      {"std::move(std::as_const(x))", true, true},
      {"std::move(o)", true, true},
      {"std::move(y, y + 1, y)", false, false},
      {"std::exchange(x, 1)", false, false},
      {"own::move(x)", false, false},
      {"own::forward(x)", false, false},
      {"::move(x, 1)", false, false},
      {"o.move()", false, false},
      {"static_cast<int &&>(x)", false, false},
      {"x", false, false},
  };
  for (const auto &[Text, IsMove, IsCast] : Table) {
    TestAST AST(std::string(Casts) + "auto &&result = " + Text + ";");
    const Expr *E = stripImplicit(AST.variable("result")->getInit());
    EXPECT_EQ(movedBy(E) != nullptr, IsMove) << Text;
    EXPECT_EQ(castByStd(E) != nullptr, IsCast) << Text;
  }
  EXPECT_FALSE(movedBy(nullptr));
  EXPECT_FALSE(castByStd(nullptr));
}
