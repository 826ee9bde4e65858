// RUN: %check %s async-dangling-task %t -- -isystem %S/Inputs

// A function that would become a coroutine, and what it locks.

#include <mutex>
#include <optional>
#include <string>
#include <tasks.h>

using home::task;
std::mutex m;
task<> save(const std::string &Text);

task<> byHand(int Id) {
  std::string Text = std::to_string(Id);
  m.lock();
  return save(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'save' is returned and refers to
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'm' would be locked while the coroutine is suspended
}

task<> inOptional(int Id) {
  std::string Text = std::to_string(Id);
  std::optional<std::lock_guard<std::mutex>> Held(m);
  return save(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'save' is returned and refers to
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'Held' would hold its mutex while the coroutine is suspended
}

task<> unlockedBefore(int Id) {
  std::string Text;
  {
    std::lock_guard Held(m);
    Text = std::to_string(Id);
  }
  return save(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'save' is returned and refers to
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: 'unlockedBefore' does more than make its task, and would do it when that is awaited
}

//===--- Guards that cover only the making of a task ------------------------===//

struct spinlock {
  void lock();
  void unlock();
};
spinlock Spin;
struct exclusive {
  exclusive() { Spin.lock(); }
  ~exclusive() { Spin.unlock(); }
};
task<> flush();

task<> ownGuard() {
  exclusive Access;
  return flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'flush' is returned and runs after 'Access', which stands guard here, is destroyed by the return
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'Access' would hold its mutex while the coroutine is suspended
}
