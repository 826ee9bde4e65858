// RUN: %check %s async-blocking-wait %t \
// RUN:   -config="{CheckOptions: {async.Vocabulary: %S/Inputs/home_future.yaml}}" \
// RUN:   -- -isystem %S/Inputs

// Functions that lock and unlock: of POSIX, C, the standard; and, declared as
// they are, of OpenMP, of Apple's systems, of Windows.

#include "home_future.h"
#include <mutex>
#include <pthread.h>
#include <stdio.h>
#include <threads.h>
#include <time.h>

using home::future;
using home::task;
future<int> start();
void use(int);
std::mutex m, n;


pthread_mutex_t a;
pthread_rwlock_t b;
pthread_spinlock_t d;
timespec when;

task<> posix() {
  pthread_mutex_lock(&a);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'a' would be locked while the coroutine is suspended
  pthread_mutex_unlock(&a);
  pthread_mutex_trylock(&a);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'a' would be locked while the coroutine is suspended
  pthread_mutex_unlock(&a);
  pthread_mutex_timedlock(&a, &when);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'a' would be locked while the coroutine is suspended
  pthread_mutex_unlock(&a);
  pthread_mutex_clocklock(&a, CLOCK_REALTIME, &when);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'a' would be locked while the coroutine is suspended
  pthread_mutex_unlock(&a);
  pthread_rwlock_rdlock(&b);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'b' would be locked while the coroutine is suspended
  pthread_rwlock_unlock(&b);
  pthread_rwlock_tryrdlock(&b);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'b' would be locked while the coroutine is suspended
  pthread_rwlock_unlock(&b);
  pthread_rwlock_timedrdlock(&b, &when);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'b' would be locked while the coroutine is suspended
  pthread_rwlock_unlock(&b);
  pthread_rwlock_wrlock(&b);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'b' would be locked while the coroutine is suspended
  pthread_rwlock_unlock(&b);
  pthread_rwlock_trywrlock(&b);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'b' would be locked while the coroutine is suspended
  pthread_rwlock_unlock(&b);
  pthread_rwlock_timedwrlock(&b, &when);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'b' would be locked while the coroutine is suspended
  pthread_rwlock_unlock(&b);
  pthread_spin_lock(&d);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'd' would be locked while the coroutine is suspended
  pthread_spin_unlock(&d);
  pthread_spin_trylock(&d);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'd' would be locked while the coroutine is suspended
  pthread_spin_unlock(&d);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  co_return;
}

mtx_t e;

task<> cAndStandard() {
  mtx_lock(&e);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'e' would be locked while the coroutine is suspended
  mtx_unlock(&e);
  mtx_trylock(&e);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'e' would be locked while the coroutine is suspended
  mtx_unlock(&e);
  mtx_timedlock(&e, &when);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'e' would be locked while the coroutine is suspended
  mtx_unlock(&e);
  flockfile(stdout);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'stdout' would be locked while the coroutine is suspended
  funlockfile(stdout);
  ftrylockfile(stdout);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'stdout' would be locked while the coroutine is suspended
  funlockfile(stdout);
  std::try_lock(m, n);
  n.unlock();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'm' would be locked while the coroutine is suspended
  m.unlock();
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  co_return;
}

extern "C" {
struct omp_lock_t {} o;
void omp_set_lock(omp_lock_t *);
int omp_test_lock(omp_lock_t *);
void omp_unset_lock(omp_lock_t *);
struct omp_nest_lock_t {} p;
void omp_set_nest_lock(omp_nest_lock_t *);
int omp_test_nest_lock(omp_nest_lock_t *);
void omp_unset_nest_lock(omp_nest_lock_t *);
struct os_unfair_lock_s {} u;
void os_unfair_lock_lock(os_unfair_lock_s *);
bool os_unfair_lock_trylock(os_unfair_lock_s *);
void os_unfair_lock_unlock(os_unfair_lock_s *);
struct CRITICAL_SECTION {} v;
void EnterCriticalSection(CRITICAL_SECTION *);
int TryEnterCriticalSection(CRITICAL_SECTION *);
void LeaveCriticalSection(CRITICAL_SECTION *);
struct SRWLOCK {} w;
void AcquireSRWLockExclusive(SRWLOCK *);
void AcquireSRWLockShared(SRWLOCK *);
bool TryAcquireSRWLockExclusive(SRWLOCK *);
bool TryAcquireSRWLockShared(SRWLOCK *);
void ReleaseSRWLockExclusive(SRWLOCK *);
void ReleaseSRWLockShared(SRWLOCK *);
}

task<> declared() {
  omp_set_lock(&o);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'o' would be locked while the coroutine is suspended
  omp_unset_lock(&o);
  omp_test_lock(&o);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'o' would be locked while the coroutine is suspended
  omp_unset_lock(&o);
  omp_set_nest_lock(&p);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'p' would be locked while the coroutine is suspended
  omp_unset_nest_lock(&p);
  omp_test_nest_lock(&p);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'p' would be locked while the coroutine is suspended
  omp_unset_nest_lock(&p);
  os_unfair_lock_lock(&u);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'u' would be locked while the coroutine is suspended
  os_unfair_lock_unlock(&u);
  os_unfair_lock_trylock(&u);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'u' would be locked while the coroutine is suspended
  os_unfair_lock_unlock(&u);
  EnterCriticalSection(&v);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'v' would be locked while the coroutine is suspended
  LeaveCriticalSection(&v);
  TryEnterCriticalSection(&v);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'v' would be locked while the coroutine is suspended
  LeaveCriticalSection(&v);
  AcquireSRWLockExclusive(&w);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'w' would be locked while the coroutine is suspended
  ReleaseSRWLockExclusive(&w);
  TryAcquireSRWLockExclusive(&w);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'w' would be locked while the coroutine is suspended
  ReleaseSRWLockExclusive(&w);
  AcquireSRWLockShared(&w);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'w' would be locked while the coroutine is suspended
  ReleaseSRWLockShared(&w);
  TryAcquireSRWLockShared(&w);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-NOTES: :[[@LINE-2]]:15: note: not fixed: 'w' would be locked while the coroutine is suspended
  ReleaseSRWLockShared(&w);
  use(start().get());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'get' blocks the thread of this coroutine until the 'home::future<int>' is complete [async-blocking-wait]
  // CHECK-FIXES: use(co_await start());
  co_return;
}
