// RUN: %check %s async-blocking-wait %t -check-suffixes=,NOMACROS \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_future.yaml}}" \
// RUN:   -- -isystem %S/Inputs
// RUN: %check %s async-blocking-wait %t -check-suffixes=,MACROS \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_future.yaml, async-blocking-wait.IgnoreMacros: false}}" \
// RUN:   -- -isystem %S/Inputs

// Where `co_await` may not stand, and how it is written where it may.

#include "home_future.h"
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>
#include <vector>

using home::future;
using home::task;

struct point {
  int X = 0;
  std::string Name;
  int add(int) const;
  int operator[](int) const;
  int operator()(int) const;
  int operator++(int);
  point &operator++();
  int operator-() const;
  point *operator->();
  point operator+(int) const;
  explicit operator bool() const;
};

future<int> start();
future<int> start(int);
future<> begin();
future<point> makePoint();
future<std::string> name();
future<std::vector<int>> numbers();
future<std::function<int(int)>> function();
future<int *> pointer();
task<int> answer(int = 0);
void use(int);
void use(const std::string &);

//===--- Places without co_await ------------------------------------------===//

task<> catchHandler(future<int> F) {
  try {
    use(start().get());
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
    // CHECK-FIXES: use(co_await start());
  } catch (const std::exception &) {
    use(F.get());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: 'co_await' is not allowed in a catch handler
    auto InHandler = []() -> task<> {
      use(start().get());
      // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' blocks
      // CHECK-FIXES: use(co_await start());
      co_return;
    };
    (void)InHandler;
  }
  use(F.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks
  // CHECK-FIXES: use(co_await F);
  co_return;
}

task<> plainLambda() {
  auto Plain = [] { return start().get(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'get' blocks the thread of a coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  use(Plain());
  std::jthread Thread([] { use(start().get()); });
  use([] { return start().get(); }());
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'get' blocks the thread of a coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  co_return;
}

struct local {};
task<> localClass() {
  struct inner {
    int get() { return start().get(); }
    // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'get' blocks the thread of a coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  };
  use(inner().get());
  co_return;
}

task<> statics() {
  static const int Once = start().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:35: note: not fixed: 'co_await' is not allowed in the initializer of a static or thread-local variable
  static thread_local int PerThread = 1 + start().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:51: note: not fixed: 'co_await' is not allowed in the initializer of a static or thread-local variable
  thread_local int Implicitly = start().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:41: note: not fixed: 'co_await' is not allowed in the initializer of a static or thread-local variable
  const int Local = start().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'get' blocks
  // CHECK-FIXES: const int Local = co_await start();
  use(Once + PerThread + Implicitly + Local);
  co_return;
}

int byDefault(int Value = start().get());
// CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'get' blocks the thread of this coroutine
// CHECK-MESSAGES: :[[@LINE-2]]:35: note: not fixed: a default argument cannot wait
task<> defaults() {
  use(byDefault());
  use(sizeof(start().get()));
  using Type = decltype(start().get());
  use(noexcept(start().get()));
  use(Type());
  co_return;
}

//===--- Locks ------------------------------------------------------------===//

std::mutex Mutex;
std::shared_mutex Shared;
std::recursive_mutex Recursive;
struct coroutineMutex {
  task<> lock();
  void unlock();
};
coroutineMutex Friendly;

task<> lockGuard() {
  std::lock_guard<std::mutex> Guard(Mutex);
  use(start().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: not fixed: 'Guard' would hold its mutex while the coroutine is suspended
  co_return;
}

task<> deducedGuards() {
  {
    std::lock_guard Guard(Recursive);
    use(start().get());
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks
    // CHECK-MESSAGES: :[[@LINE-2]]:17: note: not fixed: 'Guard' would hold
  }
  {
    std::scoped_lock Both(Mutex, Shared);
    if (start().get())
      // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks
      // CHECK-MESSAGES: :[[@LINE-2]]:17: note: not fixed: 'Both' would hold
      use(1);
  }
  {
    const std::shared_lock Reading(Shared);
    for (int I = 0; I < 2; ++I)
      use(start().get());
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' blocks
    // CHECK-MESSAGES: :[[@LINE-2]]:19: note: not fixed: 'Reading' would hold
  }
  if (std::unique_lock Lock(Mutex); Lock.owns_lock())
    use(start().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: not fixed: 'Lock' would hold
  switch (std::unique_lock Lock(Mutex); 1) {
  default:
    use(start().get());
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks
    // CHECK-MESSAGES: :[[@LINE-2]]:17: note: not fixed: 'Lock' would hold
  }
  if (auto Lock = std::unique_lock(Mutex))
    use(start().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: not fixed: 'Lock' would hold
  for (std::unique_lock Lock(Mutex); Lock;)
    use(start().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: not fixed: 'Lock' would hold
  co_return;
}

task<> noLock() {
  {
    std::scoped_lock Before(Mutex);
  }
  use(start().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
  // CHECK-FIXES: use(co_await start());
  std::unique_lock<coroutineMutex> Made(Friendly);
  std::scoped_lock Too(Friendly);
  std::scoped_lock<> Nothing;
  use(start(1).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'get' blocks
  // CHECK-FIXES: use(co_await start(1));
  std::scoped_lock After(Mutex);
  auto Lambda = []() -> task<> {
    use(start(2).get());
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'get' blocks
    // CHECK-FIXES: use(co_await start(2));
    co_return;
  };
  (void)Lambda;
  co_return;
}

//===--- Promises ---------------------------------------------------------===//

template <typename T> struct generator {
  struct promise_type {
    generator get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
    std::suspend_always yield_value(T);
    void await_transform() = delete;
  };
};

generator<int> generating() {
  co_yield start().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: not fixed: a generator cannot await
}

struct picky {
  struct promise_type {
    picky get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
    home::awaiter<void> await_transform(picky);
    home::awaiter<int> await_transform(future<int>);
    void await_transform(future<point>) = delete;
  };
};

picky accepted() {
  use(start().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
  // CHECK-FIXES: use(co_await start());
  co_return;
}

picky rejected() {
  use(name().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:14: note: not fixed: this coroutine's promise does not accept
  use(makePoint().get().X);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:19: note: not fixed: this coroutine's promise does not accept 'home::future<point>'
  use(home::sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: this coroutine's promise does not accept 'home::task<int>'
  co_return;
}

struct open {
  struct promise_type {
    open get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
    template <typename T> T &&await_transform(T &&Value) {
      return static_cast<T &&>(Value);
    }
  };
};

open anything() {
  use(start().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
  // CHECK-FIXES: use(co_await start());
  co_return;
}

//===--- Macros -----------------------------------------------------------===//

#define GET(x) x.get()
#define VALUE start()
#define USE(x) use(x)
#define CHECKED(x)                                                             \
  if (x)                                                                       \
  use(1)

task<> macros() {
  use(GET(start()));
  // CHECK-MESSAGES-MACROS: :[[@LINE-1]]:7: warning: 'get' blocks
  // CHECK-MESSAGES-MACROS: :[[@LINE-2]]:7: note: not fixed: it is inside a macro
  USE(start().get());
  // CHECK-MESSAGES-MACROS: :[[@LINE-1]]:15: warning: 'get' blocks
  // CHECK-MESSAGES-MACROS: :[[@LINE-2]]:15: note: not fixed: it is inside a macro
  CHECKED(start().get());
  // CHECK-MESSAGES-MACROS: :[[@LINE-1]]:19: warning: 'get' blocks
  // CHECK-MESSAGES-MACROS: :[[@LINE-2]]:19: note: not fixed: it is inside a macro
  use(VALUE.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: it is inside a macro
  co_return;
}

//===--- Templates --------------------------------------------------------===//

template <typename T> task<int> independent(T) {
  use(start().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
  // CHECK-FIXES: use(co_await start());
  co_return 1;
}
template <typename T> task<int> neverCalled(T) {
  use(start().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
  // CHECK-FIXES: use(co_await start());
  co_return 1;
}
template <typename T> task<T> dependentTask(T Value) {
  use(start().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: not fixed: the coroutine's type depends on a template parameter
  co_return Value;
}
template <typename F> task<> dependent(F Start) {
  use(Start().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: not fixed: it depends on a template parameter
  co_return;
}
template <typename T> struct service {
  future<T> Pending;
  future<T> load();
  task<> run() {
    use(start().get());
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks
    // CHECK-FIXES: use(co_await start());
    use(load().get());
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'get' blocks
    // CHECK-MESSAGES: :[[@LINE-2]]:16: note: not fixed: it depends on a template parameter
    use(this->Pending.get());
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'get' blocks
    // CHECK-MESSAGES: :[[@LINE-2]]:23: note: not fixed: it depends on a template parameter
    co_return;
  }
};
struct notAsync {
  int get() const;
};
task<> instantiate(service<int> &A, service<long> &B) {
  co_await independent(1);
  co_await independent(std::string());
  co_await dependentTask(1);
  co_await dependentTask(2L);
  co_await dependent([] { return start(); });
  co_await dependent([] { return std::future<int>(); });
  co_await dependent([] { return notAsync(); });
  co_await A.run();
  co_await B.run();
  auto Generic = [](auto F) -> task<> {
    use(F.get());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: it depends on a template parameter
    use(start().get());
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks
    // CHECK-FIXES: use(co_await start());
    co_return;
  };
  co_await Generic(start());
}

//===--- What stands around -----------------------------------------------===//

task<> around(point Other) {
  use(makePoint().get().X);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' blocks
  // CHECK-FIXES: use((co_await makePoint()).X);
  use(makePoint().get().add(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' blocks
  // CHECK-FIXES: use((co_await makePoint()).add(1));
  use(makePoint().get()[1]);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' blocks
  // CHECK-FIXES: use((co_await makePoint())[1]);
  use(makePoint().get()(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' blocks
  // CHECK-FIXES: use((co_await makePoint())(1));
  use(makePoint().get()++);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' blocks
  // CHECK-FIXES: use((co_await makePoint())++);
  use(makePoint().get()->X);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' blocks
  // CHECK-FIXES: use((co_await makePoint())->X);
  use(pointer().get()[3]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks
  // CHECK-FIXES: use((co_await pointer())[3]);
  use(function().get()(4));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'get' blocks
  // CHECK-FIXES: use((co_await function())(4));
  use((makePoint().get()).X);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'get' blocks
  // CHECK-FIXES: use((co_await makePoint()).X);
  use(-makePoint().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'get' blocks
  // CHECK-FIXES: use(-co_await makePoint());
  use((++makePoint().get()).X);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'get' blocks
  // CHECK-FIXES: use((++co_await makePoint()).X);
  use(*pointer().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'get' blocks
  // CHECK-FIXES: use(*co_await pointer());
  use(1 + start().get() * 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'get' blocks
  // CHECK-FIXES: use(1 + co_await start() * 2);
  use((makePoint().get() + 1).X);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'get' blocks
  // CHECK-FIXES: use((co_await makePoint() + 1).X);
  if (!makePoint().get())
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'get' blocks
    // CHECK-FIXES: if (!co_await makePoint())
    use(0);
  use(static_cast<int>(start().get()));
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'get' blocks
  // CHECK-FIXES: use(static_cast<int>(co_await start()));
  use((int)start().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'get' blocks
  // CHECK-FIXES: use((int)co_await start());
  use(Other.X ? start().get() : 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'get' blocks
  // CHECK-FIXES: use(Other.X ? co_await start() : 0);
  use(name().get() + "!");
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' blocks
  // CHECK-FIXES: use(co_await name() + "!");
  use(name().get().substr(1).size());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' blocks
  // CHECK-FIXES: use((co_await name()).substr(1).size());
  for (int N : numbers().get())
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'get' blocks
    // CHECK-FIXES: for (int N : co_await numbers())
    use(N);
  auto [X, Name] = makePoint().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'get' blocks
  // CHECK-FIXES: auto [X, Name] = co_await makePoint();
  int List[] = {start().get(), X};
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'get' blocks
  // CHECK-FIXES: int List[] = {co_await start(), X};
  auto Capture = [Value = start().get()] { return Value; };
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'get' blocks
  // CHECK-FIXES: auto Capture = [Value = co_await start()] { return Value; };
  std::unique_ptr<int> New(new int(start().get()));
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'get' blocks
  // CHECK-FIXES: std::unique_ptr<int> New(new int(co_await start()));
  use(Capture() + List[0] + *New);
  throw start().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'get' blocks
  // CHECK-FIXES: throw co_await start();
  co_return;
}

//===--- What is awaited --------------------------------------------------===//

task<> operands(future<int> *Raw, std::unique_ptr<future<int>> Smart,
                std::vector<future<int>> Many, future<int> A, future<int> B) {
  use(Raw->get());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete
  // CHECK-FIXES: use(co_await *Raw);
  use(Smart->get());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete
  // CHECK-FIXES: use(co_await *Smart);
  use((*Smart.release()).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'get' blocks
  // CHECK-FIXES: use(co_await (*Smart.release()));
  use((A).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
  // CHECK-FIXES: use(co_await (A));
  use((B.valid() ? B : A).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'get' blocks
  // CHECK-FIXES: use(co_await (B.valid() ? B : A));
  use(Many[1].get());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
  // CHECK-FIXES: use(co_await Many[1]);
  use(std::move(Many[2]).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'get' blocks
  // CHECK-FIXES: use(co_await std::move(Many[2]));
  use(home::future<int>().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'get' blocks
  // CHECK-FIXES: use(co_await home::future<int>());
  for (auto It = Many.begin(); It != Many.end(); ++It)
    use(It->get());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'get' blocks
  // CHECK-FIXES: use(co_await *It);
  begin().get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
  // CHECK-FIXES: co_await begin();
  use(home::sync_wait(Many.empty() ? answer(1) : answer(2)));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks
  // CHECK-FIXES: use(co_await (Many.empty() ? answer(1) : answer(2)));
  co_return;
}

struct derived : future<int> {
  int twice() { return 2 * get(); }
  task<int> implicitly() {
    co_return get();
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' blocks
    // CHECK-FIXES: co_return co_await *this;
  }
  task<int> explicitly() {
    co_return this->get();
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'get' blocks
    // CHECK-FIXES: co_return co_await *this;
  }
};
task<> throughBase(derived D) {
  use(D.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'get' blocks the thread of this coroutine until the 'derived' is complete
  // CHECK-FIXES: use(co_await D);
  D = derived();
  use(D.future<int>::get());
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'get' blocks the thread of this coroutine until the 'derived' is complete
  // CHECK-FIXES: use(co_await D);
  co_return;
}

//===--- Several at once --------------------------------------------------===//

task<future<int>> mixed();

task<> several() {
  use(start(start(1).get()).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:29: warning: 'get' blocks
  // CHECK-FIXES: use(co_await start(co_await start(1)));
  use(start(1).get() + start(2).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:33: warning: 'get' blocks
  // CHECK-FIXES: use(co_await start(1) + co_await start(2));
  use(home::sync_wait(answer(home::sync_wait(answer(1)))));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:30: warning: 'sync_wait' blocks
  // CHECK-FIXES: use(co_await answer(co_await answer(1)));
  use(home::sync_wait(answer(start(1).get())));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:39: warning: 'get' blocks
  // CHECK-FIXES: use(co_await answer(co_await start(1)));
  // A wait on what a wait gives.
  future<future<int>> Nested;
  use(Nested.get().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'get' blocks the thread of this coroutine until the 'home::future<home::future<int>>' is complete
  // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete
  // CHECK-FIXES: use(co_await co_await Nested);
  future<std::vector<future<int>>> All;
  use(All.get()[0].get());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: 'get' blocks
  // CHECK-FIXES: use(co_await (co_await All)[0]);
  // One of them cannot be awaited.
  future<std::future<int>> Half;
  use(Half.get().get());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:18: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-3]]:18: note: not fixed: 'std::future<int>' has no awaiter
  // CHECK-FIXES: use((co_await Half).get());
  task<future<int>> Mixed = mixed();
  use(home::sync_wait(Mixed).get());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:30: warning: 'get' blocks
  // CHECK-FIXES: use(co_await co_await Mixed);
  future<task<int>> Other;
  use(home::sync_wait(Other.get()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:29: warning: 'get' blocks
  // CHECK-FIXES: use(co_await co_await Other);
  co_return;
}

//===--- Comments and layout ----------------------------------------------===//

task<> comments() {
  use(/*first=*/start(/*Id=*/1).get() /*behind*/);
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'get' blocks
  // CHECK-FIXES: use(/*first=*/co_await start(/*Id=*/1) /*behind*/);
  use(start(1) // the first one
          .get());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: a comment stands in the way
  use(home::sync_wait(/*Task=*/answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: a comment stands in the way
  use(home::sync_wait(answer(/*Value=*/1)));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks
  // CHECK-FIXES: use(co_await answer(/*Value=*/1));
  use(start(
          1)
          .get());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' blocks
  // CHECK-FIXES: use(co_await start(
  // CHECK-FIXES-NEXT: 1));
  co_return;
}
