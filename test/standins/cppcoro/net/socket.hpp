// Stand-in for cppcoro's socket.hpp: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/coroutine.hpp>

#include <cstddef>
#include <utility>

namespace cppcoro {
class io_service;

namespace net {
class ip_endpoint {};

// Every operation completes at once, and moves every byte it was given.
class socket_connect_operation {
public:
  bool await_ready() const noexcept { return true; }
  void await_suspend(cppcoro::coroutine_handle<>) noexcept {}
  void await_resume() {}
};
class socket_connect_operation_cancellable {
public:
  explicit socket_connect_operation_cancellable(cancellation_token Token)
      : Token(std::move(Token)) {}
  bool await_ready() const noexcept { return true; }
  void await_suspend(cppcoro::coroutine_handle<>) noexcept {}
  void await_resume() { Token.throw_if_cancellation_requested(); }

private:
  cancellation_token Token;
};
class socket_send_operation {
public:
  explicit socket_send_operation(std::size_t Size) : Size(Size) {}
  bool await_ready() const noexcept { return true; }
  void await_suspend(cppcoro::coroutine_handle<>) noexcept {}
  std::size_t await_resume() { return Size; }

private:
  std::size_t Size;
};
class socket_send_operation_cancellable {
public:
  socket_send_operation_cancellable(std::size_t Size, cancellation_token Token)
      : Size(Size), Token(std::move(Token)) {}
  bool await_ready() const noexcept { return true; }
  void await_suspend(cppcoro::coroutine_handle<>) noexcept {}
  std::size_t await_resume() {
    Token.throw_if_cancellation_requested();
    return Size;
  }

private:
  std::size_t Size;
  cancellation_token Token;
};
class socket_recv_operation : public socket_send_operation {
public:
  using socket_send_operation::socket_send_operation;
};
class socket_recv_operation_cancellable
    : public socket_send_operation_cancellable {
public:
  using socket_send_operation_cancellable::socket_send_operation_cancellable;
};

class socket {
public:
  static socket create_tcpv4(io_service &) { return socket{}; }
  void bind(const ip_endpoint &) {}
  void listen() {}

  [[nodiscard]] socket_connect_operation connect(const ip_endpoint &) noexcept {
    return {};
  }
  [[nodiscard]] socket_connect_operation_cancellable
  connect(const ip_endpoint &, cancellation_token Token) noexcept {
    return socket_connect_operation_cancellable{std::move(Token)};
  }
  [[nodiscard]] socket_send_operation send(const void *,
                                           std::size_t Size) noexcept {
    return socket_send_operation{Size};
  }
  [[nodiscard]] socket_send_operation_cancellable
  send(const void *, std::size_t Size, cancellation_token Token) noexcept {
    return {Size, std::move(Token)};
  }
  [[nodiscard]] socket_recv_operation recv(void *, std::size_t Size) noexcept {
    return socket_recv_operation{Size};
  }
  [[nodiscard]] socket_recv_operation_cancellable
  recv(void *, std::size_t Size, cancellation_token Token) noexcept {
    return {Size, std::move(Token)};
  }
  void close_send() {}
  void close_recv() {}
};
} // namespace net
} // namespace cppcoro
