//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/Discards.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

static const char *const Declarations = R"cpp(
struct task { task(); task(int); task &operator=(task); int member; };
task a(); task b(); task *p(); task &r(); void v(); bool c; task global;
struct any { template <class T> void operator=(T &&) const; };
void take(task); void take_ref(task &);
)cpp";

/// What `Body` throws away: values, how, and from where on.
static std::string discards(llvm::StringRef Body) {
  TestAST AST((Declarations + ("void f() { " + Body + " }")).str());
  BodyIndex Index(*AST.function("f"));
  const Rewrite Text(AST.context());
  std::string Found;
  for (const Expr *E : Index.body(AST.function("f"))->Discarded)
    for (const Discard &D : discardsIn(*E)) {
      Found += Found.empty() ? "" : "; ";
      Found += Text.text(D.Value->getSourceRange());
      if (D.How == DiscardKind::CastToVoid)
        Found += " by cast";
      if (D.How == DiscardKind::Assigned)
        Found += " by assignment";
      if (D.Whole != D.Value)
        Found += (" in " + Text.text(D.Whole->getSourceRange())).str();
    }
  return Found;
}

TEST(Discards, Values) {
  EXPECT_EQ(discards("a();"), "a()");
  EXPECT_EQ(discards("((a()));"), "a()");
  EXPECT_EQ(discards("a(), b();"), "b(); a()"); // From the outside in.
  EXPECT_EQ(discards("c ? a() : b();"), "c ? a() : b()");
  EXPECT_EQ(discards("for (a();; b()) {}"), "a(); b()");
  EXPECT_EQ(discards("task();"), "task()");
  EXPECT_EQ(discards("({ b(); a(); });"), "a(); b()");
}

TEST(Discards, OnPurpose) {
  EXPECT_EQ(discards("(void)a();"), "a() by cast in (void)a()");
  EXPECT_EQ(discards("(void(a()));"), "a() by cast in void(a())");
  EXPECT_EQ(discards("static_cast<void>(a());"),
            "a() by cast in static_cast<void>(a())");
  EXPECT_EQ(discards("std::ignore = a();"),
            "a() by assignment in std::ignore = a()");
  EXPECT_EQ(discards("any _; _ = a();"), "a() by assignment in _ = a()");
  EXPECT_EQ(discards("(void)(b(), a());"), "a() by cast; b()");
}

TEST(Discards, None) {
  for (const char *Body :
       {"r();", "p();", "global;", "global = a();", "task x = a();",
        "take(a());", "a().member;", "r() = a();", "return (void)global;"})
    EXPECT_NE(discards(Body).find("a()"), 0u) << Body;
  EXPECT_EQ(discards("global; r();"), "");
  // A variable that happens to have the name is an ordinary one.
  EXPECT_EQ(discards("task _; _ = a();"), "");
}

/// In a coroutine: what is thrown away of what awaits yield.
static std::string awaitedDiscards(llvm::StringRef Body,
                                   ValueFrom From = ValueFrom::Await) {
  TestAST AST(("home::task<home::task<>> two(); home::task<> one(); bool c; "
               "home::task<> f() { " +
               Body + " co_return; }")
                  .str());
  BodyIndex Index(*AST.function("f"));
  const Rewrite Text(AST.context());
  std::string Found;
  for (const Expr *E : Index.body(AST.function("f"))->Discarded)
    for (const Discard &D : discardsIn(*E, From))
      (Found += Found.empty() ? "" : "; ") +=
          Text.text(D.Value->getSourceRange());
  return Found;
}

TEST(Discards, OfAwaits) {
  EXPECT_EQ(awaitedDiscards("co_await two();"), "co_await two()");
  EXPECT_EQ(awaitedDiscards("(void)co_await two();"), "co_await two()");
  EXPECT_EQ(awaitedDiscards("c ? co_await two() : co_await two();"),
            "c ? co_await two() : co_await two()");
  EXPECT_EQ(awaitedDiscards("one();"), "");
  EXPECT_EQ(awaitedDiscards("one();", ValueFrom::Call), "one()");
  // One kind or the other.
  EXPECT_EQ(awaitedDiscards("co_await two();", ValueFrom::Call), "");
  EXPECT_EQ(awaitedDiscards("c ? co_await two() : one();", ValueFrom::Call),
            "");
}

/// The unread value of local `x`, or "".
static std::string unread(llvm::StringRef Body) {
  TestAST AST((Declarations + ("task f() { " + Body + " }")).str());
  BodyIndex Index(*AST.function("f"));
  const Expr *Value = unreadValue(*AST.variable("x"), Index);
  return Value ? Rewrite(AST.context()).text(Value->getSourceRange()).str()
               : "";
}

TEST(UnreadLocals, Found) {
  for (const char *Body :
       {"task x = a(); return b();", "task x(a()); return b();",
        "task x{a()}; return b();", "auto x = a(); return b();",
        "auto x = (a()); return b();", "const task x = a(); return b();",
        "auto &&x = a(); return b();", "task x = a(); (void)x; return b();",
        "task x; x = a(); return b();"})
    EXPECT_EQ(unread(Body), "a()") << Body;
  for (const char *Body : {"auto x = (c = true, a()); return b();",
                           "task x = (b(), (c = true, a())); return b();",
                           "task x{(c = true, a())}; return b();"})
    EXPECT_EQ(unread(Body), "a()") << Body;
  EXPECT_EQ(unread("struct { operator task() const; } y; task x = y; return "
                   "b();"),
            "y");
  // The first one is lost in any case.
  EXPECT_EQ(unread("task x = a(); x = b(); return {};"), "a()");
}

TEST(UnreadLocals, ReadOrSomethingElse) {
  for (const char *Body :
       {"task x = a(); return x;", "task x = a(); take(x); return {};",
        "task x = a(); take_ref(x); return {};",
        "task x = a(); auto l = [x] {}; return {};",
        "task x = a(); auto l = [&x] {}; return {};",
        "task x = a(); task *y = &x; return {};",
        "task x = a(); return b() = x;",
        "task x = a(); take(x = b()); return {};", "task x; return {};",
        "task x = global; return {};", "task &x = r(); return {};",
        "task x = 1; return {};", "task x = (a(), global); return {};",
        "auto x = (a(), 1); return {};", "task x = (a(), r()); return {};",
        "task x = a(); int i = sizeof(x); return {};"})
    EXPECT_EQ(unread(Body), "") << Body;
}

/// The element type of `x`, or "".
static std::string elements(llvm::StringRef Body) {
  TestAST AST((Declarations + ("void f() { " + Body + " }")).str());
  BodyIndex Index(*AST.function("f"));
  QualType T = unreadElements(*AST.variable("x"), Index);
  return T.isNull() ? "" : typeName(T, AST.context());
}

TEST(UnreadElements, Found) {
  for (const char *Body :
       {"std::vector<task> x; x.push_back(a());",
        "std::vector<task> x; while (c) x.emplace_back(a());",
        "std::vector<task> x; x.reserve(2); if (c) x.push_back(a());"})
    EXPECT_EQ(elements(Body), "task") << Body;
}

TEST(UnreadElements, ReadOrNeverFilled) {
  for (const char *Body :
       {"std::vector<task> x;", "std::vector<task> x; x.reserve(2);",
        "std::vector<task> x; x.push_back(a()); take(x[0]);",
        "std::vector<task> x; x.push_back(a()); for (task &t : x) {}",
        "std::vector<task> x; task &t = x.emplace_back(a());",
        "std::vector<task> x; take_ref(x.emplace_back(a()));",
        "static std::vector<task> x; x.push_back(a());", "task x = a();",
        "int x = 1;"})
    EXPECT_EQ(elements(Body), "") << Body;
}

/// What is left when the declaration of `x` is taken away, or why not.
static std::string withoutDeclaration(llvm::StringRef Body) {
  TestAST AST((Declarations + ("void f() { " + Body + " }")).str());
  BodyIndex Index(*AST.function("f"));
  const VarDecl *X = AST.variable("x");
  const Expr *Value = unreadValue(*X, Index);
  if (!Value)
    return "no value";
  RemovableDeclaration D = removableDeclaration(*X, Index);
  if (!D.Obstacle.empty())
    return D.Obstacle;
  Rewrite Edits(AST.context());
  Edits.removeUpTo(D.Begin, D.Kept->getBeginLoc());
  if (D.Close.isValid())
    Edits.removeBehind(D.Kept->getEndLoc(), D.Close);
  std::string Result = AST.apply(Edits.hints());
  llvm::StringRef After(Result);
  return After.drop_front(After.rfind("{ ") + 2).drop_back(2).str();
}

TEST(RemovableDeclaration, LeavesTheValue) {
  EXPECT_EQ(withoutDeclaration("task x = a();"), "a();");
  EXPECT_EQ(withoutDeclaration("const auto x = a();"), "a();");
  EXPECT_EQ(withoutDeclaration("task x(a());"), "a();");
  EXPECT_EQ(withoutDeclaration("task x{a()};"), "a();");
  EXPECT_EQ(withoutDeclaration("auto &&x = a();"), "a();");
  EXPECT_EQ(withoutDeclaration("auto x = (c = true, a());"),
            "(c = true, a());");
  EXPECT_EQ(withoutDeclaration("task x{(c = true, a())};"), "(c = true, a());");
  EXPECT_EQ(withoutDeclaration("task x((c = true, a()));"), "(c = true, a());");
}

TEST(RemovableDeclaration, Obstacles) {
  EXPECT_EQ(withoutDeclaration("task x = a(), y = b();"),
            "the declaration holds more than this task");
  EXPECT_EQ(withoutDeclaration("task x = a(); (void)x;"),
            "'x' is mentioned again");
  EXPECT_EQ(withoutDeclaration("task x = a(); x = b();"),
            "'x' is mentioned again");
}
