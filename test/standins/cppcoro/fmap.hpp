// Stand-in for cppcoro's fmap.hpp: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <cppcoro/awaitable_traits.hpp>
#include <cppcoro/is_awaitable.hpp>

#include <functional>
#include <type_traits>
#include <utility>

namespace cppcoro {
namespace detail {
template <typename Func, typename Awaitable> class fmap_awaiter {
  using awaiter_t = typename awaitable_traits<Awaitable &&>::awaiter_t;
  Func &&F;
  awaiter_t Awaiter;

public:
  fmap_awaiter(Func &&F, Awaitable &&A)
      : F(static_cast<Func &&>(F)),
        Awaiter(detail::get_awaiter(static_cast<Awaitable &&>(A))) {}

  decltype(auto) await_ready() {
    return static_cast<awaiter_t &&>(Awaiter).await_ready();
  }
  template <typename Promise>
  decltype(auto) await_suspend(cppcoro::coroutine_handle<Promise> Coro) {
    return static_cast<awaiter_t &&>(Awaiter).await_suspend(Coro);
  }
  decltype(auto) await_resume() {
    if constexpr (std::is_void_v<decltype(Awaiter.await_resume())>) {
      static_cast<awaiter_t &&>(Awaiter).await_resume();
      return std::invoke(static_cast<Func &&>(F));
    } else {
      return std::invoke(static_cast<Func &&>(F),
                         static_cast<awaiter_t &&>(Awaiter).await_resume());
    }
  }
};

template <typename Func, typename Awaitable> class fmap_awaitable {
public:
  template <typename FuncArg, typename AwaitableArg>
  explicit fmap_awaitable(FuncArg &&F, AwaitableArg &&A)
      : F(static_cast<FuncArg &&>(F)), A(static_cast<AwaitableArg &&>(A)) {}

  auto operator co_await() const & {
    return fmap_awaiter<const Func &, const Awaitable &>(F, A);
  }
  auto operator co_await() & { return fmap_awaiter<Func &, Awaitable &>(F, A); }
  auto operator co_await() && {
    return fmap_awaiter<Func &&, Awaitable &&>(static_cast<Func &&>(F),
                                               static_cast<Awaitable &&>(A));
  }

private:
  Func F;
  Awaitable A;
};
} // namespace detail

template <typename Func> struct fmap_transform {
  explicit fmap_transform(Func &&F) : func(std::forward<Func>(F)) {}
  Func func;
};

template <typename Func, typename Awaitable,
          std::enable_if_t<is_awaitable_v<Awaitable>, int> = 0>
auto fmap(Func &&F, Awaitable &&A) {
  return detail::fmap_awaitable<std::remove_cvref_t<Func>,
                                std::remove_cvref_t<Awaitable>>(
      std::forward<Func>(F), std::forward<Awaitable>(A));
}
template <typename Func> auto fmap(Func &&F) {
  return fmap_transform<Func>{std::forward<Func>(F)};
}
template <typename T, typename Func>
decltype(auto) operator|(T &&Value, fmap_transform<Func> &&Transform) {
  return fmap(std::forward<Func>(Transform.func), std::forward<T>(Value));
}
template <typename T, typename Func>
decltype(auto) operator|(T &&Value, const fmap_transform<Func> &Transform) {
  return fmap(Transform.func, std::forward<T>(Value));
}
} // namespace cppcoro
