// RUN: %check %s async-lock-across-suspension %t -- -isystem %S/Inputs -pthread -Wno-unused

// Where the lock can end before, how that is written, and why not.

#include "home_task.h"
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

using home::task;
task<int> load(int Id);
task<> save(int Id);
void use(int);
bool ready();

struct scope_end {
  ~scope_end() { use(0); }
};

class counter {
public:
  task<> block();
  task<> commented();
  task<> nested();
  task<> copied();
  task<> unlocks();
  task<> waits();
  task<> made_unique();
  task<> written_out();
  task<> by_hand();
  task<> loop();
  task<> awaited_member();
  task<> through_own_function();
  task<> unseen_before();

  task<> data();
  task<> data_in_operand();
  task<> data_in_own_function();
  task<> data_elsewhere();
  task<> written_behind();
  task<> reference();
  task<> nothing_before();
  task<> only_serializes();
  task<> marked();
  task<> two();
  task<> label(bool C);
  task<> used_guard();
  task<> const_guard();
  task<> two_mutexes();
  task<> several_unlocks(bool C);
  task<> condition();
  task<> given(std::unique_lock<std::mutex> Lock);

private:
  void grow();
  int total() const { return Number + int(Names.size()); }
  int limit() const { return Limit; }
  void locked() {
    std::lock_guard Lock(Mutex);
    ++Number;
    ++Late;
  }

  std::mutex Mutex, Second;
  std::condition_variable Changed;
  std::vector<std::string> Names;
  int Number = 0, Late = 0;
  const int Limit = 3;
  std::atomic<int> Seen = 0;
  int Marked __attribute__((guarded_by(Mutex))) = 0;
  struct timer {
    task<> wait();
  } Timer, Other;
};

//===--- Fixed ------------------------------------------------------------===//

task<> counter::block() {
  // CHECK-FIXES: {
  std::lock_guard<std::mutex> Lock(Mutex);
  ++Number;
  // CHECK-FIXES: }
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
}
task<> counter::commented() {
  // CHECK-FIXES: {
  std::lock_guard Lock(Mutex);
  ++Number; // One more.
  if (Names.empty())
    co_return;

// CHECK-FIXES: }
  // Tells it to all.
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  use(2);
}
task<> counter::nested() {
  use(1);
  {
    // CHECK-FIXES: {
    std::scoped_lock Lock(Mutex, Second);
    ++Number;
    // CHECK-FIXES: }
    co_await save(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
  co_await save(2);
}
// By value, in a variable that stands before.
task<> counter::copied() {
  int Copy;
  // CHECK-FIXES: {
  std::lock_guard Lock(Mutex);
  Copy = ++Number;
  // CHECK-FIXES: }
  co_await save(Copy);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
}
task<> counter::unlocks() {
  std::unique_lock Lock(Mutex);
  const int Copy = ++Number;
  // CHECK-FIXES: Lock.unlock();
  co_await save(Copy);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  use(Copy);
}
task<> counter::waits() {
  std::unique_lock Lock(Mutex);
  Changed.wait(Lock, ready);
  ++Number;
  // CHECK-FIXES: Lock.unlock();
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
}
task<> counter::made_unique() {
  std::lock_guard Lock(Mutex);
  // CHECK-FIXES: std::unique_lock Lock(Mutex);
  auto Copy = Names;
  // CHECK-FIXES: Lock.unlock();
  for (const std::string &Name : Copy) // The copy.
    co_await save(int(Name.size()));
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
}
task<> counter::written_out() {
  std::scoped_lock<std::mutex> Lock(Mutex);
  // CHECK-FIXES: std::unique_lock<std::mutex> Lock(Mutex);
  scope_end End;
  ++Number;
  // CHECK-FIXES: Lock.unlock();
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
}
task<> counter::by_hand() {
  Mutex.lock();
  const int Copy = ++Number;
  // CHECK-FIXES: Mutex.unlock();
  co_await save(Copy);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Mutex' is locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-5]]:3: note: it is locked here
  use(Copy);
  Mutex.unlock();
}
task<> counter::loop() {
  for (int I = 0; I < 3; ++I) {
    // CHECK-FIXES: {
    std::lock_guard Lock(Mutex);
    Number += I;
    // CHECK-FIXES: }
    co_await save(I);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
}
// What is awaited is no data, and neither are constants and atomics.
task<> counter::awaited_member() {
  // CHECK-FIXES: {
  std::lock_guard Lock(Mutex);
  ++Number;
  // CHECK-FIXES: }
  co_await Timer.wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  use(Limit + Seen);
}
task<> counter::through_own_function() {
  // CHECK-FIXES: {
  std::lock_guard Lock(Mutex);
  ++Number;
  // CHECK-FIXES: }
  co_await save(limit());
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  locked();
}

task<> counter::unseen_before() {
  // CHECK-FIXES: {
  std::lock_guard Lock(Mutex);
  grow();
  // CHECK-FIXES: }
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
}

//===--- Not fixed --------------------------------------------------------===//

task<> counter::data() {
  std::lock_guard Lock(Mutex);
  ++Number;
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE+2]]:7: note: 'Number' is used here, and the lock may be there for that
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: 'Number' is used under the lock from here on
  use(Number);
}
task<> counter::data_in_operand() {
  std::lock_guard Lock(Mutex);
  ++Number;
  co_await save(Number);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:17: note: 'Number' is used here, and the lock may be there for that
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: 'Number' is used under the lock from here on
}
task<> counter::data_in_own_function() {
  std::lock_guard Lock(Mutex);
  ++Number;
  co_await save(total());
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:17: note: 'total' is used here, and the lock may be there for that
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: 'total' uses what the lock protects, and is called from here on
}
task<> counter::data_elsewhere() {
  std::lock_guard Lock(Mutex);
  ++Number;
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE+2]]:7: note: 'Late' is used here, and the lock may be there for that
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: 'Late' is used under the lock from here on
  use(Late);
}
task<> counter::written_behind() {
  std::lock_guard Lock(Mutex);
  ++Number;
  Names.push_back(co_await load(1) ? "a" : "b");
  // CHECK-NOTES: :[[@LINE-1]]:19: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: 'Names' is used here, and the lock may be there for that
  // CHECK-NOTES: :[[@LINE-3]]:19: note: not fixed: 'Names' is used under the lock from here on
}
task<> counter::reference() {
  std::lock_guard Lock(Mutex);
  std::string &First = Names.front();
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE+2]]:3: note: 'First' is used here, and the lock may be there for that
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: 'First' refers to what the lock protects, and is used from here on
  First += "x";
}
task<> counter::nothing_before() {
  std::lock_guard Lock(Mutex);
  const int Value = co_await load(1);
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:21: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  Number = Value;
}
task<> counter::only_serializes() {
  std::lock_guard Lock(Mutex);
  co_await Other.wait();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: nothing is done under the lock before this, so it is there for what follows
}
task<> counter::marked() {
  std::lock_guard Lock(Mutex);
  ++Number;
  co_await save(Marked);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:17: note: 'Marked' is used here, and the lock may be there for that
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: 'Marked' is used under the lock from here on
}
task<> counter::two() {
  std::lock_guard Lock(Mutex);
  std::lock_guard Inner(Second);
  ++Number;
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Inner' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: another lock is held here, too
  // CHECK-NOTES: :[[@LINE-3]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: not fixed: another lock is held here, too
}
task<> counter::label(bool C) {
  std::lock_guard Lock(Mutex);
  ++Number;
  if (C)
    goto end;
end:
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: a label stands in the way
}
task<> counter::used_guard() {
  std::unique_lock Lock(Mutex);
  ++Number;
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: 'Lock' is used in other ways, too
  Lock.unlock();
  use(1);
}
task<> counter::const_guard() {
  const std::lock_guard Lock(Mutex);
  ++Number;
  const int Copy = Number;
  co_await save(Copy);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: what is declared under the lock has to live on behind it
}
task<> counter::two_mutexes() {
  std::scoped_lock Lock(Mutex, Second);
  const int Copy = Number;
  co_await save(Copy);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: what is declared under the lock has to live on behind it
}
task<> counter::several_unlocks(bool C) {
  Mutex.lock();
  ++Number;
  if (C) {
    Mutex.unlock();
    co_return;
  }
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Mutex' is locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-8]]:3: note: it is locked here
  // CHECK-NOTES: :[[@LINE-3]]:3: note: not fixed: it is not unlocked in one place of the same block
  Mutex.unlock();
}
task<> counter::condition() {
  if (std::lock_guard Lock(Mutex); Number > 0)
    co_await save(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: the lock does not begin in a block around this
}
task<> counter::given(std::unique_lock<std::mutex> Lock) {
  ++Number;
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: the lock does not begin in a block around this
}
