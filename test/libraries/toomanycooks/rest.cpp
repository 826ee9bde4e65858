// RUN: %check %s async-blocking-call,async-dangling-task,async-repeated-await,async-unawaited-task,async-unbounded-concurrency %t -- -isystem %standins -pthread -Wno-unused

// What the other tests of TooManyCooks leave out.

#include <string>
#include <tmc/all_headers.hpp>
#include <unistd.h>
#include <vector>

using tmc::task;

task<void> save(int Id);
task<void> find(const std::string &Name);
int work();

// --- Awaitables ------------------------------------------------------------------

task<void> dropped() {
  (void)tmc::spawn_func(work);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the awaitable returned by 'spawn_func' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: (void)co_await tmc::spawn_func(work);
  tmc::spawn_group(save(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the awaitable returned by 'spawn_group' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: co_await tmc::spawn_group(save(1));
  tmc::spawn_func(work).fork();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'fork' is dropped: it must be awaited before it goes out of scope
  (void)tmc::yield();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the awaitable returned by 'yield' is never awaited, so it never runs [async-unawaited-task]
  // CHECK-FIXES: (void)co_await tmc::yield();
  co_return;
}
// Any number of times.
tmc::latch &end();
tmc::barrier &all();
task<void> again(tmc::auto_reset_event &Auto, tmc::manual_reset_event &Manual) {
  end();
  all();
  for (int I = 0; I < 3; ++I) {
    co_await end();
    co_await all();
    co_await Auto;
    co_await Auto;
    co_await Manual;
    co_await Manual;
  }
}

// --- What runs on an executor ------------------------------------------------------

void posted(tmc::ex_cpu &Cpu) {
  auto Later = tmc::post_waitable(Cpu, save(1));
  tmc::spawn_func([] { return sleep(1); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'sleep' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
  const auto Slow = [] { return sleep(1); };
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'sleep' blocks
  tmc::spawn_func_many(&Slow, 1).detach();
  tmc::post_bulk(Cpu, [] { return sleep(1); }, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'sleep' blocks
  auto Bulk = tmc::post_bulk_waitable(Cpu, [] { return sleep(1); }, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:56: warning: 'sleep' blocks
}
void refers(tmc::ex_cpu &Cpu) {
  tmc::post_bulk(Cpu, find(std::string("x")), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is handed over to 'post_bulk' and refers to a temporary 'std::basic_string<char>' that is destroyed at the end of this expression [async-dangling-task]
}

// --- Many at once: each waits for its turn -------------------------------------------

task<tmc::mutex_scope> lock(int Id);
task<void> all_locks(std::vector<int> Ids) {
  std::vector<task<tmc::mutex_scope>> Locks;
  for (int Id : Ids)
    Locks.push_back(lock(Id));
  for (auto &Lock : Locks)
    co_await std::move(Lock);
}
task<tmc::rw_lock_read_scope> read(int Id);
task<tmc::rw_lock_write_scope> write(int Id);
task<void> all_rw_locks(std::vector<int> Ids) {
  std::vector<task<tmc::rw_lock_read_scope>> Reads;
  std::vector<task<tmc::rw_lock_write_scope>> Writes;
  for (int Id : Ids) {
    Reads.push_back(read(Id));
    Writes.push_back(write(Id));
  }
  for (auto &Lock : Reads)
    co_await std::move(Lock);
  for (auto &Lock : Writes)
    co_await std::move(Lock);
}
