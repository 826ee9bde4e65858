// RUN: %check %s async-dangling-task %t -- -I%S/Inputs -Wno-unused

// Classes whose objects stand guard are told by the last word of their name. What
// is called a lock, and nobody sees what its destructor does, is one of a thread.

#include "tasks.h"

using home::task;
task<> flush();

#define CLASS(Name)                                                            \
  struct Name {                                                                \
    Name();                                                                    \
    ~Name();                                                                   \
  }

// --- Reported --------------------------------------------------------------

CLASS(Lock);
task<> holds_Lock() {
  Lock Held;
  return flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'flush' is returned and runs after 'Held', which stands guard here, is destroyed by the return
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'Held' would hold its mutex while the coroutine is suspended
}
CLASS(SpinLock);
task<> holds_SpinLock() {
  SpinLock Held;
  return flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'flush' is returned and runs after 'Held', which stands guard here, is destroyed by the return
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'Held' would hold its mutex while the coroutine is suspended
}
CLASS(Spinlock);
task<> holds_Spinlock() {
  Spinlock Held;
  return flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'flush' is returned and runs after 'Held', which stands guard here, is destroyed by the return
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'Held' would hold its mutex while the coroutine is suspended
}
CLASS(RWLock);
task<> holds_RWLock() {
  RWLock Held;
  return flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'flush' is returned and runs after 'Held', which stands guard here, is destroyed by the return
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'Held' would hold its mutex while the coroutine is suspended
}
CLASS(mutex_guard);
task<> holds_mutex_guard() {
  mutex_guard Held;
  return flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'flush' is returned and runs after 'Held', which stands guard here, is destroyed by the return
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: as a coroutine, this function keeps 'Held' until it is complete
}
CLASS(gate_holder);
task<> holds_gate_holder() {
  gate_holder Held;
  return flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'flush' is returned and runs after 'Held', which stands guard here, is destroyed by the return
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: as a coroutine, this function keeps 'Held' until it is complete
}
CLASS(MutexLocker);
task<> holds_MutexLocker() {
  MutexLocker Held;
  return flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'flush' is returned and runs after 'Held', which stands guard here, is destroyed by the return
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'Held' would hold its mutex while the coroutine is suspended
}
CLASS(shared_lock2);
task<> holds_shared_lock2() {
  shared_lock2 Held;
  return flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'flush' is returned and runs after 'Held', which stands guard here, is destroyed by the return
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'Held' would hold its mutex while the coroutine is suspended
}
CLASS(Permit);
task<> holds_Permit() {
  Permit Held;
  return flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'flush' is returned and runs after 'Held', which stands guard here, is destroyed by the return
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: as a coroutine, this function keeps 'Held' until it is complete
}
CLASS(LockedPtr);
task<> holds_LockedPtr() {
  LockedPtr Held;
  return flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'flush' is returned and runs after 'Held', which stands guard here, is destroyed by the return
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'Held' would hold its mutex while the coroutine is suspended
}
CLASS(db_transaction);
task<> holds_db_transaction() {
  db_transaction Held;
  return flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'flush' is returned and runs after 'Held', which stands guard here, is destroyed by the return
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: as a coroutine, this function keeps 'Held' until it is complete
}
CLASS(TransactionScope);
task<> holds_TransactionScope() {
  TransactionScope Held;
  return flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'flush' is returned and runs after 'Held', which stands guard here, is destroyed by the return
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: as a coroutine, this function keeps 'Held' until it is complete
}

// --- Silent: they hold nothing -------------------------------------------------

CLASS(Clock);
task<> has_Clock() {
  Clock Other;
  return flush();
}
CLASS(SteadyClock);
task<> has_SteadyClock() {
  SteadyClock Other;
  return flush();
}
CLASS(Blockchain);
task<> has_Blockchain() {
  Blockchain Other;
  return flush();
}
CLASS(Blocker);
task<> has_Blocker() {
  Blocker Other;
  return flush();
}
CLASS(Block);
task<> has_Block() {
  Block Other;
  return flush();
}
CLASS(Deadlock);
task<> has_Deadlock() {
  Deadlock Other;
  return flush();
}
CLASS(ScopedUnlock);
task<> has_ScopedUnlock() {
  ScopedUnlock Other;
  return flush();
}
CLASS(LockManager);
task<> has_LockManager() {
  LockManager Other;
  return flush();
}
CLASS(LockFreeQueue);
task<> has_LockFreeQueue() {
  LockFreeQueue Other;
  return flush();
}
CLASS(TransactionLog);
task<> has_TransactionLog() {
  TransactionLog Other;
  return flush();
}
CLASS(Placeholder);
task<> has_Placeholder() {
  Placeholder Other;
  return flush();
}
CLASS(Stakeholder);
task<> has_Stakeholder() {
  Stakeholder Other;
  return flush();
}
CLASS(Safeguard);
task<> has_Safeguard() {
  Safeguard Other;
  return flush();
}
CLASS(Permitted);
task<> has_Permitted() {
  Permitted Other;
  return flush();
}
