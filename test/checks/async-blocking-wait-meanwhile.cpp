// RUN: %check %s async-blocking-wait %t -- -I %S/Inputs
// RUN: %check %s async-blocking-wait %t -fix-notes -check-suffixes=,NOTES -- -I %S/Inputs

// What others can do while a coroutine is suspended, to what it has decided by,
// counted, or refers into; and to which thread it comes back.

#include "tasks.h"
#include <cerrno>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

using home::task;

extern "C" long peek(int);

template <typename T> T sync_wait(task<T> Task) { return Task.await_resume(); }
task<int> answer(int = 0);
void use(int);

struct Part {
  int Size = 0;
};

// --- On a note ---------------------------------------------------------------

thread_local int Depth = 0;

struct Shop {
  int Seats = 3;
  std::deque<int> Jobs;
  std::map<int, int> Prices;
  std::unique_ptr<Part> Owned;

  task<> takesSeat() {
    if (Seats > 0) {
      use(sync_wait(answer()));
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread of this coroutine
      // CHECK-MESSAGES: :[[@LINE-2]]:11: note: 'Seats' is read before and written after this, and others may change it while the coroutine is suspended
      // CHECK-FIXES-NOTES: use(co_await answer());
      Seats--;
    }
    co_return;
  }
  task<> takesSeats(int Wanted) {
    while (Seats >= Wanted) {
      use(sync_wait(answer()));
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread of this coroutine
      // CHECK-MESSAGES: :[[@LINE-2]]:11: note: 'Seats' is read before and written after this
      // CHECK-FIXES-NOTES: use(co_await answer());
      Seats -= Wanted;
    }
    co_return;
  }
  task<> drains() {
    while (!Jobs.empty()) {
      use(sync_wait(answer(Jobs.front())));
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread of this coroutine
      // CHECK-MESSAGES: :[[@LINE-2]]:11: note: 'Jobs' is read before and written after this
      // CHECK-FIXES-NOTES: use(co_await answer(Jobs.front()));
      Jobs.pop_front();
    }
    co_return;
  }
  task<> grows() {
    const auto Before = Jobs.size();
    Jobs.resize(Before + sync_wait(answer()));
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'sync_wait' blocks the thread of this coroutine
    // CHECK-MESSAGES: :[[@LINE-2]]:26: note: 'Jobs' is read before and written after this
    // CHECK-FIXES-NOTES: Jobs.resize(Before + co_await answer());
    co_return;
  }
  task<> takesLast() {
    int Last = Jobs.back();
    use(sync_wait(answer(Last)));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sync_wait' blocks the thread of this coroutine
    // CHECK-MESSAGES: :[[@LINE-2]]:9: note: 'Jobs' is read before and written after this
    // CHECK-FIXES-NOTES: use(co_await answer(Last));
    Jobs.pop_back();
    co_return;
  }
  task<> fills(int Name) {
    if (!Prices.count(Name)) {
      use(sync_wait(answer(Name)));
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread of this coroutine
      // CHECK-MESSAGES: :[[@LINE-2]]:11: note: 'Prices' is read before and written after this
      // CHECK-FIXES-NOTES: use(co_await answer(Name));
      Prices.emplace(Name, 1);
    }
    co_return;
  }
  task<> holdsOwned() {
    if (auto *Held = Owned.get()) {
      use(sync_wait(answer()));
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread of this coroutine
      // CHECK-MESSAGES: :[[@LINE-2]]:11: note: 'Owned' is referred into before and after this, and others may change it while the coroutine is suspended
      // CHECK-FIXES-NOTES: use(co_await answer());
      Held->Size = 1;
    }
    co_return;
  }
  task<> bindsOwned() {
    auto &Held = *Owned;
    use(sync_wait(answer()));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sync_wait' blocks the thread of this coroutine
    // CHECK-MESSAGES: :[[@LINE-2]]:9: note: 'Owned' is referred into before and after this
    // CHECK-FIXES-NOTES: use(co_await answer());
    Held.Size = 1;
    co_return;
  }
};

task<> countsDepth() {
  ++Depth;
  use(sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: 'Depth' is one of this thread, and afterwards it may be another one's
  // CHECK-FIXES-NOTES: use(co_await answer());
  --Depth;
  co_return;
}
task<> ofItsOwnThread() {
  static thread_local std::string Buffer;
  Buffer = "a";
  use(sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: 'Buffer' is one of this thread, and afterwards it may be another one's
  // CHECK-FIXES-NOTES: use(co_await answer());
  use(static_cast<int>(Buffer.size()));
  co_return;
}
task<> asksWhyLater(int Handle) {
  const long Size = peek(Handle);
  use(sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: 'errno' is one of this thread, and afterwards it may be another one's
  // CHECK-FIXES-NOTES: use(co_await answer());
  if (Size < 0)
    use(errno);
  co_return;
}

// --- By --fix ----------------------------------------------------------------

task<> asksWhyBefore(int Handle) {
  const long Size = peek(Handle);
  const int Why = errno;
  use(sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-FIXES: use(co_await answer());
  if (Size < 0)
    use(Why);
  co_return;
}
task<> asksAfterAnother(int Handle) {
  peek(Handle);
  use(sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-FIXES: use(co_await answer());
  if (peek(Handle) < 0)
    use(errno);
  co_return;
}
task<> wasSuspendedAnyway(int Handle) {
  const long Size = peek(Handle);
  co_await answer();
  use(sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-FIXES: use(co_await answer());
  if (Size < 0)
    use(errno);
  co_return;
}

struct Store {
  int Running = 0;
  bool Busy = false;
  std::vector<int> Done;
  std::shared_ptr<Part> Common;
  std::unique_ptr<Part> Owned;

  task<> counts() {
    ++Running;
    use(sync_wait(answer()));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sync_wait' blocks the thread of this coroutine
    // CHECK-FIXES: use(co_await answer());
    --Running;
    co_return;
  }
  task<> marks() {
    Busy = true;
    use(sync_wait(answer()));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sync_wait' blocks the thread of this coroutine
    // CHECK-FIXES: use(co_await answer());
    Busy = false;
    co_return;
  }
  task<> adds() {
    Done.push_back(sync_wait(answer()));
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'sync_wait' blocks the thread of this coroutine
    // CHECK-FIXES: Done.push_back(co_await answer());
    co_return;
  }
  task<> asksAgain() {
    use(sync_wait(answer()));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sync_wait' blocks the thread of this coroutine
    // CHECK-FIXES: use(co_await answer());
    if (!Done.empty())
      Done.pop_back();
    co_return;
  }
  task<> onlyReads() {
    if (!Done.empty())
      use(sync_wait(answer()) + static_cast<int>(Done.size()));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'sync_wait' blocks the thread of this coroutine
    // CHECK-FIXES: use(co_await answer() + static_cast<int>(Done.size()));
    co_return;
  }
  task<> keepsAlive() {
    auto Held = Common;
    use(sync_wait(answer()));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sync_wait' blocks the thread of this coroutine
    // CHECK-FIXES: use(co_await answer());
    Held->Size = 1;
    co_return;
  }
  task<> looksAtOwnedAnew() {
    Owned->Size = 1;
    use(sync_wait(answer()));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sync_wait' blocks the thread of this coroutine
    // CHECK-FIXES: use(co_await answer());
    Owned->Size = 2;
    co_return;
  }
};
task<> ownContainer() {
  std::vector<int> Jobs{1, 2};
  while (!Jobs.empty()) {
    use(sync_wait(answer(Jobs.back())));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sync_wait' blocks the thread of this coroutine
    // CHECK-FIXES: use(co_await answer(Jobs.back()));
    Jobs.pop_back();
  }
  co_return;
}
task<> onceOfItsThread() {
  use(sync_wait(answer()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sync_wait' blocks the thread of this coroutine
  // CHECK-FIXES: use(co_await answer());
  ++Depth;
  co_return;
}
