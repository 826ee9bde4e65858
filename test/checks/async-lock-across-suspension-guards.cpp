// RUN: %check %s async-lock-across-suspension %t -- -isystem %S/Inputs -pthread -Wno-unused

// Guards and scopes of libraries without tasks.

#include "home_task.h"
#include <mutex>
#include <optional>

using home::task;
task<> save(int Id);
void use(int);

//===--- What else belongs to a thread ------------------------------------===//

namespace pybind11 {
struct gil_scoped_acquire {
  gil_scoped_acquire();
  ~gil_scoped_acquire();
};
struct gil_scoped_release {
  explicit gil_scoped_release(bool Disassociate = false);
  ~gil_scoped_release();
};
} // namespace pybind11
namespace nanobind {
struct gil_scoped_acquire {
  gil_scoped_acquire() noexcept;
  ~gil_scoped_acquire();
};
struct gil_scoped_release {
  gil_scoped_release() noexcept;
  ~gil_scoped_release();
};
} // namespace nanobind
namespace opentelemetry::trace {
struct span {};
struct Scope {
  explicit Scope(const span &Of) noexcept;
  ~Scope();
};
} // namespace opentelemetry::trace
namespace tracy {
struct ScopedZone {
  explicit ScopedZone(const char *Name);
  ~ScopedZone();
};
} // namespace tracy

task<> acquires() {
  pybind11::gil_scoped_acquire gil;
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'gil' lives on while the coroutine is suspended here: the interpreter lock is held by the thread that took it [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: what needs it is for you to tell
}
task<> releases() {
  pybind11::gil_scoped_release open;
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'open' lives on while the coroutine is suspended here: the interpreter lock comes back to the thread that gave it away [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: what needs it is for you to tell
}
task<> acquires_again() {
  nanobind::gil_scoped_acquire gil;
  use(1);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'gil' lives on while the coroutine is suspended here: the interpreter lock is held by the thread that took it [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: what needs it is for you to tell
  co_await save(2);
}
task<> releases_again() {
  nanobind::gil_scoped_release open;
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'open' lives on while the coroutine is suspended here: the interpreter lock comes back to the thread that gave it away [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: what needs it is for you to tell
}
task<> traces(const opentelemetry::trace::span &Span) {
  opentelemetry::trace::Scope scope(Span);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'scope' lives on while the coroutine is suspended here: whatever the thread runs meanwhile gets this span as its parent [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: what needs it is for you to tell
}
task<> profiles() {
  tracy::ScopedZone zone("profiles");
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'zone' lives on while the coroutine is suspended here: zones of a thread must end in the opposite order [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: what needs it is for you to tell
}
task<> perhaps() {
  std::optional<pybind11::gil_scoped_acquire> gil;
  gil.emplace();
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'gil' lives on while the coroutine is suspended here: the interpreter lock is held by the thread that took it [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: what needs it is for you to tell
}
task<> traces_and_locks(const opentelemetry::trace::span &Span, std::mutex &M) {
  opentelemetry::trace::Scope scope(Span);
  std::lock_guard lock(M);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: another lock is held here, too
  // CHECK-NOTES: :[[@LINE-3]]:3: warning: 'scope' lives on while the coroutine is suspended here: whatever the thread runs meanwhile gets this span as its parent [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-4]]:3: note: not fixed: what needs it is for you to tell
}

//===--- By their attributes ----------------------------------------------===//

namespace absl {
class __attribute__((lockable)) Mutex {
public:
  void Lock() __attribute__((exclusive_lock_function()));
  void Unlock() __attribute__((unlock_function()));
  void ReaderLock() __attribute__((shared_lock_function()));
  void ReaderUnlock() __attribute__((unlock_function()));
  bool TryLock() __attribute__((exclusive_trylock_function(true)));
};
class __attribute__((scoped_lockable)) MutexLock {
public:
  explicit MutexLock(Mutex *M) __attribute__((exclusive_lock_function(M)));
  ~MutexLock() __attribute__((unlock_function()));
};
class __attribute__((scoped_lockable)) ReaderMutexLock {
public:
  explicit ReaderMutexLock(Mutex *M) __attribute__((shared_lock_function(M)));
  ~ReaderMutexLock() __attribute__((unlock_function()));
};
} // namespace absl

class table {
public:
  task<> writer() {
    // CHECK-FIXES: {
    absl::MutexLock lock(&Mutex);
    ++Rows;
    // CHECK-FIXES: }
    co_await save(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
  }
  task<> reader() {
    absl::ReaderMutexLock lock(&Mutex);
    co_await save(Rows);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: nothing is done under the lock before this, so it is there for what follows
  }
  task<> by_hand() {
    Mutex.Lock();
    ++Rows;
    // CHECK-FIXES: Mutex.Unlock();
    co_await save(1);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Mutex' is locked while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-5]]:5: note: it is locked here
    Mutex.Unlock();
  }
  task<> reads_by_hand() {
    Mutex.ReaderLock();
    const int Now = Rows;
    // CHECK-FIXES: Mutex.ReaderUnlock();
    co_await save(Now);
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Mutex' is locked while the coroutine is suspended here [async-lock-across-suspension]
    // CHECK-NOTES: :[[@LINE-5]]:5: note: it is locked here
    Mutex.ReaderUnlock();
  }
  task<> tries() {
    if (Mutex.TryLock()) {
      co_await save(Rows);
      // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'Mutex' is locked while the coroutine is suspended here [async-lock-across-suspension]
      // CHECK-NOTES: :[[@LINE-3]]:9: note: it is locked here
      // CHECK-NOTES: :[[@LINE-3]]:7: note: not fixed: the lock does not begin in a block around this
      Mutex.Unlock();
    }
  }
  task<> in_block() {
    {
      absl::MutexLock lock(&Mutex);
      ++Rows;
    }
    co_await save(1);
  }

private:
  absl::Mutex Mutex;
  int Rows = 0;
};

//===--- By what they are made of, and called -----------------------------===//

namespace tbb {
class spin_mutex {
public:
  void lock();
  bool try_lock();
  void unlock();
  class scoped_lock {
  public:
    scoped_lock() noexcept;
    explicit scoped_lock(spin_mutex &M);
    ~scoped_lock() {
      if (Of)
        release();
    }
    void acquire(spin_mutex &M);
    void release() {
      Of->unlock();
      Of = nullptr;
    }

  private:
    spin_mutex *Of = nullptr;
  };
};
} // namespace tbb
class critical_section {
public:
  void Lock();
  void Unlock();
};
class section_locker { // Only declared.
public:
  explicit section_locker(critical_section &Of);
  ~section_locker();
};

tbb::spin_mutex Spin;
critical_section Section;
int Total;

task<> nested_guard() {
  // CHECK-FIXES: {
  tbb::spin_mutex::scoped_lock lock(Spin);
  ++Total;
  // CHECK-FIXES: }
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
}
task<> nested_guard_released() {
  tbb::spin_mutex::scoped_lock lock(Spin);
  ++Total;
  lock.release();
  co_await save(1);
}
task<> only_declared() {
  // CHECK-FIXES: {
  section_locker lock(Section);
  ++Total;
  // CHECK-FIXES: }
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'lock' holds its mutex while the coroutine is suspended here [async-lock-across-suspension]
}
task<> section_by_hand() {
  Section.Lock();
  ++Total;
  // CHECK-FIXES: Section.Unlock();
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'Section' is locked while the coroutine is suspended here [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-5]]:3: note: it is locked here
  Section.Unlock();
}

//===--- In a class of one's own ------------------------------------------===//

class with_interpreter {
  std::optional<pybind11::gil_scoped_acquire> Gil;

public:
  explicit with_interpreter(bool Needed) {
    if (Needed)
      Gil.emplace();
  }
};
struct call_into_python {
  with_interpreter Interpreter{true};
  int Depth = 0;
};
task<> in_a_member(bool Needed) {
  with_interpreter python(Needed);
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'python' lives on while the coroutine is suspended here: the interpreter lock is held by the thread that took it [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: what needs it is for you to tell
}
task<> in_a_member_of_a_member() {
  call_into_python python;
  co_await save(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: 'python' lives on while the coroutine is suspended here: the interpreter lock is held by the thread that took it [async-lock-across-suspension]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: what needs it is for you to tell
}
task<> in_a_member_that_ends() {
  {
    with_interpreter python(true);
    use(1);
  }
  co_await save(1);
}
