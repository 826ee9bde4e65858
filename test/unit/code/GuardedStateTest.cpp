//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "code/GuardedState.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::tidy::async;

static const char *const Class = R"cpp(
struct atomic { int load() const; void operator++(); };
struct device { home::task<> write(); int size; };
struct locker { explicit locker(std::mutex &); ~locker(); };
home::task<> send(int); home::task<> send_all(const std::vector<int> &);
int global; const int Fixed = 1; std::vector<int> items; bool c; void use(...);
struct owner {
  std::mutex mu; int a, b, other; int *p; const int limit = 3; atomic count;
  std::vector<int> v; device dev, shared_dev;
  int guarded __attribute__((guarded_by(mu)));
  void locks() { locker l(mu); ++other; ++a; shared_dev.size = 1; }
  int both() const { return a + b; }
  int free_one() const { return limit; }
  home::task<> unseen(); void changes();
  home::task<> f(int &outer);
};
)cpp";

/// What the rest, behind the mark, uses of what the lock protects.
static std::string used(llvm::StringRef Under, llvm::StringRef Rest,
                        llvm::StringRef Mutex = "mu") {
  TestAST AST((llvm::Twine(Class) + "home::task<> owner::f(int &outer) { " +
               "use(" + Mutex + "); " + Under + " use(0); " + Rest +
               " co_return; }")
                  .str());
  Knowledge K(AST, {});
  const BodyIndex Index(*AST.function("f"));
  const auto &Whole =
      *cast<CoroutineBodyStmt>(Index.outermost().Callable->getBody());
  LockedRegion Region;
  Region.Block = cast<CompoundStmt>(Whole.getBody());
  Region.First = 1;
  Region.End = Region.Block->size();
  Region.Mutex = cast<CallExpr>(Region.Block->body_front())->getArg(0);
  for (const Stmt *S : Region.Block->body()) {
    const auto *Call = dyn_cast<CallExpr>(S);
    if (Call && Call->getNumArgs() == 1 &&
        isa<IntegerLiteral>(stripImplicit(Call->getArg(0))))
      break;
    ++Region.Rest;
  }
  const GuardedUse Use = usedInRest(Region, Index, K.Known);
  const std::string Name = Use.What ? Use.What->getNameAsString() : "";
  switch (Use.How) {
  case GuardedUse::None:
    return "";
  case GuardedUse::Data:
    return Name;
  case GuardedUse::Reference:
    return Name + " refers";
  case GuardedUse::Inside:
    return Name + "()";
  case GuardedUse::Alone:
    return "alone";
  case GuardedUse::MaybeData:
    return Name + "?";
  case GuardedUse::MaybeInside:
    return Name + "()?";
  }
  return "";
}

TEST(GuardedState, IsWhatIsUsedUnderTheLock) {
  EXPECT_EQ(used("++a;", "co_await send(1);"), "");
  EXPECT_EQ(used("++a;", "co_await send(1); use(a);"), "a");
  EXPECT_EQ(used("++a;", "co_await send(a);"), "a");
  EXPECT_EQ(used("use(global);", "co_await send(global);"), "global");
  EXPECT_EQ(used("++outer;", "co_await send(outer);"), "outer");
  EXPECT_EQ(used("int n = ++a;", "co_await send(n);"), "");
  EXPECT_EQ(used("changes();", "co_await send(1);"), "");
  EXPECT_EQ(used("++a;", "[this] { use(a); }(); co_await send(1);"), "a");
  EXPECT_EQ(used("++a;", "use(sizeof(a));"), "");
}

TEST(GuardedState, IsToldByOtherSigns) {
  EXPECT_EQ(used("++a;", "co_await send(guarded);"), "guarded");
  EXPECT_EQ(used("++a;", "co_await send(1); b = 2;"), "b");
  EXPECT_EQ(used("++a;", "co_await send(other);"), "other");
  EXPECT_EQ(used("++a;", "co_await shared_dev.write();"), "shared_dev");
  EXPECT_EQ(used("++a;", "co_await send(both());"), "both()");
  EXPECT_EQ(used("use(free_one()); ++a;", "co_await send(b);", "*this"), "b");
  EXPECT_EQ(used("int &r = a;", "co_await send(1); use(r);"), "r refers");
  EXPECT_EQ(used("auto i = v.begin();", "co_await send(*i);"), "i refers");
  EXPECT_EQ(used("int *q = &a;", "co_await send(*q);"), "q refers");
}

TEST(GuardedState, MayBeMore) {
  EXPECT_EQ(used("++a;", "co_await send(b);"), "b?");
  EXPECT_EQ(used("++a;", "co_await send_all(items);"), "items?");
  EXPECT_EQ(used("++a;", "co_await unseen();"), "unseen()?");
  EXPECT_EQ(used("++a; int *q = p;", "co_await send(*q);"), "q?");
  EXPECT_EQ(used("changes();", "co_await send(b);"), "b?");
  // What is sure comes first.
  EXPECT_EQ(used("++a;", "co_await send(b); use(a);"), "a");
}

TEST(GuardedState, IsNotWhatNeedsNoLock) {
  for (const char *Rest :
       {"co_await send(limit);", "co_await send(Fixed);",
        "co_await send(count.load());", "co_await dev.write();",
        "co_await send(free_one());", "locks(); co_await send(1);"})
    EXPECT_EQ(used("++a;", Rest), "") << Rest;
}

TEST(GuardedState, IsUnknownWhereNothingComesBefore) {
  EXPECT_EQ(used("", "co_await send(1);"), "alone");
  EXPECT_EQ(used("", "co_await send(a);"), "alone");
  EXPECT_EQ(used("int n = limit;", "co_await send(n); use(a);"), "alone");
}
