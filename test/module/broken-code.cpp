// Code that does not compile: no word about functions that clang has not
// understood as a whole, and no edit anywhere.
// RUN: rm -rf %t && mkdir %t && cp %s %t/broken.cpp
// RUN: %tidy --checks='-*,async-*' --quiet --fix-errors %t/broken.cpp -- -std=c++20 -isystem %standins > %t/out 2>&1 || true
// RUN: FileCheck %s < %t/out
// RUN: grep -o '\[async-[a-z-]*\]' %t/out | wc -l | grep -x ' *4'
// RUN: diff %s %t/broken.cpp

#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>

using cppcoro::task;
task<int> load(int Id);
task<> save(int Id);

// CHECK-DAG: broken.cpp:[[@LINE+2]]:3: warning: the task returned by 'save' is never awaited, so it never runs [async-unawaited-task]
task<> whole() {
  save(1);
  co_await load(1);
}
// CHECK-DAG: note: not fixed: the file has compile errors

// clang leaves the last statement out.
task<> leftOut() {
  auto Task = load(1);
  co_await save(2);
  co_await Task +;
}

// It keeps a call that it has not understood.
task<> notUnderstood() {
  auto Task = load(1);
  co_await save(2);
  qqzzqq(co_await Task);
}

task<> inABlock(bool Deep) {
  auto Task = load(1);
  co_await save(2);
  if (Deep) {
    qqzzqq<(co_await Task)>;
  }
}

task<> unknownType() {
  qqzzqq Task = load(1);
  save(2);
  co_return;
}

task<> inALambda() {
  auto Task = load(1);
  co_await save(2);
  auto Later = [&]() -> task<> { co_await Task +; };
}

task<> inALambdasParameters() {
  save(2);
  auto Later = [](qqzzqq Value) {};
  co_return;
}

task<> inALocalClass() {
  static auto Task = load(1);
  save(2);
  struct Later {
    task<> run() { co_await Task +; }
  };
  co_await Later().run();
}

task<> inACatch() {
  save(2);
  try {
    co_await load(1);
  } catch (qqzzqq &) {
  }
}

task<> inAMembersInitializer() {
  save(2);
  struct Later {
    int Id = qqzzqq(1);
  };
  co_return;
}

task<> inAMembersType() {
  save(2);
  struct Later {
    qqzzqq Id;
  };
  co_return;
}

task<> inALocalFunction() {
  save(2);
  void later(qqzzqq);
  co_return;
}

task<> inAParameter(qqzzqq Id) {
  save(2);
  co_return;
}

struct Later {
  int Id;
  Later() : Id(qqzzqq(1)) { save(2); }
};

// CHECK-DAG: broken.cpp:[[@LINE+2]]:3: warning: the task returned by 'save' is never awaited
task<> wholeWithDeclarations(int Id) {
  save(2);
  struct Now {
    int Own = 1, Other;
    Now() : Other(2) {}
    int sum() const { return Own + Other; }
  };
  int next(int);
  auto Sum = [](int Value) { return Value; };
  try {
    co_await load(Sum(Now().sum()));
  } catch (int &) {
  } catch (...) {
  }
}

#define TWICE(Id) save(Id), save(Id)

// CHECK-DAG: broken.cpp:[[@LINE+4]]:3: warning: the task returned by 'save' is never awaited
// CHECK-DAG: broken.cpp:[[@LINE+5]]:3: warning: the task returned by 'save' is never awaited
task<> wholeWithOddities(bool Deep) {
  ;
  save(1);;
  co_await TWICE(3);
  save(2);
  /* nothing */
  co_await save(4);
}
