// Stand-in for folly's Executor.h: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <folly/Function.h>

#include <utility>
#include <vector>

namespace folly {
using Func = Function<void()>;

template <typename ExecutorT> class ExecutorKeepAlive;

class Executor {
public:
  template <typename ExecutorT = Executor>
  using KeepAlive = ExecutorKeepAlive<ExecutorT>;

  virtual ~Executor() = default;
  virtual void add(Func) = 0;
  virtual void addWithPriority(Func F, signed char) { add(std::move(F)); }
};

template <typename ExecutorT> class ExecutorKeepAlive {
public:
  ExecutorKeepAlive() = default;
  ExecutorKeepAlive(ExecutorT *E) : E(E) {}
  template <typename Other>
    requires std::is_convertible_v<Other *, ExecutorT *>
  ExecutorKeepAlive(const ExecutorKeepAlive<Other> &O) : E(O.get()) {}

  explicit operator bool() const { return E; }
  ExecutorT *get() const { return E; }
  ExecutorT &operator*() const { return *E; }
  ExecutorT *operator->() const { return E; }
  ExecutorKeepAlive copy() const { return *this; }
  ExecutorKeepAlive get_alias() const { return *this; }

private:
  ExecutorT *E = nullptr;
};

template <typename ExecutorT>
Executor::KeepAlive<ExecutorT> getKeepAliveToken(ExecutorT *E) {
  return E;
}
template <typename ExecutorT>
Executor::KeepAlive<ExecutorT> getKeepAliveToken(ExecutorT &E) {
  return &E;
}

namespace detail {
// What stands behind every executor and timer here: one queue, run by one
// thread, ordered by due time. Time is virtual: nobody really sleeps.
struct RunQueue {
  struct Entry {
    long long Due;
    long long Id;
    Func Work;
  };
  std::vector<Entry> Entries;
  long long Now = 0;
  long long LastId = 0;

  static RunQueue &instance() {
    static RunQueue Queue;
    return Queue;
  }
  long long push(Func Work, long long Delay = 0) {
    const long long Due = Now + (Delay > 0 ? Delay : 0);
    auto At = Entries.begin();
    while (At != Entries.end() && At->Due <= Due)
      ++At;
    Entries.insert(At, Entry{Due, ++LastId, std::move(Work)});
    return LastId;
  }
  void hurry(long long Id) {
    for (auto It = Entries.begin(); It != Entries.end(); ++It)
      if (It->Id == Id) {
        Entry Taken{Now, Id, std::move(It->Work)};
        Entries.erase(It);
        Entries.insert(Entries.begin(), std::move(Taken));
        return;
      }
  }
  bool runOne() {
    if (Entries.empty())
      return false;
    Func Work = std::move(Entries.front().Work);
    Now = Entries.front().Due;
    Entries.erase(Entries.begin());
    Work();
    return true;
  }
};
} // namespace detail
} // namespace folly
