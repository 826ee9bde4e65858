// Stand-in for Boost.Cobalt: operations of Boost.Asio that are awaited.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/system/error_code.hpp>
#include <coroutine>
#include <exception>

namespace boost::cobalt {
struct use_op_t {};
constexpr use_op_t use_op{};

template <typename... T> struct op;
template <> struct op<> {
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
template <typename T> struct op<T> {
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() { return T(); }
};
/// An error is thrown.
template <typename... T> struct op<system::error_code, T...> : op<T...> {};
template <typename... T> struct op<std::exception_ptr, T...> : op<T...> {};
} // namespace boost::cobalt

template <typename... Args>
class boost::asio::async_result<boost::cobalt::use_op_t, void(Args...)> {
public:
  using return_type = cobalt::op<Args...>;
  template <typename Initiation, typename... Given>
  static return_type initiate(Initiation &&, cobalt::use_op_t, Given &&...) {
    return {};
  }
};
