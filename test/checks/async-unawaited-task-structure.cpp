// Types that no vocabulary knows, told by their structure.
// RUN: %check %s async-unawaited-task %t -- -isystem %S/Inputs

#include <coroutine>
#include <functional>
#include <memory>
#include <optional>
#include <tasks.h>
#include <vector>

//===--- Lazy tasks: dropped anywhere, they never run ----------------------===

home::task<> save(int Id);
home::task<int> load(int Id);

home::task<> lazyInCoroutine() {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await save(1);
  load(2); // its value is not needed
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'load' is never awaited, so it never runs
  // CHECK-FIXES: co_await load(2); // its value is not needed
  co_return;
}

void lazyInFunction() {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'lazyInFunction' is not a coroutine
}

struct Owner {
  home::task<> Pending;
  std::vector<home::task<>> Queue;
  std::optional<home::task<>> Maybe;
  home::task<> &current() { return Pending; }
  Owner &add(home::task<> T) {
    Queue.push_back(std::move(T));
    return *this;
  }
};

void take(home::task<> T);
void takeAll(std::vector<home::task<>> Ts);

// Somebody has the task: returned, stored, passed on, referred to.
home::task<> returned() { return save(1); }
home::task<> returnedFromArms(bool B) { return B ? save(1) : save(2); }
auto returnedByLambda = [] { return save(1); };
home::task<> kept(Owner &O) {
  O.Pending = save(1);
  O.Queue.push_back(save(2));
  O.Maybe = save(3);
  O.Maybe.emplace(save(4));
  O.current();
  O.add(save(5)).add(save(6));
  take(save(7));
  auto Made = std::make_unique<home::task<>>(save(8));
  auto T = save(9);
  take(std::move(T));
  auto U = save(10);
  co_await std::move(U);
  auto V = save(11);
  home::task<> &W = V;
  take(std::move(W));
  std::function<home::task<>()> Later = [] { return save(12); };
  co_await save(13);
  (void)co_await load(14);
}

// Taking a task from its owner to end its life is no accident.
void ended(Owner &O, home::task<> T) {
  std::exchange(O.Pending, {});
  home::task<>(std::move(T));
  auto Old = std::exchange(O.Pending, save(1));
  auto Gone = std::move(O.Pending);
  home::task<>{};
  home::task<> Empty;
}

//===--- Eager tasks: their result is lost where it could have been had ----===

home::eager<> notify(int Id);
home::eager<int> measure();

home::eager<> eagerInCoroutine() {
  notify(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'notify' is not awaited, so nobody sees its result or its exception
  // CHECK-FIXES: co_await notify(1);
  measure();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'measure' is not awaited, so nobody sees its result or its exception
  // CHECK-FIXES: co_await measure();
  co_return;
}

home::task<> eagerInOther() {
  notify(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'notify' is not awaited
  // CHECK-FIXES: co_await notify(1);
  co_return;
}

home::eager<> eagerSideBySide(int N) {
  for (int I = 0; I < N; ++I) {
    notify(I);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'notify' is not awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: awaited here, each round waits for its task
  }
  for (notify(1); N > 0; --N)
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task returned by 'notify' is not awaited
    // CHECK-FIXES: for (co_await notify(1); N > 0; --N)
    ;
  co_return;
}

// In a plain function it may well be how the type is used.
void eagerInFunction() {
  notify(1);
  auto Held = notify(2);
  [] { notify(3); }();
}

home::eager<> eagerOnPurpose() {
  (void)notify(1);
  static_cast<void>(notify(2));
  void(notify(3));
  std::ignore = notify(4);
  // Its destructor may join or cancel.
  auto Held = notify(5);
  co_return;
}

//===--- Tasks whose start nobody can tell ---------------------------------===

home::scheduled onPool();

home::task<> scheduledInCoroutine() {
  onPool();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'onPool' is not awaited, so nobody sees its result or its exception
  // CHECK-FIXES: co_await onPool();
  (void)onPool();
  auto Held = onPool();
  co_return;
}

void scheduledInFunction() { onPool(); }

//===--- Types whose purpose is to be dropped ------------------------------===

home::oneway background();

home::task<> dropsDetached() {
  background();
  (void)background();
  auto Nothing = background();
  [] () -> home::oneway { co_return; }();
  co_return;
}

//===--- Awaiters ----------------------------------------------------------===

struct yield_awaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  void await_resume() noexcept {}
};
struct sleep_operation {
  yield_awaiter operator co_await() const noexcept;
};
namespace net {
struct read_operation {};
yield_awaiter operator co_await(read_operation &&) noexcept;
struct event {};
yield_awaiter operator co_await(event &) noexcept;
} // namespace net

yield_awaiter yield();
sleep_operation sleepFor(int Milliseconds);
net::read_operation readSome();
net::event &shutdown();

home::task<> awaitersInCoroutine() {
  yield();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'yield' is not awaited, so nothing waits for it
  // CHECK-FIXES: co_await yield();
  sleepFor(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'sleepFor' is not awaited
  // CHECK-FIXES: co_await sleepFor(10);
  readSome();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'readSome' is not awaited
  // CHECK-FIXES: co_await readSome();
  shutdown();
  (void)yield();
  auto Unused = sleepFor(10);
  yield_awaiter{};
  sleep_operation();
  co_await yield();
  co_return;
}

void awaitersInFunction() {
  yield();
  sleepFor(10);
  readSome();
}

// An awaiter that is a handle to something else, too.
struct subscription : yield_awaiter {
  void cancel();
};
struct job : yield_awaiter {
  void join();
  void detach();
};
struct lookup : yield_awaiter {
  int value() const;
};
subscription subscribe();
job spawn();
lookup find();

home::task<> handles() {
  subscribe();
  spawn();
  find();
  co_return;
}

// Look-alikes.
struct no_suspend {
  bool await_ready();
  void await_resume();
};
struct iterator {
  iterator begin();
  iterator &operator++();
};
no_suspend lookAlike();
iterator walk();
std::coroutine_handle<> handleOf();
std::suspend_always stay();
std::suspend_never proceed();

home::task<> lookAlikes() {
  lookAlike();
  walk();
  handleOf();
  stay();
  proceed();
  co_return;
}

//===--- Awaitable as an rvalue only ---------------------------------------===

struct once {
  struct promise_type {
    once get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  yield_awaiter operator co_await() &&;
};
once download();

home::task<> rvalueOnly() {
  download();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'download' is never awaited, so it never runs
  // CHECK-FIXES: co_await download();
  auto Named = download();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task in 'Named' is never awaited, so it never runs
  // CHECK-FIXES: co_await download();
  auto Moved = download();
  co_await std::move(Moved);
}

//===--- Awaitable only through a promise ----------------------------------===

template <typename T> struct fenced {
  struct promise_type {
    fenced get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
    template <typename U> yield_awaiter await_transform(fenced<U> Awaited);
  };
};
fenced<int> guarded();

fenced<int> throughPromise() {
  guarded();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'guarded' is never awaited, so it never runs
  // CHECK-FIXES: co_await guarded();
  co_await guarded();
}

// It takes nothing else: what could not be awaited is not reported, and what
// never runs is not fixed.
fenced<int> rejecting() {
  notify(1);
  yield();
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: this coroutine's promise does not accept 'home::task<>'
  co_return;
}

//===--- Generators --------------------------------------------------------===

template <typename T> struct generator {
  struct promise_type {
    generator get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(T);
    void unhandled_exception();
    void return_void();
    void await_transform() = delete;
  };
  int *begin();
  int *end();
};
generator<int> count();

generator<int> generates() {
  count();
  notify(1);
  yield();
  auto Unread = count();
  co_yield 1;
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'save' is never awaited, so it never runs
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: a generator cannot await
}

//===--- std::coroutine_traits ---------------------------------------------===

namespace legacy {
struct operation {
  int Id;
};
struct promise {
  operation get_return_object();
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  void return_void();
};
yield_awaiter operator co_await(operation) noexcept;
struct plain {};
} // namespace legacy
template <typename... Args>
struct std::coroutine_traits<legacy::operation, Args...> {
  using promise_type = legacy::promise;
};

legacy::operation startLegacy();
legacy::plain startPlain();

legacy::operation byTraits() {
  startLegacy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task returned by 'startLegacy' is never awaited, so it never runs
  // CHECK-FIXES: co_await startLegacy();
  startPlain();
  (void)startLegacy();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task returned by 'startLegacy' is never awaited, so it never runs
  // CHECK-FIXES: (void)co_await startLegacy();
  co_await startLegacy();
}
void byTraitsInFunction() { startLegacy(); }
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: the task returned by 'startLegacy' is never awaited, so it never runs

// Coroutines over values: co_await unwraps and waits for nothing.
template <typename T> struct expected {
  struct promise_type {
    expected get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void unhandled_exception();
    void return_value(T);
  };
  bool has_value() const;
  T value() const;
  yield_awaiter operator co_await() const;
};
expected<int> parse();
// The same with another spelling, as application code writes its results.
struct outcome {
  struct promise_type {
    outcome get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  bool hasValue() const;
  yield_awaiter operator co_await() const;
};
outcome validate();
home::task<> valueInCoroutine() {
  validate();
  co_return;
}
namespace std {
template <typename T, typename... Args>
struct coroutine_traits<optional<T>, Args...> {
  struct promise_type {
    optional<T> get_return_object();
    suspend_never initial_suspend() noexcept;
    suspend_never final_suspend() noexcept;
    void unhandled_exception();
    void return_value(T);
  };
};
} // namespace std
yield_awaiter operator co_await(std::optional<int>);
std::optional<int> lookUp();

expected<int> unwraps() {
  parse();
  lookUp();
  co_return 1;
}
