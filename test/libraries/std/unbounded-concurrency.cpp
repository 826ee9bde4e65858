// RUN: %check %s async-unbounded-concurrency %t -- -pthread -Wno-unused

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <future>
#include <latch>
#include <memory>
#include <numeric>
#include <queue>
#include <semaphore>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

struct Job {
  int Id;
};
int run(const Job &J);
int run_id(int Id);
int worker();
int gated(const Job &J);

// --- Reported --------------------------------------------------------------

int each(const std::vector<Job> &Jobs) {
  std::vector<std::future<int>> Results;
  for (const Job &J : Jobs)
    Results.push_back(std::async(std::launch::async, run, std::cref(J)));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Jobs', with no limit on how many run at the same time [async-unbounded-concurrency]
    // CHECK-FIXES: for (const Job &J : Jobs) {
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(std::launch::async, run, std::cref(J)));
    // CHECK-FIXES: }
  int Sum = 0;
  for (auto &R : Results)
    Sum += R.get();
  return Sum;
}

int each_in_block(const std::vector<Job> &Jobs) {
  std::vector<std::future<int>> Results;
  for (const Job &J : Jobs) {
    Results.push_back(std::async(std::launch::async, [&J] { return run(J); }));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Jobs'
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(std::launch::async, [&J] { return run(J); }));
  }
  int Sum = 0;
  for (auto &R : Results)
    Sum += R.get();
  return Sum;
}

int by_index(const std::vector<Job> &Jobs) {
  std::vector<std::future<int>> Results;
  for (std::size_t I = 0; I < Jobs.size(); ++I) {
    auto Result = std::async(std::launch::async, run, Jobs[I]);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'async' starts a task for each element of 'Jobs'
    // CHECK-MESSAGES: :[[@LINE-2]]:19: note: not fixed: let 10 threads take
    Results.push_back(std::move(Result));
  }
  return static_cast<int>(Results.size());
}

void by_count() {
  std::vector<std::future<int>> Results;
  for (int I = 0; I < 500; ++I) {
    Results.push_back(std::async(std::launch::async, run_id, I));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each round of a loop
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(std::launch::async, run_id, I));
  }
}

void iterators(std::vector<Job> &Jobs) {
  std::vector<std::future<int>> Results;
  for (auto It = Jobs.begin(); It != Jobs.end(); ++It) {
    Results.emplace_back(std::async(std::launch::async, run, std::ref(*It)));
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'async' starts a task for each element of 'Jobs'
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.emplace_back(std::async(std::launch::async, run, std::ref(*It)));
  }
}

void threads(const std::vector<Job> &Jobs) {
  std::vector<std::thread> Threads;
  for (const Job &J : Jobs)
    Threads.emplace_back([&J] { run(J); });
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'emplace_back' starts a task for each element of 'Jobs'
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: let 10 threads take the elements one after the other
  for (auto &T : Threads)
    T.join();
}

void detached(const std::vector<Job> &Jobs) {
  for (const Job &J : Jobs)
    std::thread([J] { run(J); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'thread' starts a task for each element of 'Jobs'
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: let 10 threads
}

void nested() {
  std::vector<std::future<int>> Results;
  for (int I = 0; I < 5; ++I)
    for (int K = 0; K < 5; ++K) {
      Results.push_back(std::async(std::launch::async, run_id, I * K));
      // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'async' starts a task for each round of a loop
      // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
      // CHECK-FIXES: Results.push_back(std::async(std::launch::async, run_id, I * K));
    }
}

void algorithm(const std::vector<Job> &Jobs) {
  std::vector<std::future<int>> Results;
  std::for_each(Jobs.begin(), Jobs.end(), [&](const Job &J) {
    Results.push_back(std::async(std::launch::async, run, J));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Jobs'
    // CHECK-MESSAGES: :[[@LINE-2]]:23: note: not fixed: let 10 threads
  });
}

// --- Silent: the number is written down -----------------------------------

void few() {
  std::vector<std::future<int>> Results;
  for (int I = 0; I < 10; ++I)
    Results.push_back(std::async(std::launch::async, run_id, I));
}
constexpr int Few = 4;
void named_few() {
  std::vector<std::future<int>> Results;
  for (int I = Few; I > 0; --I)
    Results.push_back(std::async(std::launch::async, run_id, I));
}
void array(const std::array<Job, 3> &Jobs) {
  std::vector<std::future<int>> Results;
  for (const Job &J : Jobs)
    Results.push_back(std::async(std::launch::async, run, J));
}
void c_array() {
  Job Jobs[3] = {};
  std::vector<std::thread> Threads;
  for (const Job &J : Jobs)
    Threads.emplace_back([J] { run(J); });
  for (auto &T : Threads)
    T.join();
}
void braced() {
  std::vector<std::future<int>> Results;
  for (int I : {1, 2, 3})
    Results.push_back(std::async(std::launch::async, run_id, I));
}
void constant_vector() {
  const std::vector<int> Ids{1, 2, 3};
  std::vector<std::future<int>> Results;
  for (int I : Ids)
    Results.push_back(std::async(std::launch::async, run_id, I));
}
void vector_that_stays() {
  std::vector<int> Ids = {1, 2, 3};
  std::vector<std::future<int>> Results;
  for (int I : Ids)
    Results.push_back(std::async(std::launch::async, run_id, I));
}
void vector_that_grows(int N) {
  std::vector<int> Ids = {1, 2, 3};
  while (--N)
    Ids.push_back(N);
  std::vector<std::future<int>> Results;
  for (int I : Ids) {
    Results.push_back(std::async(std::launch::async, run_id, I));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Ids'
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(std::launch::async, run_id, I));
  }
}

// --- Silent: as many as the machine or the user wants ---------------------

void pool() {
  std::vector<std::thread> Threads;
  for (unsigned I = 0; I < std::thread::hardware_concurrency(); ++I)
    Threads.emplace_back([I] { run_id(I); });
  for (auto &T : Threads)
    T.join();
}
void pool_by_variable() {
  const unsigned N = std::max(2U, std::thread::hardware_concurrency());
  std::vector<std::future<int>> Results;
  for (unsigned I = 0; I < N; ++I)
    Results.push_back(std::async(std::launch::async, run_id, I));
}
struct Pool {
  std::vector<std::thread> Threads;
  explicit Pool(int NumThreads) {
    for (int I = 0; I < NumThreads; ++I)
      Threads.emplace_back([I] { run_id(I); });
  }
};
void workers(int N) {
  std::vector<std::thread> Threads;
  for (int I = 0; I < N; ++I)
    Threads.emplace_back(worker);
  for (auto &T : Threads)
    T.join();
}
void workers_async(int N) {
  std::vector<std::future<int>> Results;
  for (int I = 0; I < N; ++I)
    Results.push_back(std::async(std::launch::async, worker));
}

// --- Silent: somebody holds them down --------------------------------------

void window(const std::vector<Job> &Jobs) {
  std::vector<std::future<int>> Results;
  for (const Job &J : Jobs) {
    if (Results.size() == 64) {
      for (auto &R : Results)
        R.get();
      Results.clear();
    }
    Results.push_back(std::async(std::launch::async, run, J));
  }
}
void chunks(const std::vector<Job> &Jobs, std::size_t Batch) {
  for (std::size_t I = 0; I < Jobs.size(); I += Batch) {
    std::vector<std::future<int>> Results;
    for (std::size_t K = I; K < std::min(I + Batch, Jobs.size()); ++K)
      Results.push_back(std::async(std::launch::async, run, Jobs[K]));
  }
}
std::counting_semaphore<64> Slots(64);
void semaphore_in_loop(const std::vector<Job> &Jobs) {
  std::vector<std::future<int>> Results;
  for (const Job &J : Jobs) {
    Slots.acquire();
    Results.push_back(std::async(std::launch::async, run, J));
  }
}
void semaphore_in_lambda(const std::vector<Job> &Jobs) {
  std::vector<std::future<int>> Results;
  for (const Job &J : Jobs)
    Results.push_back(std::async(std::launch::async, [&J] {
      Slots.acquire();
      int Result = run(J);
      Slots.release();
      return Result;
    }));
}
int gated(const Job &J) {
  Slots.acquire();
  int Result = run(J);
  Slots.release();
  return Result;
}
void semaphore_in_function(const std::vector<Job> &Jobs) {
  std::vector<std::future<int>> Results;
  for (const Job &J : Jobs)
    Results.push_back(std::async(std::launch::async, gated, J));
}
struct RateLimiter {
  void wait();
};
void home_grown(const std::vector<Job> &Jobs, RateLimiter &Limit) {
  std::vector<std::future<int>> Results;
  for (const Job &J : Jobs) {
    Limit.wait();
    Results.push_back(std::async(std::launch::async, run, J));
  }
}

// --- Silent: they do not run at the same time ------------------------------

void one_by_one(const std::vector<Job> &Jobs) {
  for (const Job &J : Jobs) {
    auto Result = std::async(std::launch::async, run, J);
    Result.get();
  }
}
void joined(const std::vector<Job> &Jobs) {
  for (const Job &J : Jobs) {
    std::thread T([&J] { run(J); });
    T.join();
  }
}
void lazy(const std::vector<Job> &Jobs) {
  std::vector<std::future<int>> Results;
  for (const Job &J : Jobs)
    Results.push_back(std::async(std::launch::deferred, run, J));
}
Job accept();
void server() {
  for (;;) {
    Job J = accept();
    std::thread([J] { run(J); }).detach();
  }
}
void once(const Job &J) {
  auto Result = std::async(std::launch::async, run, J);
}

// --- Silent: a number that somebody has written into a demonstration ---------

static void demonstrate() {
  std::vector<std::future<int>> Results;
  for (int I = 0; I < 500; ++I)
    Results.push_back(std::async(std::launch::async, run_id, I));
}
int main() {
  std::vector<std::future<int>> Results;
  for (int I = 0; I < 500; ++I)
    Results.push_back(std::async(std::launch::async, run_id, I));
  demonstrate();
}
void received(std::vector<std::promise<int>> &Promises) {
  std::vector<std::future<int>> Results;
  for (auto &Promise : Promises)
    Results.push_back(Promise.get_future());
}

// --- Silent: each round waits ------------------------------------------------

void latched(const std::vector<Job> &Jobs) {
  std::vector<std::future<int>> Results;
  for (const Job &J : Jobs) {
    std::latch Done(1);
    Results.push_back(std::async(std::launch::async, [&Done, J] {
      Done.count_down();
      return run(J);
    }));
    Done.wait();
  }
}
// The element is of the list, not of the round.
void element_used_again(const std::vector<Job> &Jobs) {
  std::vector<std::future<int>> Results;
  int Sum = 0;
  for (std::size_t I = 0; I < Jobs.size(); ++I) {
    const Job &J = Jobs[I];
    Results.push_back(std::async(std::launch::async, [&J] { return run(J); }));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Jobs'
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(std::launch::async, [&J] { return run(J); }));
    Sum += J.Id;
  }
}

// --- Silent: the caller decides how many of what -------------------------------

void parallel_for(int N, const std::function<int(int)> &Each) {
  std::vector<std::future<int>> Results;
  for (int I = 0; I < N; ++I)
    Results.push_back(std::async(std::launch::async, Each, I));
}
void parallel_lambdas(const std::vector<Job> &Jobs, const std::function<int(const Job &)> &Each) {
  std::vector<std::thread> Threads;
  for (const Job &J : Jobs)
    Threads.emplace_back([&, J] { Each(J); });
  for (auto &T : Threads)
    T.join();
}
// Something else is called, too.
void parallel_in_part(const std::vector<Job> &Jobs, const std::function<int(int)> &Each) {
  std::vector<std::future<int>> Results;
  for (const Job &J : Jobs) {
    Results.push_back(std::async(std::launch::async, [&Each, J] {
      // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Jobs'
      // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
      // CHECK-FIXES: Results.push_back(std::async(std::launch::async, [&Each, J] {
      int Result = run(J);
      return Each(Result);
    }));
  }
}

// Told to end behind the loop, by other names; or the tasks count each other.
int poll(int Id, std::stop_token Token);
int poll_flag(int Id, const std::atomic<bool> &Run);
void told_by_a_source(const std::vector<Job> &Jobs) {
  std::stop_source Source;
  std::vector<std::future<int>> Results;
  for (const Job &J : Jobs)
    Results.push_back(std::async(std::launch::async, poll, J.Id, Source.get_token()));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Jobs'
    // CHECK-MESSAGES: :[[@LINE-2]]:23: note: not fixed: the tasks may wait for what happens to 'Source' behind the loop
  Source.request_stop();
}
void told_by_reference(const std::vector<Job> &Jobs) {
  std::atomic<bool> Run{true};
  std::vector<std::future<int>> Results;
  for (const Job &J : Jobs)
    Results.push_back(std::async(std::launch::async, poll_flag, J.Id, std::ref(Run)));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Jobs'
    // CHECK-MESSAGES: :[[@LINE-2]]:23: note: not fixed: the tasks may wait for what happens to 'Run' behind the loop
  Run = false;
}
class Pollers {
  int poll(int Id) {
    while (Run)
      std::this_thread::yield();
    return Id;
  }
  void stop() { Run = false; }
  void go(const std::vector<Job> &Jobs) {
    std::vector<std::future<int>> Results;
    for (const Job &J : Jobs)
      Results.push_back(std::async(std::launch::async, [this, J] { return poll(J.Id); }));
      // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'async' starts a task for each element of 'Jobs'
      // CHECK-MESSAGES: :[[@LINE-2]]:25: note: not fixed: the tasks may wait for what happens to 'Run' behind the loop
    stop();
  }
  std::atomic<bool> Run{true};
};
void told_by_promises(const std::vector<Job> &Jobs) {
  std::vector<std::promise<int>> Promises(Jobs.size());
  std::vector<std::future<int>> Results;
  std::size_t I = 0;
  for (const Job &J : Jobs)
    Results.push_back(std::async(std::launch::async, [Told = Promises[I++].get_future(), J]() mutable { return Told.get() + J.Id; }));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Jobs'
    // CHECK-MESSAGES: :[[@LINE-2]]:23: note: not fixed: the tasks may wait for what happens to 'Promises' behind the loop
  for (auto &Promise : Promises)
    Promise.set_value(1);
}
void count_each_other(const std::vector<Job> &Jobs) {
  std::atomic<std::size_t> Arrived{0};
  std::vector<std::future<int>> Results;
  for (const Job &J : Jobs)
    Results.push_back(std::async(std::launch::async, [&Arrived, &Jobs, J] {
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Jobs'
    // CHECK-MESSAGES: :[[@LINE-2]]:23: note: not fixed: the tasks may wait for each other at 'Arrived'
      ++Arrived;
      while (Arrived < Jobs.size())
        std::this_thread::yield();
      return J.Id;
    }));
}

// An element of what they refer to is written behind the loop.
int flags(unsigned N) {
  std::vector<std::atomic<int>> Flags(N + 1);
  std::vector<std::future<int>> Results;
  for (unsigned I = 0; I < N; ++I)
    Results.push_back(std::async(std::launch::async, [&Flags, I] {
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:23: note: not fixed: the tasks may wait for what happens to 'Flags' behind the loop
      while (!Flags[I + 1])
        ;
      return int(I);
    }));
  Flags[N] = 1;
  int Sum = 0;
  for (auto &Result : Results)
    Sum += Result.get();
  return Sum;
}

// --- Not fixed: what the tasks wait for -------------------------------------------

void start_signal(const std::vector<Job> &Jobs) {
  std::promise<void> Go;
  auto Ready = Go.get_future().share();
  std::vector<std::future<int>> Results;
  for (const Job &J : Jobs)
    Results.push_back(std::async(std::launch::async, [Ready, J] { Ready.wait(); return run(J); }));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Jobs'
    // CHECK-MESSAGES: :[[@LINE-2]]:23: note: not fixed: the tasks may wait for what happens to 'Go' behind the loop
  Go.set_value();
  for (auto &R : Results)
    R.get();
}
void flag_behind(const std::vector<Job> &Jobs) {
  std::atomic<bool> Go = false;
  std::vector<std::future<int>> Results;
  for (const Job &J : Jobs)
    Results.push_back(std::async(std::launch::async, [&Go, J] { while (!Go) {} return run(J); }));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Jobs'
    // CHECK-MESSAGES: :[[@LINE-2]]:23: note: not fixed: the tasks may wait for what happens to 'Go' behind the loop
  Go = true;
  for (auto &R : Results)
    R.get();
}
void meeting(const std::vector<Job> &Jobs) {
  std::latch Together(static_cast<long>(Jobs.size()));
  std::vector<std::future<int>> Results;
  for (const Job &J : Jobs)
    Results.push_back(std::async(std::launch::async, [&Together, J] { Together.arrive_and_wait(); return run(J); }));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Jobs'
    // CHECK-MESSAGES: :[[@LINE-2]]:23: note: not fixed: the tasks may wait for each other at 'Together'
  for (auto &R : Results)
    R.get();
}
void begins_with_some(const std::vector<Job> &Jobs) {
  std::vector<std::future<int>> Results(12);
  for (const Job &J : Jobs)
    Results.push_back(std::async(std::launch::async, [J] { return run(J); }));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Jobs'
    // CHECK-MESSAGES: :[[@LINE-2]]:23: note: not fixed: let 10 threads take the elements one after the other
}
// What happens once they are through does not matter to them.
void reset_afterwards(const std::vector<Job> &Jobs) {
  std::atomic<int> Done = 0;
  std::vector<std::future<int>> Results;
  for (const Job &J : Jobs)
    Results.push_back(std::async(std::launch::async, [&Done, J] { ++Done; return run(J); }));
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'async' starts a task for each element of 'Jobs'
    // CHECK-FIXES: if (Results.size() >= 10) Results[Results.size() - 10].wait();
    // CHECK-FIXES: Results.push_back(std::async(std::launch::async, [&Done, J] { ++Done; return run(J); }));
  for (auto &R : Results)
    R.get();
  Done = 0;
}

// --- Stored somewhere: an element each round, or over the one before --------

struct Slot {
  Job Work;
  std::future<int> Done;
};
void into_elements(std::vector<Job> &Jobs, std::size_t Count) {
  std::vector<std::future<int>> Results(Count);
  std::size_t N = 0;
  for (auto &Result : Results)
    Result = std::async(std::launch::async, [&J = Jobs[N++]] { return run(J); });
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'async' starts a task for each element of 'Results'
  for (auto &R : Results)
    R.get();
}
void into_members(std::vector<Slot> &Slots) {
  for (Slot &S : Slots)
    S.Done = std::async(std::launch::async, run, S.Work);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'async' starts a task for each element of 'Slots'
  for (std::size_t I = 0; I < Slots.size(); ++I)
    Slots[I].Done = std::async(run_id, static_cast<int>(I));
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'async' starts a task for each element of 'Slots'
}
// Each round decides what it does.
void one_of_two(std::vector<Slot> &Slots, bool Fast) {
  for (Slot &S : Slots)
    S.Done = Fast ? std::async(std::launch::async, run, S.Work) : std::async(gated, S.Work);
}
// Who drops the future waits for its work.
struct Last {
  std::future<int> Done;
  void each(const std::vector<Job> &Jobs) {
    for (const Job &J : Jobs)
      Done = std::async(std::launch::async, run, J);
    std::future<int> Local;
    for (const Job &J : Jobs)
      Local = std::async(std::launch::async, run, J);
    for (const Job &J : Jobs)
      (void)std::async(std::launch::async, run, J);
    for (const Job &J : Jobs)
      J.Id ? std::async(run, J) : std::async(gated, J);
    for (const Job &J : Jobs)
      auto Held = J.Id ? std::async(run, J) : std::async(gated, J);
    std::array<std::future<int>, 4> Ring;
    for (std::size_t I = 0; I < Jobs.size(); ++I)
      Ring[I % 4] = std::async(run, Jobs[I]);
  }
};
int by_one_of_two(const std::vector<Job> &Jobs, bool Fast) {
  int Sum = 0;
  for (const Job &J : Jobs) {
    auto Result = Fast ? std::async(std::launch::async, run, J) : std::async(gated, J);
    Sum += Result.get();
    Sum += (Fast ? std::async(run, J) : std::async(gated, J)).get();
  }
  return Sum;
}
// Workers: what they do has nothing to do with the round.
void workers(std::size_t Count) {
  std::vector<std::future<int>> Workers(Count);
  for (auto &W : Workers)
    W = std::async(std::launch::async, worker);
}
