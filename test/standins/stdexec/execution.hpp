// Stands for stdexec: its names and shapes, for the tests. Runs nothing.
#pragma once
#include <concepts>
#include <coroutine>
#include <exception>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

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
  template <sender S, typename Promise> auto operator()(S &&, Promise &) const {
    return __awaiter<typename __single<__values<S>>::type>();
  }
};
inline constexpr as_awaitable_t as_awaitable{};

/// All senders of the library are of one class template.
namespace {
template <typename Values> struct __sexpr;
template <typename... T> struct __sexpr<std::tuple<T...>> : __sends<T...> {};
} // namespace

struct just_t {
  template <typename... T>
  __sexpr<std::tuple<std::decay_t<T>...>> operator()(T &&...) const {
    return {};
  }
};
inline constexpr just_t just{};

struct when_all_t {
  template <sender... S>
  __sexpr<decltype(std::tuple_cat(std::declval<__values<S>>()...))>
  operator()(S &&...) const {
    return {};
  }
};
inline constexpr when_all_t when_all{};

struct schedule_t {
  template <typename Scheduler>
  __sexpr<std::tuple<>> operator()(Scheduler &&) const {
    return {};
  }
};
inline constexpr schedule_t schedule{};

struct starts_on_t {
  template <typename Scheduler, sender S>
  __sexpr<__values<S>> operator()(Scheduler &&, S &&) const {
    return {};
  }
};
inline constexpr starts_on_t starts_on{};

template <typename F> struct __closure {
  F Function;
};
struct upon_error_t {
  template <typename F> __closure<F> operator()(F &&Function) const {
    return {std::forward<F>(Function)};
  }
  template <sender S, typename F>
  __sexpr<__values<S>> operator()(S &&, F &&) const {
    return {};
  }
};
inline constexpr upon_error_t upon_error{};
template <sender S, typename F>
__sexpr<__values<S>> operator|(S &&, __closure<F>) {
  return {};
}

struct then_t {
  template <typename F> __closure<F> operator()(F &&Function) const {
    return {std::forward<F>(Function)};
  }
  template <sender S, typename F>
  __sexpr<std::tuple<>> operator()(S &&, F &&) const {
    return {};
  }
};
inline constexpr then_t then{};

struct sync_wait_t {
  template <sender S> std::optional<__values<S>> operator()(S &&) const {
    return std::nullopt;
  }
};
inline constexpr sync_wait_t sync_wait{};
struct sync_wait_with_variant_t {
  template <sender S>
  std::optional<std::variant<__values<S>>> operator()(S &&) const {
    return std::nullopt;
  }
};
inline constexpr sync_wait_with_variant_t sync_wait_with_variant{};

} // namespace stdexec
