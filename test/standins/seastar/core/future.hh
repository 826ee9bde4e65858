// Stand-in for Seastar's future.hh: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <seastar/core/task.hh>
#include <seastar/util/noncopyable_function.hh>

#include <concepts>
#include <exception>
#include <functional>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

// As in the original: older clangs miscompile elided eager coroutines.
#if defined(__clang__) && __clang_major__ >= 23
#define SEASTAR_CORO_AWAIT_ELIDABLE [[clang::coro_await_elidable]]
#else
#define SEASTAR_CORO_AWAIT_ELIDABLE
#endif

namespace seastar {
template <typename T = void> class promise;
template <typename T = void> class future;
template <typename... T> class shared_future;

namespace internal {
struct monostate {};

template <typename T>
using future_stored_type_t =
    std::conditional_t<std::is_void_v<T>, monostate, T>;

// The state a promise and its future share.
template <typename T> struct future_core {
  int References = 1;
  std::optional<future_stored_type_t<T>> Value;
  std::exception_ptr Error;
  noncopyable_function<void()> WhenReady;

  static future_core *share(future_core *C) {
    ++C->References;
    return C;
  }
  static void release(future_core *C) {
    if (C && --C->References == 0)
      delete C;
  }
  bool available() const { return Value || Error; }
  void ready() {
    if (WhenReady)
      std::exchange(WhenReady, {})();
  }
};

class future_base {};
} // namespace internal

template <typename T> struct is_future : std::false_type {};
template <typename T> struct is_future<future<T>> : std::true_type {};
template <typename T>
concept Future = is_future<T>::value;

template <typename T> struct futurize {
  using type = future<T>;
  using value_type = internal::future_stored_type_t<T>;
  template <typename Arg> static type make_exception_future(Arg &&A) noexcept;
};
template <typename T> struct futurize<future<T>> : futurize<T> {};
template <typename T> using futurize_t = typename futurize<T>::type;

template <typename T = void, typename... A>
future<T> make_ready_future(A &&...Value) noexcept;
template <typename T = void>
future<T> make_exception_future(std::exception_ptr Error) noexcept;
template <typename T = void, typename Exception>
future<T> make_exception_future(Exception &&E) noexcept;
template <typename T = void> future<T> current_exception_as_future() noexcept;
template <typename Func, typename... Args>
auto futurize_invoke(Func &&F, Args &&...As) noexcept
    -> futurize_t<std::invoke_result_t<Func, Args...>>;

namespace internal {
template <typename Func, typename T> struct future_result {
  using type = std::invoke_result_t<Func, T>;
};
template <typename Func> struct future_result<Func, void> {
  using type = std::invoke_result_t<Func>;
};
template <typename Func, typename T>
using future_result_t = typename future_result<Func, T>::type;

// How a continuation is kept: what is an lvalue stays where it is.
template <typename Func> auto keep(Func &&F) {
  if constexpr (std::is_lvalue_reference_v<Func>)
    return std::ref(F);
  else
    return std::move(F);
}
} // namespace internal

template <typename T> class promise {
public:
  promise() : Core(new internal::future_core<T>) {}
  promise(promise &&Other) noexcept
      : Core(std::exchange(Other.Core, nullptr)) {}
  promise &operator=(promise &&Other) noexcept {
    std::swap(Core, Other.Core);
    return *this;
  }
  ~promise() { internal::future_core<T>::release(Core); }

  future<T> get_future() noexcept;
  template <typename... A> void set_value(A &&...As) {
    Core->Value.emplace(std::forward<A>(As)...);
    Core->ready();
  }
  void set_exception(std::exception_ptr Error) noexcept {
    Core->Error = std::move(Error);
    Core->ready();
  }
  template <typename Exception>
    requires std::is_base_of_v<std::exception, std::decay_t<Exception>>
  void set_exception(Exception &&E) noexcept {
    set_exception(std::make_exception_ptr(std::forward<Exception>(E)));
  }

private:
  internal::future_core<T> *Core;
};

template <typename T>
class [[nodiscard]] SEASTAR_CORO_AWAIT_ELIDABLE future
    : private internal::future_base {
public:
  using value_type = internal::future_stored_type_t<T>;
  using promise_type = promise<T>;

  future(future &&Other) noexcept : Core(std::exchange(Other.Core, nullptr)) {}
  future(const future &) = delete;
  future &operator=(future &&Other) noexcept {
    std::swap(Core, Other.Core);
    return *this;
  }
  void operator=(const future &) = delete;
  ~future() { internal::future_core<T>::release(Core); }

  value_type &&get() {
    wait();
    if (Core->Error)
      std::rethrow_exception(Core->Error);
    return std::move(*Core->Value);
  }
  std::exception_ptr get_exception() noexcept { return Core->Error; }
  // Outside of a seastar::thread the original aborts instead.
  void wait() noexcept {
    while (!available())
      if (!internal::run_queue::instance().run_one())
        std::terminate();
  }
  bool available() const noexcept { return Core->available(); }
  bool failed() const noexcept { return Core->Error != nullptr; }

  template <typename Func,
            typename Result = futurize_t<internal::future_result_t<Func, T>>>
    requires(std::invocable<Func, T> ||
             (std::is_void_v<T> && std::invocable<Func>))
  Result then(Func &&F) noexcept {
    return std::move(*this).chain([F = internal::keep(std::forward<Func>(F))](
                                      future Self) mutable -> Result {
      if (Self.failed())
        return make_exception_future_of<Result>(Self.get_exception());
      if constexpr (std::is_void_v<T>)
        return futurize_invoke(F);
      else
        return futurize_invoke(F, Self.get());
    });
  }
  template <typename Func> auto then_unpack(Func &&F) noexcept {
    return then([F = internal::keep(std::forward<Func>(F))](T &&Tuple) mutable {
      return std::apply(F, std::move(Tuple));
    });
  }
  template <std::invocable<future> Func>
  auto then_wrapped(Func &&F) noexcept
      -> futurize_t<std::invoke_result_t<Func, future>> {
    return std::move(*this).chain(
        [F = internal::keep(std::forward<Func>(F))](future Self) mutable {
          return futurize_invoke(F, std::move(Self));
        });
  }
  template <std::invocable Func> future<T> finally(Func &&F) noexcept {
    return std::move(*this).chain([F = internal::keep(std::forward<Func>(F))](
                                      future Self) mutable -> future<T> {
      auto After = futurize_invoke(F);
      return std::move(After).then_wrapped(
          [Self = std::move(Self)](auto After) mutable -> future<T> {
            if (After.failed() && !Self.failed())
              return make_exception_future_of<future<T>>(After.get_exception());
            return std::move(Self);
          });
    });
  }
  template <typename Func>
    requires std::is_invocable_v<Func, std::exception_ptr>
  future<T> handle_exception(Func &&F) noexcept {
    return std::move(*this).chain([F = internal::keep(std::forward<Func>(F))](
                                      future Self) mutable -> future<T> {
      if (!Self.failed())
        return Self;
      return futurize_invoke(F, Self.get_exception());
    });
  }
  template <typename Func> future<T> handle_exception_type(Func &&F) noexcept {
    return handle_exception_of(std::forward<Func>(F), &Func::operator());
  }
  future<> or_terminate() noexcept;
  future<> discard_result() noexcept;
  void ignore_ready_future() noexcept {}
  void forward_to(promise<T> &&P) noexcept {
    if (failed())
      P.set_exception(get_exception());
    else if (available())
      P.set_value(get());
    else
      (void)std::move(*this).chain([P = std::move(P)](future Self) mutable {
        Self.forward_to(std::move(P));
        return make_ready_future<>();
      });
  }

  // Not in the original: what everything that waits here is made of.
  void when_ready(noncopyable_function<void()> F) {
    if (available())
      F();
    else
      Core->WhenReady = std::move(F);
  }

private:
  template <typename> friend class promise;
  template <typename> friend class future;
  explicit future(internal::future_core<T> *Core) noexcept : Core(Core) {}

  template <typename Result>
  static Result make_exception_future_of(std::exception_ptr Error) {
    typename Result::promise_type P;
    P.set_exception(std::move(Error));
    return P.get_future();
  }
  template <typename Func, typename R, typename C, typename Ex>
  future<T> handle_exception_of(Func F, R (C::*)(Ex) const) noexcept {
    return std::move(*this).chain(
        [F = std::move(F)](future Self) mutable -> future<T> {
          try {
            if (Self.failed())
              std::rethrow_exception(Self.get_exception());
          } catch (std::remove_reference_t<Ex> &E) {
            return futurize_invoke(F, E);
          } catch (...) {
          }
          return Self;
        });
  }
  // Runs F, which returns a future, on this future once it is ready.
  template <typename F>
  std::invoke_result_t<F, future> chain(F Fn) && noexcept {
    if (available())
      return Fn(std::move(*this));
    using Result = std::invoke_result_t<F, future>;
    typename Result::promise_type P;
    Result Next = P.get_future();
    auto *Mine = Core;
    Mine->WhenReady = [Self = std::move(*this), Fn = std::move(Fn),
                       P = std::move(P)]() mutable {
      Fn(std::move(Self)).forward_to(std::move(P));
    };
    return Next;
  }

  internal::future_core<T> *Core;
};

template <typename T> future<T> promise<T>::get_future() noexcept {
  return future<T>(internal::future_core<T>::share(Core));
}
template <typename T> future<> future<T>::or_terminate() noexcept {
  return then_wrapped([](future Self) {
    if (Self.failed())
      std::terminate();
  });
}
template <typename T> future<> future<T>::discard_result() noexcept {
  if constexpr (std::is_void_v<T>)
    return then([] {});
  else
    return then([](T &&) {});
}

template <typename T, typename... A>
future<T> make_ready_future(A &&...Value) noexcept {
  promise<T> P;
  P.set_value(std::forward<A>(Value)...);
  return P.get_future();
}
template <typename T>
future<T> make_exception_future(std::exception_ptr Error) noexcept {
  promise<T> P;
  P.set_exception(std::move(Error));
  return P.get_future();
}
template <typename T, typename Exception>
future<T> make_exception_future(Exception &&E) noexcept {
  return make_exception_future<T>(
      std::make_exception_ptr(std::forward<Exception>(E)));
}
template <typename T> future<T> current_exception_as_future() noexcept {
  return make_exception_future<T>(std::current_exception());
}
template <typename T>
template <typename Arg>
future<T> futurize<T>::make_exception_future(Arg &&A) noexcept {
  return seastar::make_exception_future<T>(std::forward<Arg>(A));
}

template <typename Func, typename... Args>
auto futurize_invoke(Func &&F, Args &&...As) noexcept
    -> futurize_t<std::invoke_result_t<Func, Args...>> {
  using R = std::invoke_result_t<Func, Args...>;
  try {
    if constexpr (is_future<R>::value) {
      return std::invoke(std::forward<Func>(F), std::forward<Args>(As)...);
    } else if constexpr (std::is_void_v<R>) {
      std::invoke(std::forward<Func>(F), std::forward<Args>(As)...);
      return make_ready_future<>();
    } else {
      return make_ready_future<R>(
          std::invoke(std::forward<Func>(F), std::forward<Args>(As)...));
    }
  } catch (...) {
    return futurize<R>::make_exception_future(std::current_exception());
  }
}
} // namespace seastar
