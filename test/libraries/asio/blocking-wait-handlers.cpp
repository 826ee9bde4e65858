// RUN: %check %s async-blocking-wait %t -fix-notes -- %boost_flags
// RUN: %check %s async-blocking-wait %t.asio %as_asio -fix-notes -- %asio_flags
// REQUIRES: boost-asio, asio

// A chain that ends in a handler: there is no plain wait, and the handler need
// not wait. It starts the task, where that is the last thing that it does.

#include <boost/asio.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_future;
using Error = boost::system::error_code;

awaitable<int> answer();
void use(int);
asio::io_context Context;

namespace {

//===--- Started ----------------------------------------------------------===//

class Poller {
public:
  explicit Poller(asio::io_context &Loop) : Timer(Loop), Strand(Loop.get_executor()) {}
  void begin() {
    Timer.async_wait([this](const Error &Failed) {
      if (Failed)
        return;
      poll();
      // CHECK-FIXES: asio::co_spawn(Timer.get_executor(), poll(), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
    });
  }
  void onStrand() {
    asio::post(Strand, [this] { check(1); });
    // CHECK-FIXES: asio::post(Strand, [this] { asio::co_spawn(Strand, check(1), [](std::exception_ptr e, auto &&...) { if (e) std::rethrow_exception(e); }); });
    asio::post(asio::bind_executor(Strand, [this] {
      if (Last > 3)
        (void)check(2);
      // CHECK-FIXES: (void)asio::co_spawn(Strand, check(2), [](std::exception_ptr e, auto &&...) { if (e) std::rethrow_exception(e); });
      else
        return;
    }));
  }

private:
  void poll() {
  // CHECK-FIXES: asio::awaitable<void> poll() {
    Last = asio::co_spawn(Timer.get_executor(), answer(), use_future).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:71: warning: 'get' blocks the thread of an event loop or executor until the 'std::future<int>' is complete [async-blocking-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:71: note: a handler starts it and does not wait: others run before it is complete, and what it refers to must live on
    // CHECK-FIXES: Last = co_await asio::co_spawn(Timer.get_executor(), answer(), asio::use_awaitable);
    begin();
  }
  int check(int Times) {
  // CHECK-FIXES: asio::awaitable<int> check(int Times) {
    return Times * asio::co_spawn(Context, answer(), use_future).get();
    // CHECK-MESSAGES: :[[@LINE-1]]:66: warning: 'get' blocks the thread of an event loop or executor
    // CHECK-FIXES: co_return Times * co_await asio::co_spawn(Context, answer(), asio::use_awaitable);
  }
  asio::steady_timer Timer;
  asio::strand<asio::io_context::executor_type> Strand;
  int Last = 0;
};

class Session : public std::enable_shared_from_this<Session> {
public:
  void begin() {
    Socket->async_read_some(asio::buffer(Data), [this, self = shared_from_this()](Error, std::size_t Size) {
      take(Size);
      // CHECK-FIXES: asio::co_spawn(Socket->get_executor(), take(Size), [self](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
      return;
    });
    asio::dispatch(Socket->get_executor(), [] {});
  }
  // Who calls it keeps the object alive for as long as it waits; its task lives
  // longer.
  void again() {
    asio::async_read(*Socket, asio::buffer(Data), [this](Error, std::size_t) { rest(); });
    // CHECK-FIXES: asio::async_read(*Socket, asio::buffer(Data), [this](Error, std::size_t) { asio::co_spawn(Socket->get_executor(), rest(), [self = shared_from_this()](std::exception_ptr e) { if (e) std::rethrow_exception(e); }); });
  }
  void weakly() {
    Timer.async_wait([this, Weak = weak_from_this()](Error) {
      if (auto Self = Weak.lock())
        Self->look("all");
      // CHECK-FIXES: asio::co_spawn(Timer.get_executor(), Self->look("all"), [Self](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
    });
  }

private:
  void take(std::size_t Size) {
  // CHECK-FIXES: asio::awaitable<void> take(std::size_t Size) {
    use(Size + asio::co_spawn(Context, answer(), use_future).get());
    // CHECK-MESSAGES: :[[@LINE-1]]:62: warning: 'get' blocks the thread of an event loop or executor
    // CHECK-MESSAGES: :[[@LINE-2]]:62: note: a handler starts it and does not wait: others run before it is complete{{$}}
    // CHECK-FIXES: use(Size + co_await asio::co_spawn(Context, answer(), asio::use_awaitable));
  }
  void rest() {
  // CHECK-FIXES: asio::awaitable<void> rest() {
    use(asio::co_spawn(Context, answer(), use_future).get());
    // CHECK-MESSAGES: :[[@LINE-1]]:55: warning: 'get' blocks the thread of an event loop or executor
    // CHECK-FIXES: use(co_await asio::co_spawn(Context, answer(), asio::use_awaitable));
  }
  void look(std::string) {
  // CHECK-FIXES: asio::awaitable<void> look(std::string) {
    use(asio::co_spawn(Context, answer(), use_future).get());
    // CHECK-MESSAGES: :[[@LINE-1]]:55: warning: 'get' blocks the thread of an event loop or executor
    // CHECK-FIXES: use(co_await asio::co_spawn(Context, answer(), asio::use_awaitable));
  }
  std::unique_ptr<asio::ip::tcp::socket> Socket;
  asio::steady_timer Timer{Context};
  char Data[128];
};

//===--- Not started ------------------------------------------------------===//

class Twice {
public:
  void begin() {
    Timer.async_wait([this](Error) {
      poll();
      // It would begin again while the first one still runs.
      begin();
    });
  }
  void poll() { use(asio::co_spawn(Context, answer(), use_future).get()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:67: warning: 'get' blocks the thread of an event loop or executor
  // CHECK-MESSAGES: :[[@LINE-2]]:67: note: not fixed: a caller would have to wait, and there is no plain blocking wait to do so: the handler goes on behind it
  asio::steady_timer Timer{Context};
};

class Each {
public:
  void begin() {
    Timer.async_wait([this](Error) {
      for (int I = 0; I < 3; ++I)
        poll();
    });
  }
  void poll() { use(asio::co_spawn(Context, answer(), use_future).get()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:67: warning: 'get' blocks the thread of an event loop or executor
  // CHECK-MESSAGES: :[[@LINE-2]]:67: note: not fixed: a caller would have to wait, and there is no plain blocking wait to do so: the handler goes on behind it
  asio::steady_timer Timer{Context};
};

class Catching {
public:
  void begin() {
    Timer.async_wait([this](Error) {
      try {
        poll();
      } catch (...) {
      }
    });
  }
  void poll() { use(asio::co_spawn(Context, answer(), use_future).get()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:67: warning: 'get' blocks the thread of an event loop or executor
  // CHECK-MESSAGES: :[[@LINE-2]]:67: note: not fixed: a caller would have to wait, and there is no plain blocking wait to do so: the handler catches what it throws
  asio::steady_timer Timer{Context};
};

class Reading {
public:
  void begin() {
    Timer.async_wait([this](Error) { use(poll()); });
  }
  int poll() { return asio::co_spawn(Context, answer(), use_future).get(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:69: warning: 'get' blocks the thread of an event loop or executor
  // CHECK-MESSAGES: :[[@LINE-2]]:69: note: not fixed: a caller would have to wait, and there is no plain blocking wait to do so: the handler uses what it gives
  asio::steady_timer Timer{Context};
};

class Lending {
public:
  void begin() {
    Timer.async_wait([this](const Error &Failed) { poll(Failed); });
  }
  void poll(const Error &) { use(asio::co_spawn(Context, answer(), use_future).get()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:80: warning: 'get' blocks the thread of an event loop or executor
  // CHECK-MESSAGES: :[[@LINE-2]]:80: note: not fixed: a caller would have to wait, and there is no plain blocking wait to do so: what it is given may end before it
  asio::steady_timer Timer{Context};
};

class Locking {
public:
  void begin() {
    Timer.async_wait([this](Error) {
      std::lock_guard Held(M);
      poll();
    });
  }
  void poll() { use(asio::co_spawn(Context, answer(), use_future).get()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:67: warning: 'get' blocks the thread of an event loop or executor
  // CHECK-MESSAGES: :[[@LINE-2]]:67: note: not fixed: a caller would have to wait, and there is no plain blocking wait to do so: 'Held' would end before it
  std::mutex M;
  asio::steady_timer Timer{Context};
};

class Guarding {
public:
  void begin(std::shared_ptr<int> Busy) {
    Timer.async_wait([this, Busy](Error) { poll(); });
  }
  void poll() { use(asio::co_spawn(Context, answer(), use_future).get()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:67: warning: 'get' blocks the thread of an event loop or executor
  // CHECK-MESSAGES: :[[@LINE-2]]:67: note: not fixed: a caller would have to wait, and there is no plain blocking wait to do so: 'Busy' would end before it
  asio::steady_timer Timer{Context};
};

class Accepting {
public:
  void begin() {
    Acceptor.async_accept([this](Error, asio::ip::tcp::socket) { poll(); });
  }
  void poll() { use(asio::co_spawn(Context, answer(), use_future).get()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:67: warning: 'get' blocks the thread of an event loop or executor
  // CHECK-MESSAGES: :[[@LINE-2]]:67: note: not fixed: a caller would have to wait, and there is no plain blocking wait to do so: a parameter of the handler would end before it
  asio::ip::tcp::acceptor Acceptor{Context};
};

class Copied {
public:
  void begin() {
    asio::post(Context, [*this]() mutable { poll(); });
  }
  void poll() { use(asio::co_spawn(Context, answer(), use_future).get()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:67: warning: 'get' blocks the thread of an event loop or executor
  // CHECK-MESSAGES: :[[@LINE-2]]:67: note: not fixed: a caller would have to wait, and there is no plain blocking wait to do so: the handler has a copy of its object
};

class Pointing {
public:
  void begin(Pointing *Other) {
    asio::post(Context, [Other] { Other->poll(); });
  }
  void poll() { use(asio::co_spawn(Context, answer(), use_future).get()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:67: warning: 'get' blocks the thread of an event loop or executor
  // CHECK-MESSAGES: :[[@LINE-2]]:67: note: not fixed: a caller would have to wait, and there is no plain blocking wait to do so: nothing here keeps its object alive
};

class Nameless {
public:
  void begin() {
    auto Timer = std::make_shared<asio::steady_timer>(Context);
    Timer->async_wait([this](Error) { poll(); });
  }
  void poll() { use(asio::co_spawn(Context, answer(), use_future).get()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:67: warning: 'get' blocks the thread of an event loop or executor
  // CHECK-MESSAGES: :[[@LINE-2]]:67: note: not fixed: a caller would have to wait, and there is no plain blocking wait to do so: the handler cannot name what runs it
};

// What no executor of Asio gets is no handler of it.
class Other {
public:
  void begin() {
    OnData = [this] { poll(); };
    asio::post(Context, [Call = OnData] { Call(); });
  }
  void poll() { use(asio::co_spawn(Context, answer(), use_future).get()); }
  std::function<void()> OnData;
};

} // namespace

int main() {
  Poller(Context).begin();
  Poller(Context).onStrand();
  std::make_shared<Session>()->begin();
  std::make_shared<Session>()->again();
  std::make_shared<Session>()->weakly();
  Twice().begin();
  Each().begin();
  Catching().begin();
  Reading().begin();
  Lending().begin();
  Locking().begin();
  Guarding().begin(nullptr);
  Accepting().begin();
  Copied().begin();
  Pointing().begin(nullptr);
  Nameless().begin();
  Other().begin();
}
