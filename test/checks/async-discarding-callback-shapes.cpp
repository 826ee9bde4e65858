// One shape in each function: who may be handed a coroutine, and what it is
// handed as.
// RUN: %check %s async-discarding-callback %t -- -isystem %S/Inputs -pthread -Wno-unused

#include <algorithm>
#include <functional>
#include <future>
#include <mutex>
#include <stop_token>
#include <tasks.h>
#include <thread>
#include <vector>

using home::eager;
using home::oneway;
using home::task;

task<> save();
task<int> load(int Id);
void plain();
void on(std::function<void()> Handler);

//===--- Pointers ----------------------------------------------------------===

void pointer() {
  task<> (*Pointer)() = save;
  on(Pointer);
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task that this callable returns is dropped by 'std::function<void ()>', so it never runs [async-discarding-callback]
}
struct Session {
  task<> close();
  void stop();
};
void memberPointer(Session &S) {
  std::function<void(Session &)> Close = &Session::close;
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: the task that 'close' returns is dropped by 'std::function<void (Session &)>'
}
void memFn(Session &S) {
  on(std::bind(std::mem_fn(&Session::close), &S));
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: the task that 'close' returns is dropped by
}
// Pointers to functions that return nothing, and pointers that stay what they
// are.
void pointersToPlain(Session &S) {
  void (*Pointer)() = plain;
  on(Pointer);
  std::function<void(Session &)> Stop = &Session::stop;
}
using Maker = task<> (*)();
Maker pointerKept() { return save; }
void pointerStored(std::vector<Maker> &Makers) { Makers.push_back(save); }

//===--- Threads -----------------------------------------------------------===

void threadWithToken() {
  std::jthread Worker([](std::stop_token) -> task<> { co_await save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the task that this lambda returns is dropped by 'std::jthread', so it never runs
}
void threadOfMember(Session &S) {
  std::thread(&Session::close, &S).join();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the task that 'close' returns is dropped by 'std::thread'
}
void threadInContainer(std::vector<std::thread> &Pool) {
  Pool.push_back(std::thread(save));
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: the task that 'save' returns is dropped by 'std::thread'
}
void once(std::once_flag &Flag) {
  std::call_once(Flag, save);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: the task that 'save' returns is dropped by 'std::call_once', so it never runs
}
// What they run returns nothing, or somebody gets what it returns.
void plainThreads(std::once_flag &Flag, Session &S) {
  std::jthread Worker([](std::stop_token) {});
  std::thread(&Session::stop, &S).join();
  std::call_once(Flag, plain);
}
task<> fromFuture() {
  auto Made = std::async(std::launch::async, save).get();
  co_await std::move(Made);
}
std::future<task<>> futureOfTask() { return std::async(save); }

//===--- Algorithms --------------------------------------------------------===

task<> eachOfFew(std::vector<int> Ids) {
  std::for_each_n(Ids.begin(), 2, load);
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: the task that 'load' returns is dropped by 'std::for_each_n', so it never runs
  co_return;
}
task<> eachByRange(std::vector<int> Ids) {
  std::ranges::for_each(Ids, [](int Id) -> task<> { co_await load(Id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: the task that this lambda returns is dropped by 'std::ranges::for_each'
  // CHECK-FIXES: for (auto &&element : Ids)
  // CHECK-FIXES:   co_await [](int Id) -> task<> { co_await load(Id); }(element);
  co_return;
}
task<> eachByIterators(std::vector<int> Ids) {
  std::ranges::for_each(Ids.begin(), Ids.end(), load);
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: the task that 'load' returns is dropped by 'std::ranges::for_each'
  // CHECK-FIXES: for (auto &&element : Ids)
  // CHECK-FIXES:   co_await load(element);
  co_return;
}
// What follows in the line is not in the loop, and does not look like it.
task<> algorithmInALine(std::vector<int> Ids) {
  std::for_each(Ids.begin(), Ids.end(), load); plain();
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task that 'load' returns is dropped by 'std::for_each'
  // CHECK-FIXES: for (auto &&element : Ids) co_await load(element); plain();
  co_return;
}
// The name of the element is taken.
task<> eachElement(std::vector<int> element) {
  std::for_each(element.begin(), element.end(), load);
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: the task that 'load' returns is dropped by 'std::for_each'
  // CHECK-FIXES: for (auto &&element_ : element)
  // CHECK-FIXES:   co_await load(element_);
  co_return;
}
// In a handler nothing can be awaited.
task<> eachInHandler(std::vector<int> Ids) {
  try {
    co_await save();
  } catch (...) {
    std::for_each(Ids.begin(), Ids.end(), load);
    // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: the task that 'load' returns is dropped by 'std::for_each'
    // CHECK-MESSAGES: :[[@LINE-2]]:43: note: not fixed: {{.*}}catch handler
  }
}
// Predicates and transformations use what they get.
task<> algorithms(std::vector<int> Ids, std::vector<task<int>> &Running) {
  std::for_each(Ids.begin(), Ids.end(), [](int &Id) { ++Id; });
  std::ranges::for_each(Ids, [&](int Id) { Running.push_back(load(Id)); });
  std::ranges::transform(Ids, std::back_inserter(Running), load);
  std::generate_n(std::back_inserter(Running), 2, [] { return load(1); });
  co_await save();
}

//===--- Types of one's own ------------------------------------------------===

template <typename Signature> class Callback;
template <typename R, typename... A> class Callback<R(A...)> {
public:
  template <typename F> Callback(F) {}
  R operator()(A... Args);
};
struct Button {
  Callback<void()> OnClick;
  void setOnClick(Callback<void()> Handler);
  void setLoader(Callback<task<>()> Loader);
};
void ownCallback(Button &B) {
  B.setOnClick(save);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the task that 'save' returns is dropped by 'Callback<void ()>', so it never runs
}
void ownCallbackAssigned(Button &B) {
  B.OnClick = Callback<void()>([]() -> task<> { co_await save(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: the task that this lambda returns is dropped by 'Callback<void ()>'
}
// Its function may return a task; and what is made to be dropped is.
oneway fire();
void ownCallbackOfTask(Button &B) { B.setLoader(save); }
void ownCallbackOfOneway(Button &B) { B.setOnClick(fire); }
// An eager task of an unknown type runs by itself.
eager<> launch();
void ownCallbackOfEager(Button &B) { B.setOnClick(launch); }
