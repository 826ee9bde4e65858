// RUN: %check %s async-stale-check %t -- -I %inputs

#include "tasks.h"
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <queue>
#include <vector>

home::task<> tick();
home::task<int> number();
void print(int);
void later(std::function<void()>);

struct peer {
  int Id = 0;
  void send();
  home::task<> flush();
};

class session {
public:
  // Who changes them.
  void drop() {
    Owned.reset();
    Shared = nullptr;
    Raw = nullptr;
    Maybe = std::nullopt;
    delete Deleted;
    auto Mine = std::move(Moved);
    Braced = {};
    later([this] { Heard.reset(); });
  }
  void take() {
    Queue.pop_front();
    Waiting.pop();
    Rows.clear();
  }

  home::task<> guard() {
    if (!Owned)
      co_return;
    co_await tick();
    Owned->send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Owned' was tested before the coroutine was suspended, and may be null here [async-stale-check]
    // CHECK-MESSAGES: :[[@LINE-5]]:10: note: it is tested here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine is suspended here
    // CHECK-MESSAGES: :26:5: note: 'drop' changes 'Owned' here
    // CHECK-MESSAGES: :[[@LINE-5]]:5: note: the coroutine ends early then, in the middle of what it has begun
  }
  home::task<> guard_in_a_block() {
    if (Shared == nullptr) {
      print(0);
      co_return;
    }
    co_await tick();
    Shared->send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Shared' was tested before the coroutine was suspended, and may be null here [async-stale-check]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: what to do when it is gone is for you to tell
  }
  home::task<> inside() {
    if (Raw) {
      co_await tick();
      Raw->send();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Raw' was tested before the coroutine was suspended, and may be null here [async-stale-check]
    }
  }
  home::task<> compared() {
    if (Raw != nullptr) {
      co_await tick();
      (*Raw).send();
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Raw' was tested before the coroutine was suspended, and may be null here [async-stale-check]
    }
  }
  home::task<> and_more(bool Really) {
    if (Really && Owned) {
      co_await tick();
      Owned->send();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Owned' was tested before the coroutine was suspended, and may be null here [async-stale-check]
    }
  }
  home::task<> or_else(bool Stop) {
    if (Stop || !Owned)
      co_return;
    co_await tick();
    Owned->send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Owned' was tested before the coroutine was suspended, and may be null here [async-stale-check]
  }
  home::task<> optional() {
    if (!Maybe.has_value())
      co_return;
    co_await tick();
    print(Maybe->Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Maybe' was tested before the coroutine was suspended, and may be null here [async-stale-check]
  }
  home::task<> dereferenced_optional() {
    if (Maybe) {
      co_await tick();
      print((*Maybe).Id);
      // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'Maybe' was tested before the coroutine was suspended, and may be null here [async-stale-check]
    }
  }
  home::task<> otherwise() {
    if (!Braced) {
      print(0);
    } else {
      co_await tick();
      Braced->send();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Braced' was tested before the coroutine was suspended, and may be null here [async-stale-check]
    }
  }
  home::task<> deleted() {
    if (!Deleted)
      co_return;
    co_await tick();
    Deleted->send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Deleted' was tested before the coroutine was suspended, and may be null here [async-stale-check]
  }
  home::task<> moved() {
    if (!Moved)
      co_return;
    co_await tick();
    Moved->send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Moved' was tested before the coroutine was suspended, and may be null here [async-stale-check]
  }
  home::task<> heard() {
    if (!Heard.get())
      co_return;
    co_await tick();
    Heard->send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Heard' was tested before the coroutine was suspended, and may be null here [async-stale-check]
  }
  home::task<> second_suspension() {
    if (!Owned)
      co_return;
    co_await Owned->flush();
    co_await Owned->flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'Owned' was tested before the coroutine was suspended, and may be null here [async-stale-check]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the coroutine is suspended here
  }
  home::task<> not_empty() {
    if (Queue.empty())
      co_return;
    co_await tick();
    print(Queue.front());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Queue' was tested before the coroutine was suspended, and may be empty here [async-stale-check]
  }
  home::task<> adaptor() {
    if (Waiting.size() > 0) {
      co_await tick();
      Waiting.pop();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Waiting' was tested before the coroutine was suspended, and may be empty here [async-stale-check]
    }
  }
  home::task<> by_size() {
    if (Rows.size() == 0)
      co_return;
    co_await tick();
    print(Rows.back());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Rows' was tested before the coroutine was suspended, and may be empty here [async-stale-check]
  }
  home::task<> loop() {
    while (!Queue.empty()) {
      co_await tick();
      Queue.pop_front();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Queue' was tested before the coroutine was suspended, and may be empty here [async-stale-check]
    }
  }
  home::task<> loop_by_pointer() {
    while (Owned) {
      co_await tick();
      Owned->send();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Owned' was tested before the coroutine was suspended, and may be null here [async-stale-check]
    }
  }
  home::task<> on_one_path(bool Wait) {
    if (!Owned)
      co_return;
    if (Wait)
      co_await tick();
    Owned->send();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Owned' was tested before the coroutine was suspended, and may be null here [async-stale-check]
  }
  home::task<> assigned() {
    if (!Owned)
      co_return;
    Owned->Id = co_await number();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Owned' was tested before the coroutine was suspended, and may be null here [async-stale-check]
  }

  // --- Silent ----------------------------------------------------------------

  home::task<> tested_again() {
    if (!Owned)
      co_return;
    co_await tick();
    if (!Owned)
      co_return;
    Owned->send();
  }
  home::task<> tested_in_the_expression() {
    if (!Owned)
      co_return;
    co_await tick();
    print(Owned ? Owned->Id : 0);
  }
  home::task<> tested_by_and(bool Really) {
    if (!Owned)
      co_return;
    co_await tick();
    if (Really && Owned && Owned->Id)
      print(1);
  }
  home::task<> tested_in_the_head() {
    while (!Queue.empty()) {
      print(Queue.front());
      Queue.pop_front();
      co_await tick();
    }
  }
  home::task<> only_a_message() {
    if (!Owned)
      print(0);
    co_await tick();
    Owned->send();
  }
  home::task<> another_way(bool Known) {
    if (Known)
      co_return;
    co_await tick();
    Owned->send();
  }
  home::task<> before() {
    if (!Owned)
      co_return;
    Owned->send();
    co_await tick();
  }
  home::task<> in_the_operand() {
    if (!Owned)
      co_return;
    co_await Owned->flush();
  }
  home::task<> copied() {
    if (!Shared)
      co_return;
    auto Mine = Shared;
    co_await tick();
    Mine->send();
  }
  home::task<> fresh() {
    if (!Owned)
      co_return;
    co_await tick();
    Owned = std::make_unique<peer>();
    Owned->send();
  }
  home::task<> filled() {
    if (Queue.empty())
      co_return;
    co_await tick();
    Queue.push_back(1);
    print(Queue.front());
  }
  home::task<> idiom() {
    if (Busy)
      co_return;
    Busy = true;
    co_await tick();
    Busy = false;
  }
  home::task<> negative() {
    if (Shared)
      co_return;
    co_await tick();
    Shared = std::make_shared<peer>();
  }
  home::task<> stop() {
    if (!Owned)
      co_return;
    co_await tick();
    Owned->send();
  }
  home::task<> own(std::unique_ptr<peer> Mine) {
    if (!Mine)
      co_return;
    co_await tick();
    Mine->send();
  }
  home::task<> local() {
    auto Mine = Weak.lock();
    if (!Mine)
      co_return;
    co_await tick();
    Mine->send();
  }
  home::task<> never_changed() {
    if (!Fixed)
      co_return;
    co_await tick();
    Fixed->send();
  }
  home::task<> only_replaced() {
    if (!Renewed)
      co_return;
    co_await tick();
    Renewed->send();
  }
  void renew() { Renewed = std::make_unique<peer>(); }
  home::task<> only_grows() {
    if (Grown.empty())
      co_return;
    co_await tick();
    print(Grown.front());
  }
  void grow() { Grown.push_back(1); }
  home::task<> never_suspended() {
    if (!Owned)
      co_return;
    co_await std::suspend_never();
    Owned->send();
  }
  home::task<> takes_it_along() {
    if (Queue.empty())
      co_return;
    const int First = Queue.front();
    Queue.pop_front();
    co_await tick();
    print(First);
  }

private:
  std::unique_ptr<peer> Owned, Moved, Braced, Heard, Fixed, Renewed;
  std::shared_ptr<peer> Shared;
  std::weak_ptr<peer> Weak;
  peer *Raw = nullptr, *Deleted = nullptr;
  std::optional<peer> Maybe;
  std::deque<int> Queue;
  std::queue<int> Waiting;
  std::vector<int> Rows, Grown;
  bool Busy = false;
};
