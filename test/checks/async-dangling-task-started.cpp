// Tasks of one's own that a function starts, as its name says.
// RUN: %check %s async-dangling-task %t -- -I%S/Inputs
#include "home_task.h"
#include <map>
#include <string>
#include <string_view>
#include <vector>

home::task<> save(int Id);
home::task<> greet(const std::string &Name);
home::task<> view(std::string_view Name);
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

// --- In a loop, of which no round waits -----------------------------------

void join();

struct entry {
  std::string Name;
};

void each_element(std::vector<std::string> Names) {
  for (const std::string &Name : Names)
    spawn(greet(Name));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'greet' is handed over to 'spawn' and refers to parameter 'Names', which is destroyed with this function
}

void each_of_its_own() {
  std::vector<entry> All(3);
  for (auto &Entry : All) {
    if (Entry.Name.empty())
      continue;
    spawn(greet(Entry.Name));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'greet' is handed over to 'spawn' and refers to local variable 'All', which is destroyed at the end of its block
  }
}

void each_pair(std::map<int, std::string> Names) {
  for (const auto &[Id, Name] : Names)
    spawn(greet(Name));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'greet' is handed over to 'spawn' and refers to parameter 'Names'
}

void by_index(std::vector<std::string> Names) {
  for (std::size_t I = 0; I < Names.size(); ++I)
    for (int Twice = 0; Twice < 2; ++Twice)
      spawn(greet(Names[I]));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the task of 'greet' is handed over to 'spawn' and refers to parameter 'Names'
}

void by_iterator(std::vector<std::string> Names) {
  for (auto It = Names.begin(); It != Names.end(); ++It)
    spawn(greet(Names.front()));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'greet' is handed over to 'spawn' and refers to parameter 'Names'
}

home::task<> in_a_coroutine() {
  std::string All[2];
  for (const std::string &Name : All)
    spawn(greet(Name));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'greet' is handed over to 'spawn' and refers to local variable 'All'
  co_return;
}

// What follows may wait for them.
void all_joined(std::vector<std::string> Names) {
  for (const std::string &Name : Names)
    spawn(greet(Name));
  join();
}
void each_joined(std::vector<std::string> Names) {
  for (const std::string &Name : Names) {
    spawn(greet(Name));
    join();
  }
}
home::task<> with_turns(std::vector<std::string> Names) {
  for (const std::string &Name : Names) {
    spawn(greet(Name));
    co_await settled();
  }
}
void until_joined(std::vector<std::string> Names, bool (*More)()) {
  do
    spawn(greet(Names.front()));
  while (More());
}
// These never end.
void for_ever(std::vector<std::string> Names) {
  while (true)
    spawn(greet(Names.front()));
}
void for_ever_and_ever(std::vector<std::string> Names) {
  for (;;)
    spawn(greet(Names.front()));
}
// Others have the elements.
void of_the_caller(std::vector<std::string> &Names) {
  for (const std::string &Name : Names)
    spawn(greet(Name));
}
void pointed_to(std::vector<const std::string *> Names) {
  for (const std::string *Name : Names)
    spawn(greet(*Name));
}
void pointed_to_by_iterator(std::vector<const std::string *> Names) {
  auto It = Names.begin();
  spawn(greet(**It));
}
void viewed(std::vector<std::string_view> Names) {
  for (std::string_view Name : Names)
    spawn(view(Name));
}
void viewed_here(std::vector<std::string> Names) {
  for (std::string_view Name : Names)
    spawn(view(Name));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'view' is handed over to 'spawn' and refers to parameter 'Names'
}
