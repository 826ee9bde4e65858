// RUN: %check %s async-unprotected-this %t --

// Coroutines of a type that nobody can await, of the program's own.

#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <vector>

struct detached {
  struct promise_type {
    detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
struct rest {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
void use(int);

class panel : public std::enable_shared_from_this<panel> {
public:
  detached plain() {
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'plain', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the object lives on until the coroutine has ended
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: or take 'weak_from_this()' before it is suspended, and ask it behind
    ++Count;
  }
  detached late() {
    ++Count;
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'late', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    co_await rest();
    show();
  }
  detached in_a_loop() {
    while (Count < 3)
      co_await rest();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nobody awaits 'in_a_loop', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
  }
  detached needs_the_value() {
    show(co_await rest());
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: nobody awaits 'needs_the_value', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the object is used here
  }
  detached assigns() { Count = co_await rest(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: nobody awaits 'assigns', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
  detached in_a_branch(bool If) {
    if (If)
      co_await rest();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nobody awaits 'in_a_branch', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    show();
  }
  detached in_a_handler() {
    try {
      co_await rest();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nobody awaits 'in_a_handler', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    } catch (...) {
      show();
    }
  }
  detached by_reference() {
    auto &Now = Count;
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'by_reference', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    ++Now;
  }
  detached by_pointer() {
    auto *That = this;
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'by_pointer', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    That->show();
  }
  detached by_lambda() {
    auto Show = [this] { show(); };
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'by_lambda', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    Show();
  }
  detached captures_it_later() {
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'captures_it_later', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    later([this] { show(); });
  }
  detached ends_before() {
    {
      auto Held = shared_from_this();
      co_await rest();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nobody awaits 'ends_before', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    }
    co_await rest();
    show();
  }
  detached is_reset() {
    auto Held = shared_from_this();
    Held.reset();
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'is_reset', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    show();
  }
  detached is_moved_away() {
    auto Held = shared_from_this();
    drop(std::move(Held));
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'is_moved_away', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    show();
  }
  detached is_looked_through() {
    shared_from_this()->show();
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'is_looked_through', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    show();
  }
  detached is_dropped() {
    (void)shared_from_this();
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'is_dropped', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    show();
  }
  detached comes_too_late() {
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'comes_too_late', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    auto Held = shared_from_this();
    show();
  }
  detached is_never_asked() {
    auto Weak = weak_from_this();
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'is_never_asked', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    show();
  }
  detached another(std::shared_ptr<std::string> Name) {
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'another', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    show();
  }
  detached by_reference_only(const std::shared_ptr<panel> &) {
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'by_reference_only', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    show();
  }
  detached awaits_a_step() { co_await step(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: nobody awaits 'awaits_a_step', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
  void by_lambda_coroutine() {
    [this]() -> detached {
      co_await rest();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nobody awaits this coroutine, and nothing keeps its object alive while it is suspended here [async-unprotected-this]
      show();
    }();
    [=]() -> detached {
      co_await rest();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nobody awaits this coroutine, and nothing keeps its object alive while it is suspended here [async-unprotected-this]
      show();
    }();
    [&]() -> detached {
      co_await rest();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nobody awaits this coroutine, and nothing keeps its object alive while it is suspended here [async-unprotected-this]
      show();
    }();
    later([this] {
      [this]() -> detached {
        co_await rest();
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: nobody awaits this coroutine, and nothing keeps its object alive while it is suspended here [async-unprotected-this]
        show();
      }();
    });
  }

private:
  struct task {
    struct promise_type {
      task get_return_object();
      std::suspend_always initial_suspend();
      std::suspend_always final_suspend() noexcept;
      void return_void();
      void unhandled_exception();
    };
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    void await_resume();
  };
  task step() {
    co_await rest();
    show();
  }
  void show(int = 0);
  void later(std::function<void()>);
  static void drop(std::shared_ptr<panel>);
  int Count = 0;
};

// --- Others that can keep themselves alive -----------------------------------

template <typename T> class ref {
public:
  explicit ref(T *Object) : Object(Object) { Object->retain(); }
  ref(const ref &Other) : ref(Other.Object) {}
  ~ref() { Object->release(); }
  T *operator->() const { return Object; }
  T &operator*() const { return *Object; }

private:
  T *Object;
};

class counted {
public:
  void retain() { ++Owners; }
  void release() {
    if (--Owners == 0)
      delete this;
  }
  ref<counted> keep() { return ref<counted>(this); }
  detached plain() {
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'plain', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    ++Uses;
  }

  // Silent.
  detached kept() {
    auto Me = keep();
    co_await rest();
    ++Uses;
  }
  detached constructed() {
    ref<counted> Me(this);
    co_await rest();
    ++Uses;
  }
  detached braced() {
    const ref Me{this};
    co_await rest();
    ++Uses;
  }
  detached passed(ref<counted>) {
    co_await rest();
    ++Uses;
  }

private:
  ~counted() = default;
  int Owners = 0, Uses = 0;
};

class derived : public panel {
public:
  detached plain() {
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'plain', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    ++More;
  }
  detached kept() {
    auto self = std::static_pointer_cast<derived>(shared_from_this());
    co_await rest();
    ++More;
  }
  detached kept_as_base() {
    auto self = shared_from_this();
    co_await rest();
    ++More;
  }

private:
  int More = 0;
};

template <typename T> class shared : public std::enable_shared_from_this<T> {
protected:
  std::shared_ptr<T> self() { return this->shared_from_this(); }
};
class curious : public shared<curious> {
public:
  detached plain() {
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'plain', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    ++Uses;
  }
  detached kept() {
    auto Me = self();
    co_await rest();
    ++Uses;
  }

private:
  int Uses = 0;
};

using shared_base = std::enable_shared_from_this<class aliased>;
class aliased : public shared_base {
public:
  detached plain() {
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'plain', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    ++Uses;
  }

private:
  int Uses = 0;
};

template <typename T>
class box : public std::enable_shared_from_this<box<T>> {
public:
  detached plain() {
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'plain', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: it depends on a template parameter
    Value = T();
  }
  detached kept() {
    auto self = this->shared_from_this();
    co_await rest();
    Value = T();
  }

private:
  T Value;
};
template class box<int>;

// Coroutines that return nothing.
class silent_type : public std::enable_shared_from_this<silent_type> {
public:
  void plain();
  void kept();

private:
  int Uses = 0;
};
template <> struct std::coroutine_traits<void, silent_type &> {
  struct promise_type {
    void get_return_object() {}
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
void silent_type::plain() {
  co_await rest();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody awaits 'plain', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
  ++Uses;
}
void silent_type::kept() {
  auto self = shared_from_this();
  co_await rest();
  ++Uses;
}
