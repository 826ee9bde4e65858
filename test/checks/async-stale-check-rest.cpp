// RUN: %check %s async-stale-check %t -- -I %inputs

#include "tasks.h"
#include <coroutine>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

home::task<> tick();
home::task<int> number();
void print(int);
bool ready();
void later(std::function<void()>);
#define LOG(X) print(X)

struct peer {
  int Id = 0;
  std::unique_ptr<int> Inner;
  void send();
};
struct async_mutex {
  struct guard {
    ~guard();
  };
  struct operation {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    guard await_resume();
  };
  operation scoped_lock();
};
struct gate {
  home::task<> close();
};

// --- Whose it is -------------------------------------------------------------

peer *Everybodys;
void forget() { Everybodys = nullptr; }
home::task<> global() {
  if (!Everybodys)
    co_return;
  co_await tick();
  Everybodys->send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Everybodys' was tested before the coroutine was suspended, and may be null here [async-stale-check]
}

struct session {
  std::unique_ptr<peer> Peer;
  std::deque<int> Queue;
};
void drop(session &S) {
  S.Peer.reset();
  S.Queue.clear();
}
home::task<> parameter(session &S) {
  if (!S.Peer)
    co_return;
  co_await tick();
  S.Peer->send();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Peer' was tested before the coroutine was suspended, and may be null here [async-stale-check]
}
home::task<> shared_parameter(std::shared_ptr<session> S) {
  if (S->Queue.empty())
    co_return;
  co_await tick();
  print(S->Queue.front());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Queue' was tested before the coroutine was suspended, and may be empty here [async-stale-check]
}
home::task<> its_own(session S) {
  if (S.Queue.empty())
    co_return;
  co_await tick();
  print(S.Queue.front());
}

// --- How it is written -------------------------------------------------------

template <typename T> class slot {
public:
  void clear() { Value.reset(); }
  home::task<> use() {
    if (!Value)
      co_return;
    co_await tick();
    Value->send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Value' was tested before the coroutine was suspended, and may be null here [async-stale-check]
  }

private:
  std::unique_ptr<T> Value;
};
template class slot<peer>;

class writings {
public:
  void clear() {
    Peer.reset();
    Queue.clear();
    Peers.clear();
  }
  void in_a_lambda() {
    auto Run = [this]() -> home::task<> {
      if (!Peer)
        co_return;
      co_await tick();
      Peer->send();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Peer' was tested before the coroutine was suspended, and may be null here [async-stale-check]
    };
    later([Run] { (void)Run(); });
  }
  home::task<> in_a_macro() {
    if (!Peer)
      co_return;
    co_await tick();
    LOG(Peer->Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Peer' was tested before the coroutine was suspended, and may be null here [async-stale-check]
  }
  home::task<> thrown() {
    if (Peer == nullptr)
      throw 1;
    co_await tick();
    Peer->send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Peer' was tested before the coroutine was suspended, and may be null here [async-stale-check]
  }
  home::task<> nested() {
    if (!Peer)
      co_return;
    if (ready()) {
      co_await tick();
      Peer->send();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Peer' was tested before the coroutine was suspended, and may be null here [async-stale-check]
    }
  }
  home::task<> next_round() {
    if (!Peer)
      co_return;
    for (int I = 0; I < 3; ++I) {
      Peer->send();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Peer' was tested before the coroutine was suspended, and may be null here [async-stale-check]
      co_await tick();
    }
  }
  home::task<> member_of_it() {
    if (!Peer)
      co_return;
    const int Id = co_await number();
    Peer->Id = Id;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Peer' was tested before the coroutine was suspended, and may be null here [async-stale-check]
  }

  // --- Silent ----------------------------------------------------------------

  home::task<> tested_in_a_function() {
    if (!has_peer())
      co_return;
    co_await tick();
    Peer->send();
  }
  home::task<> tested_each_round() {
    while (Peer) {
      Peer->send();
      co_await tick();
    }
  }
  home::task<> tested_in_a_for() {
    for (int I = 0; Peer && I < 3; ++I) {
      Peer->send();
      co_await tick();
    }
  }
  home::task<> tested_by_or() {
    if (!Peer)
      co_return;
    co_await tick();
    if (!Peer || Peer->Id == 0)
      co_return;
    Peer->send();
  }
  home::task<> tested_by_the_way() {
    if (!Peer)
      co_return;
    co_await tick();
    const bool Is = Peer != nullptr;
    if (Is)
      Peer->send();
  }
  home::task<> continued() {
    while (ready()) {
      if (Queue.empty()) {
        co_await tick();
        continue;
      }
      print(Queue.front());
      Queue.pop_front();
    }
  }
  home::task<> waited_until_there() {
    while (Queue.empty())
      co_await tick();
    print(Queue.front());
  }
  home::task<> by_alias() {
    auto *Mine = Peer.get();
    if (!Mine)
      co_return;
    co_await tick();
    Mine->send();
  }
  home::task<> moved_out() {
    if (!Peer)
      co_return;
    auto Mine = std::move(Peer);
    co_await tick();
    Mine->send();
  }
  home::task<> size_only() {
    if (Queue.empty())
      co_return;
    co_await tick();
    print(static_cast<int>(Queue.size()));
  }
  home::task<> loops_over_it() {
    if (Queue.empty())
      co_return;
    co_await tick();
    for (int Each : Queue)
      print(Each);
  }
  home::task<> cache(int Id) {
    if (!Peers.contains(Id)) {
      const int New = co_await number();
      Peers.emplace(Id, New);
    }
  }
  home::task<> shutdown() {
    if (!Peer)
      co_return;
    co_await tick();
    Peer->send();
  }
  home::task<> value_checks_itself() {
    if (Queue.empty())
      co_return;
    co_await tick();
    print(Queue.at(0));
  }

private:
  bool has_peer() const { return Peer != nullptr; }
  std::unique_ptr<peer> Peer;
  std::deque<int> Queue;
  std::map<int, int> Peers;
};

// Whoever ends it has the same lock.
class locked {
public:
  home::task<> drop() {
    auto Lock = co_await Mutex.scoped_lock();
    Peer.reset();
  }
  home::task<> use() {
    auto Lock = co_await Mutex.scoped_lock();
    if (!Peer)
      co_return;
    co_await tick();
    Peer->send();
  }
  home::task<> held_by_the_caller(async_mutex::guard Held) {
    if (!Peer)
      co_return;
    co_await tick();
    Peer->send();
  }

private:
  async_mutex Mutex;
  std::unique_ptr<peer> Peer;
};

// Before anything runs, and when nothing does any more.
class settled {
public:
  settled() { Peer = nullptr; }
  ~settled() { Peer.reset(); }
  void init() { Peer.reset(); }
  home::task<> stop() {
    co_await Gate.close();
    Peer.reset();
  }
  home::task<> use() {
    if (!Peer)
      co_return;
    co_await tick();
    Peer->send();
  }

private:
  gate Gate;
  std::unique_ptr<peer> Peer;
};

// Its own affair.
class alone {
public:
  home::task<> use() {
    if (!Peer)
      co_return;
    co_await tick();
    Peer->send();
    Peer.reset();
  }

private:
  std::unique_ptr<peer> Peer;
};

// --- As a part of what is assigned to --------------------------------------

struct link_state {
  std::unique_ptr<peer> Peer;
  std::vector<int> Waiting;
};
class link_of_parts {
public:
  void drop() { State = link_state(); }
  home::task<> bye() {
    if (!State.Peer)
      co_return;
    co_await tick();
    State.Peer->send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Peer' was tested before the coroutine was suspended, and may be null here
  }
  home::task<> again() {
    if (!State.Peer)
      co_return;
    co_await tick();
    if (State.Peer)
      State.Peer->send();
  }

private:
  link_state State;
};
class link_that_is_replaced {
public:
  void replace(link_state New) { State = std::move(New); }
  home::task<> bye() {
    if (!State.Peer)
      co_return;
    co_await tick();
    State.Peer->send();
  }

private:
  link_state State;
};
