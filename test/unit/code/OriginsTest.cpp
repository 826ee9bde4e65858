//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Origins.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::tidy::async;

/// What the loop of the variable `x` goes over, as written.
static std::string range(llvm::StringRef Loop) {
  TestAST AST((R"cpp(
struct item { operator int() const; };
struct iterator { item &operator*(); iterator &operator++();
  bool operator!=(const iterator &) const; };
struct free_range {}; iterator begin(free_range &); iterator end(free_range &);
struct holder { std::vector<item> items; std::vector<item> &get(); };
std::vector<item> v, w; item a[2]; free_range r; holder h; holder make();
struct pair { int first, second; }; std::vector<pair> pairs;
void f(int n) { )cpp" +
               Loop + " }")
                  .str());
  const Expr *Range = rangeOf(*AST.variable("x"));
  return Range ? Rewrite(AST.context()).text(Range->getSourceRange()).str()
               : "none";
}

TEST(Origins, RangesOfLoops) {
  EXPECT_EQ(range("for (item &x : v) {}"), "v");
  EXPECT_EQ(range("for (item x : v) {}"), "v");
  EXPECT_EQ(range("for (const auto &x : v) {}"), "v");
  EXPECT_EQ(range("for (auto &&x : v) {}"), "v");
  EXPECT_EQ(range("for (item &x : a) {}"), "a");
  EXPECT_EQ(range("for (item &x : r) {}"), "r");
  EXPECT_EQ(range("for (item x : r) {}"), "r");
  EXPECT_EQ(range("for (item &x : h.items) {}"), "h.items");
  EXPECT_EQ(range("for (item &x : h.get()) {}"), "h.get()");
  EXPECT_EQ(range("for (item &x : make().get()) {}"), "make().get()");
  EXPECT_EQ(range("for (auto &w : v) for (item &x : a) {}"), "a");
  EXPECT_EQ(range("for (std::vector<item> *p = &v; n; --n) "
                  "for (item &x : *p) {}"),
            "*p");
  // Variables of something else.
  EXPECT_EQ(range("item &x = *v.begin();"), "none");
  EXPECT_EQ(range("for (int x = n; x; --x) {}"), "none");
  EXPECT_EQ(range("for (item &y : v) { item &x = y; }"), "none");
}
