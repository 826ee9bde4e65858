// RUN: %check %s async-unprotected-this %t --

// Forms in which an owner is taken, held, captured, or not.

#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

// Its co_await is there for other kinds of it.
namespace detail {
struct nobody_waits {
  static constexpr bool CanAwait = false;
};
template <typename Traits> struct work {
  struct promise_type {
    work get_return_object();
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  work(work &&);
  ~work();
  std::suspend_always operator co_await() & = delete;
  std::suspend_always operator co_await() && requires(Traits::CanAwait);
  void *State;
};
} // namespace detail
struct fire_and_forget : detail::work<detail::nobody_waits> {
  using work::work;
  struct promise_type : work::promise_type {
    fire_and_forget get_return_object();
  };
};
struct detached {
  struct promise_type {
    detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
struct lazy {
  struct promise_type {
    lazy get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  lazy(lazy &&);
  ~lazy();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct rest {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
void spawn(lazy);
template <typename F> void spawn_detached(F);
template <typename F> void run_here(F);

class widget : public std::enable_shared_from_this<widget> {
public:
  fire_and_forget constrained() {
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'constrained', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the object lives on until the coroutine has ended
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: or take 'weak_from_this()' before it is suspended, and ask it behind
    ++Shown;
  }
  detached in_nested_lambdas() {
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'in_nested_lambdas', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    [&] { [&] { ++Shown; }(); }();
  }
  template <typename T> detached in_a_template(T Value) {
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'in_a_template', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: it depends on a template parameter
    Shown += Value;
  }
  detached by_a_cast() {
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'by_a_cast', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    static_cast<widget *>(this)->Shown = 0;
  }
  detached takes_another_one() {
    auto Other = Next;
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'takes_another_one', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    Other->Shown = Shown;
  }
  detached assigns_and_resets() {
    std::shared_ptr<widget> Here;
    Here = shared_from_this();
    Here = nullptr;
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'assigns_and_resets', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    ++Shown;
  }
  void by_a_lambda_that_is_started() {
    spawn_detached([this]() -> lazy {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while this coroutine runs [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: give it an owner of the object as a parameter, which lives as long as it runs
      co_await rest();
      ++Shown;
    });
    spawn_detached([this]() -> lazy { return run(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'run' runs [async-unprotected-this]
  }
  void in_a_lambda_in_a_lambda() {
    auto Outer = [this] {
      auto Inner = [this] { spawn(run()); };
      // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: nothing keeps this object alive while 'run' runs [async-unprotected-this]
      Inner();
    };
    Outer();
  }
  void behind_a_comma() { (void)0, spawn(run()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: nothing keeps this object alive while 'run' runs [async-unprotected-this]

  // --- Silent ----------------------------------------------------------------

  detached one_of_two(bool If) {
    auto Here = If ? shared_from_this() : nullptr;
    co_await rest();
    ++Shown;
  }
  detached assigned() {
    std::shared_ptr<widget> Here;
    Here = shared_from_this();
    co_await rest();
    ++Shown;
  }
  detached assigned_perhaps(bool If) {
    std::shared_ptr<widget> Here;
    if (If)
      Here = shared_from_this();
    co_await rest();
    ++Shown;
  }
  detached in_an_optional() {
    std::optional<std::shared_ptr<widget>> Here = shared_from_this();
    co_await rest();
    ++Shown;
  }
  detached in_a_pair() {
    auto Here = std::make_pair(1, shared_from_this());
    co_await rest();
    ++Shown;
  }
  detached in_bindings() {
    auto [Number, Here] = std::make_tuple(1, shared_from_this());
    co_await rest();
    ++Shown;
  }
  detached by_a_constant_reference() {
    const auto &Here = shared_from_this();
    co_await rest();
    ++Shown;
  }
  detached by_an_rvalue_reference() {
    auto &&Here = shared_from_this();
    co_await rest();
    ++Shown;
  }
  detached of_a_part() {
    std::shared_ptr<int> Here(shared_from_this(), &Shown);
    co_await rest();
    ++Shown;
  }
  detached taken_out() {
    auto Here = std::exchange(Self, nullptr);
    co_await rest();
    ++Shown;
  }
  detached moved_out() {
    auto Here = std::move(Self);
    co_await rest();
    if (Here)
      ++Shown;
  }
  detached only_kept() {
    auto Here = Next;
    co_await rest();
    ++Shown;
  }
  detached in_a_loop() {
    for (auto Here = shared_from_this(); Shown;) {
      co_await rest();
      ++Shown;
    }
  }
  detached asked_in_each_round() {
    auto Weak = weak_from_this();
    while (auto Here = Weak.lock()) {
      co_await rest();
      ++Here->Shown;
    }
  }
  detached locked_at_once() {
    auto Here{weak_from_this().lock()};
    co_await rest();
    ++Shown;
  }
  detached in_a_struct() {
    struct keep {
      std::shared_ptr<widget> Owner;
    } Here{shared_from_this()};
    co_await rest();
    ++Shown;
  }
  void starts() { Self = shared_from_this(); }
  void captures() {
    spawn_detached([this, Here = shared_from_this()]() -> lazy {
      co_await rest();
      ++Shown;
    });
    spawn_detached([*this]() -> lazy { co_await rest(); });
  }
  void runs_here() {
    run_here([this]() -> lazy {
      co_await rest();
      ++Shown;
    });
  }
  // The coroutine around must outlive what refers to its variables.
  lazy counts() {
    int Running = 1;
    spawn([this, &Running]() -> lazy {
      co_await rest();
      Running -= Shown;
    }());
    while (Running)
      co_await rest();
  }

private:
  lazy run() {
    co_await rest();
    ++Shown;
  }
  int Shown = 0;
  std::shared_ptr<widget> Self, Next;
};
void instantiate(widget &Widget) {
  Widget.in_a_template(1);
  Widget.in_a_template(2L);
}

struct virtually : virtual widget {
  detached show() {
    co_await rest();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'show', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    ++More;
  }
  int More = 0;
};

// Not by everybody's base class, and nobody sees how it does it.
struct secret : protected std::enable_shared_from_this<secret> {
  detached show() {
    co_await rest();
    ++Shown;
  }
  int Shown = 0;
};
struct interface {
  virtual ~interface();
  virtual std::shared_ptr<interface> self() = 0;
  detached show() {
    co_await rest();
    ++Shown;
  }
  int Shown = 0;
};
