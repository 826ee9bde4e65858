// CHECK-FIXES: #include <exception>
// RUN: %check %s async-left-behind %t -- -I %inputs
// RUN: %check %s async-left-behind %t-notes -fix-notes -check-suffixes=,NOTES -- -I %inputs

#include "tasks.h"
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

using home::task;

struct guard {
  ~guard();
};
struct store {
  explicit store(int);
  store(store &&) noexcept;
  ~store() {
    if (!Closed)
      std::abort();
  }
  task<> put(int);
  task<> close() {
    Closed = true;
    co_return;
  }
  task<int> close_and_count() {
    Closed = true;
    co_return 1;
  }
  bool Closed = false;
};
struct group {
  ~group() {
    if (Running)
      std::abort();
  }
  void start(task<>) { Running = true; }
  task<> join() {
    Running = false;
    co_return;
  }
  bool Running = false;
};
task<> step(int);
task<int> number();
void parse(const char *);
guard take();

// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> one() {
  store S(1);
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> several(int N) {
  store S(1);
  // This one first.
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  for (int I = 0; I < N; ++I) {
    if (I == 2)
      continue;
    co_await S.put(I);
    if (I == 7)
      break;
  }
  switch (N) {
  case 1:
    parse("1");
    break;
  default:
    break;
  }
  // Now it is done.
  co_await S.close(); // Last.
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<int> value_behind(int N) {
  store S(1);
  co_await S.put(N);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.close();
  co_return N;
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> behind_it() {
  store S(1);
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.close();
  // Then that.
  co_await step(2);
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> in_a_loop() {
  for (int I = 0; I < 3; ++I) {
    store S(I);
    co_await step(I);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'S' is left open when this throws here [async-left-behind]
    co_await S.close();
  }
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> strings() {
  store S(1);
  const std::string Text = "a";
  std::vector<int> Numbers{co_await number()};
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.put(Numbers.size() + Text.size());
  co_await S.close();
}
// CHECK-FIXES: std::exception_ptr failure;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: failure = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (failure)
// CHECK-FIXES: std::rethrow_exception(failure);
task<> a_taken_name(int error) {
  store S(1);
  co_await step(error);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> a_parameter(store S) {
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> an_owner() {
  auto S = std::make_unique<store>(1);
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S->close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> with_a_try_inside() {
  store S(1);
  try {
    co_await step(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'S' is left open when this throws here [async-left-behind]
  } catch (const std::exception &) {
    throw;
  }
  co_await S.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
task<> in_a_lambda() {
  auto Work = []() -> task<> {
    store S(1);
    co_await step(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'S' is left open when this throws here [async-left-behind]
    co_await S.close();
  };
  co_await Work();
}

// --- On a note ---------------------------------------------------------------

// CHECK-FIXES-NOTES: std::exception_ptr error;
// CHECK-FIXES-NOTES: try {
// CHECK-FIXES-NOTES: } catch (...) {
// CHECK-FIXES-NOTES: error = std::current_exception();
// CHECK-FIXES-NOTES: }
// CHECK-FIXES-NOTES: if (error)
// CHECK-FIXES-NOTES: std::rethrow_exception(error);
task<> something_ends_earlier() {
  store S(1);
  guard G = take();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'S' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: 'G' ends its life earlier then
  co_await step(1);
  co_await S.close();
}
// CHECK-FIXES-NOTES: std::exception_ptr error;
// CHECK-FIXES-NOTES: try {
// CHECK-FIXES-NOTES: } catch (...) {
// CHECK-FIXES-NOTES: error = std::current_exception();
// CHECK-FIXES-NOTES: }
// CHECK-FIXES-NOTES: if (error)
// CHECK-FIXES-NOTES: std::rethrow_exception(error);
task<> joined() {
  group G;
  co_await step(1);
  G.start(step(2));
  co_await step(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'G' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: it waits for what was started, also where that waits for what has failed
  co_await G.join();
}

// --- Not fixed ---------------------------------------------------------------

task<int> used_behind() {
  store S(1);
  const int X = co_await number();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'S' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: not fixed: 'X' is declared before it and used behind it
  co_await S.close();
  co_return X;
}
task<> left_in_other_ways(bool B) {
  for (;;) {
    store S(1);
    co_await step(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'S' is left open when this throws here [async-left-behind]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: what stands before it is left in other ways, too
    if (B)
      break;
    co_await S.close();
  }
}
task<> settled_twice(bool B) {
  store S(1);
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: it is not opened and settled by statements of one block
  if (B) {
    co_await S.close();
    co_return;
  }
  co_await S.close();
}
task<> the_value_is_taken() {
  store S(1);
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: it is not opened and settled by statements of one block
  const int X = co_await S.close_and_count();
  (void)X;
}
task<> two() {
  store A(1), B(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'A' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: not fixed: more than one is left behind here
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'B' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: more than one is left behind here
  co_await A.close();
  co_await B.close();
}
task<> no_name_is_free(int error, int failure, int thrown) {
  store S(1);
  co_await step(error + failure + thrown);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: it needs a name for the exception
  co_await S.close();
}
task<int> a_type_in_between() {
  store S(1);
  struct pair {
    int First;
  };
  pair Both{co_await number()};
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'S' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: what is declared before it may be used behind it
  co_await S.close();
  co_return sizeof(pair);
}
task<> opened_in_one_declaration() {
  store A(1), B(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'A' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: not fixed: it is thrown where that is opened
  co_await step(1);
  co_await A.close();
}
home::eager<> watch(store &);
home::eager<> a_task() {
  store S(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: note: it refers to 'S', which ends then
  auto Work = watch(S);
  parse("1");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: more than one is left behind here
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: 'Work' has begun, and nobody awaits it, when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: not fixed: what awaits it then is for you to tell
  co_await Work;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: note: it is awaited here
  co_await S.close();
}
#define STEP co_await step(1)
task<> in_a_macro() {
  store S(1);
  STEP;
  co_await step(2);
  co_await S.close();
}
// CHECK-FIXES: std::exception_ptr error;
// CHECK-FIXES: try {
// CHECK-FIXES: } catch (...) {
// CHECK-FIXES: error = std::current_exception();
// CHECK-FIXES: }
// CHECK-FIXES: if (error)
// CHECK-FIXES: std::rethrow_exception(error);
template <typename T> task<> in_a_template(T X) {
  store S(1);
  co_await step(X);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' is left open when this throws here [async-left-behind]
  co_await S.close();
}
template task<> in_a_template(int);

// What is declared in between may be looked at when that has ended.
guard taken() noexcept;
struct keeper {
  explicit keeper(int);
  keeper(keeper &&) noexcept;
  ~keeper() {
    if (!Closed)
      std::abort();
  }
  void lend(char *) noexcept;
  void show(const std::string &) const noexcept;
  task<> close() {
    Closed = true;
    co_return;
  }
  bool Closed = false;
};
task<> lends_a_buffer() {
  keeper K(1);
  char Buffer[64] = "hello";
  K.lend(Buffer);
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'K' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'Buffer' ends its life earlier then
  co_await K.close();
}
task<> leaves_an_address() {
  const int *Where = nullptr;
  keeper K(1);
  int X = 5;
  Where = &X;
  co_await step(*Where);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'K' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'X' ends its life earlier then
  co_await K.close();
  parse(*Where ? "1" : "2");
}
task<> keeps_a_guard_alive() {
  keeper K(1);
  const guard &Held = taken();
  co_await step(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'K' is left open when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'Held' ends its life earlier then
  co_await K.close();
}
// Only read, or lent to what cannot keep it.
// CHECK-FIXES: keeper K(2);
// CHECK-FIXES-NEXT: std::exception_ptr error;
// CHECK-FIXES-NEXT: try {
// CHECK-FIXES: } catch (...) {
task<> only_reads() {
  keeper K(2);
  int X = 5;
  char Text[4] = {0};
  std::string Name = "x";
  K.show(Name);
  co_await step(X + Text[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'K' is left open when this throws here [async-left-behind]
  co_await K.close();
}
