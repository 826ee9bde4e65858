// RUN: %check %s async-unpropagated-stop-token %t -- -isystem %standins -pthread -Wno-unused

#include <cppcoro/cancellation_source.hpp>
#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/io_service.hpp>
#include <cppcoro/net/socket.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>

using namespace std::chrono_literals;
using namespace cppcoro;
task<> fetch(int Id, cancellation_token Token = {});
void log(bool);

task<> delays(io_service &Service, cancellation_token Token) {
  co_await Service.schedule_after(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'schedule_after' does not get the stop token 'Token', so it goes on when it should stop [async-unpropagated-stop-token]
  // CHECK-FIXES: co_await Service.schedule_after(1s, Token);
}
task<> socketOperations(net::socket &Socket, cancellation_token Token) {
  char Data[8];
  co_await Socket.recv(Data, sizeof(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'recv' does not get
  // CHECK-FIXES: co_await Socket.recv(Data, sizeof(Data), Token);
  auto Sent = co_await Socket.send(Data, sizeof(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'send' does not get
  // CHECK-FIXES: auto Sent = co_await Socket.send(Data, sizeof(Data), Token);
}
task<> source(cancellation_source Source) {
  co_await fetch(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get the stop token 'Source.token()'
  // CHECK-FIXES: co_await fetch(1, Source.token());
}
task<> given(io_service &Service, cancellation_token Token) {
  co_await Service.schedule_after(1s, Token);
  co_await fetch(1, Token);
}
task<> deliberate(io_service &Service, cancellation_token Token) {
  co_await Service.schedule_after(1s, cancellation_token{});
  Token.throw_if_cancellation_requested();
}
task<> hop(io_service &Service, cancellation_token Token) {
  co_await Service.schedule();
  Token.throw_if_cancellation_requested();
}
// The one that asks for the stop is not stopped itself.
task<> race(io_service &Service) {
  cancellation_source Source;
  co_await when_all(
      [](cancellation_token Token) -> task<> {
        co_await fetch(1, Token);
      }(Source.token()),
      [&]() -> task<> {
        co_await Service.schedule_after(1s);
        Source.request_cancellation();
      }());
}
// Another library's token.
task<> other(io_service &Service, int Token) {
  co_await Service.schedule_after(1s);
}
task<> none(io_service &Service) { co_await Service.schedule_after(1s); }
