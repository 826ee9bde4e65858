// RUN: %check %s async-blocking-call %t \
// RUN:   -config='{CheckOptions: {async-blocking-call.ReportLocks: true}}' -- -isystem %inputs -pthread

// The rest of what std and POSIX have that blocks, see blocking-call.cpp. With
// locks.

#include "home_task.h"
#include <atomic>
#include <chrono>
#include <iostream>
#include <mutex>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore>
#include <semaphore.h>
#include <shared_mutex>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <time.h>

#if defined(_GLIBCXX_RELEASE) && _GLIBCXX_RELEASE < 13
namespace std {
void atomic_flag_wait(const atomic_flag *, bool);
}
#endif

using home::task;
using namespace std::chrono_literals;

void use(int);

task<> times(timespec &Time, epoll_event &Event, int Handle, pollfd &Poll, fd_set &Read) {
  clock_nanosleep(CLOCK_MONOTONIC, 0, &Time, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'clock_nanosleep' blocks the thread of this coroutine until the time is up
  epoll_pwait(Handle, &Event, 1, -1, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'epoll_pwait' blocks the thread of this coroutine until there is an event or the time is up
  pselect(1, &Read, nullptr, nullptr, nullptr, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pselect' blocks the thread of this coroutine until there is an event
  ppoll(&Poll, 1, nullptr, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'ppoll' blocks
  co_return;
}
task<> no_times(epoll_event &Event, int Handle, fd_set &Read, int Limit) {
  timespec None{};
  epoll_pwait(Handle, &Event, 1, 0, nullptr);
  epoll_pwait(Handle, &Event, 1, Limit, nullptr);
  pselect(1, &Read, nullptr, nullptr, &None, nullptr);
  co_return;
}

task<> processes(pid_t Child, rusage &Usage, siginfo_t &Info) {
  int Status;
  wait3(&Status, 0, &Usage);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait3' blocks the thread of this coroutine until a child process ends
  wait4(Child, &Status, 0, &Usage);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait4' blocks the thread of this coroutine until the process ends
  waitid(P_PID, Child, &Info, WEXITED);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitid' blocks
  co_return;
}
task<> no_processes(pid_t Child, rusage &Usage, siginfo_t &Info) {
  int Status;
  wait3(&Status, WNOHANG, &Usage);
  wait4(Child, &Status, WNOHANG, &Usage);
  waitid(P_PID, Child, &Info, WEXITED | WNOHANG);
  co_return;
}

task<> signals(sigset_t &Set, siginfo_t &Info) {
  int Signal;
  sigwait(&Set, &Signal);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sigwait' blocks the thread of this coroutine until there is a signal
  sigwaitinfo(&Set, &Info);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sigwaitinfo' blocks
  sigsuspend(&Set);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sigsuspend' blocks
  co_return;
}
task<> no_signals(sigset_t &Set) {
  sigemptyset(&Set);
  sigpending(&Set);
  co_return;
}

task<> names(sockaddr &Address, char *Name, hostent &Host, hostent *Found, int &Error) {
  getnameinfo(&Address, sizeof Address, Name, 10, nullptr, 0, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getnameinfo' blocks the thread of this coroutine until the name is resolved
  gethostbyname("host");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'gethostbyname' blocks
  gethostbyname_r("host", &Host, Name, 10, &Found, &Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'gethostbyname_r' blocks
  gethostbyaddr(&Address, sizeof Address, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'gethostbyaddr' blocks
  co_return;
}
task<> no_names(sockaddr &Address, char *Name) {
  getnameinfo(&Address, sizeof Address, Name, 10, nullptr, 0, NI_NUMERICHOST);
  co_return;
}

task<> threads(pthread_t Thread, pthread_cond_t &Condition, pthread_mutex_t &Mutex,
               pthread_barrier_t &Barrier, timespec &Time, sem_t &Semaphore) {
  pthread_join(Thread, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_join' blocks the thread of this coroutine until the thread ends
  pthread_cond_wait(&Condition, &Mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_cond_wait' blocks the thread of this coroutine until it is notified
  pthread_cond_timedwait(&Condition, &Mutex, &Time);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_cond_timedwait' blocks the thread of this coroutine until it is notified or the time is up
  pthread_barrier_wait(&Barrier);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_barrier_wait' blocks the thread of this coroutine until all have arrived
  sem_wait(&Semaphore);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sem_wait' blocks the thread of this coroutine until the semaphore is posted
  sem_timedwait(&Semaphore, &Time);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sem_timedwait' blocks the thread of this coroutine until the semaphore is posted or the time is up
  co_return;
}
task<> no_threads(pthread_t Thread, pthread_cond_t &Condition, sem_t &Semaphore) {
  pthread_detach(Thread);
  pthread_cond_signal(&Condition);
  sem_trywait(&Semaphore);
  sem_post(&Semaphore);
  co_return;
}

task<> locks(pthread_mutex_t &Mutex, pthread_rwlock_t &Shared, int File,
             std::recursive_timed_mutex &Timed, std::shared_timed_mutex &SharedTimed) {
  pthread_mutex_lock(&Mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_mutex_lock' blocks the thread of this coroutine until the mutex is free
  pthread_rwlock_rdlock(&Shared);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_rwlock_rdlock' blocks the thread of this coroutine until the lock is free
  pthread_rwlock_wrlock(&Shared);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pthread_rwlock_wrlock' blocks
  flock(File, LOCK_EX);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'flock' blocks
  Timed.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'lock' blocks the thread of this coroutine until the mutex is free
  Timed.try_lock_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'try_lock_for' blocks the thread of this coroutine until the mutex is free or the time is up
  SharedTimed.lock_shared();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'lock_shared' blocks
  std::lock_guard Guard(Timed);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Guard' blocks the thread of this coroutine until the mutex is free
  std::shared_lock SharedGuard(SharedTimed);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'SharedGuard' blocks
  co_return;
}
task<> locks_until(std::timed_mutex &Plain, std::recursive_timed_mutex &Timed, std::shared_timed_mutex &Shared,
                   std::chrono::steady_clock::time_point End) {
  Plain.try_lock_until(End);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'try_lock_until' blocks the thread of this coroutine until the mutex is free or the time is up
  Timed.try_lock_until(End);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'try_lock_until' blocks
  Shared.try_lock_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'try_lock_for' blocks
  Shared.try_lock_until(End);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'try_lock_until' blocks
  Shared.try_lock_shared_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'try_lock_shared_for' blocks
  Shared.try_lock_shared_until(End);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'try_lock_shared_until' blocks
  Shared.try_lock_for(0s);
  Shared.try_lock_shared_for(0s);
  co_return;
}
task<> no_locks(pthread_mutex_t &Mutex, int File, std::recursive_timed_mutex &Timed) {
  pthread_mutex_trylock(&Mutex);
  pthread_mutex_unlock(&Mutex);
  flock(File, LOCK_EX | LOCK_NB);
  flock(File, LOCK_UN);
  Timed.try_lock();
  Timed.unlock();
  co_return;
}

task<> standard(std::counting_semaphore<> &Many, std::atomic<int> &Number, std::atomic_flag &Flag,
                std::wstring &Line) {
  use(Many.try_acquire_until(std::chrono::steady_clock::now() + 1s));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'try_acquire_until' blocks the thread of this coroutine until the semaphore is released or the time is up
  std::atomic_wait(&Number, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'atomic_wait' blocks the thread of this coroutine until the value changes
  std::atomic_wait_explicit(&Number, 0, std::memory_order_relaxed);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'atomic_wait_explicit' blocks
  std::atomic_flag_wait(&Flag, false);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'atomic_flag_wait' blocks
  std::wcin >> Line;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'wcin' blocks the thread of this coroutine until somebody types
  use(std::cin.peek());
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'peek' blocks
  co_return;
}
task<> no_standard(std::atomic<int> &Number, std::wistream &Any, std::wstring &Line) {
  std::atomic_notify_all(&Number);
  Any >> Line;
  use(std::wcin.eof());
  co_return;
}
