// RUN: %check %s async-blocking-wait %t -- -isystem %S/Inputs

// Tasks of one's own, known by their structure and by the usual names of a
// function that waits for them.

#include "home_task.h"
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

void use(int);

//===--- A task that is awaited as a named object -------------------------===//

home::task<int> answer();
home::task<> settle();
home::task<std::string> name();

home::task<int> direct() {
  co_return home::sync_wait(answer());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks the thread of this coroutine until the 'home::task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: co_return co_await answer();
}

home::task<> statement() {
  home::sync_wait(settle());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks the thread of this coroutine until the 'home::task<void>' is complete
  // CHECK-FIXES: co_await settle();
  sync_wait(settle()); // Found by its argument.
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks
  // CHECK-FIXES: co_await settle(); // Found by its argument.
  co_return;
}

home::task<> named() {
  auto Answer = answer();
  use(sync_wait(Answer));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks
  // CHECK-FIXES: use(co_await Answer);
  auto Other = answer();
  use(sync_wait(std::move(Other)));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks
  // CHECK-FIXES: use(co_await std::move(Other));
  co_return;
}

struct service {
  home::task<int> Pending;
  home::task<int> load();
  home::task<> run() {
    use(sync_wait(load()));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sync_wait' blocks
    // CHECK-FIXES: use(co_await load());
    use(sync_wait(Pending));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sync_wait' blocks
    // CHECK-FIXES: use(co_await Pending);
    co_return;
  }
};

// Members of a home-grown awaitable are never reported: most only read a value
// that is ready.
home::task<> members() {
  auto Answer = answer();
  use(co_await Answer);
  use(Answer.get());
  use(Answer.result());
  Answer.wait();
  use(answer().get());
  auto Fresh = answer();
  use(Fresh.get());
}

// The same, outside coroutines.
int plain() { return home::sync_wait(answer()); }
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'sync_wait' blocks the thread until the 'home::task<int>' is complete [async-blocking-wait]
int main() { return home::sync_wait(answer()); }
struct plainService {
  plainService() { home::sync_wait(settle()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'sync_wait' blocks the thread until the 'home::task<void>' is complete [async-blocking-wait]
  ~plainService() { home::sync_wait(settle()); }
};

//===--- Awaitable as rvalue only -----------------------------------------===//

namespace once {
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_value(int);
  };
  struct awaiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    int await_resume();
  };
  awaiter operator co_await() &&;
};
int blockingWait(task);
int block_on(task &&);
} // namespace once

once::task makeOnce();

once::task rvalueOnly() {
  int A = once::blockingWait(makeOnce());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'blockingWait' blocks the thread of this coroutine until the 'once::task' is complete
  // CHECK-FIXES: int A = co_await makeOnce();
  auto Named = makeOnce();
  int B = once::block_on(std::move(Named));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'block_on' blocks
  // CHECK-FIXES: int B = co_await std::move(Named);
  auto Copied = makeOnce();
  int C = once::blockingWait(Copied);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'blockingWait' blocks
  // CHECK-FIXES: int C = co_await std::move(Copied);
  co_return A + B + C;
}

//===--- A free operator co_await -----------------------------------------===//

namespace loose {
template <typename T> struct job {
  struct promise_type {
    job get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void unhandled_exception();
    void return_value(T);
  };
};
template <typename T> struct job_awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <typename T> job_awaiter<T> operator co_await(job<T> &&);
template <typename T> T run_sync(job<T>);
} // namespace loose

loose::job<int> work();

loose::job<int> freeOperator() {
  auto Later = work();
  use(run_sync(std::move(Later)));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'run_sync' blocks the thread of this coroutine until the 'loose::job<int>' is complete
  // CHECK-FIXES: use(co_await std::move(Later));
  co_return loose::run_sync(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'run_sync' blocks
  // CHECK-FIXES: co_return co_await work();
}

//===--- Awaitable through its promise only -------------------------------===//

namespace closed {
template <typename T> struct coro {
  struct awaiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    T await_resume();
  };
  struct promise_type {
    coro get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_value(T);
    template <typename U> typename coro<U>::awaiter await_transform(coro<U>);
  };
};
template <typename T> T syncAwait(coro<T>);
} // namespace closed

closed::coro<int> inner();

closed::coro<int> promiseOnly() {
  co_return closed::syncAwait(inner());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'syncAwait' blocks the thread of this coroutine until the 'closed::coro<int>' is complete
  // CHECK-FIXES: co_return co_await inner();
}

// Another library's task is no operand for this promise.
closed::coro<int> foreign() {
  co_return home::sync_wait(answer());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: this coroutine's promise does not accept 'home::task<int>'
}
home::task<int> foreignToo() {
  co_return closed::syncAwait(inner());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'syncAwait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: this coroutine's promise does not accept 'closed::coro<int>'
}

//===--- What only looks like a wait --------------------------------------===//

namespace similar {
struct file {
  int get();
};
int sync_wait(file);
// Starts it and returns a ticket.
struct ticket {};
ticket sync_wait(home::task<int>, bool);
template <typename T> bool block_on(const home::task<T> &);
// Other names promise nothing, unless they have such a word.
template <typename T> T run(const home::task<T> &);
template <typename T> T wait(const home::task<T> &);
template <typename T> T syncWaiting(const home::task<T> &);
// A member: it may drive a loop of its own.
struct loop {
  template <typename T> T run_sync(const home::task<T> &);
  template <typename T> T sync_wait(const home::task<T> &);
};
} // namespace similar

home::task<> similarNames(similar::loop &Loop) {
  use(similar::sync_wait(similar::file()));
  (void)similar::sync_wait(answer(), true);
  (void)similar::block_on(answer());
  use(similar::run(answer()));
  use(similar::wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' blocks the thread of this coroutine until the 'home::task<int>' is complete [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: whatever else 'wait' does is lost
  use(similar::syncWaiting(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'syncWaiting' blocks
  use(Loop.run_sync(answer()));
  use(Loop.sync_wait(answer()));
  co_return;
}

// By what is written in it.
namespace by_body {
struct event {
  void set();
  void wait() {
    std::unique_lock Lock(Mutex);
    Condition.wait(Lock);
  }
  std::mutex Mutex;
  std::condition_variable Condition;
};
template <typename T> void start(home::task<T> &, event &);
template <typename T> T finish(home::task<T> Task) {
  event Done;
  start(Task, Done);
  Done.wait();
  return T();
}
template <typename T> T finish_on(int, home::task<T> Task) {
  event Done;
  start(Task, Done);
  Done.wait();
  return T();
}
struct loop {
  template <typename T> T drive(home::task<T> Task) {
    Done.wait();
    return T();
  }
  event Done;
};
// These start it.
template <typename T> T begin(home::task<T> Task) {
  event Done;
  start(Task, Done);
  return T();
}
template <typename T> T later(home::task<T> Task) {
  auto Last = [](event &E) { E.wait(); };
  return T();
}
} // namespace by_body

home::task<> byBody(by_body::loop &Loop) {
  use(by_body::finish(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'finish' blocks the thread of this coroutine until the 'home::task<int>' is complete
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: whatever else 'finish' does is lost
  by_body::finish(settle());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'finish' blocks
  use(by_body::finish_on(1, answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'finish_on' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: this form of 'finish_on' does more than wait
  use(Loop.drive(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'drive' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: this form of 'drive' does more than wait
  use(by_body::begin(answer()));
  use(by_body::later(answer()));
  co_return;
}

// A wait that a macro writes stays silent; see the sites' test.
#define WAIT(x) home::sync_wait(x)
home::task<> inMacro() {
  use(WAIT(answer()));
  co_return;
}

//===--- What its promise makes of it is no awaiter -------------------------===//

namespace unfinished {
template <typename T> struct coro {
  struct awaiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
  };
  struct promise_type {
    coro get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_value(T);
    template <typename U> typename coro<U>::awaiter await_transform(coro<U>);
  };
};
template <typename T> T syncAwait(coro<T>);
} // namespace unfinished

unfinished::coro<int> nobodyAwaits();
unfinished::coro<int> mustWait() {
  co_return unfinished::syncAwait(nobodyAwaits());
}

//===--- Members of that name -----------------------------------------------===//

namespace waiting {
template <typename T> struct task : home::task<T> {
  using home::task<T>::task;
  T sync_wait() const;
  bool sync_wait(int Milliseconds) const;
  T blocking_wait() const;
  const char *run_sync() const; // Gives something else.
};
} // namespace waiting
waiting::task<int> counted();

home::task<int> memberWaits(waiting::task<int> &Other) {
  use(counted().sync_wait());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'sync_wait' blocks the thread of this coroutine until the 'waiting::task<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await counted());
  auto Count = counted();
  const int First = Count.blocking_wait() + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'blocking_wait' blocks
  // CHECK-FIXES: const int First = co_await Count + 1;
  use(Other.sync_wait());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'sync_wait' blocks
  // CHECK-FIXES: use(co_await Other);
  co_return First;
}

home::task<> otherMembers(waiting::task<int> &Other) {
  (void)Other.sync_wait(20);
  (void)Other.run_sync();
  use(Other.get());
  co_return;
}

//===--- Objects that are called --------------------------------------------===//

namespace objects {
inline constexpr struct sync_wait_fn {
  template <typename T> T operator()(home::task<T> Task) const;
  const char *operator()(home::task<int> Task, int Tries) const;
} sync_wait{};
// These only begin something.
inline constexpr struct wait_fn {
  void operator()(home::task<> Task) const;
} wait{};
inline constexpr struct start_fn {
  template <typename T> T operator()(home::task<T> Task) const;
} start{};
struct sync_await {
  template <typename T> T operator()(home::task<T> Task) const;
};
} // namespace objects

home::task<> calledObjects() {
  use(objects::sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine until the 'home::task<int>' is complete
  // CHECK-FIXES: use(co_await answer());
  objects::sync_wait(settle());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' blocks
  // CHECK-FIXES: co_await settle();
  use(objects::sync_await{}(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_await' blocks
  // CHECK-FIXES: use(co_await answer());
  using objects::sync_wait;
  use(sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks
  // CHECK-FIXES: use(co_await answer());
  objects::wait(settle());
  use(objects::start(answer()));
  (void)objects::sync_wait(answer(), 3);
  const auto Log = [](home::task<int> Task) { return 1; };
  use(Log(answer()));
  co_return;
}

//===--- What waits for room to put a task ----------------------------------===//

namespace pool {
// A worker takes them out, one after the other.
template <typename T> class bounded {
public:
  void put(T Item) {
    std::unique_lock<std::mutex> Lock(Mutex);
    HasRoom.wait(Lock, [this] { return Items.size() < 8; });
    Items.push_back(std::move(Item));
  }

private:
  std::mutex Mutex;
  std::condition_variable HasRoom;
  std::vector<T> Items;
};
bounded<std::unique_ptr<home::task<>>> Boxes;
bounded<home::task<>> Tasks;
void put_box(home::task<> Task) {
  Boxes.put(std::make_unique<home::task<>>(std::move(Task)));
}
void put_task(home::task<> Task) { Tasks.put(std::move(Task)); }

std::mutex Mutex;
std::condition_variable IsDone;
bool Done = false;
void begin(home::task<> &Task);
void begin_and_wait(home::task<> Task) {
  begin(Task);
  std::unique_lock<std::mutex> Lock(Mutex);
  IsDone.wait(Lock, [] { return Done; });
}
} // namespace pool

home::task<> intoPool() {
  pool::Tasks.put(settle());
  pool::put_box(settle());
  pool::put_task(settle());
  pool::begin_and_wait(settle());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'begin_and_wait' blocks
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: whatever else 'begin_and_wait' does is lost
  co_return;
}
