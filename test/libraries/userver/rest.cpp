// What the other test of userver leaves out, with every check.
// RUN: %check %s 'async-*' %t -- -isystem %standins

// CHECK-FIXES-DAG: #include <userver/engine/sleep.hpp>
#include <unistd.h>
#include <userver/utils/async.hpp>
#include <vector>

using namespace userver;

int work();

// They run on the task processor of the caller, which must not be blocked.
void starts() {
  utils::CriticalAsync("a", [] { return sleep(1); }).Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'sleep' blocks the thread of an event loop or executor until the time is up [async-blocking-call]
  utils::SharedAsync("b", [] { return sleep(1); }).Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'sleep' blocks
  utils::SharedCriticalAsync("c", [] { return sleep(1); }).Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'sleep' blocks
  engine::AsyncNoSpan([] { return sleep(1); }).Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'sleep' blocks
  engine::CriticalAsyncNoSpan([] { return sleep(1); }).Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'sleep' blocks
  engine::SharedAsyncNoSpan([] { return sleep(1); }).Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'sleep' blocks
}

// Handles of tasks, which are awaited by their own means.
int waits(std::vector<engine::TaskWithResult<int>> &Tasks, engine::SharedTaskWithResult<int> Shared) {
  engine::WaitAllChecked(Tasks);
  return engine::GetAll(Tasks) + Shared.Get();
}
int receives(std::vector<engine::Promise<int>> &Promises) {
  std::vector<engine::Future<int>> Results;
  for (auto &Promise : Promises)
    Results.push_back(Promise.get_future());
  int Sum = 0;
  for (auto &Result : Results)
    Sum += Result.get();
  return Sum;
}
void gated(engine::Semaphore &Semaphore, const std::vector<int> &Ids) {
  std::vector<engine::TaskWithResult<int>> Tasks;
  for (int Id : Ids) {
    Semaphore.lock_shared();
    Tasks.push_back(utils::Async("one", [Id] { return Id; }));
  }
  engine::WaitAllChecked(Tasks);
}

// --- More ways to start, and files that block --------------------------------

namespace userver::utils {
template <typename Function> void AsyncBackground(const char *, Function) {}
} // namespace userver::utils
namespace userver::concurrent {
struct BackgroundTaskStorage {
  template <typename Function> void AsyncDetach(const char *, Function) {}
};
} // namespace userver::concurrent
namespace userver::fs {
int ReadFileContents(engine::TaskProcessor &, const char *Path);
namespace blocking {
int ReadFileContents(const char *Path);
void RewriteFileContents(const char *Path, int);
} // namespace blocking
} // namespace userver::fs

void starts_more(concurrent::BackgroundTaskStorage &Storage, engine::TaskProcessor &Files) {
  utils::AsyncBackground("a", [] { sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'sleep' blocks
  // CHECK-FIXES: utils::AsyncBackground("a", [] { userver::engine::SleepFor(std::chrono::seconds(1)); });
  Storage.AsyncDetach("b", [&] {
    fs::blocking::RewriteFileContents("f", 1 + fs::blocking::ReadFileContents("g"));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'RewriteFileContents' blocks the thread of an event loop or executor until the file is written
    // CHECK-MESSAGES: :[[@LINE-2]]:48: warning: 'ReadFileContents' blocks the thread of an event loop or executor until the file is read
    fs::ReadFileContents(Files, "g");
  });
}
int before_any_task() { return fs::blocking::ReadFileContents("config"); }

namespace userver::engine {
template <typename Function> void RunStandalone(int Threads, Function) {}
} // namespace userver::engine
namespace userver::fs::blocking {
void RewriteFileContentsFSync(const char *Path, int);
void RewriteFileContentsAtomically(const char *Path, int, int);
void SyncDirectoryContents(const char *Path);
} // namespace userver::fs::blocking
int main() {
  engine::RunStandalone(4, [] {
    fs::blocking::RewriteFileContentsFSync("f", 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'RewriteFileContentsFSync' blocks
    fs::blocking::RewriteFileContentsAtomically("f", 1, 2);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'RewriteFileContentsAtomically' blocks
    fs::blocking::SyncDirectoryContents("d");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'SyncDirectoryContents' blocks
  });
}
