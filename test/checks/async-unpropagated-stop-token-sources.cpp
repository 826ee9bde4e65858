// RUN: %check %s async-unpropagated-stop-token %t -- -I%S/Inputs -pthread -Wno-unused
// Where tokens come from, and which of them are out of reach.

#include "tasks.h"
#include <functional>
#include <stop_token>
#include <thread>
#include <utility>

using std::stop_source;
using home::task;
using std::stop_token;
task<> fetch(int Id, stop_token Token = {});
void work(int Id, stop_token Token = {});
void log(const char *);
void keep(std::function<void()>);
void start(stop_source);

namespace locals {
task<> variable(stop_source &Source) {
  start(Source);
  co_return;
}
task<> taken(stop_source Given) {
  auto Token = Given.get_token();
  co_await fetch(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' gets no stop token, though several are in reach: 'Given.get_token()', 'Token'
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: which of them is meant is for you to decide
}
task<> source(stop_source Given) {
  co_await fetch(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get the stop token 'Given.get_token()'
  // CHECK-FIXES: co_await fetch(1, Given.get_token());
}
stop_token current();
task<> fromSomewhere() {
  auto Token = current();
  co_await fetch(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get the stop token 'Token'
  // CHECK-FIXES: co_await fetch(1, Token);
}
task<> fromItself() {
  stop_source Source;
  start(Source);
  co_await fetch(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get the stop token 'Source.get_token()'
  // CHECK-FIXES: co_await fetch(1, Source.get_token());
}
task<> empty() {
  stop_token None;
  stop_token Empty = {};
  stop_token Explicit = stop_token();
  co_await fetch(1);
}
task<> later() {
  co_await fetch(1);
  auto Token = current();
  log(Token.stop_requested() ? "stopped" : "");
}
task<> inAnotherBlock() {
  {
    auto Token = current();
    log(Token.stop_requested() ? "stopped" : "");
  }
  co_await fetch(1);
}
stop_token make(int, stop_token = {});
task<> itself() {
  auto Token = make(1);
  log(Token.stop_requested() ? "stopped" : "");
  co_return;
}
task<> movedAway(stop_token Token) {
  co_await fetch(1, std::move(Token));
  co_await fetch(2);
}
task<> assigned(stop_token Token) {
  Token = {};
  co_await fetch(1);
}
task<> shadowed(stop_token Token) {
  log(Token.stop_requested() ? "stopped" : "");
  for (int Token = 0; Token < 3; ++Token)
    co_await fetch(Token);
}
task<> asksItself() {
  stop_source Source;
  start(Source);
  Source.request_stop();
  co_await fetch(1);
}
task<> several(stop_token A, stop_token B) {
  co_await fetch(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' gets no stop token, though several are in reach: 'A', 'B'
}
} // namespace locals

namespace members {
class service {
public:
  task<> run() {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'Token'
    // CHECK-FIXES: co_await fetch(1, Token);
  }
  task<> look() const {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get
    // CHECK-FIXES: co_await fetch(1, Token);
  }
  task<> both(stop_token Own) {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' gets no stop token, though several are in reach: 'Own', 'Token'
  }
  service() { work(1); }
  ~service() { work(1); }
  static task<> unbound() { co_await fetch(1); }
  // What the token asks for is under way.
  task<> stop() { co_await fetch(1); }
  task<> close_all() { co_await fetch(1); }
  task<> hidden() {
    int Token = 1;
    co_await fetch(Token);
  }

private:
  stop_token Token;
};
class owner {
public:
  task<> run() {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'Stop.get_token()'
    // CHECK-FIXES: co_await fetch(1, Stop.get_token());
  }
  task<> end() {
    Stop.request_stop();
    co_await fetch(1);
  }

protected:
  stop_source Stop;
};
class two_tokens {
  stop_source Stop;
  stop_token Mine;
  task<> run() {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' gets no stop token, though several are in reach: 'Stop.get_token()', 'Mine'
  }
  task<> end() {
    Stop.request_stop();
    co_await fetch(1);
  }
};
class derived : public owner {
  task<> more() {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'Stop.get_token()'
    // CHECK-FIXES: co_await fetch(1, Stop.get_token());
  }
};
class hiding : private members::service {
  task<> more() { co_await fetch(1); }
};
} // namespace members

namespace properties {
struct context {
  stop_token stop() const;
  int Id;
};
struct request {
  stop_token Token;
};
struct secret {
  int Id;

private:
  stop_token stop() const;
  stop_token Token;
};
struct outer {
  request Inner;
};
struct outermost {
  struct {
    outer Last;
  } First;
};
task<> method(const context &Ctx) {
  co_await fetch(Ctx.Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get the stop token 'Ctx.stop()'
  // CHECK-FIXES: co_await fetch(Ctx.Id, Ctx.stop());
}
task<> field(request *Request) {
  co_await fetch(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' does not get the stop token 'Request->Token'
  // CHECK-FIXES: co_await fetch(1, Request->Token);
}
task<> both(const context &Ctx, stop_token Token) {
  co_await fetch(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' gets no stop token, though several are in reach: 'Ctx.stop()', 'Token'
}
task<> hidden(secret &Secret) { co_await fetch(Secret.Id); }
task<> inAPart(outer &Outer) { co_await fetch(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'fetch' does not get the stop token 'Outer.Inner.Token'
// CHECK-FIXES: task<> inAPart(outer &Outer) { co_await fetch(1, Outer.Inner.Token); }
task<> tooDeep(outermost &Deep) { co_await fetch(1); }
task<> ofAnother(std::jthread &Thread) { co_await fetch(1); }
task<> notOfLocals() {
  context Ctx;
  co_await fetch(Ctx.Id);
}
} // namespace properties

namespace lambdas {
void own() {
  std::jthread Thread([](stop_token Token) {
    work(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'work' does not get the stop token 'Token'
    // CHECK-FIXES: work(1, Token);
  });
}
task<> inner(stop_token Outer) {
  auto Lambda = [=](stop_token Inner) -> task<> {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get the stop token 'Inner'
    // CHECK-FIXES: co_await fetch(1, Inner);
  };
  co_await Lambda(Outer);
}
task<> captured(stop_token Token) {
  auto Copied = [Token] { work(1); };
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'work' does not get the stop token 'Token'
  // CHECK-FIXES: auto Copied = [Token] { work(1, Token); };
  auto Referred = [&Token] { work(1); };
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'work' does not get
  // CHECK-FIXES: auto Referred = [&Token] { work(1, Token); };
  auto Default = [=] { work(1); };
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'work' does not get
  // CHECK-FIXES: auto Default = [=] { work(1, Token); };
  auto Named = [Mine = Token] { work(1); };
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'work' does not get the stop token 'Mine'
  // CHECK-FIXES: auto Named = [Mine = Token] { work(1, Mine); };
  int Id = 1;
  auto References = [&] { work(Id); };
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'work' does not get
  // CHECK-FIXES: auto References = [&] { work(Id, Token); };
  co_return;
}
task<> notCaptured(stop_token Token) {
  auto Nothing = [] { work(1); };
  auto Other = [Id = 1] { work(Id); };
  // It would be the first reference in it.
  keep([&] { work(1); });
  log(Token.stop_requested() ? "stopped" : "");
  co_return;
}
void otherThread(stop_token Token) {
  int Id = 1;
  std::jthread Other([&] { work(Id); });
  std::thread Plain([=] { work(Id); });
  log(Token.stop_requested() ? "stopped" : "");
}
// The inner one was moved away: it is not the outer one that is meant then.
task<> movedInside(stop_token Outer) {
  auto Lambda = [=](stop_token Inner) -> task<> {
    co_await fetch(1, std::move(Inner));
    co_await fetch(2);
  };
  co_await Lambda(Outer);
}
struct local_class {
  stop_token Token;
  void run() {
    auto Uses = [this] { work(1); };
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'work' does not get the stop token 'Token'
    // CHECK-FIXES: auto Uses = [this] { work(1, Token); };
    auto Without = [] { work(1); };
  }
};
void localFunction(stop_token Token) {
  struct helper {
    // By a parameter.
    static void run() { work(1); }
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'work' does not get the stop token 'Token' of 'localFunction', so it goes on when it should stop
    // CHECK-FIXES: static void run(std::stop_token stop) { work(1, stop); }
  };
  helper::run();
  // CHECK-FIXES: helper::run(Token);
  log(Token.stop_requested() ? "stopped" : "");
}
} // namespace lambdas

namespace afterwards {
task<> handler(stop_token Token) {
  try {
    co_await fetch(1, Token);
  } catch (...) {
    work(1);
  }
}
task<> afterLoop(stop_token Token) {
  while (!Token.stop_requested())
    co_await fetch(1, Token);
  co_await fetch(2);
}
task<> stopped(stop_token Token) {
  if (Token.stop_requested()) {
    co_await fetch(1);
    co_return;
  }
  co_await fetch(2, Token);
}
task<> notStopped(stop_token Token) {
  if (!Token.stop_requested()) {
    co_await fetch(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'fetch' does not get
    // CHECK-FIXES: co_await fetch(1, Token);
  } else {
    co_await fetch(2);
  }
}
} // namespace afterwards
