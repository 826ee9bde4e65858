// RUN: %check %s async-detached-coroutine %t -- -isystem %standins -Wno-unused-result
// RUN: %check %s async-detached-coroutine %t -fix-notes -check-suffixes=,NOTES -- -isystem %standins -Wno-unused-result
// RUN: %check %s async-detached-coroutine %t -check-suffixes=,OPTION -config="{CheckOptions: {async-detached-coroutine.CompletionHandler: report_failure}}" -- -isystem %standins -Wno-unused-result
#include <iostream>
#include <coro/coro.hpp>
#include <coro/task_container.hpp>
#include <memory>
#include <utility>
#include <vector>

coro::task<void> save(int Id);
void report_failure(std::exception_ptr Failure);
coro::task<void> careful() {
  try {
    co_await save(1);
  } catch (...) {
  }
}

void start(coro::thread_pool &Pool) {
  Pool.spawn_detached(save(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: an exception that leaves 'save' is lost, if 'save' lets one out: its body was not seen [async-detached-coroutine]
  // CHECK-MESSAGES-NOTES: :[[@LINE-2]]:8: note: what it throws is caught and written to 'std::cerr'
  // CHECK-MESSAGES: :[[@LINE-3]]:8: note: catch in the task what may be thrown, or await tasks together: 'co_await coro::when_all(...)'
  // CHECK-FIXES-NOTES: Pool.spawn_detached([](auto work) -> coro::task<> {
  // CHECK-FIXES-NOTES-NEXT:     try {
  // CHECK-FIXES-NOTES-NEXT:       co_await work;
  // CHECK-FIXES-NOTES-NEXT:     } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:     } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:     }
  // CHECK-FIXES-NOTES-NEXT:   }(save(1)));
  // CHECK-FIXES-OPTION: Pool.spawn_detached([](auto work) -> coro::task<> {
  // CHECK-FIXES-OPTION-NEXT:     try {
  // CHECK-FIXES-OPTION-NEXT:       co_await work;
  // CHECK-FIXES-OPTION-NEXT:     } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:       report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:     }
  // CHECK-FIXES-OPTION-NEXT:   }(save(1)));
  auto Task = save(3);
  Pool.spawn_detached(std::move(Task));
  // CHECK-MESSAGES-OPTION: :[[@LINE-1]]:8: warning: an exception that leaves 'save' is lost
  // CHECK-FIXES-NOTES: Pool.spawn_detached([](auto work) -> coro::task<> {
  // CHECK-FIXES-NOTES-NEXT:     try {
  // CHECK-FIXES-NOTES-NEXT:       co_await work;
  // CHECK-FIXES-NOTES-NEXT:     } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:     } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:     }
  // CHECK-FIXES-NOTES-NEXT:   }(std::move(Task)));
  // CHECK-FIXES-OPTION: Pool.spawn_detached([](auto work) -> coro::task<> {
  // CHECK-FIXES-OPTION-NEXT:     try {
  // CHECK-FIXES-OPTION-NEXT:       co_await work;
  // CHECK-FIXES-OPTION-NEXT:     } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:       report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:     }
  // CHECK-FIXES-OPTION-NEXT:   }(std::move(Task)));
}

void startInGroup(coro::task_group<coro::thread_pool> &Group) {
  (void)Group.start(save(2));
  // CHECK-MESSAGES-OPTION: :[[@LINE-1]]:15: warning: an exception that leaves 'save' is lost
  // CHECK-FIXES-NOTES: (void)Group.start([](auto work) -> coro::task<> {
  // CHECK-FIXES-NOTES-NEXT:     try {
  // CHECK-FIXES-NOTES-NEXT:       co_await work;
  // CHECK-FIXES-NOTES-NEXT:     } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:     } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:     }
  // CHECK-FIXES-NOTES-NEXT:   }(save(2)));
  // CHECK-FIXES-OPTION: (void)Group.start([](auto work) -> coro::task<> {
  // CHECK-FIXES-OPTION-NEXT:     try {
  // CHECK-FIXES-OPTION-NEXT:       co_await work;
  // CHECK-FIXES-OPTION-NEXT:     } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:       report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:     }
  // CHECK-FIXES-OPTION-NEXT:   }(save(2)));
}

coro::task<void> fetch(int Id) { co_await save(Id); }
coro::task<void> clear(int Id) { co_await save(Id); }

// A group that is joined somewhere keeps it; whoever is named needs none.
class Service {
public:
  void renew(coro::thread_pool &Pool) {
    Pool.spawn_detached(fetch(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: an exception that leaves 'fetch' is lost [async-detached-coroutine]
    // CHECK-MESSAGES-NOTES: :[[@LINE-2]]:10: note: what it throws is caught and written to 'std::cerr', and whoever joins 'Group' waits for it; its executor runs it
    // CHECK-FIXES-NOTES: (void)Group.start([](auto work) -> coro::task<> {
    // CHECK-FIXES-NOTES-NEXT: try {
    // CHECK-FIXES-NOTES-NEXT: co_await work;
    // CHECK-FIXES-NOTES-NEXT: } catch (const std::exception &e) {
    // CHECK-FIXES-NOTES-NEXT: std::cerr << "background work: " << e.what() << '\n';
    // CHECK-FIXES-NOTES-NEXT: } catch (...) {
    // CHECK-FIXES-NOTES-NEXT: std::cerr << "background work failed\n";
    // CHECK-FIXES-NOTES-NEXT: }
    // CHECK-FIXES-NOTES-NEXT: }(fetch(1)));
    // CHECK-FIXES-OPTION: Pool.spawn_detached([](auto work) -> coro::task<> {
    // CHECK-FIXES-OPTION-NEXT: try {
    // CHECK-FIXES-OPTION-NEXT: co_await work;
    // CHECK-FIXES-OPTION-NEXT: } catch (...) {
    // CHECK-FIXES-OPTION-NEXT: report_failure(std::current_exception());
    // CHECK-FIXES-OPTION-NEXT: }
    // CHECK-FIXES-OPTION-NEXT: }(fetch(1)));
  }

private:
  coro::task_group<coro::thread_pool> Group;
};
class Container {
public:
  void renew(coro::thread_pool &Pool) {
    Pool.spawn_detached(clear(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: an exception that leaves 'clear' is lost [async-detached-coroutine]
    // CHECK-MESSAGES-NOTES: :[[@LINE-2]]:10: note: what it throws is caught and written to 'std::cerr', and whoever joins 'All' waits for it; its executor runs it
    // CHECK-FIXES-NOTES: All->start([](auto work) -> coro::task<> {
    // CHECK-FIXES-NOTES-NEXT: try {
    // CHECK-FIXES-NOTES-NEXT: co_await work;
    // CHECK-FIXES-NOTES-NEXT: } catch (const std::exception &e) {
    // CHECK-FIXES-NOTES-NEXT: std::cerr << "background work: " << e.what() << '\n';
    // CHECK-FIXES-NOTES-NEXT: } catch (...) {
    // CHECK-FIXES-NOTES-NEXT: std::cerr << "background work failed\n";
    // CHECK-FIXES-NOTES-NEXT: }
    // CHECK-FIXES-NOTES-NEXT: }(clear(1)));
    // CHECK-FIXES-OPTION: Pool.spawn_detached([](auto work) -> coro::task<> {
    // CHECK-FIXES-OPTION-NEXT: try {
    // CHECK-FIXES-OPTION-NEXT: co_await work;
    // CHECK-FIXES-OPTION-NEXT: } catch (...) {
    // CHECK-FIXES-OPTION-NEXT: report_failure(std::current_exception());
    // CHECK-FIXES-OPTION-NEXT: }
    // CHECK-FIXES-OPTION-NEXT: }(clear(1)));
  }

private:
  std::unique_ptr<coro::task_container<coro::thread_pool>> All;
};

coro::task<void> purge(int Id) { co_await save(Id); }
// Something else is said where the value is used, in a choice, too.
class Choosing {
  coro::task_group<coro::thread_pool> Group;
  void renew(coro::thread_pool &Pool, bool Now) {
    Now && Pool.spawn_detached(purge(1));
    // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves 'purge' is lost [async-detached-coroutine]
    // CHECK-MESSAGES-NOTES: :[[@LINE-2]]:17: note: what it throws is caught and written to 'std::cerr'
    // CHECK-FIXES-NOTES: Now && Pool.spawn_detached([](auto work) -> coro::task<> {
    // CHECK-FIXES-NOTES-NEXT: try {
    // CHECK-FIXES-NOTES-NEXT: co_await work;
    // CHECK-FIXES-NOTES-NEXT: } catch (const std::exception &e) {
    // CHECK-FIXES-NOTES-NEXT: std::cerr << "background work: " << e.what() << '\n';
    // CHECK-FIXES-NOTES-NEXT: } catch (...) {
    // CHECK-FIXES-NOTES-NEXT: std::cerr << "background work failed\n";
    // CHECK-FIXES-NOTES-NEXT: }
    // CHECK-FIXES-NOTES-NEXT: }(purge(1)));
    // CHECK-FIXES-OPTION: Now && Pool.spawn_detached([](auto work) -> coro::task<> {
    // CHECK-FIXES-OPTION-NEXT: try {
    // CHECK-FIXES-OPTION-NEXT: co_await work;
    // CHECK-FIXES-OPTION-NEXT: } catch (...) {
    // CHECK-FIXES-OPTION-NEXT: report_failure(std::current_exception());
    // CHECK-FIXES-OPTION-NEXT: }
    // CHECK-FIXES-OPTION-NEXT: }(purge(1)));
  }
};

// Errors are values here, by themselves or beside the data.
coro::task<coro::poll_status> ready(int Fd);
coro::task<std::pair<coro::poll_status, int>> receive(int Fd);
coro::task<int> count(int Fd);
void handle(int Bytes);
coro::task<void> session(int Fd) {
  while (co_await ready(Fd) == coro::poll_status::read) {
    auto [Status, Bytes] = co_await receive(Fd);
    if (Status != coro::poll_status::read)
      co_return;
    handle(Bytes);
  }
}
coro::task<void> sessionThatCounts(int Fd) {
  while (co_await ready(Fd) == coro::poll_status::read)
    handle(co_await count(Fd));
}
void serve(coro::thread_pool &Pool, int Fd) {
  Pool.spawn_detached(session(Fd)); // Silent.
  Pool.spawn_detached(sessionThatCounts(Fd));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: an exception that leaves 'sessionThatCounts' is lost
  // CHECK-FIXES-NOTES: Pool.spawn_detached([](auto work) -> coro::task<> {
  // CHECK-FIXES-NOTES-NEXT:     try {
  // CHECK-FIXES-NOTES-NEXT:       co_await work;
  // CHECK-FIXES-NOTES-NEXT:     } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:     } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:       std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:     }
  // CHECK-FIXES-NOTES-NEXT:   }(sessionThatCounts(Fd)));
  // CHECK-FIXES-OPTION: Pool.spawn_detached([](auto work) -> coro::task<> {
  // CHECK-FIXES-OPTION-NEXT:     try {
  // CHECK-FIXES-OPTION-NEXT:       co_await work;
  // CHECK-FIXES-OPTION-NEXT:     } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:       report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:     }
  // CHECK-FIXES-OPTION-NEXT:   }(sessionThatCounts(Fd)));
}

// Silent.
void startCareful(coro::thread_pool &Pool,
                  coro::task_group<coro::thread_pool> &Group) {
  Pool.spawn_detached(careful());
  (void)Group.start(careful());
}
coro::task<void> awaits() { co_await save(1); }

// What callers gave: they know what they start.
void startMoved(coro::thread_pool &Pool, coro::task<void> Given) {
  Pool.spawn_detached(std::move(Given));
}
void startForwarded(coro::thread_pool &Pool, coro::task<void> &&Given) {
  Pool.spawn_detached(std::forward<coro::task<void>>(Given));
}
void startCast(coro::thread_pool &Pool, coro::task<void> &&Given) {
  Pool.spawn_detached(static_cast<coro::task<void> &&>(Given));
}
void startAll(coro::thread_pool &Pool, std::vector<coro::task<void>> Given) {
  for (auto &Task : Given)
    Pool.spawn_detached(std::move(Task));
}
void startLater(coro::thread_pool &Pool, coro::task<void> Given) {
  auto Later = [&Pool, Given = std::move(Given)]() mutable {
    Pool.spawn_detached(std::move(Given));
  };
  Later();
}
void startOwn(coro::thread_pool &Pool) {
  std::vector<coro::task<void>> Made;
  Made.push_back(save(1));
  for (auto &Task : Made)
    Pool.spawn_detached(std::forward<coro::task<void>>(Task));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: an exception that leaves this coroutine is lost
  // CHECK-FIXES-NOTES: Pool.spawn_detached([](auto work) -> coro::task<> {
  // CHECK-FIXES-NOTES-NEXT:       try {
  // CHECK-FIXES-NOTES-NEXT:         co_await work;
  // CHECK-FIXES-NOTES-NEXT:       } catch (const std::exception &e) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work: " << e.what() << '\n';
  // CHECK-FIXES-NOTES-NEXT:       } catch (...) {
  // CHECK-FIXES-NOTES-NEXT:         std::cerr << "background work failed\n";
  // CHECK-FIXES-NOTES-NEXT:       }
  // CHECK-FIXES-NOTES-NEXT:     }(std::forward<coro::task<void>>(Task)));
  // CHECK-FIXES-OPTION: Pool.spawn_detached([](auto work) -> coro::task<> {
  // CHECK-FIXES-OPTION-NEXT:       try {
  // CHECK-FIXES-OPTION-NEXT:         co_await work;
  // CHECK-FIXES-OPTION-NEXT:       } catch (...) {
  // CHECK-FIXES-OPTION-NEXT:         report_failure(std::current_exception());
  // CHECK-FIXES-OPTION-NEXT:       }
  // CHECK-FIXES-OPTION-NEXT:     }(std::forward<coro::task<void>>(Task)));
}
