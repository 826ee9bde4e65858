// RUN: %check %s async-unprotected-this %t --
// RUN: %check %s async-unprotected-this %t -fix-notes -check-suffixes=,NOTES --

// What keeps itself alive in libraries without tasks.

#include <coroutine>
#include <exception>

namespace boost {
template <typename T> struct shared_ptr {
  ~shared_ptr();
  T *operator->() const;
};
template <typename T> struct weak_ptr {
  ~weak_ptr();
  shared_ptr<T> lock() const;
};
template <typename T> struct enable_shared_from_this {
  shared_ptr<T> shared_from_this();
  weak_ptr<T> weak_from_this();
};
template <typename T> struct intrusive_ptr {
  explicit intrusive_ptr(T *);
  intrusive_ptr(const intrusive_ptr &);
  ~intrusive_ptr();
  T *operator->() const;
};
template <typename T> struct intrusive_ref_counter {};
} // namespace boost
namespace kj {
template <typename T> struct Own {
  Own(Own &&);
  ~Own();
  T *operator->();
};
class Refcounted {};
class AtomicRefcounted {};
template <typename T> Own<T> addRef(T &);
template <typename T> Own<T> atomicAddRef(T &);
template <typename T> struct Promise {
  template <typename... A> Promise attach(A &&...);
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
} // namespace kj
namespace Microsoft::WRL {
template <typename T> struct ComPtr {
  ComPtr(T *);
  ComPtr(const ComPtr &);
  ~ComPtr();
  T *operator->() const;
};
template <typename... I> class RuntimeClass {};
} // namespace Microsoft::WRL
template <typename T> struct QSharedPointer {
  ~QSharedPointer();
  T *operator->() const;
};
template <typename T> struct QWeakPointer {
  QWeakPointer(const QSharedPointer<T> &);
  ~QWeakPointer();
  QSharedPointer<T> toStrongRef() const;
};
template <typename T> struct QEnableSharedFromThis {
  QSharedPointer<T> sharedFromThis();
};

struct detached {
  struct promise_type {
    detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
kj::Promise<void> rest();

struct of_boost : boost::enable_shared_from_this<of_boost> {
  detached run() {
  // CHECK-FIXES-NOTES: auto self = shared_from_this();
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'run', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the object lives on until the coroutine has ended
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: or take 'weak_from_this()' before it is suspended, and ask it behind
    ++Runs;
  }
  detached kept() {
    auto self = shared_from_this();
    co_await rest();
    ++Runs;
  }
  detached asked() {
    boost::weak_ptr<of_boost> Weak = weak_from_this();
    co_await rest();
    if (auto self = Weak.lock(); self.operator->())
      ++Runs;
  }
  int Runs = 0;
};
struct counted : boost::intrusive_ref_counter<counted> {
  detached run() {
  // CHECK-FIXES-NOTES: auto self = boost::intrusive_ptr<counted>(this);
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'run', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    ++Runs;
  }
  detached kept() {
    boost::intrusive_ptr<counted> self(this);
    co_await rest();
    ++Runs;
  }
  int Runs = 0;
};
struct of_kj : kj::Refcounted {
  detached run() {
  // CHECK-FIXES-NOTES: auto self = kj::addRef(*this);
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'run', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    ++Runs;
  }
  detached kept() {
    auto self = kj::addRef(*this);
    co_await rest();
    ++Runs;
  }
  detached attached() {
    co_await rest().attach(kj::addRef(*this));
    ++Runs;
  }
  int Runs = 0;
};
struct atomic_of_kj : kj::AtomicRefcounted {
  detached run() {
  // CHECK-FIXES-NOTES: auto self = kj::atomicAddRef(*this);
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'run', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    ++Runs;
  }
  detached kept() {
    auto self = kj::atomicAddRef(*this);
    co_await rest();
    ++Runs;
  }
  int Runs = 0;
};
struct com_object : Microsoft::WRL::RuntimeClass<int> {
  detached run() {
  // CHECK-FIXES-NOTES: auto self = Microsoft::WRL::ComPtr<com_object>(this);
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'run', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    ++Runs;
  }
  detached kept() {
    Microsoft::WRL::ComPtr<com_object> self(this);
    co_await rest();
    ++Runs;
  }
  detached kept_by_copy() {
    Microsoft::WRL::ComPtr self = this;
    co_await rest();
    ++Runs;
  }
  int Runs = 0;
};
struct of_qt : QEnableSharedFromThis<of_qt> {
  detached run() {
  // CHECK-FIXES-NOTES: auto self = sharedFromThis();
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'run', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    ++Runs;
  }
  detached kept() {
    const auto self = sharedFromThis();
    co_await rest();
    ++Runs;
  }
  detached asked() {
    QWeakPointer<of_qt> Weak = sharedFromThis();
    co_await rest();
    if (Weak.toStrongRef().operator->())
      ++Runs;
  }
  int Runs = 0;
};
