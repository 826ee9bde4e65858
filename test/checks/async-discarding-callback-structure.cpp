// Types that no vocabulary knows, told by their structure.
// RUN: %check %s async-discarding-callback %t -- -isystem %S/Inputs -pthread -Wno-unused

#include <algorithm>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <tasks.h>
#include <thread>
#include <type_traits>
#include <vector>

using home::eager;
using home::task;

task<> save();
task<int> load(int Id);
std::vector<int> idsOfNow();
void plain();

//===--- Classes with a signature that returns nothing ---------------------===

void on(std::function<void()> Handler);
void onNumber(const std::function<void(int)> &Handler);

void givenLambda() {
  on([]() -> task<> { co_await save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task that this lambda returns is dropped by 'std::function<void ()>', so it never runs [async-discarding-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:6: note: not fixed: give it a callable that starts the task and keeps it
}

void givenFunction() {
  on(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task that 'save' returns is dropped by 'std::function<void ()>', so it never runs
  on(&save);
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task that 'save' returns is dropped by
  onNumber(load);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: the task that 'load' returns is dropped by 'std::function<void (int)>'
}

void givenPlainLambda() {
  on([] { return save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task that this lambda returns is dropped by
}

void givenBound() {
  on(std::bind(load, 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task that 'load' returns is dropped by
  on(std::bind_front(&load, 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task that 'load' returns is dropped by
}

struct Functor1 {
  task<> operator()(int) const;
};
struct Functor {
  task<> operator()() const;
};
void givenFunctor() {
  on(Functor());
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task that this callable returns is dropped by
}

void givenFunctionObject(std::function<task<>()> Make) {
  on(Make);
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task that this callable returns is dropped by
}

void declared() {
  std::function<void()> Callback = []() -> task<> { co_await save(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the task that this lambda returns is dropped by
  std::function<void()> Braced{save};
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: the task that 'save' returns is dropped by
  Callback = save;
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that 'save' returns is dropped by
  auto Named = []() -> task<> { co_return; };
  Callback = Named;
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that this callable returns is dropped by
  Callback = std::move(Named);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that this callable returns is dropped by
}

std::function<void()> returned() {
  return []() -> task<> { co_await save(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that this lambda returns is dropped by
}

void collected() {
  std::vector<std::function<void()>> Callbacks;
  Callbacks.push_back(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the task that 'save' returns is dropped by
  Callbacks.emplace_back([]() -> task<> { co_return; });
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the task that this lambda returns is dropped by 'std::function<void ()>'
  std::map<int, std::function<void()>> Named;
  Named[1] = save;
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: the task that 'save' returns is dropped by
}

struct Session {
  std::function<void()> OnClose;
  task<> close();
  void start() {
    OnClose = [this]() -> task<> { co_await close(); };
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that this lambda returns is dropped by
    OnClose = std::bind(&Session::close, this);
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'close' returns is dropped by
    OnClose = [this] { Closing = close(); };
  }
  task<> Closing;
};

struct Packaged {
  std::packaged_task<void()> Work{plain};
};
void packaged() {
  std::packaged_task<void()> Work(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: the task that 'save' returns is dropped by 'std::packaged_task<void ()>'
  std::packaged_task<task<>()> Kept(save);
}

// Nothing is lost.
void onTask(std::function<task<>()> Handler);
void onAnything(std::function<task<int>(int)> Handler);
std::function<task<>()> goodCallbacks(std::vector<task<>> &Running,
                                      std::function<void()> Copied) {
  on(plain);
  on([] {});
  on([&] { Running.push_back(save()); });
  on(Copied);
  on(std::move(Copied));
  on(nullptr);
  onTask(save);
  onTask([]() -> task<> { co_await save(); });
  onAnything(load);
  std::function<task<>()> Kept = save;
  Kept = [] { return save(); };
  std::vector<std::function<task<>()>> Makers;
  Makers.push_back(save);
  Makers.emplace_back(save);
  auto Bound = std::bind(load, 1);
  return [] { return save(); };
}

// Started, and then returned as a handle.
struct Scheduler {
  void start(task<> &);
};
void startedInside(Scheduler &S, task<> &Shared) {
  on([&] {
    auto T = save();
    S.start(T);
    return T;
  });
  on([&]() -> task<> & { return Shared; });
}

// The other overload is for tasks.
struct Router {
  void get(std::function<void(int)> Handler);
  void get(std::function<task<>()> Handler);
  void put(std::function<void()> Handler);
};
void overloads(Router &R) {
  R.get([](int Id) -> task<> { co_await load(Id); });
  R.put([]() -> task<> { co_await save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task that this lambda returns is dropped by
}

//===--- Threads -----------------------------------------------------------===

void threads() {
  std::thread Worker([]() -> task<> { co_await save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task that this lambda returns is dropped by 'std::thread', so it never runs
  std::jthread Other(load, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task that 'load' returns is dropped by 'std::jthread'
  Worker.join();
}

void asyncs() {
  std::async(std::launch::async, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: the task that 'save' returns is dropped by 'std::async', so it never runs
  auto Waited = std::async(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the task that 'save' returns is dropped by 'std::async'
  Waited.wait();
}

void run(std::function<task<>()> Make);
void wait(task<> T);
task<> goodThreads() {
  std::thread Plain(plain);
  std::thread Runner(run, save);
  std::thread Waiter([] { wait(save()); });
  Plain.join(), Runner.join(), Waiter.join();
  auto Made = std::async(save);
  co_await Made.get();
}

//===--- Algorithms --------------------------------------------------------===

task<> loops(std::vector<int> Ids) {
  std::for_each(Ids.begin(), Ids.end(), load);
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task that 'load' returns is dropped by 'std::for_each', so it never runs
  // CHECK-FIXES: for (auto &&element : Ids)
  // CHECK-FIXES:   co_await load(element);
  std::for_each(std::begin(Ids), std::end(Ids), [](int Id) -> task<> {
    // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: the task that this lambda returns is dropped by 'std::for_each'
    // CHECK-FIXES: for (auto &&element : Ids)
    // CHECK-FIXES:   co_await [](int Id) -> task<> {
    co_await load(Id);
  });
  // CHECK-FIXES: }(element);
  std::ranges::for_each(Ids, load);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: the task that 'load' returns is dropped by 'std::ranges::for_each'
  // CHECK-FIXES: for (auto &&element : Ids)
  // CHECK-FIXES:   co_await load(element);
  std::ranges::for_each(idsOfNow(), load);
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: the task that 'load' returns is dropped by 'std::ranges::for_each'
  // CHECK-FIXES: for (auto &&element : idsOfNow())
  // CHECK-FIXES:   co_await load(element);
  co_return;
}

struct Batch {
  std::vector<int> Ids;
  std::vector<int> &ids() { return Ids; }
};
const std::vector<int> &idsOf(const Batch &Of);

task<> loopsNotFixed(std::vector<int> Ids, bool B) {
  std::ranges::for_each(Batch().ids(), load);
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: the task that 'load' returns is dropped by
  // CHECK-MESSAGES: :[[@LINE-2]]:40: note: not fixed: the range lives in a temporary, which ends before a loop
  std::ranges::for_each(idsOf({Ids}), load);
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: the task that 'load' returns is dropped by
  // CHECK-MESSAGES: :[[@LINE-2]]:39: note: not fixed: the range lives in a temporary, which ends before a loop
  std::for_each(Ids.begin() + 1, Ids.end(), load);
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: the task that 'load' returns is dropped by
  // CHECK-MESSAGES: :[[@LINE-2]]:45: note: not fixed: the range is not written in one piece
  std::for_each(Ids.begin(), Ids.end(), Functor1());
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task that this callable returns is dropped by
  // CHECK-MESSAGES: :[[@LINE-2]]:41: note: not fixed: each round would make the callable anew
  std::for_each(Ids.begin(), Ids.end(), &load);
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task that 'load' returns is dropped by
  // CHECK-MESSAGES: :[[@LINE-2]]:41: note: not fixed: the callable wants more than an element's name
  std::for_each(Ids.begin(), Ids.end(), [N = 0](int Id) mutable -> task<> { co_await load(Id + ++N); });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task that this lambda returns is dropped by
  // CHECK-MESSAGES: :[[@LINE-2]]:41: note: not fixed: each round would make the lambda and what it keeps anew
  auto Used = std::for_each(Ids.begin(), Ids.end(), load);
  // CHECK-MESSAGES: :[[@LINE-1]]:53: warning: the task that 'load' returns is dropped by
  // CHECK-MESSAGES: :[[@LINE-2]]:53: note: not fixed: a loop is a statement of its own
  co_return;
}

void loopInFunction(std::vector<int> Ids) {
  std::for_each(Ids.begin(), Ids.end(), load);
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task that 'load' returns is dropped by
  // CHECK-MESSAGES: :[[@LINE-2]]:41: note: not fixed: 'loopInFunction' is not a coroutine
}

task<> goodLoops(std::vector<int> Ids, std::vector<task<>> &Running) {
  std::for_each(Ids.begin(), Ids.end(), [](int) {});
  std::for_each(Ids.begin(), Ids.end(),
                [&](int Id) { Running.push_back(save()); });
  std::vector<task<int>> Tasks;
  std::transform(Ids.begin(), Ids.end(), std::back_inserter(Tasks), load);
  for (int Id : Ids)
    co_await load(Id);
  for (auto &T : Tasks)
    co_await std::move(T);
}
