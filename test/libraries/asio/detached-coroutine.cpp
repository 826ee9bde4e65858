// RUN: %check %s async-detached-coroutine %t -- %boost_flags
// RUN: %check %s async-detached-coroutine %t.asio %as_asio -- %asio_flags
// RUN: %check %s async-detached-coroutine %t -fix-notes -check-suffixes=,NOTES -- %boost_flags
// RUN: %check %s async-detached-coroutine %t.asio %as_asio -fix-notes -check-suffixes=,NOTES -- %asio_flags
// RUN: %check %s async-detached-coroutine %t -check-suffixes=,OPTION -config="{CheckOptions: {async-detached-coroutine.CompletionHandler: report_errors}}" -- %boost_flags
// RUN: %check %s async-detached-coroutine %t.asio %as_asio -check-suffixes=,OPTION -config="{CheckOptions: {async-detached-coroutine.CompletionHandler: report_errors}}" -- %asio_flags
// REQUIRES: boost-asio, asio

#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <exception>
#include <iostream>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <tuple>

namespace asio = boost::asio;
using asio::awaitable;
using asio::co_spawn;
using asio::detached;
using asio::use_awaitable;
using asio::ip::tcp;
#if BOOST_ASIO_VERSION >= 102400
using asio::as_tuple;
#else
using asio::experimental::as_tuple;
#endif

void report_errors(std::exception_ptr Error);
void log(const char *Text);

awaitable<void> session(tcp::socket Socket);
awaitable<void> work(int Number);
awaitable<int> count(int Number) {
  co_await work(Number);
  co_return Number;
}

// Nobody here can see what it does with exceptions.
void declaredElsewhere(asio::io_context &Context) {
  co_spawn(Context, work(1), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'work' is lost, if 'work' lets one out: its body was not seen [async-detached-coroutine]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: or 'co_await boost::asio::co_spawn(..., boost::asio::use_awaitable)' where its exception can be handled, or send its work to one coroutine
  // CHECK-FIXES-NOTES: co_spawn(Context, work(1), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  // CHECK-FIXES-OPTION: co_spawn(Context, work(1), report_errors);
}

// Its completion handler gets a value, too.
void withValue(asio::io_context &Context) {
  co_spawn(Context, count(1), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'count' is lost
  // CHECK-MESSAGES-OPTION: :[[@LINE-2]]:3: note: not fixed: the completion handler would get a value, too
  // CHECK-FIXES-NOTES: co_spawn(Context, count(1), [](std::exception_ptr e, auto &&...) { if (e) std::rethrow_exception(e); });
}

awaitable<void> acceptLoop(tcp::acceptor Acceptor) {
  for (;;) {
    tcp::socket Socket = co_await Acceptor.async_accept(use_awaitable);
    asio::co_spawn(Acceptor.get_executor(), session(std::move(Socket)),
    // CHECK-MESSAGES-OPTION: :[[@LINE-1]]:5: warning: an exception that leaves 'session' is lost, if 'session' lets one out
                   asio::detached);
    // CHECK-FIXES-NOTES: [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
    // CHECK-FIXES-OPTION: report_errors);
  }
}

// A callable is as good as a task.
void lambdas(asio::io_context &Context) {
  co_spawn(
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves this coroutine is lost
      Context, []() -> awaitable<void> { co_await work(1); }, detached);
      // CHECK-FIXES-NOTES: Context, []() -> awaitable<void> { co_await work(1); }, [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
      // CHECK-FIXES-OPTION: Context, []() -> awaitable<void> { co_await work(1); }, report_errors);
}

class Connection : public std::enable_shared_from_this<Connection> {
public:
  void start(asio::io_context &Context) {
    co_spawn(
    // CHECK-MESSAGES-OPTION: :[[@LINE-1]]:5: warning: an exception that leaves 'read' is lost, if 'read' lets one out
        Context, [Self = shared_from_this()] { return Self->read(); }, detached);
        // CHECK-FIXES-NOTES: Context, [Self = shared_from_this()] { return Self->read(); }, [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
        // CHECK-FIXES-OPTION: Context, [Self = shared_from_this()] { return Self->read(); }, report_errors);
    co_spawn(
        Context, [Self = shared_from_this()] { return Self->write(); }, detached);
  }

private:
  awaitable<void> read();
  awaitable<void> write() {
    auto Self = shared_from_this();
    try {
      co_await work(1);
    } catch (const std::exception &) {
      log("failed");
    } catch (...) {
      log("failed badly");
    }
  }
};

// A token may be wrapped.
void wrapped(asio::io_context &Context) {
  co_spawn(Context, work(1), asio::bind_executor(Context, detached));
  // CHECK-MESSAGES-OPTION: :[[@LINE-1]]:3: warning: an exception that leaves 'work' is lost, if 'work' lets one out
  // CHECK-FIXES-NOTES: co_spawn(Context, work(1), asio::bind_executor(Context, [](std::exception_ptr e) { if (e) std::rethrow_exception(e); }));
  // CHECK-FIXES-OPTION: co_spawn(Context, work(1), asio::bind_executor(Context, report_errors));
}

// Asio throws nothing that does not derive from 'std::exception'; but other
// kinds do.
awaitable<void> typedCatch() {
  try {
    co_await work(1);
  } catch (const std::exception &E) {
    log(E.what());
  }
}
awaitable<void> narrowCatch() {
  try {
    co_await work(1);
  } catch (const boost::system::system_error &E) {
    log(E.what());
  }
}
void typed(asio::io_context &Context) {
  co_spawn(Context, typedCatch(), detached); // Silent.
  co_spawn(Context, narrowCatch(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'narrowCatch' is lost
  // CHECK-FIXES-NOTES: co_spawn(Context, narrowCatch(), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  // CHECK-FIXES-OPTION: co_spawn(Context, narrowCatch(), report_errors);
}

awaitable<void> rethrows() {
  try {
    co_await work(1);
  } catch (...) {
    log("failed");
    throw;
  }
}
awaitable<void> throwsAnother() {
  try {
    co_await work(1);
  } catch (const std::exception &E) {
    throw std::runtime_error(E.what());
  } catch (...) {
  }
}
awaitable<void> goesOnBehind() {
  try {
    co_await work(1);
  } catch (...) {
  }
  co_await work(2);
}
void notWholly(asio::io_context &Context) {
  co_spawn(Context, rethrows(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'rethrows' is lost
  // CHECK-FIXES-NOTES: co_spawn(Context, rethrows(), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  // CHECK-FIXES-OPTION: co_spawn(Context, rethrows(), report_errors);
  co_spawn(Context, throwsAnother(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'throwsAnother' is lost
  // CHECK-FIXES-NOTES: co_spawn(Context, throwsAnother(), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  // CHECK-FIXES-OPTION: co_spawn(Context, throwsAnother(), report_errors);
  co_spawn(Context, goesOnBehind(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'goesOnBehind' is lost
  // CHECK-FIXES-NOTES: co_spawn(Context, goesOnBehind(), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  // CHECK-FIXES-OPTION: co_spawn(Context, goesOnBehind(), report_errors);
}

// Silent from here on: everything is caught.
awaitable<void> careful() {
  auto Executor = co_await asio::this_coro::executor;
  std::size_t Retries = 3;
  try {
    asio::steady_timer Timer(Executor);
    co_await Timer.async_wait(use_awaitable);
    co_await work(static_cast<int>(Retries));
  } catch (...) {
    log("failed");
  }
  co_return;
}
awaitable<void> carefulLoop() {
  for (int I = 0; I < 3; ++I) {
    try {
      co_await work(I);
    } catch (...) {
    }
  }
}
awaitable<void> carefulBranches(bool First) {
  if (First) {
    try {
      co_await work(1);
    } catch (...) {
      log("failed");
    }
  } else {
    co_await careful();
  }
}
awaitable<void> convertsInHandler() {
  try {
    co_await work(1);
  } catch (...) {
    try {
      throw;
    } catch (...) {
      log("failed");
    }
  }
}
awaitable<void> locksBefore(std::mutex &Mutex, int &Runs) {
  {
    std::lock_guard<std::mutex> Guard(Mutex);
    ++Runs;
  }
  co_await careful();
}
void caught(asio::io_context &Context, std::mutex &Mutex, int &Runs) {
  co_spawn(Context, careful(), detached);
  co_spawn(Context, careful, detached);
  co_spawn(Context, &careful, detached);
  co_spawn(Context, carefulLoop(), detached);
  co_spawn(Context, carefulBranches(true), detached);
  co_spawn(Context, convertsInHandler(), detached);
  co_spawn(Context, locksBefore(Mutex, Runs), detached);
  co_spawn(Context, []() -> awaitable<void> { co_await careful(); }, detached);
  co_spawn(Context, [] { return careful(); }, detached);
  auto Task = careful();
  co_spawn(Context, std::move(Task), detached);
  auto Run = []() -> awaitable<void> { co_await careful(); };
  co_spawn(Context, Run, detached);
}

// Errors are values here; nobody expects an exception.
awaitable<void> errorCodes(tcp::socket Socket) {
  char Data[16];
  for (;;) {
    auto [Error, Length] = co_await Socket.async_read_some(
        asio::buffer(Data), as_tuple(use_awaitable));
    if (Error)
      break;
    std::cout << Length;
  }
}
awaitable<void> redirected(tcp::socket Socket) {
  boost::system::error_code Error;
  char Data[16];
  co_await Socket.async_read_some(asio::buffer(Data),
                                  asio::redirect_error(use_awaitable, Error));
  if (Error)
    log(Error.message().c_str());
}
awaitable<void> throughOther(tcp::socket Socket) {
  co_await redirected(std::move(Socket));
  std::cout << "done";
}
void values(tcp::socket Socket, asio::io_context &Context) {
  co_spawn(Context, errorCodes(std::move(Socket)), detached);
  co_spawn(Context, redirected(tcp::socket(Context)), detached);
  co_spawn(Context, throughOther(tcp::socket(Context)), detached);
}

// One of its awaits throws after all.
awaitable<void> mixed(tcp::socket Socket) {
  boost::system::error_code Error;
  char Data[16];
  co_await Socket.async_read_some(asio::buffer(Data),
                                  asio::redirect_error(use_awaitable, Error));
  co_await Socket.async_read_some(asio::buffer(Data), use_awaitable);
}
void mixedValues(asio::io_context &Context) {
  co_spawn(Context, mixed(tcp::socket(Context)), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'mixed' is lost
  // CHECK-FIXES-NOTES: co_spawn(Context, mixed(tcp::socket(Context)), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  // CHECK-FIXES-OPTION: co_spawn(Context, mixed(tcp::socket(Context)), report_errors);
}

// Silent: nothing in it can throw.
awaitable<void> increments(int &Number) {
  ++Number;
  co_return;
}
// Silent: somebody looks at the exception, or awaits it.
awaitable<void> seen(asio::io_context &Context, int &Number) {
  co_spawn(Context, increments(Number), detached);
  co_spawn(Context, work(1), [](std::exception_ptr) {});
  co_spawn(Context, work(1), report_errors);
  co_await co_spawn(Context, work(1), use_awaitable);
  auto Future = co_spawn(Context, work(1), asio::use_future);
}
// Silent: an operation has no exception to lose.
void operations(asio::steady_timer &Timer, std::shared_ptr<int> Data) {
  Timer.async_wait(detached);
  Timer.async_wait(asio::bind_executor(Timer.get_executor(), detached));
  asio::post(Timer.get_executor(), detached);
}
// Silent: a macro.
#define START(Context, Task) co_spawn(Context, Task, detached)
void fromMacro(asio::io_context &Context) { START(Context, work(1)); }
// Silent: never evaluated.
using Nothing = decltype(co_spawn(std::declval<asio::io_context &>(), work(1),
                                  detached));

// Another class may override it without a catch.
struct Service {
  virtual ~Service() = default;
  virtual awaitable<void> run() {
    try {
      co_await work(1);
    } catch (...) {
    }
  }
};
void dispatched(asio::io_context &Context, Service &S) {
  co_spawn(Context, S.run(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'run' is lost
  // CHECK-FIXES-NOTES: co_spawn(Context, S.run(), [](std::exception_ptr e) { if (e) std::rethrow_exception(e); });
  // CHECK-FIXES-OPTION: co_spawn(Context, S.run(), report_errors);
}

// One report for all instantiations, without a fix in them.
template <typename Work> void startAll(asio::io_context &Context, Work Start) {
  co_spawn(Context, Start(1), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: it depends on a template parameter
}
void instantiate(asio::io_context &Context) {
  startAll(Context, work);
  startAll(Context, [](int Number) { return work(Number); });
}

// A result of one's own has its error as a value, too.
template <typename T> struct outcome {
  boost::system::error_code error() const noexcept;
  T &value() noexcept;
};
template <typename T> struct report {
  const char *error() const noexcept;
};
awaitable<outcome<int>> put() noexcept;
awaitable<report<int>> tell();
void puts(asio::io_context &Context) {
  asio::co_spawn(
      Context, []() -> awaitable<void> { (void)co_await put(); },
      asio::detached);
  asio::co_spawn(
      Context, []() -> awaitable<void> { (void)co_await tell(); },
      asio::detached);
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: an exception that leaves this coroutine
}

// --- Handlers that get the exception and never look at it -------------------

void forget(std::exception_ptr Error) {}
void ignored(asio::any_io_executor E) {
  co_spawn(E, work(1), [](std::exception_ptr Error) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'work' is lost
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: catch everything in the coroutine, or keep its result
  co_spawn(E, count(1), [](std::exception_ptr Error, int N) { log(N ? "a" : "b"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'count' is lost
  co_spawn(E, work(1), asio::bind_executor(E, [](std::exception_ptr Error) { log("done"); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'work' is lost
  co_spawn(E, work(1), forget);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: an exception that leaves 'work' is lost
  co_spawn(E, work(1), [](std::exception_ptr Error) { if (Error) log("bad"); });
  co_spawn(E, work(1), [](std::exception_ptr) {});
  co_spawn(E, work(1), []([[maybe_unused]] std::exception_ptr Error) {});
  co_spawn(E, work(1), report_errors);
}
