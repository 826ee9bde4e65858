// RUN: %check %s async-unprotected-this %t -- %boost_flags -Wno-unused
// RUN: %check %s async-unprotected-this %t.asio %as_asio -- %asio_flags -Wno-unused
// REQUIRES: boost-asio, asio

#include <boost/asio.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::detached;
using asio::ip::tcp;

// Some of its work has an owner, and some has not.
class session : public std::enable_shared_from_this<session> {
public:
  explicit session(tcp::socket S) : Socket(std::move(S)) {
    asio::co_spawn(Socket.get_executor(), read(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: nobody owns the object yet, or any more, here
  }

  void start() { asio::co_spawn(Socket.get_executor(), read(), detached); }
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
  // CHECK-FIXES: void start() { asio::co_spawn(Socket.get_executor(), [this, self = shared_from_this()] { return read(); }, detached); }
  void start_lambda() {
    asio::co_spawn(
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while this coroutine runs [async-unprotected-this]
        Socket.get_executor(),
        [this]() -> awaitable<void> {
        // CHECK-FIXES: [this, self = shared_from_this()]() -> awaitable<void> {
          co_await rest();
          ++Count;
        },
        detached);
  }
  void start_returning() {
    asio::co_spawn(Socket.get_executor(), [this] { return read(); }, detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
    // CHECK-FIXES: asio::co_spawn(Socket.get_executor(), [this, self = shared_from_this()] { return read(); }, detached);
  }
  void start_default() {
    asio::co_spawn(
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
        Socket.get_executor(), [=, this] { return read(); }, detached);
        // CHECK-FIXES: Socket.get_executor(), [=, this, self = shared_from_this()] { return read(); }, detached);
  }
  void start_reference() {
    asio::co_spawn(Socket.get_executor(), [&] { return read(); }, detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
    // CHECK-FIXES: asio::co_spawn(Socket.get_executor(), [&, self = shared_from_this()] { return read(); }, detached);
  }
  void start_bound() {
    asio::co_spawn(Socket.get_executor(), std::bind(&session::read, this),
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: give it an owner of the object as a parameter, which lives as long as it runs
                   detached);
  }
  void start_front() {
    asio::co_spawn(Socket.get_executor(),
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
                   std::bind_front(&session::read, this), detached);
  }
  void start_variable() {
    auto Work = [this] { return read(); };
    asio::co_spawn(Socket.get_executor(), Work, detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
  }
  void start_task() {
    auto Task = read();
    asio::co_spawn(Socket.get_executor(), std::move(Task), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
  }
  void start_with(int Limit) {
    asio::co_spawn(Socket.get_executor(), read_up_to(Limit), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'read_up_to' runs [async-unprotected-this]
  }
  void start_handler() {
    asio::co_spawn(Socket.get_executor(), read(), [](std::exception_ptr) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
    // CHECK-FIXES: asio::co_spawn(Socket.get_executor(), [this, self = shared_from_this()] { return read(); }, [](std::exception_ptr) {});
  }
  void start_bound_token() {
    asio::co_spawn(Socket.get_executor(), read(),
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
    // CHECK-FIXES: asio::co_spawn(Socket.get_executor(), [this, self = shared_from_this()] { return read(); },
                   asio::bind_executor(Socket.get_executor(), detached));
  }
  void looks_through() {
    auto self = shared_from_this();
    asio::co_spawn(Socket.get_executor(), self->read(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
  }
  void holder_ends() {
    auto self = shared_from_this();
    asio::co_spawn(Socket.get_executor(), read(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
    // CHECK-FIXES: asio::co_spawn(Socket.get_executor(), [this, strong = shared_from_this()] { return read(); }, detached);
  }
  void captures_by_reference() {
    auto self = shared_from_this();
    asio::co_spawn(
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
        Socket.get_executor(), [this, &self] { return read(); }, detached);
        // CHECK-FIXES: Socket.get_executor(), [this, &self, strong = shared_from_this()] { return read(); }, detached);
  }
  void nested() {
    asio::post(Socket.get_executor(), [this] {
      asio::co_spawn(
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
          Socket.get_executor(), [this] { return read(); }, detached);
          // CHECK-FIXES: Socket.get_executor(), [this, self = shared_from_this()] { return read(); }, detached);
    });
  }
  awaitable<void> in_a_coroutine() {
    auto self = shared_from_this();
    asio::co_spawn(co_await asio::this_coro::executor, read(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
    // CHECK-FIXES: asio::co_spawn(co_await asio::this_coro::executor, [this, strong = shared_from_this()] { return read(); }, detached);
    co_await rest();
  }
  void forgets_the_timer() {
    Timer.async_wait([this](auto) {
      asio::co_spawn(Timer.get_executor(), read(), detached);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing keeps this object alive while 'read' runs [async-unprotected-this]
      // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: it depends on a template parameter
    });
  }

  // --- Silent ----------------------------------------------------------------

  void captures() {
    asio::co_spawn(
        Socket.get_executor(),
        [self = shared_from_this()] { return self->read(); }, detached);
  }
  void captures_both() {
    asio::co_spawn(
        Socket.get_executor(),
        [this, self = shared_from_this()] { return read(); }, detached);
  }
  void copies() {
    auto self = shared_from_this();
    asio::co_spawn(
        Socket.get_executor(), [this, self] { return read(); }, detached);
    asio::co_spawn(
        Socket.get_executor(), [=, this] { return self->read(); }, detached);
  }
  void moves() {
    auto self = shared_from_this();
    asio::co_spawn(
        Socket.get_executor(),
        [this, self = std::move(self)]() -> awaitable<void> {
          co_await rest();
          ++Count;
        },
        detached);
  }
  void keeps_by_the_handler() {
    asio::co_spawn(Socket.get_executor(), read(),
                   [self = shared_from_this()](std::exception_ptr) {});
  }
  void keeps_by_consign() {
    auto self = shared_from_this();
    asio::co_spawn(Socket.get_executor(), read(),
                   asio::bind_executor(Socket.get_executor(),
                                       [self](std::exception_ptr) {}));
  }
  void gives_a_parameter() {
    asio::co_spawn(Socket.get_executor(), read_with(shared_from_this()),
                   detached);
  }
  void binds() {
    asio::co_spawn(Socket.get_executor(),
                   std::bind(&session::read, shared_from_this()), detached);
  }
  void keeps_inside() {
    asio::co_spawn(Socket.get_executor(), keeps(), detached);
    asio::co_spawn(
        Socket.get_executor(),
        [this]() -> awaitable<void> {
          auto self = shared_from_this();
          co_await rest();
          ++Count;
        },
        detached);
  }
  void asks() {
    asio::co_spawn(
        Socket.get_executor(),
        [this, Weak = weak_from_this()]() -> awaitable<void> {
          co_await rest();
          if (auto self = Weak.lock())
            ++Count;
        },
        detached);
  }
  void uses_nothing() {
    asio::co_spawn(Socket.get_executor(), reads_first(), detached);
  }
  void keeps_itself() {
    Self = shared_from_this();
    asio::co_spawn(Socket.get_executor(), read(), detached);
  }
  void keeps_itself_elsewhere(std::vector<std::shared_ptr<session>> &All) {
    All.push_back(shared_from_this());
    asio::co_spawn(Socket.get_executor(), read(), detached);
  }
  void is_elsewhere() {
    asio::co_spawn(Socket.get_executor(), elsewhere(), detached);
  }
  awaitable<void> awaits() {
    co_await asio::co_spawn(Socket.get_executor(), read(),
                            asio::use_awaitable);
    co_await read();
  }
  void waits() {
    asio::co_spawn(Socket.get_executor(), read(), asio::use_future).get();
  }
  void stores() {
    Done = asio::co_spawn(Socket.get_executor(), read(), asio::use_future);
  }
  void of_the_object() {
    asio::co_spawn(Own, read(), detached);
    asio::co_spawn(Own.get_executor(), read(), detached);
    asio::co_spawn(*Pointed, read(), detached);
  }
  void another(std::shared_ptr<session> Peer) {
    asio::co_spawn(
        Socket.get_executor(), [Peer] { return Peer->read(); }, detached);
  }
  void of_another(session &Peer) {
    asio::co_spawn(Socket.get_executor(), Peer.rest(), detached);
  }
  void by_value() {
    asio::co_spawn(Socket.get_executor(), free(Count), detached);
  }

private:
  static awaitable<void> free(int) { co_return; }
  awaitable<void> rest();
  awaitable<void> elsewhere();
  awaitable<void> read() {
    char Data[16];
    for (;;) {
      co_await Socket.async_read_some(asio::buffer(Data), asio::use_awaitable);
      ++Count;
    }
  }
  awaitable<void> read_up_to(int Limit) {
    while (Count < Limit)
      co_await rest();
  }
  awaitable<void> read_with(std::shared_ptr<session>) {
    co_await rest();
    ++Count;
  }
  awaitable<void> keeps() {
    auto self = shared_from_this();
    co_await rest();
    ++Count;
  }
  awaitable<void> reads_first() {
    const int Now = Count;
    asio::steady_timer Timer(Socket.get_executor());
    co_await Timer.async_wait(asio::use_awaitable);
    (void)Now;
  }

  tcp::socket Socket;
  asio::io_context Own;
  std::unique_ptr<asio::io_context> Pointed;
  asio::steady_timer Timer{Own};
  std::future<void> Done;
  int Count = 0;
  std::shared_ptr<session> Self;
};

// Nothing of its work has an owner: that may be right.
class worker : public std::enable_shared_from_this<worker> {
public:
  void start(asio::io_context &Context) {
    asio::co_spawn(Context, work(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'work' runs [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the object lives on until the coroutine has ended
  }

private:
  awaitable<void> work() {
    co_await rest();
    ++Count;
  }
  awaitable<void> rest();
  int Count = 0;
};

// What keeps itself alive shows that its objects are shared.
class by_hand {
public:
  static void start(std::shared_ptr<by_hand> That, asio::io_context &Context) {
    asio::co_spawn(Context, [That] { return That->work(); }, detached);
  }
  void run(asio::io_context &Context) {
    asio::co_spawn(Context, work(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing keeps this object alive while 'work' runs [async-unprotected-this]
  }
  void run_well(std::shared_ptr<by_hand> self, asio::io_context &Context) {
    asio::co_spawn(Context, [this, self] { return work(); }, detached);
  }

private:
  awaitable<void> work() {
    co_await rest();
    ++Count;
  }
  awaitable<void> rest();
  int Count = 0;
};

// Nobody shares these.
class server {
public:
  void start(asio::io_context &Context) {
    asio::co_spawn(Context, listen(), detached);
    asio::co_spawn(Context, [this] { return listen(); }, detached);
  }

private:
  awaitable<void> listen() {
    co_await rest();
    ++Count;
  }
  awaitable<void> rest();
  int Count = 0;
};

// Of `main`, which runs all.
class application : public std::enable_shared_from_this<application> {
public:
  explicit application(asio::io_context &Context) : Context(Context) {}
  void start() { asio::co_spawn(Context, serve(), detached); }

private:
  awaitable<void> serve() {
    co_await rest();
    ++Count;
  }
  awaitable<void> rest();
  asio::io_context &Context;
  int Count = 0;
};
int main() {
  asio::io_context Context;
  auto App = std::make_shared<application>(Context);
  App->start();
  Context.run();
}
