// RUN: %check %s async-stale-check %t -- -I %inputs

// What teams test, and how: requests and their connections, caches, queues.

#include "tasks.h"
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

home::task<> tick();
home::task<int> number();
home::task<> write(const std::string &);
void print(int);
void print(const std::string &);
bool more();

struct connection {
  int Id = 0;
  std::string Name;
  bool open() const;
  home::task<> send(int);
};

struct pool {
  std::shared_ptr<connection> Spare;
  std::vector<int> Ids;
  void forget() {
    Spare.reset();
    Ids.clear();
  }
};

class server {
public:
  void lose() {
    Upstream.reset();
    Peer = nullptr;
    Config.reset();
  }
  void trim() {
    Jobs.pop_back();
    Names.clear();
    Sessions.erase(1);
    Ordered.clear();
    Listed.pop_front();
  }

  home::task<> from_a_switch(int Kind) {
    if (!Upstream)
      co_return;
    switch (Kind) {
    case 0:
      co_await tick();
      print(Upstream->Id);
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'Upstream' was tested before the coroutine was suspended, and may be null here [async-stale-check]
      break;
    default:
      print(Upstream->Name);
    }
  }
  home::task<> in_an_argument() {
    if (!Upstream)
      co_return;
    const int N = co_await number();
    co_await Upstream->send(N);
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'Upstream' was tested before the coroutine was suspended, and may be null here [async-stale-check]
  }
  home::task<> thrown_at_first() {
    if (!Config)
      throw 1;
    co_await tick();
    print(Config->Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Config' was tested before the coroutine was suspended, and may be null here [async-stale-check]
  }
  home::task<> in_a_round() {
    if (!Peer)
      co_return;
    for (int I = 0; I < 3; ++I)
      co_await Peer->send(I);
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'Peer' was tested before the coroutine was suspended, and may be null here [async-stale-check]
  }
  home::task<> by_value() {
    if (Config.has_value()) {
      co_await tick();
      print(Config->Name);
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'Config' was tested before the coroutine was suspended, and may be null here [async-stale-check]
    }
  }
  home::task<> of_a_list() {
    if (Listed.empty())
      co_return;
    co_await tick();
    print(Listed.front());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Listed' was tested before the coroutine was suspended, and may be empty here [async-stale-check]
  }
  home::task<> last_one() {
    if (!Jobs.empty()) {
      co_await write("one");
      print(Jobs.back());
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'Jobs' was tested before the coroutine was suspended, and may be empty here [async-stale-check]
    }
  }
  home::task<> behind_a_handler() {
    if (!Upstream)
      co_return;
    try {
      co_await tick();
    } catch (...) {
      co_return;
    }
    print(Upstream->Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Upstream' was tested before the coroutine was suspended, and may be null here [async-stale-check]
  }
  home::task<> of_a_parameter(pool &Pool) {
    if (!Pool.Spare)
      co_return;
    co_await tick();
    print(Pool.Spare->Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Spare' was tested before the coroutine was suspended, and may be null here [async-stale-check]
  }
  home::task<> ids_of_a_parameter(pool &Pool) {
    if (Pool.Ids.empty())
      co_return;
    co_await tick();
    print(Pool.Ids.front());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Ids' was tested before the coroutine was suspended, and may be empty here [async-stale-check]
  }

  // --- Silent ----------------------------------------------------------------

  home::task<> tested_in_each_round() {
    for (int I = 0; I < 3 && Peer; ++I)
      co_await Peer->send(I);
  }
  home::task<> tested_in_each_while() {
    while (Upstream && more())
      co_await Upstream->send(1);
  }
  home::task<> left_at_once() {
    while (!Jobs.empty()) {
      print(Jobs.back());
      co_await tick();
      break;
    }
  }
  home::task<> only_in_the_message() {
    const bool Known = Upstream != nullptr;
    co_await tick();
    print(Known ? 1 : 0);
  }
  home::task<> another_object() {
    if (!Upstream)
      co_return;
    co_await tick();
    print(Peer ? Peer->Id : 0);
  }
  home::task<> compared_only() {
    if (!Peer)
      co_return;
    co_await tick();
    print(Peer == nullptr);
  }
  home::task<> handed_on() {
    if (!Upstream)
      co_return;
    co_await tick();
    take(Upstream);
  }
  home::task<> a_copy_of_the_owner() {
    auto Mine = Upstream;
    if (!Mine)
      co_return;
    co_await tick();
    print(Mine->Id);
  }
  home::task<> a_copy_in_the_condition() {
    if (auto Mine = Upstream) {
      co_await tick();
      print(Mine->Id);
    }
  }
  home::task<> a_copy_of_the_value() {
    if (!Config)
      co_return;
    const int Id = Config->Id;
    co_await tick();
    print(Id);
  }
  home::task<> moved_out() {
    if (!Upstream)
      co_return;
    auto Mine = std::move(Upstream);
    co_await tick();
    print(Mine->Id);
  }
  home::task<> taken_out() {
    if (Jobs.empty())
      co_return;
    const int Job = Jobs.back();
    Jobs.pop_back();
    co_await tick();
    print(Job);
  }
  home::task<> swapped_out() {
    if (Jobs.empty())
      co_return;
    std::vector<int> Mine;
    Mine.swap(Jobs);
    co_await tick();
    print(Mine.front());
  }
  home::task<> set_again() {
    if (!Config)
      co_return;
    co_await tick();
    Config.emplace();
    print(Config->Id);
  }
  home::task<> pushed_again() {
    if (Jobs.empty())
      co_return;
    co_await tick();
    Jobs.push_back(1);
    print(Jobs.back());
  }
  home::task<> asked_behind() {
    if (!Upstream)
      co_return;
    co_await tick();
    if (Upstream != nullptr)
      print(Upstream->Id);
  }
  home::task<> asked_by_size() {
    if (Jobs.empty())
      co_return;
    co_await tick();
    if (Jobs.size() > 0)
      print(Jobs.back());
  }
  home::task<> asked_by_choice() {
    if (Jobs.empty())
      co_return;
    co_await tick();
    print(Jobs.empty() ? 0 : Jobs.back());
  }
  home::task<> value_throws_itself() {
    if (!Config)
      co_return;
    co_await tick();
    print(Config.value().Id);
  }
  home::task<> value_or_else() {
    if (!Count)
      co_return;
    co_await tick();
    print(Count.value_or(0));
  }
  home::task<> in_another_branch(bool Wait) {
    if (!Upstream)
      co_return;
    if (Wait) {
      co_await tick();
      co_return;
    }
    print(Upstream->Id);
  }
  home::task<> count_only() {
    if (Names.empty())
      co_return;
    co_await tick();
    print(static_cast<int>(Names.size()));
  }
  home::task<> over_what_is_there() {
    if (Ordered.empty())
      co_return;
    co_await tick();
    for (const int Id : Ordered)
      print(Id);
  }
  home::task<> by_key() {
    if (!Sessions.contains(2))
      co_return;
    co_await tick();
    if (const auto It = Sessions.find(2); It != Sessions.end())
      print(It->second);
  }
  home::task<> fills_a_cache() {
    if (!Sessions.contains(2)) {
      const int N = co_await number();
      Sessions.emplace(2, N);
    }
  }
  home::task<> connects_once() {
    if (Upstream)
      co_return;
    const int N = co_await number();
    Upstream = std::make_shared<connection>();
    Upstream->Id = N;
  }
  home::task<> shutdown() {
    if (!Upstream)
      co_return;
    co_await Upstream->send(0);
    Upstream.reset();
  }
  home::task<> own_optional(std::optional<connection> Mine) {
    if (!Mine)
      co_return;
    co_await tick();
    print(Mine->Id);
  }
  home::task<> own_queue() {
    std::deque<int> Mine{1};
    if (Mine.empty())
      co_return;
    co_await tick();
    print(Mine.front());
  }
  home::task<> ready_at_once() {
    if (!Upstream)
      co_return;
    co_await std::suspend_never{};
    print(Upstream->Id);
  }

private:
  void take(const std::shared_ptr<connection> &);
  std::shared_ptr<connection> Upstream;
  connection *Peer = nullptr;
  std::optional<connection> Config;
  std::optional<int> Count;
  std::vector<int> Jobs;
  std::vector<std::string> Names;
  std::unordered_map<int, int> Sessions;
  std::set<int> Ordered;
  std::list<int> Listed;
};
