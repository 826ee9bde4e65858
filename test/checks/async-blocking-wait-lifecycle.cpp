// RUN: %check %s async-blocking-wait %t -- -isystem %S/Inputs

// Functions that begin or end what their object does: main calls them, or a
// thread of its own. They are called once.

#include "home_task.h"

home::task<> settle();
home::task<int> answer();

struct Server {
  void start() { home::sync_wait(settle()); }
  void stop();
  void beforeStop() { home::sync_wait(settle()); }
  void shutdown();
  bool init();
  void tear_down() { home::sync_wait(settle()); }
};
void Server::stop() { home::sync_wait(settle()); }
void Server::shutdown() {
  auto Last = answer();
  home::sync_wait(Last);
}
bool Server::init() { return home::sync_wait(answer()) > 0; }
void setup() { home::sync_wait(settle()); }
void start_1() { home::sync_wait(settle()); }

// --- It is what the name says, and no more -------------------------------

struct Client {
  void restart() { home::sync_wait(settle()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'sync_wait' blocks the thread until
  void start_upload() { home::sync_wait(settle()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'sync_wait' blocks the thread until
  int stop_reason() { return home::sync_wait(answer()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'sync_wait' blocks the thread until
};

// --- Somebody calls it in async code -------------------------------------

struct Worker {
  void stop() { home::sync_wait(settle()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'sync_wait' blocks the thread of a coroutine until
};
home::task<> replace(Worker &Old) {
  Old.stop();
  co_await settle();
}

// --- A coroutine blocks its thread whatever it is called -----------------

struct Pool {
  home::task<> start() {
    home::sync_wait(settle());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sync_wait' blocks the thread of this coroutine until
    // CHECK-FIXES: co_await settle();
    co_return;
  }
};
