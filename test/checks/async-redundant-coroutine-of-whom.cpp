// Nobody counts the frames of a test's coroutines.
// RUN: %check %s async-redundant-coroutine %t -- -I%S/Inputs
// RUN: %check %s async-redundant-coroutine %t -check-suffixes=PROGRAM -- -I%S/Inputs -DPROGRAM
#include "home_task.h"

home::task<int> load(int Id);

home::task<int> answer() { co_return co_await load(42); }
// CHECK-MESSAGES-PROGRAM: :[[@LINE-1]]:17: warning: 'answer' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
// CHECK-FIXES-PROGRAM: home::task<int> answer() { return load(42); }

// Those in a table are written alike.
struct node {
  home::task<int> propose(int Id);
  home::task<int> vote(int Id);
  home::task<int> count(int Id);
};
home::task<int> node::propose(int Id) { co_return co_await load(Id); }
home::task<int> node::vote(int Id) {
  co_await load(Id);
  co_return Id;
}
home::task<int> node::count(int Id) { co_return co_await load(Id); }
// CHECK-MESSAGES-PROGRAM: :[[@LINE-1]]:23: warning: 'count' only passes on the task of another call: its coroutine frame buys nothing
// CHECK-FIXES-PROGRAM: home::task<int> node::count(int Id) { return load(Id); }
home::task<int> (node::*const Handlers[])(int) = {&node::propose, &node::vote};

#ifndef PROGRAM
namespace testing {
struct Test {
  virtual ~Test() = default;
  virtual void TestBody() = 0;
};
} // namespace testing
struct Answers : testing::Test {
  void TestBody() override { (void)answer(); }
};
#endif
