// Stands for stdexec: its names and shapes, for the tests. Runs nothing.
#pragma once
#include <concepts>
#include <coroutine>
#include <exception>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace stdexec {

struct sender_tag {};
template <typename S>
concept sender =
    std::derived_from<typename std::remove_cvref_t<S>::sender_concept,
                      sender_tag>;

/// What a sender sends; every sender derives from one.
template <typename... T> struct __sends {
  using sender_concept = sender_tag;
  using values = std::tuple<T...>;
};
template <typename S> using __values = typename std::remove_cvref_t<S>::values;

template <typename Values> struct __single;
template <> struct __single<std::tuple<>> {
  using type = void;
};
template <typename T> struct __single<std::tuple<T>> {
  using type = T;
};
template <typename... T>
  requires(sizeof...(T) > 1)
struct __single<std::tuple<T...>> {
  using type = std::tuple<T...>;
};

template <typename T> struct __awaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  T await_resume();
};
struct as_awaitable_t {
  template <sender S, typename Promise>
  auto operator()(S &&, Promise &) const {
    return __awaiter<typename __single<__values<S>>::type>();
  }
};
inline constexpr as_awaitable_t as_awaitable{};

struct just_t {
  template <typename... T> struct __sender : __sends<T...> {};
  template <typename... T>
  __sender<std::decay_t<T>...> operator()(T &&...) const {
    return {};
  }
};
inline constexpr just_t just{};

struct when_all_t {
  template <typename... T> struct __sender : __sends<T...> {};
  template <typename... T>
  static __sender<T...> __make(std::tuple<T...> *) {
    return {};
  }
  template <sender... S> auto operator()(S &&...) const {
    return __make(
        static_cast<decltype(std::tuple_cat(std::declval<__values<S>>()...)) *>(
            nullptr));
  }
};
inline constexpr when_all_t when_all{};

struct schedule_t {
  struct __sender : __sends<> {};
  template <typename Scheduler> __sender operator()(Scheduler &&) const {
    return {};
  }
};
inline constexpr schedule_t schedule{};

struct starts_on_t {
  template <typename Scheduler, sender S>
  auto operator()(Scheduler &&, S &&Sender) const {
    return std::remove_cvref_t<S>(std::forward<S>(Sender));
  }
};
inline constexpr starts_on_t starts_on{};

struct sync_wait_t {
  template <sender S> std::optional<__values<S>> operator()(S &&) const {
    return std::nullopt;
  }
};
inline constexpr sync_wait_t sync_wait{};

} // namespace stdexec
