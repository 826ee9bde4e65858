//===----------------------------------------------------------------------===//
// Part of AsyncTidy, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "flow/HeldLocks.h"
#include "TestAST.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace clang::tidy::async;

static const char *const Vocabulary = R"(
library: test
locks:
  guards: [std::lock_guard, std::unique_lock, std::scoped_lock]
  mutexes: [std::mutex]
  lock: [os_lock, lock_all]
  unlock: [os_unlock]
)";

static const char *const Declarations = R"cpp(
int probe(); bool c; void use(...); std::mutex m, n;
template <class T> struct optional_like { ~optional_like(); T *P; };
namespace std {
template <class T> struct optional {
  optional(); optional(T &&); optional(struct nullopt_t); ~optional(); optional &operator=(T &&);
  template <class... A> T &emplace(A &&...); void reset();
  bool has_value() const; T *operator->(); T &operator*();
};
struct nullopt_t {}; inline constexpr nullopt_t nullopt{};
template <class T, class D = int> struct unique_ptr_like { ~unique_ptr_like(); };
template <class A, class B> struct pair { A first; B second; ~pair(); };
struct defer_lock_t {}; inline constexpr defer_lock_t defer_lock{};
struct adopt_lock_t {}; inline constexpr adopt_lock_t adopt_lock{};
struct try_to_lock_t {}; inline constexpr try_to_lock_t try_to_lock{};
}
struct mutex_like { void lock(); void unlock(); bool try_lock(); } mine, other;
struct qt_like { void lockForRead(); bool tryLock(); void unlock(); } rw;
struct loud { void Lock(); void Unlock(); } big;
struct async_mutex { home::task<> lock(); void unlock(); bool try_lock(); } am;
struct store { mutex_like own; } a, b;
template <class M> struct my_guard {
  explicit my_guard(M &Which) : Held(Which) { Held.lock(); }
  ~my_guard() { Held.unlock(); }
  M &Held;
};
template <class M> struct late_guard {
  late_guard(); late_guard(M &Which, std::defer_lock_t);
  late_guard(M &Which, std::adopt_lock_t); late_guard(M &, std::try_to_lock_t);
  explicit late_guard(M &Which); late_guard(late_guard &&);
  late_guard &operator=(late_guard &&);
  ~late_guard() { if (Held) unlock(); }
  void lock(); void unlock(); bool try_lock(); bool owns_lock() const;
  explicit operator bool() const; M *release(); M *Held;
};
struct async_guard { async_mutex &Of; ~async_guard() { Of.unlock(); } };
struct seen_guard { explicit seen_guard(mutex_like &M) : Of(M) { M.lock(); }
  ~seen_guard() { release(); } void release() { Of.unlock(); } mutex_like &Of; };
struct declared_lock { explicit declared_lock(mutex_like &); ~declared_lock(); };
struct declared_view { explicit declared_view(mutex_like &); ~declared_view(); };
struct declared_async_lock { explicit declared_async_lock(async_mutex &);
  ~declared_async_lock(); };
struct leaving_guard { mutex_like *Of; explicit leaving_guard(mutex_like &M)
  : Of(&M) { M.lock(); } ~leaving_guard() { mutex_like *Last = Of;
  Last->unlock(); } };
struct timers { mutex_like Own; ~timers() { shutdown(); }
  void shutdown() { late_guard<mutex_like> l(Own); l.unlock(); } };
struct inner_use { ~inner_use() { mine.lock(); mine.unlock(); } };
template <class F> struct finally { F Do; ~finally() { Do(); } };
template <class F> finally(F) -> finally<F>;
struct locked_items { my_guard<mutex_like> Lock{mine}; int *begin(); int *end();
  int get(int); };
locked_items items();
home::task<my_guard<mutex_like>> acquire();
std::pair<my_guard<mutex_like>, int> both();
std::pair<late_guard<mutex_like>, int> pair_of();
void finish(late_guard<mutex_like> &G) { G.unlock(); }
void look(const late_guard<mutex_like> &); void may(late_guard<mutex_like> &);
void lock_mine() { mine.lock(); } void unlock_mine() { mine.unlock(); }
void unlock_it(mutex_like &M) { M.unlock(); }
void consume(late_guard<mutex_like>);
void unlock_perhaps() { if (c) mine.unlock(); }
struct [[clang::capability("mutex")]] cap {
  void enter() __attribute__((acquire_capability()));
  void leave() __attribute__((release_capability()));
  const cap &operator!() const;
} held;
void take() __attribute__((acquire_capability(held)));
void give() __attribute__((release_capability(held)));
struct table_lock { explicit table_lock(int); ~table_lock(); };
struct answering { bool Lock(); int Unlock(); } ans;
void sdl_LockMutex(void *); void sdl_UnlockMutex(void *);
void store_lock(); void store_unlock();
void LightLockAcquire(int *, int); void LightLockRelease(int *);
int locked_count(); mutex_like shards[4]; unsigned hash(); mutex_like &which(int);
struct transaction { std::lock_guard<std::mutex> Lock{m}; };
struct write_transaction : transaction {};
struct shared { std::lock_guard<std::mutex> *Lock; ~shared(); };
struct os_mutex {} os; void os_lock(os_mutex *); void os_unlock(os_mutex *);
void lock_all(mutex_like &, mutex_like &);
template <class A, class B> void lock_all(A &, B &);
struct [[clang::scoped_lockable]] marked { marked(); ~marked(); };
int with(std::lock_guard<std::mutex>, int); int with(async_guard, int);
struct sem_like { void acquire(int = 1); bool try_acquire(); void release(int = 1); } sem;
struct binary_semaphore { void acquire(); void release(); } one;
struct semaphore { void wait(); void signal(); } few;
struct async_semaphore { home::task<> acquire(); bool try_acquire(); void release(); } async_sem;
struct connections { int *acquire(); void release(int *); bool try_acquire(); } pool;
struct ref_counted { void acquire(); void release(); } counted;
struct event { void wait(); void signal(); } door;
struct os_sem {} p, q; int sem_wait(os_sem *); int sem_post(os_sem *);
int SDL_SemWait(os_sem *); int SDL_SemPost(os_sem *);
int xSemaphoreTake(os_sem *); int xSemaphoreGive(os_sem *);
void assemble_wait(os_sem *); void assemble_posts(os_sem *);
void acquire_it() { sem.acquire(); } void release_it() { sem.release(); }
struct sem_permit { sem_permit() { sem.acquire(); } ~sem_permit() { sem.release(); } };
namespace std { struct atomic_flag { bool test_and_set(); void clear(); };
template <class T> struct atomic { T exchange(T); void store(T); void operator=(T);
  bool compare_exchange_weak(T &, T); }; }
std::atomic<bool> busy; std::atomic_flag spin;
struct spin_guard { spin_guard() { while (spin.test_and_set()); } ~spin_guard() { spin.clear(); } };
struct running_guard { running_guard() { busy.exchange(true); } ~running_guard() { busy = false; } };
struct sem_signal { ~sem_signal() { sem.release(); } };
)cpp";

/// What is held at `probe()`: the clause, or nothing.
static std::string heldIn(llvm::StringRef Code) {
  TestAST AST((Declarations + Code).str());
  Knowledge K(AST, {Vocabulary});
  const auto *Function = selectFirst<FunctionDecl>(
      "f", match(functionDecl(hasName("test"), isDefinition()).bind("f"),
                 AST.context()));
  EXPECT_TRUE(Function) << Code.str();
  const BodyIndex Index(*Function);
  const CallExpr *Call = AST.callOf("probe");
  const auto Held = HeldLocks(Index, K.Types).at(*Call);
  return Held ? Held->clause() : "";
}

static std::string heldInBody(llvm::StringRef Body) {
  return heldIn(("home::task<> test() { " + Body + " co_return; }").str());
}

static void expectHeld(llvm::StringRef Clause,
                       std::initializer_list<const char *> Bodies) {
  for (const char *Body : Bodies)
    EXPECT_EQ(heldInBody(Body), Clause) << Body;
}

static void expectFree(std::initializer_list<const char *> Bodies) {
  expectHeld("", Bodies);
}

static std::string lockedName(llvm::StringRef Name) {
  return ("'" + Name + "' would be locked while the coroutine is suspended")
      .str();
}

static const char *const GuardG =
    "'g' would hold its mutex while the coroutine is suspended";
static const char *const CallerG =
    "the caller would hold the lock of 'g' while the coroutine is suspended";

TEST(HeldLocks, GuardsOfAllTypes) {
  expectHeld(
      GuardG,
      {"std::lock_guard<std::mutex> g(m); probe();",
       "std::lock_guard<mutex_like> g(mine); probe();",
       "std::scoped_lock<std::mutex, mutex_like> g(m, mine); probe();",
       "transaction g; probe();",
       "write_transaction g; probe();",
       "transaction g[2]; probe();",
       "my_guard<mutex_like> g(mine); probe();",
       "late_guard<mutex_like> g(mine); probe();",
       "marked g; probe();",
       "seen_guard g(mine); probe();",
       "leaving_guard g(mine); probe();",
       "declared_lock g(mine); probe();",
       "table_lock g(1); probe();",
       "locked_items g; probe();",
       "auto &&g = items(); probe();",
       "const auto &g = items(); probe();",
       "auto g = std::lock_guard<std::mutex>(m); probe();",
       "transaction *g = new transaction; probe(); delete g;",
       "auto [g, n] = both(); probe();",
       "auto g = both(); probe();",
       "auto g = [l = late_guard<mutex_like>(mine)] {}; probe();",
       "std::optional<std::lock_guard<std::mutex>> g; g.emplace(m); probe();",
       "std::optional<transaction> g; g.emplace(); probe();"});
  expectFree(
      {"my_guard<mutex_like> *g = nullptr; probe();",

       "static transaction g; probe();", "shared g{}; probe();",
       "async_guard g{am}; probe();", "declared_view g(mine); probe();",
       "std::lock_guard<async_mutex> g(am); probe();",
       "std::unique_lock<async_mutex> g(am); probe();",
       "late_guard<async_mutex> g(am); probe();",
       "declared_async_lock g(am); probe();", "inner_use g; probe();",
       "timers g; probe();", "auto g = acquire(); probe();",
       "std::optional<int> g; probe();", "mutex_like g; probe();",
       "std::scoped_lock<> g; probe();",
       "auto l = [] { std::lock_guard<std::mutex> g(m); }; probe();",
       "auto l = [&x = m] {}; probe();",
       "std::lock_guard<std::mutex> g(m); auto l = []() -> home::task<> { "
       "probe(); co_return; };"});
}

TEST(HeldLocks, WhereGuardsLive) {
  expectHeld(
      GuardG,
      {"std::lock_guard<std::mutex> g(m); if (c) while (c) probe();",
       "if (std::lock_guard<std::mutex> g(m); c) probe();",
       "if (std::lock_guard<std::mutex> g(m); c) {} else probe();",
       "while (std::unique_lock<std::mutex> g{m}) probe();",
       "for (std::lock_guard<std::mutex> g(m); c;) probe();",
       "for (std::lock_guard<std::mutex> g(m); probe();) {}",
       "for (std::lock_guard<std::mutex> g(m); int &i : items()) probe();",
       "switch (std::lock_guard<std::mutex> g(m); 1) { default: probe(); }",
       "switch (1) { case 1: std::lock_guard<std::mutex> g(m); probe(); }",
       "here: std::lock_guard<std::mutex> g(m); probe(); if (c) goto here;",
       "late_guard<mutex_like> g(mine), h(shards[probe()]);",
       "try { std::lock_guard<std::mutex> g(m); probe(); } catch (...) {}",
       "std::lock_guard<std::mutex> g(m); [&] { return probe(); }();"});
  expectHeld("a lock guard would hold its mutex while the coroutine is "
             "suspended",
             {"for (int &i : items()) probe();"});
  expectFree(
      {"{ std::lock_guard<std::mutex> g(m); } probe();",
       "probe(); std::lock_guard<std::mutex> g(m);",
       "if (c) std::lock_guard<std::mutex> g(m); probe();",
       "if (c) std::lock_guard<std::mutex> g(m); else probe();",
       "if (std::lock_guard<std::mutex> g(m); c) {} probe();",
       "for (;;) { probe(); std::lock_guard<std::mutex> g(m); }",
       "for (;;) { try { probe(); std::lock_guard<std::mutex> g(m); use(1); } "
       "catch (...) {} }",
       "again: { std::lock_guard<std::mutex> g(m); if (c) goto out; } out: "
       "probe(); if (c) goto again;",
       "try { std::lock_guard<std::mutex> g(m); use(1); } catch (...) {} "
       "probe();",
       "for (int &i : items()) {} probe();",
       "std::lock_guard<std::mutex> g(m); auto l = [] { return probe(); };"});
}

TEST(HeldLocks, GuardsThatAreUnlocked) {
  expectHeld(
      GuardG,
      {"std::optional<std::lock_guard<std::mutex>> g; if (c) g.emplace(m); "
       "probe();",
       "std::optional<std::lock_guard<std::mutex>> g; g = "
       "std::lock_guard<std::mutex>(m); probe();",
       "late_guard<mutex_like> g(mine); if (c) g.unlock(); probe();",
       "late_guard<mutex_like> g(mine, std::defer_lock); g.lock(); probe();",
       "late_guard<mutex_like> g(mine, std::defer_lock); may(g); probe();",
       "late_guard<mutex_like> g(mine, std::adopt_lock); probe();",
       "late_guard<mutex_like> g(mine, std::try_to_lock); probe();",
       "late_guard<mutex_like> g(mine); look(g); probe();",
       "late_guard<mutex_like> g(mine); may(g); probe();",
       "late_guard<mutex_like> g(mine); g.release(); probe();",
       "late_guard<mutex_like> g; g = late_guard<mutex_like>(mine); probe();",
       "late_guard<mutex_like> g(mine, std::try_to_lock); "
       "if (g.owns_lock()) probe();",
       "late_guard<mutex_like> g(mine, std::try_to_lock); if (!g) {} else "
       "probe();",
       "late_guard<mutex_like> g(mine); while (c) { probe(); g.unlock(); "
       "g.lock(); }",
       "late_guard<mutex_like> h(mine); auto g = std::move(h); probe();",
       "late_guard<mutex_like> g(mine, std::defer_lock), h(other, "
       "std::defer_lock); lock_all(g, h); probe();"});
  expectFree(
      {"std::optional<std::lock_guard<std::mutex>> g; probe(); g.emplace(m);",
       "std::optional<std::lock_guard<std::mutex>> g; g.emplace(m); "
       "g.reset(); probe();",
       "std::optional<std::lock_guard<std::mutex>> g; g.emplace(m); "
       "g = std::optional<std::lock_guard<std::mutex>>(); probe();",
       "std::optional<late_guard<mutex_like>> g; g.emplace(mine); "
       "g->unlock(); probe();",
       "std::optional<late_guard<mutex_like>> g = std::nullopt; probe();",
       "late_guard<mutex_like> g; probe();",
       "late_guard<mutex_like> g(mine, std::defer_lock); probe();",
       "late_guard<mutex_like> g(mine); g.unlock(); probe();",
       "auto &&g = late_guard<mutex_like>(mine); g.unlock(); probe();",
       "late_guard<mutex_like> g(mine); auto &h = g; h.unlock(); probe();",
       "late_guard<mutex_like> g(mine); use(static_cast<int>(c)); g.unlock(); "
       "if (c) probe(); g.lock();",
       "late_guard<mutex_like> g(mine); consume(std::move(g)); probe();",
       "late_guard<mutex_like> g(mine); g = late_guard<mutex_like>(); probe();",
       "late_guard<mutex_like> g(mine); finish(g); probe();",
       "auto [l, i] = pair_of(); l.unlock(); probe();",
       "transaction *t = new transaction; delete t; probe();",
       "late_guard<mutex_like> g(mine); auto f = [&] { g.unlock(); }; f(); "
       "probe();",
       "late_guard<mutex_like> g(mine, std::try_to_lock); "
       "if (!g.owns_lock()) probe();",
       "late_guard<mutex_like> g(mine, std::try_to_lock); "
       "if (c && g) {} else if (!g) probe();"});
}

TEST(HeldLocks, ByHand) {
  expectHeld(
      lockedName("mine"),
      {"mine.lock(); probe(); mine.unlock();", "mine.lock(); probe();",
       "if (c) mine.lock(); probe();",
       "if (mine.try_lock()) { probe(); mine.unlock(); }",
       "if (!mine.try_lock()) co_return; probe(); mine.unlock();",
       "bool ok = mine.try_lock(); probe();",
       "mine.lock(); if (c) mine.unlock(); probe();",
       "other.lock(); mine.lock(); other.unlock(); probe();",
       "mine.lock(); try { use(1); } catch (...) { mine.unlock(); throw; } "
       "probe(); mine.unlock();",
       "while (c) { mine.lock(); probe(); mine.unlock(); }",
       "do { mine.lock(); if (c) continue; mine.unlock(); } while (probe());",
       "lock_all(mine, other); other.unlock(); probe();",
       "lock_mine(); probe(); unlock_mine();",
       "mine.lock(); unlock_perhaps(); probe();",
       "[] { mine.lock(); }(); probe();",
       "auto enter = [] { mine.lock(); }; enter(); probe();",
       "mine.lock(); auto u = finally{[] { mine.unlock(); }}; probe();",
       "switch (hash()) { case 1: mine.lock(); default: probe(); }",
       "mine.lock(); goto on; on: probe();"});
  expectHeld(lockedName("alias"),
             {"mutex_like &alias = mine; alias.lock(); probe();"});
  expectHeld(lockedName("p"), {"mutex_like *p = &mine; p->lock(); probe();"});
  expectHeld(lockedName("os"), {"os_lock(&os); probe(); os_unlock(&os);"});
  expectHeld(lockedName("rw"), {"rw.lockForRead(); probe(); rw.unlock();"});
  expectHeld(lockedName("big"), {"big.Lock(); probe(); big.Unlock();"});
  expectHeld(lockedName("held"), {"held.enter(); probe(); held.leave();",
                                  "take(); probe(); give();"});
  expectHeld(lockedName("a.own"), {"a.own.lock(); b.own.unlock(); probe();"});
  expectHeld(lockedName("shards[hash() % 4]"),
             {"shards[hash() % 4].lock(); shards[1].unlock(); probe();"});
  expectHeld(lockedName("which(1)"),
             {"which(1).lock(); which(2).unlock(); probe();"});
}

TEST(HeldLocks, UnlockedByHand) {
  expectFree(
      {"mine.lock(); mine.unlock(); probe();",
       "probe(); mine.lock();",
       "mine.unlock(); probe(); mine.lock();",
       "if (c) { mine.lock(); mine.unlock(); } probe();",
       "if (c) { mine.lock(); co_return; } probe();",
       "while (!mine.try_lock()) probe();",
       "while (c) { probe(); mine.lock(); mine.unlock(); }",
       "if (!mine.try_lock()) { probe(); co_return; }",
       "os_lock(&os); os_unlock(&os); probe();",
       "lock_all(mine, other); other.unlock(); mine.unlock(); probe();",
       "co_await am.lock(); probe(); am.unlock();",
       "if (am.try_lock()) { probe(); am.unlock(); }",
       "a.own.lock(); a.own.unlock(); probe();",
       "mutex_like &alias = mine; alias.lock(); mine.unlock(); probe();",
       "mutex_like *p = &mine; p->lock(); p->unlock(); probe();",
       "auto l = [] { mine.lock(); }; probe();",
       "lock_mine(); unlock_mine(); probe();",
       "mine.lock(); unlock_it(mine); probe();",
       "mine.lock(); [] { mine.unlock(); }(); probe();",
       "{ mine.lock(); late_guard<mutex_like> g(mine, std::adopt_lock); } "
       "probe();",
       "{ mine.lock(); auto u = finally{[] { mine.unlock(); }}; } probe();",
       "held.enter(); held.leave(); probe();",
       "take(); give(); probe();",
       "unsigned i = hash(); shards[i].lock(); shards[i].unlock(); probe();",
       "shards[hash() % 4].lock(); shards[hash() % 4].unlock(); probe();",
       "which(1).lock(); which(1).unlock(); probe();"});
}

TEST(HeldLocks, Permits) {
  const auto Permit = [](llvm::StringRef Name) {
    return ("'" + Name + "' would be held while the coroutine is suspended")
        .str();
  };
  expectHeld(
      Permit("sem"),
      {"sem.acquire(); probe(); sem.release();",
       "if (sem.try_acquire()) { probe(); sem.release(); }",
       "while (c) { sem.acquire(); probe(); sem.release(); }",
       "sem.acquire(); auto u = finally{[] { sem.release(); }}; probe();",
       "acquire_it(); probe(); release_it();",
       "sem.acquire(); if (c) sem.release(); probe();"});
  expectHeld(Permit("one"), {"one.acquire(); probe(); one.release();"});
  expectHeld(Permit("p"), {"sem_wait(&p); probe(); sem_post(&p);",
                           "SDL_SemWait(&p); probe(); SDL_SemPost(&p);",
                           "xSemaphoreTake(&p); probe(); xSemaphoreGive(&p);"});
  expectHeld(Permit("few"), {"few.wait(); probe(); few.signal();"});
  expectHeld(GuardG, {"sem_permit g; probe();", "spin_guard g; probe();"});
  expectHeld(
      Permit("busy"),
      {"while (busy.exchange(true)) use(1); probe(); busy.store(false);",
       "while (busy.exchange(true)) {} probe(); busy = false;",
       "do {} while (!busy.compare_exchange_weak(c, true)); probe(); busy = "
       "false;"});
  expectHeld(Permit("spin"),
             {"while (spin.test_and_set()); probe(); spin.clear();"});
  expectFree({// Who does not wait for it has no lock.
              "if (busy.exchange(true)) co_return; probe(); busy = false;",
              "busy.store(true); probe(); busy.store(false);",
              "while (spin.test_and_set()); spin.clear(); probe();",
              "while (busy.exchange(true)); probe();",
              "running_guard g; probe();"});
  expectFree({
      // Who waits for a signal, or gives one, has nothing.
      "sem.acquire(); probe();",
      "probe(); sem.release();",
      "sem.release(); probe();",
      "sem_wait(&p); probe(); sem_post(&q);",
      "sem.acquire(); one.release(); probe();",
      "std::thread t([] { sem.release(); }); sem.acquire(); probe();",
      "sem_signal g; probe();",
      // Released before.
      "sem.acquire(); sem.release(); probe();",
      "if (!sem.try_acquire()) { probe(); co_return; } sem.release();",
      "sem_wait(&p); sem_post(&p); probe();",
      // Of a coroutine library; what is handed out; what counts.
      "co_await async_sem.acquire(); probe(); async_sem.release();",
      "int *i = pool.acquire(); probe(); pool.release(i);",
      "counted.acquire(); probe(); counted.release();",
      "door.wait(); probe(); door.signal();",
      "assemble_wait(&p); probe(); assemble_posts(&p);",
  });
}

TEST(HeldLocks, ByPairsOfNames) {
  expectHeld(lockedName("os"),
             {"sdl_LockMutex(&os); probe(); sdl_UnlockMutex(&os);"});
  expectHeld(lockedName("n"), {"int n = 0; LightLockAcquire(&n, 1); probe(); "
                               "LightLockRelease(&n);"});
  expectHeld(lockedName("ans"), {"ans.Lock(); probe(); ans.Unlock();"});
  expectHeld("a mutex would be locked while the coroutine is suspended",
             {"store_lock(); probe(); store_unlock();"});
  expectFree({"store_lock(); store_unlock(); probe();",
              "probe(); store_lock(); store_unlock();",
              "store_lock(); probe();", "locked_count(); probe();",
              "sdl_LockMutex(&os); sdl_UnlockMutex(&os); probe();"});
}

TEST(HeldLocks, WithoutAName) {
  const auto InMember = [](const char *Body) {
    return heldIn((llvm::Twine("struct own { void lock(); void unlock(); "
                               "home::task<> test(own &o) { ") +
                   Body + " co_return; } };")
                      .str());
  };
  EXPECT_EQ(InMember("lock(); probe();"), lockedName("this"));
  EXPECT_EQ(InMember("lock(); this->unlock(); probe();"), "");
  EXPECT_EQ(InMember("lock(); o.unlock(); probe();"), lockedName("this"));
  const auto InOwner = [](const char *Body) {
    return heldIn((llvm::Twine("struct own { mutex_like mu; "
                               "void lock_it() { mu.lock(); } "
                               "void unlock_it() { mu.unlock(); } "
                               "home::task<> test(own &o) { ") +
                   Body + " co_return; } };")
                      .str());
  };
  EXPECT_EQ(InOwner("o.lock_it(); unlock_it(); probe();"), lockedName("mu"));
  EXPECT_EQ(InOwner("lock_it(); o.mu.unlock(); probe();"), lockedName("mu"));
  EXPECT_EQ(InOwner("o.lock_it(); o.mu.unlock(); probe();"), "");
  EXPECT_EQ(InOwner("lock_it(); mu.unlock(); probe();"), "");
  expectHeld("a mutex would be locked while the coroutine is suspended",
             {"which(\n1).lock(); probe();"});
}

TEST(HeldLocks, Temporaries) {
  expectHeld("a lock guard in this expression would hold its mutex while the "
             "coroutine is suspended",
             {"with(std::lock_guard<std::mutex>(m), probe());",
              "int i = with(std::lock_guard<std::mutex>(m), probe() + 1);",
              "if (with(std::lock_guard<std::mutex>(m), 1) + probe()) {}",
              "(void)my_guard<mutex_like>(mine), use(probe());",
              "items().get(probe());", "c ? items().get(probe()) : 1;"});
  expectFree({"with(std::lock_guard<std::mutex>(m), 1); probe();",
              "with(async_guard{am}, probe());",
              "probe(), my_guard<mutex_like>(mine);",
              "probe() && items().get(1);", "probe() ? items().get(1) : 2;",
              "c ? items().get(1) : probe();",
              "use([] { return with(std::lock_guard<std::mutex>(m), 1); }, "
              "probe());"});
}

TEST(HeldLocks, Callers) {
  const auto Expect = [](llvm::StringRef Clause, const char *Parameters,
                         const char *Body = "") {
    EXPECT_EQ(heldIn((llvm::Twine("home::task<> test(") + Parameters + ") { " +
                      Body + " probe(); co_return; }")
                         .str()),
              Clause)
        << Parameters << Body;
  };
  Expect(CallerG, "std::unique_lock<std::mutex> &g");
  Expect(CallerG, "const std::lock_guard<std::mutex> &g");
  Expect(CallerG, "late_guard<mutex_like> &&g");
  Expect(GuardG, "late_guard<mutex_like> g");
  Expect(GuardG, "std::optional<late_guard<mutex_like>> g");
  Expect("", "late_guard<mutex_like> g", "g.unlock();");
  Expect("", "late_guard<mutex_like> &g", "g.unlock();");
  Expect(CallerG, "late_guard<mutex_like> &g", "g.unlock(); g.lock();");
  Expect("", "std::unique_lock<async_mutex> &g");
  Expect("", "mutex_like &g");
  Expect("", "late_guard<mutex_like> *g");
  const auto Required = [](const char *Attribute, const char *Body = "") {
    return heldIn((llvm::Twine("home::task<> test() __attribute__((") +
                   Attribute + "));\nhome::task<> test() { " + Body +
                   " probe(); co_return; }")
                      .str());
  };
  const char *const CallerHeld =
      "the caller would hold the lock of 'held' while the coroutine is "
      "suspended";
  EXPECT_EQ(Required("requires_capability(held)"), CallerHeld);
  EXPECT_EQ(Required("release_capability(held)"), CallerHeld);
  EXPECT_EQ(Required("release_capability(held)", "held.leave();"), "");
  EXPECT_EQ(Required("requires_capability(!held)"), "");
  EXPECT_EQ(heldInBody("late_guard<mutex_like> g(mine); auto l = [&g]() -> "
                       "home::task<> { probe(); co_return; };"),
            CallerG);
  EXPECT_EQ(heldInBody("auto l = [g = late_guard<mutex_like>(mine)]() -> "
                       "home::task<> { probe(); co_return; };"),
            GuardG);
}

TEST(HeldLocks, InTemplates) {
  const auto Pattern = [](const char *Body) {
    return heldIn(
        (llvm::Twine("template <class M> home::task<> test(M &mx) { ") + Body +
         " probe(); co_return; }")
            .str());
  };
  EXPECT_EQ(Pattern("std::lock_guard<M> g(mx);"), GuardG);
  EXPECT_EQ(Pattern("std::lock_guard g(mx);"), GuardG);
  EXPECT_EQ(Pattern("mx.lock();"), lockedName("mx"));
  EXPECT_EQ(Pattern("lock_all(mx, mine);"), lockedName("mx"));
  EXPECT_EQ(Pattern("mx.lock(); mx.unlock();"), "");
  EXPECT_EQ(Pattern("co_await mx.lock();"), "");
  EXPECT_EQ(Pattern("{ std::lock_guard<M> g(mx); }"), "");
}

TEST(HeldLocks, Regions) {
  const auto In = [](const char *Code, std::vector<std::string> Flags) {
    TestAST AST(Code, "", std::move(Flags));
    Knowledge K(AST, {});
    const BodyIndex Index(*AST.function("test"));
    const auto Held = HeldLocks(Index, K.Types).at(*AST.callOf("probe"));
    return Held ? Held->clause("it waits") : "";
  };
  EXPECT_EQ(In("int probe(); void test() {\n#pragma omp critical\n"
               "{ probe(); }\n}",
               {"-fopenmp"}),
            "'#pragma omp critical', which belongs to one thread, would go on "
            "while it waits");
  EXPECT_EQ(In("int probe(); void test() {\n#pragma omp critical\n{}\n"
               "probe(); }",
               {"-fopenmp"}),
            "");
}

//===--- For whoever reports them -----------------------------------------===//

/// The names of what is held, surely, while the last `co_await` of the body is
/// suspended.
static std::vector<std::string> heldAcross(llvm::StringRef Body) {
  TestAST AST((llvm::Twine(Declarations) +
               "struct bound { bound(); ~bound(); }; home::task<> wait();\n"
               "home::task<> wait_with(late_guard<mutex_like> &);\n"
               "home::task<> wait_with(mutex_like *);\n"
               "home::task<> wait_with(std::lock_guard<std::mutex> &&);\n"
               "home::task<> look_at(const late_guard<mutex_like> &);\n"
               "home::task<> test() { " +
               Body + " }")
                  .str());
  Knowledge K(AST, {Vocabulary,
                    "library: bound\nlocks:\n  thread-bound:\n"
                    "    - {type: bound, reason: it is the thread's}\n"});
  const BodyIndex Index(*AST.function("test"));
  const HeldLocks Locks(Index, K.Types, LockEvidence::Sure);
  std::vector<std::string> Names;
  for (const HeldLock &Held :
       Locks.whileSuspended(*Index.outermost().Awaits.back())) {
    EXPECT_EQ(Held.Reason,
              Held.How == HeldLock::Bound ? "it is the thread's" : "");
    Names.push_back(Held.LockedBy ? Held.Name + " by hand" : Held.Name);
  }
  return Names;
}

TEST(HeldLocks, AreSureBySeveralSigns) {
  using Names = std::vector<std::string>;
  for (const char *Sure :
       {"std::lock_guard<std::mutex> g(m); co_await wait();",
        "std::lock_guard<mutex_like> g(mine); co_await wait();",
        "std::lock_guard<loud> g(big); co_await wait();",
        "transaction g; co_await wait();", "marked g; co_await wait();",
        "seen_guard g(mine); co_await wait();",
        "declared_lock g(mine); co_await wait();",
        "std::optional<transaction> g(transaction{}); co_await wait();",
        "bound g; co_await wait();"})
    EXPECT_EQ(heldAcross(Sure), Names{"g"}) << Sure;
  EXPECT_EQ(heldAcross("mine.lock(); co_await wait();"), Names{"mine by hand"});
  EXPECT_EQ(heldAcross("held.enter(); co_await wait();"),
            Names{"held by hand"});
  EXPECT_EQ(heldAcross("sdl_LockMutex(&os); co_await wait(); "
                       "sdl_UnlockMutex(&os);"),
            Names{"os by hand"});
  EXPECT_EQ(heldAcross("late_guard<mutex_like> g(mine); g.unlock(); g.lock(); "
                       "co_await wait();"),
            Names{"g by hand"});
  EXPECT_EQ(heldAcross("std::lock_guard<std::mutex> g(m); bound b; co_await "
                       "wait();"),
            (Names{"g", "b"}));
  for (const char *Unsure :
       {"big.Lock(); co_await wait();", "ans.Lock(); co_await wait();",
        "table_lock g(1); co_await wait();",
        "store_lock(); co_await wait(); store_unlock();",
        "std::lock_guard<async_mutex> g(am); co_await wait();"})
    EXPECT_EQ(heldAcross(Unsure), Names{}) << Unsure;
}

TEST(HeldLocks, AreLentToWhatIsAwaited) {
  using Names = std::vector<std::string>;
  for (const char *Lent :
       {"late_guard<mutex_like> g(mine); co_await wait_with(g);",
        "mine.lock(); co_await wait_with(&mine);",
        "co_await wait_with(std::lock_guard<std::mutex>(m));",
        "late_guard<mutex_like> g(mine); consume(std::move(g)); co_await "
        "wait();",
        "{ transaction g; } co_await wait();"})
    EXPECT_EQ(heldAcross(Lent), Names{}) << Lent;
  EXPECT_EQ(heldAcross("const late_guard<mutex_like> g(mine); co_await "
                       "look_at(g);"),
            Names{"g"});
  EXPECT_EQ(heldAcross("late_guard<mutex_like> g(mine); may(g); co_await "
                       "wait();"),
            Names{"g"});
  EXPECT_EQ(
      heldAcross("mine.lock(); other.lock(); co_await wait_with(&other);"),
      Names{"mine by hand"});
}
