//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/unbounded-concurrency/KeptTasks.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

static const std::string Containers = R"cpp(
namespace std {
template <class T> T *begin(vector<T> &); template <class T> T *end(vector<T> &);
template <class T> struct reference_wrapper { reference_wrapper(T &); };
template <class T> reference_wrapper<T> ref(T &);
template <class T> T exchange(T &, int); template <class T> T &launder(T &);
int begin();
template <class C> struct back_insert_iterator {
  explicit back_insert_iterator(C &);
  back_insert_iterator &operator*(); back_insert_iterator &operator++();
  back_insert_iterator operator++(int);
  template <class T> back_insert_iterator &operator=(const T &);
};
template <class C> back_insert_iterator<C> back_inserter(C &);
}
struct Tasks { Tasks(int); Tasks(const Tasks &); int *begin(); int *end();
  Tasks &operator*(); int operator()(); Tasks &via(int); int Member; };
struct Started { Started via(int); Started now() const; int id; };
struct Vector { using iterator = Started *; using value_type = Started; void push_back(Started); Started *begin(); Started *end();
  void insert(Started *, Started); };
namespace own { Tasks &move(Tasks &); int *begin(Tasks &); }
template <class T> void use(T &&); void take(Tasks); void pair(Tasks, int);
Started start(int); int number();
std::vector<int> Global;
)cpp";

static std::string containerOf(const char *Expression) {
  TestAST AST(Containers +
              "void test(std::vector<int> V, Tasks T, Tasks *P) { static "
              "std::vector<int> Static; use(" +
              Expression + "); }");
  const VarDecl *Found = containerIn(*AST.callOf("use")->getArg(0));
  return Found ? Found->getNameAsString() : "none";
}

TEST(KeptTasks, ContainerIn) {
  for (const auto &[Expression, Expected] :
       std::initializer_list<std::pair<const char *, const char *>>{
           {"V", "V"},
           {"(V)", "V"},
           {"std::move(V)", "V"},
           {"V.begin()", "V"},
           {"V.end()", "none"},
           {"V.size()", "none"},
           {"std::begin(V)", "V"},
           {"std::end(V)", "none"},
           {"std::begin()", "none"},
           {"std::ref(V)", "V"},
           {"std::exchange(V, 0)", "V"},
           {"std::launder(V)", "none"},
           {"own::move(T)", "none"},
           {"own::begin(T)", "none"},
           {"T.begin()", "T"},
           {"*T", "none"},
           {"T()", "none"},
           {"T.Member", "none"},
           {"P->begin()", "P"},
           {"Global", "none"},
           {"Static", "none"},
           {"number()", "none"},
           {"number", "none"},
           {"1", "none"},
       })
    EXPECT_EQ(containerOf(Expression), Expected) << Expression;
  // Copies.
  const TestAST AST(Containers + "void test(Tasks T) { take(T); take(1); }");
  const CallExpr *Copying = AST.callOf("take");
  EXPECT_EQ(containerIn(*Copying->getArg(0))->getName(), "T");
}

namespace {
struct Scene {
  explicit Scene(const char *Body)
      : AST(Containers + "void test(Vector V, Vector W) {" + Body + "}"),
        Index(*AST.function("test")), Kept(Index) {}

  std::string text(const Expr *E) const {
    return Rewrite(AST.context()).text(E->getSourceRange()).str();
  }

  TestAST AST;
  BodyIndex Index;
  KeptTasks Kept;
};

struct Row {
  const char *Body, *Expected;
};
} // namespace

TEST(KeptTasks, FillsOf) {
  for (const auto &[Body, Expected] : std::initializer_list<Row>{
           {"V.push_back(start(1));", "start(1);"},
           {"V.push_back(start(1)); V.push_back(start(2));",
            "start(1);start(2);"},
           {"W.push_back(start(1));", ""},
           {"V.insert(V.end(), start(1));", "start(1);"},
           {"V.insert(V.end(), start(1)); V.push_back(start(2));",
            "start(1);start(2);"},
           {"auto Out = std::back_inserter(V); *Out++ = start(1);",
            "start(1);"},
           {"auto Out = std::back_inserter(W); *Out++ = start(1);", ""},
           {"use(V); V.begin();", ""},
       }) {
    Scene S(Body);
    const auto *V = S.AST.find<ParmVarDecl>(parmVarDecl(hasName("V")));
    std::string Found;
    for (const Fill &Put : S.Kept.fillsOf(*V))
      for (const Expr *Value : Put.Values)
        Found += S.text(Value) + ";";
    EXPECT_EQ(Found, Expected) << Body;
    EXPECT_EQ(S.Kept.fillsOf(*V).data(), S.Kept.fillsOf(*V).data());
  }
}

TEST(KeptTasks, Keeping) {
  for (const auto &[Body, Expected] : std::initializer_list<Row>{
           {"start(1);", "none, none"},
           {"auto S = start(1);", "S, none"},
           {"auto S = start(1).via(2).now();", "S, none"},
           {"auto S = start(1).id;", "none, none"},
           {"int S = number() + start(1).id;", "none, none"},
           {"use(start(1));", "none, none"},
           {"V.push_back(start(1));", "none, V.push_back(start(1))"},
           {"V.push_back(start(1).via(2));",
            "none, V.push_back(start(1).via(2))"},
           {"V.insert(V.end(), start(1));",
            "none, V.insert(V.end(), start(1))"},
           {"auto S = start(1); V.push_back(std::move(S));",
            "S, V.push_back(std::move(S))"},
           {"auto S = start(1); use(S); V.push_back(S);", "S, V.push_back(S)"},
           {"auto S = start(1); Started O = S; V.push_back(O);", "S, none"},
       }) {
    Scene S(Body);
    const CallExpr *Call = S.AST.callOf("start");
    const VarDecl *Local = S.Kept.heldBy(*Call);
    const auto Put = S.Kept.keeping(*Call, Local);
    EXPECT_EQ((Local ? Local->getNameAsString() : "none") + ", " +
                  (Put ? S.text(Put->Whole) : "none"),
              Expected)
        << Body;
  }
}
