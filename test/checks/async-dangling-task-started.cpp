// Tasks of one's own that a function starts, as its name says.
// RUN: %check %s async-dangling-task %t -- -I%S/Inputs
#include "home_task.h"
#include <string>

home::task<> save(int Id);
home::task<> greet(const std::string &Name);
home::task<> settled();

void spawn(home::task<> Task);
void start(home::task<> Task);
home::task<> spawnAndJoin(home::task<> Task);
inline constexpr struct launch_fn {
  void operator()(home::task<> Task) const;
} launch{};
struct pool {
  void spawn_worker(home::task<> Task);
  void respawn(home::task<> Task);
};

struct service {
  int Count = 0;
  void begin(pool &Pool) {
    spawn([this]() -> home::task<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of this lambda is handed over to 'spawn' and refers to the captures of a lambda that is destroyed at the end of this expression [async-dangling-task]
      co_await save(1);
      ++Count;
    }());
    Pool.spawn_worker([this]() -> home::task<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task of this lambda is handed over to 'spawn_worker'
      co_await save(2);
      ++Count;
    }());
    launch([this]() -> home::task<> {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of this lambda is handed over to 'launch'
      co_await save(3);
      ++Count;
    }());
    // Nothing is captured.
    spawn([](service *Self) -> home::task<> {
      co_await save(4);
      ++Self->Count;
    }(this));
    // Nobody knows what these do.
    start([this]() -> home::task<> {
      co_await save(5);
      ++Count;
    }());
    Pool.respawn([this]() -> home::task<> {
      co_await save(6);
      ++Count;
    }());
  }
  // Complete where it ends.
  home::task<> joined() {
    co_await spawnAndJoin([this]() -> home::task<> {
      co_await save(7);
      ++Count;
    }());
  }
};

void temporaries(const std::string &Name) {
  spawn(greet(std::string("you")));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'greet' is handed over to 'spawn' and refers to a temporary 'std::{{string|basic_string<char>}}' that is destroyed at the end of this expression
  spawn(greet(Name));
}

home::task<> locals(bool Again) {
  std::string Name = "you";
  spawn(greet(Name));
  co_await settled();
}
