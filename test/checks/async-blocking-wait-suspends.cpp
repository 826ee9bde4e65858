// RUN: %check %s async-blocking-wait %t -- -I %S/Inputs
// RUN: %check %s async-blocking-wait %t -fix-notes -check-suffixes=,NOTES -- -I %S/Inputs

// What a suspension where none was can change: others run meanwhile.

#include "tasks.h"
#include <string>
#include <vector>

using home::eager;
using home::task;

template <typename T> T sync_wait(task<T> Task) { return Task.await_resume(); }
task<int> answer();
void use(int);

// --- On a note ---------------------------------------------------------------

struct Account {
  int Balance = 0;
  std::vector<int> Entries;

  task<> withdraw(int Amount) {
    int Before = Balance;
    int Fee = sync_wait(answer());
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'sync_wait' blocks the thread of this coroutine until the 'home::task<int>' is complete [async-blocking-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:15: note: 'Balance' is read before and written after this, and others may change it while the coroutine is suspended
    // CHECK-FIXES-NOTES: int Fee = co_await answer();
    Balance = Before - Amount - Fee;
    co_return;
  }
  task<> once() {
    if (Entries.empty())
      Entries.push_back(sync_wait(answer()));
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'sync_wait' blocks the thread of this coroutine until the 'home::task<int>' is complete [async-blocking-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:25: note: 'Entries' is read before and written after this, and others may change it while the coroutine is suspended
    // CHECK-FIXES-NOTES: Entries.push_back(co_await answer());
    co_return;
  }
};

eager<> greets(const std::string &Name) {
  int N = sync_wait(answer());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread of this coroutine until the 'home::task<int>' is complete [async-blocking-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: here the caller goes on for the first time, and 'Name' refers to what it may destroy
  // CHECK-FIXES-NOTES: int N = co_await answer();
  use(N + static_cast<int>(Name.size()));
  co_return;
}

struct Tickets {
  int Next = 1;
  int next() const { return Next; }
  void setNext(int To) { Next = To; }

  task<> byFunctions() {
    int Mine = next();
    use(sync_wait(answer()));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sync_wait' blocks the thread of this coroutine
    // CHECK-MESSAGES: :[[@LINE-2]]:9: note: 'Next' is read before and written after this, and others may change it while the coroutine is suspended
    // CHECK-FIXES-NOTES: use(co_await answer());
    setNext(Mine + 1);
    co_return;
  }
};

eager<> reads(const std::vector<int> &Numbers) {
  const int &First = Numbers.front();
  use(sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: here the caller goes on for the first time, and 'First' refers to what it may destroy
  // CHECK-FIXES-NOTES: use(co_await answer());
  use(First);
  co_return;
}

// Who awaits what has never been suspended is suspended with it.
eager<> inner() {
  use(sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: 'outer' awaits this coroutine, so that its caller goes on for the first time there, and 'Name' refers to what it may destroy
  // CHECK-FIXES-NOTES: use(co_await answer());
  co_return;
}
eager<> outer(const std::string &Name) {
  co_await inner();
  use(static_cast<int>(Name.size()));
}
int Sold;
task<> sells() {
  use(sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: 'Sold' is read before and written after 'counts' awaits this coroutine, and others may change it while that is suspended
  // CHECK-FIXES-NOTES: use(co_await answer());
  co_return;
}
task<> counts() {
  int Before = Sold;
  co_await sells();
  Sold = Before + 1;
}

// --- Fixed -------------------------------------------------------------------

struct Counter {
  int Running = 0, Last = 0;

  task<> counts() {
    ++Running;
    Last = sync_wait(answer());
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'sync_wait' blocks the thread of this coroutine
    // CHECK-FIXES: Last = co_await answer();
    --Running;
    co_return;
  }
  task<> suspendedBetweenAnyway() {
    int Before = Last;
    use(co_await answer());
    use(sync_wait(answer()));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sync_wait' blocks the thread of this coroutine
    // CHECK-FIXES: use(co_await answer());
    Last = Before;
  }
};
eager<> hasACopy(std::string Name) {
  int N = sync_wait(answer());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-FIXES: int N = co_await answer();
  use(N + static_cast<int>(Name.size()));
  co_return;
}
eager<> looksBefore(const std::string &Name) {
  use(static_cast<int>(Name.size()));
  use(sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-FIXES: use(co_await answer());
  co_return;
}
eager<> wasSuspended(const std::string &Name) {
  co_await answer();
  use(sync_wait(answer()) + static_cast<int>(Name.size()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-FIXES: use(co_await answer() + static_cast<int>(Name.size()));
}
eager<> suspendsAnyway() {
  use(sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-FIXES: use(co_await answer());
  co_await answer();
}
eager<> awaitsThat(const std::string &Name) {
  co_await suspendsAnyway();
  use(static_cast<int>(Name.size()));
}
eager<> ownCopies(const std::vector<int> &Numbers) {
  const int First = Numbers.front();
  use(sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-FIXES: use(co_await answer());
  use(First);
  co_return;
}
