// Stand-in for Seastar's task.hh: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <seastar/util/noncopyable_function.hh>

#include <utility>
#include <vector>

namespace seastar {
class task {
public:
  virtual void run_and_dispose() noexcept = 0;

protected:
  ~task() = default;
};

namespace internal {
// What stands behind the reactor: one queue, ordered by due time. Time is
// virtual: nobody really sleeps.
struct run_queue {
  struct entry {
    long long Due;
    long long Id;
    noncopyable_function<void()> Work;
  };
  std::vector<entry> Entries;
  long long Now = 0;
  long long LastId = 0;

  static run_queue &instance() {
    static run_queue Queue;
    return Queue;
  }
  long long push(noncopyable_function<void()> Work, long long Delay = 0) {
    const long long Due = Now + (Delay > 0 ? Delay : 0);
    auto At = Entries.begin();
    while (At != Entries.end() && At->Due <= Due)
      ++At;
    Entries.insert(At, entry{Due, ++LastId, std::move(Work)});
    return LastId;
  }
  bool remove(long long Id) {
    for (auto It = Entries.begin(); It != Entries.end(); ++It)
      if (It->Id == Id) {
        Entries.erase(It);
        return true;
      }
    return false;
  }
  bool run_one() {
    if (Entries.empty())
      return false;
    auto Work = std::move(Entries.front().Work);
    Now = Entries.front().Due;
    Entries.erase(Entries.begin());
    Work();
    return true;
  }
};
} // namespace internal

inline void schedule(task *Task) noexcept {
  internal::run_queue::instance().push([Task] { Task->run_and_dispose(); });
}
inline bool need_preempt() noexcept { return false; }
} // namespace seastar
