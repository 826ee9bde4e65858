//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Mutations.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::tidy::async;

static const char *const Lists = R"(library: test
containers:
  contiguous: [vector]
  nodes: [tree]
  owners: [box]
)";

static const char *const Classes = R"cpp(
template <class T> struct vector { using value_type = T; struct iterator {
    T &operator*(); T *operator->(); iterator &operator++(); };
  iterator begin(); iterator end(); T &front(); T &operator[](int); T *data();
  int size() const; void push_back(T); void clear(); };
template <class T> struct tree { using value_type = T;
  using iterator = typename vector<T>::iterator;
  iterator begin(); iterator end(); iterator find(int); T &at(int);
  void erase(int); void insert(T); };
template <class T> struct box { T &operator*(); T *operator->(); T *get();
  void reset(); box &operator=(T *); };
namespace std { template <class T> T &&move(T &); }
struct item { int X; vector<int> Parts; };
vector<int> Global;
struct store { vector<item> Rows; tree<item> Tree; box<item> Box; item *Raw;
  const vector<int> Fixed; vector<int> copy(); vector<item> &rows() { return Rows; }
)cpp";

/// The names of what `R` in `void f(store &S)` refers into, outermost first.
static std::string into(llvm::StringRef Declaration) {
  const TestAST AST((llvm::Twine(Classes) +
                     "void f(store &S, int I); };\nvoid store::f(store "
                     "&S, int I) { vector<int> Own; " +
                     Declaration + " }")
                        .str());
  const Knowledge K(AST, {Lists});
  const BodyIndex Index(*AST.function("f"));
  const ReferredObject Of =
      referredBy(*Index.outermost().Locals.back(), K.Types.names());
  std::string Names;
  for (const ReferredInto &One : Of.Into)
    Names += (Names.empty() ? "" : " ") + One.Key.What->getNameAsString();
  return Of.IsShared ? Names : "own";
}

TEST(ReferredObjects, Into) {
  const std::pair<const char *, const char *> Table[] = {
      {"auto &R = Rows[I];", "Rows"},
      {"auto &R = Rows[I].X;", "Rows"},
      {"auto R = Rows.begin();", "Rows"},
      {"auto *R = &Rows[I];", "Rows"},
      {"auto *R = Rows.data();", "Rows"},
      {"auto &R = *Tree.find(I);", "Tree"},
      {"auto &R = Tree.find(I)->Parts.front();", "Tree Parts"},
      {"auto &R = S.Rows.front();", "Rows"},
      {"auto &R = rows()[I];", "Rows"},
      {"auto &R = *Box;", "Box"},
      {"auto &R = Box->X;", "Box"},
      {"auto *R = Box.get();", "Box"},
      {"auto &R = Global[I];", "Global"},
      {"auto &R = Rows;", ""},
      {"auto *R = Raw;", ""},
      {"auto R = Rows[I];", "own"},
      {"auto &R = Own[I];", "own"},
      {"auto &R = Fixed;", "own"},
      {"const auto &R = copy();", "own"},
  };
  for (const auto &[Declaration, Names] : Table)
    EXPECT_EQ(into(Declaration), Names) << Declaration;
}

/// How often the member `Rows` is changed in functions of the class.
static size_t changes(llvm::StringRef Members, llvm::StringRef Name = "Rows") {
  const TestAST AST((llvm::Twine(Classes) + Members + " };").str());
  const Knowledge K(AST, {Lists});
  const CallGraph Calls(AST.context());
  const Mutations All(Calls, K.Types);
  for (const NamedDecl *D : findDeclarations(AST.context(), "store"))
    for (const FieldDecl *Field : cast<CXXRecordDecl>(D)->fields())
      if (Field->getName() == Name)
        return All.of({Field, 0}).size();
  return 0;
}

TEST(Mutations, Sites) {
  EXPECT_EQ(changes("void g() { Rows.push_back({}); }"), 1u);
  EXPECT_EQ(changes("void g() { Rows.clear(); Rows.push_back({}); }"), 2u);
  EXPECT_EQ(changes("void g() { rows().clear(); }"), 1u);
  EXPECT_EQ(changes("void g() { auto &R = Rows; R.clear(); }"), 1u);
  EXPECT_EQ(changes("void g() { vector<item> M = std::move(Rows); }"), 1u);
  EXPECT_EQ(changes("void g(store &S) { S.Rows.clear(); }"), 1u);
  EXPECT_EQ(changes("void g() { Box.reset(); }", "Box"), 1u);
  EXPECT_EQ(changes("void g() { Box = nullptr; }", "Box"), 1u);
  EXPECT_EQ(changes("void g() { Raw = nullptr; }", "Raw"), 1u);
  EXPECT_EQ(changes("void g() { delete Raw; }", "Raw"), 1u);
  EXPECT_EQ(changes("void g() { int N = Rows.size(); }"), 0u);
  EXPECT_EQ(changes("store() { Rows.clear(); }"), 0u);
  EXPECT_EQ(changes("void g(store S) { S.Rows.clear(); }"), 0u);
  EXPECT_EQ(changes("void g() { Rows[0].Parts.clear(); }"), 0u);
}

TEST(Mutations, Invalidates) {
  ReferredInto Into;
  Into.Kind = ContainerKind::Contiguous;
  EXPECT_TRUE(invalidates(Mutation::AddsAtEnd, Into));
  Into.ThroughOwner = true;
  EXPECT_FALSE(invalidates(Mutation::AddsAtEnd, Into));
  EXPECT_TRUE(invalidates(Mutation::Removes, Into));
  Into = {};
  Into.Kind = ContainerKind::Deque;
  EXPECT_FALSE(invalidates(Mutation::AddsAtEnd, Into));
  EXPECT_TRUE(invalidates(Mutation::Adds, Into));
  Into.ByIterator = true;
  EXPECT_TRUE(invalidates(Mutation::AddsAtEnd, Into));
  Into.Kind = ContainerKind::Ring;
  EXPECT_FALSE(invalidates(Mutation::Adds, Into));
  Into.Kind = ContainerKind::Hashed;
  EXPECT_TRUE(invalidates(Mutation::Adds, Into));
  Into.Kind = ContainerKind::Nodes;
  EXPECT_FALSE(invalidates(Mutation::Adds, Into));
  EXPECT_TRUE(invalidates(Mutation::Replaces, Into));
}
