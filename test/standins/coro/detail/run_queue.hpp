// What stands behind the stand-ins' executors: one queue for the whole
// program, run by one thread, ordered by due time. Time is virtual: whoever
// sleeps is resumed in the right order, at once.
#pragma once

#include <coroutine>
#include <vector>

namespace coro::detail {
struct run_queue {
  struct entry {
    long long Due;
    std::coroutine_handle<> Coro;
  };
  std::vector<entry> Entries;
  long long Now = 0;

  static run_queue &instance() {
    static run_queue Queue;
    return Queue;
  }

  void push(std::coroutine_handle<> Coro, long long Delay = 0) {
    const long long Due = Now + (Delay > 0 ? Delay : 0);
    auto At = Entries.begin();
    while (At != Entries.end() && At->Due <= Due)
      ++At;
    Entries.insert(At, entry{Due, Coro});
  }

  bool remove(std::coroutine_handle<> Coro) {
    for (auto It = Entries.begin(); It != Entries.end(); ++It)
      if (It->Coro == Coro) {
        Entries.erase(It);
        return true;
      }
    return false;
  }

  bool run_one() {
    if (Entries.empty())
      return false;
    const entry Next = Entries.front();
    Entries.erase(Entries.begin());
    Now = Next.Due;
    Next.Coro.resume();
    return true;
  }
};
} // namespace coro::detail
