// RUN: %check %s async-stale-reference %t -config='{CheckOptions: {async.Vocabulary: %inputs/checked.yaml}}' -- -I %inputs

#include "tasks.h"
#include <coroutine>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <ranges>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

home::task<> tick();
home::task<int> number();
void print(int);
void later(std::function<void()>);

struct entry {
  int Size = 0;
  std::string Name;
  std::vector<int> Parts;
  void touch();
};

// --- Whose it is -------------------------------------------------------------

std::map<int, entry> Registry;
void forget(int Id) { Registry.erase(Id); }
home::task<> global(int Id) {
  auto It = Registry.find(Id);
  co_await tick();
  It->second.touch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'It' may be stale here: 'Registry' can change while the coroutine is suspended [async-stale-reference]
}

std::map<int, entry> &table() {
  static std::map<int, entry> Table;
  return Table;
}
void forget_in_table(int Id) { table().erase(Id); }
home::task<> behind_a_function(int Id) {
  auto &Row = table().at(Id);
  co_await tick();
  Row.touch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Row' may be stale here: 'Table' can change while the coroutine is suspended [async-stale-reference]
}

struct session {
  std::vector<entry> Rows;
  std::unique_ptr<entry> Now;
  void add() { Rows.emplace_back(); }
};
void drop(session &S) { S.Now.reset(); }
home::task<> reference_parameter(session &S) {
  auto &Row = S.Rows[0];
  co_await tick();
  Row.touch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
}
home::task<> pointer_parameter(session *S) {
  auto &Now = *S->Now;
  co_await tick();
  Now.touch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Now' may be stale here: 'Now' can change while the coroutine is suspended [async-stale-reference]
}
home::task<> shared_parameter(std::shared_ptr<session> S) {
  for (auto &Row : S->Rows) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop goes on with a stale iterator: 'Rows' can change while the coroutine is suspended in it [async-stale-reference]
    co_await tick();
    Row.touch();
  }
}
home::task<> weak_parameter(std::weak_ptr<session> W) {
  auto S = W.lock();
  auto &Row = S->Rows.front();
  co_await tick();
  Row.touch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
}

// --- Who changes it ----------------------------------------------------------

void clear(std::vector<entry> &Rows) { Rows.clear(); }
void clear_at(std::vector<entry> *Rows) { Rows->clear(); }

class helpers {
public:
  void reset() { clear(Rows); }
  void reset_by_address() { clear_at(&Others); }
  void take() { auto Mine = std::move(Moved); }
  void exchange() { std::exchange(Pointer, nullptr); }
  void filter() { std::erase_if(Filtered, [](const entry &E) { return E.Size; }); }
  void listen() {
    later([this] { Heard.clear(); });
  }
  void nested(int Id) { Queues[Id].pop_back(); }
  void by_alias() {
    auto &All = Aliased;
    All.push_back({});
  }
  void through_a_getter() { gotten().clear(); }
  home::task<> by_a_coroutine() {
    co_await tick();
    Awaited.clear();
  }
  ~helpers() { Gone.clear(); }

  home::task<> use() {
    auto &A = Rows[0], &B = Others[0], &C = Moved[0], &D = *Pointer;
    auto &E = Filtered[0], &F = Heard[0], &G = Queues[1].back();
    auto &H = Aliased[0], &I = Gotten[0], &J = Awaited[0], &K = Gone[0];
    co_await tick();
    A.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'A' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
    B.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'B' may be stale here: 'Others' can change while the coroutine is suspended [async-stale-reference]
    C.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'C' may be stale here: 'Moved' can change while the coroutine is suspended [async-stale-reference]
    D.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'D' may be stale here: 'Pointer' can change while the coroutine is suspended [async-stale-reference]
    E.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'E' may be stale here: 'Filtered' can change while the coroutine is suspended [async-stale-reference]
    F.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'F' may be stale here: 'Heard' can change while the coroutine is suspended [async-stale-reference]
    G.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'G' may be stale here: 'Queues' can change while the coroutine is suspended [async-stale-reference]
    H.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'H' may be stale here: 'Aliased' can change while the coroutine is suspended [async-stale-reference]
    I.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'I' may be stale here: 'Gotten' can change while the coroutine is suspended [async-stale-reference]
    J.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'J' may be stale here: 'Awaited' can change while the coroutine is suspended [async-stale-reference]
    K.touch();
  }
  // What it awaits changes it, too.
  home::task<> awaits_it() {
    auto &Row = Own[0];
    co_await trim();
    Row.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Row' may be stale here: 'Own' can change while the coroutine is suspended [async-stale-reference]
  }

private:
  std::vector<entry> &gotten() { return Gotten; }
  home::task<> trim() {
    Own.pop_back();
    co_return;
  }
  std::vector<entry> Rows, Others, Moved, Filtered, Heard, Aliased, Gotten,
      Awaited, Gone, Own;
  std::unique_ptr<entry> Pointer;
  std::map<int, std::vector<entry>> Queues;
};

// --- How it is written -------------------------------------------------------

template <typename T> class pool {
public:
  void add(T Value) { Values.push_back(std::move(Value)); }
  home::task<> each() {
    auto &First = Values.front();
    co_await tick();
    First.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'First' may be stale here: 'Values' can change while the coroutine is suspended [async-stale-reference]
  }

private:
  std::vector<T> Values;
};
template class pool<entry>;

using rows = std::vector<entry>;
#define TOUCH(X) (X).touch()

class writings {
public:
  void add() {
    Rows.push_back({});
    Text += "more";
  }
  void move() { Mine = {}; }

  void in_a_lambda() {
    auto Run = [this]() -> home::task<> {
      auto &Row = Rows[0];
      co_await tick();
      Row.touch();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
    };
    later([Run] { (void)Run(); });
  }
  home::task<> given_to_a_lambda() {
    auto &Row = Rows[0];
    co_await tick();
    later([&Row] { Row.touch(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> by_a_span() {
    std::span<entry> All(Rows);
    co_await tick();
    All.front().touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'All' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> characters() {
    const char *C = Text.c_str();
    co_await tick();
    print(*C);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'C' may be stale here: 'Text' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> in_a_condition(int Id) {
    if (auto It = Rows.begin(); It != Rows.end()) {
      co_await tick();
      It->touch();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'It' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
    }
  }
  home::task<> on_one_path(bool Wait) {
    auto &Row = Rows[0];
    if (Wait)
      co_await tick();
    Row.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> in_a_handler() {
    auto &Row = Rows[0];
    try {
      co_await tick();
    } catch (...) {
      Row.touch();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
    }
  }
  home::task<> once_for_each() {
    auto &Row = Rows[0];
    co_await tick();
    Row.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
    co_await tick();
    Row.touch();
  }
  home::task<> argument(int) {
    auto &Row = Rows[0];
    print_with(Row, co_await number());
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> unlocked_before() {
    std::unique_lock Lock(Mutex);
    auto &Row = Rows[0];
    Lock.unlock();
    co_await tick();
    Row.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> never_run() {
    auto &Row = Rows[0];
    co_await tick();
    (void)sizeof(Row);
  }
  home::task<> in_a_macro() {
    auto &Row = Rows[0];
    co_await tick();
    TOUCH(Row);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> only_compared() {
    entry *Row = &Rows[0];
    co_await tick();
    if (Row)
      print(1);
    print(Row == nullptr);
  }
  home::task<> moved_before() {
    auto &Row = Rows[0];
    auto Own = std::move(Row);
    co_await tick();
    Own.touch();
  }

private:
  static void print_with(entry &, int);
  std::mutex Mutex;
  rows Rows;
  std::string Text;
  std::unique_ptr<entry> Mine;
};

class more_loops {
public:
  void clear() {
    Tree.clear();
    Handlers.clear();
    Kids.clear();
  }
  home::task<> by_a_view() {
    for (auto &Row : Tree | std::views::values) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop goes on with a stale iterator: 'Tree' can change while the coroutine is suspended in it [async-stale-reference]
      co_await tick();
      Row.touch();
    }
  }
  home::task<> swept() {
    for (auto It = Tree.begin(); It != Tree.end();) {
      // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'It' may be stale here: 'Tree' can change while the coroutine is suspended [async-stale-reference]
      if (It->second.Size)
        It = Tree.erase(It);
      else
        ++It;
      co_await tick();
    }
  }
  home::task<> stepped() {
    auto It = Tree.begin();
    do {
      co_await tick();
      ++It;
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'It' may be stale here: 'Tree' can change while the coroutine is suspended [async-stale-reference]
    } while (It != Tree.end());
  }
  home::task<int> returned(int Id) {
    auto &Row = Tree[Id];
    co_await tick();
    co_return Row.Size;
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'Row' may be stale here: 'Tree' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> called(int Id) {
    auto &Handler = Handlers[Id];
    co_await tick();
    Handler();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Handler' may be stale here: 'Handlers' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> reference_to_an_owner(int Id) {
    auto &Kid = Kids[Id];
    co_await tick();
    Kid->touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Kid' may be stale here: 'Kids' can change while the coroutine is suspended [async-stale-reference]
  }

  home::task<> swapped_out() {
    std::map<int, entry> Mine;
    std::swap(Mine, Tree);
    for (auto &[Id, Row] : Mine) {
      co_await tick();
      Row.touch();
    }
  }
  home::task<> exchanged() {
    for (auto &[Id, Row] : std::exchange(Tree, {})) {
      co_await tick();
      Row.touch();
    }
  }
  home::task<> first_each_time() {
    while (!Tree.empty()) {
      auto It = Tree.begin();
      const int Size = It->second.Size;
      Tree.erase(It);
      co_await tick();
      print(Size);
    }
  }
  home::task<> a_copy_of_the_owner(int Id) {
    auto Kid = Kids[Id];
    co_await tick();
    Kid->touch();
  }
  home::task<> another_name_of_it() {
    auto &All = Tree;
    co_await tick();
    All.clear();
  }
  home::task<> address_of_it() {
    auto *All = &Tree;
    co_await tick();
    All->clear();
  }
  home::task<> another_iterator(int Id) {
    auto It = Tree.find(Id);
    print(It->second.Size);
    co_await tick();
    auto Again = Tree.find(Id);
    Again->second.touch();
  }
  home::task<> the_key(int Id) {
    auto It = Tree.find(Id);
    const int Key = It->first;
    co_await tick();
    Tree.erase(Key);
  }
  home::task<> in_another_case(int Id) {
    auto &Row = Tree[Id];
    switch (Id) {
    case 1:
      co_await tick();
      break;
    default:
      Row.touch();
    }
  }

private:
  std::map<int, entry> Tree;
  std::map<int, std::function<void()>> Handlers;
  std::map<int, std::shared_ptr<entry>> Kids;
};

// --- As a part of what is assigned to --------------------------------------

struct topology {
  std::map<int, entry> Nodes;
  struct {
    std::vector<entry> Racks;
  } Parts;
  int Version = 0;
};
class cluster {
public:
  void reload(topology New) { Now = std::move(New); }
  void remember() { Before = topology(); }
  home::task<> node(int Id) {
    auto &Node = Now.Nodes[Id];
    co_await tick();
    Node.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Node' may be stale here: 'Nodes' can change while the coroutine is suspended
  }
  home::task<> deeper() {
    auto At = Now.Parts.Racks.begin();
    co_await tick();
    At->touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'At' may be stale here: 'Racks' can change while the coroutine is suspended
  }
  // Stays where it is.
  home::task<> version() {
    auto &Version = Now.Version;
    co_await tick();
    print(Version);
  }
  home::task<> again(int Id) {
    co_await tick();
    Now.Nodes[Id].touch();
  }
  home::task<> copied(int Id) {
    auto Mine = Now;
    auto &Node = Mine.Nodes[Id];
    co_await tick();
    Node.touch();
  }

private:
  topology Now, Before;
};
// Another one of the same class is assigned to.
class archive {
public:
  void remember() { Before = topology(); }
  home::task<> node(int Id) {
    auto &Node = Now.Nodes.at(Id);
    co_await tick();
    Node.touch();
  }

private:
  topology Now, Before;
};

class shelf {
public:
  void drop() { empty(Rows); }
  home::task<> first() {
    auto &Row = Rows.front();
    co_await tick();
    Row.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended
  }

private:
  static void empty(std::vector<entry> &Of) { Of.clear(); }
  std::vector<entry> Rows;
};
class lent_shelf {
public:
  void look() { count(Rows); }
  home::task<> first() {
    auto &Row = Rows.front();
    co_await tick();
    Row.touch();
  }

private:
  static std::size_t count(std::vector<entry> &Of) { return Of.size(); }
  std::vector<entry> Rows;
};

// --- By the vocabulary -------------------------------------------------------

/// Looks itself whether it is still there.
struct stable_cursor {
  stable_cursor(std::vector<entry>::iterator);
  entry &operator*() const;
  entry *operator->() const;
  stable_cursor &operator++();
};
class checked {
public:
  void add() { Rows.push_back({}); }
  home::task<> each() {
    stable_cursor At = Rows.begin();
    co_await tick();
    At->touch();
  }

private:
  std::vector<entry> Rows;
};

// --- Owners that die at once -------------------------------------------------

class current {
public:
  std::shared_ptr<entry> get() const { return Now; }
  std::unique_ptr<entry> make() const;
  home::task<> use() {
    auto &E = *get();
    // CHECK-FIXES: const auto EOwner = get();
    // CHECK-FIXES-NEXT: auto &E = *EOwner;
    co_await tick();
    E.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'E' may be dead here: it refers to what a smart pointer owned that is gone [async-stale-reference]
  }
  home::task<> use_a_member(std::weak_ptr<entry> Weak) {
    auto &namesOfParts = Weak.lock()->Parts;
    // CHECK-FIXES: const auto namesOfPartsOwner = Weak.lock();
    // CHECK-FIXES-NEXT: auto &namesOfParts = namesOfPartsOwner->Parts;
    co_await tick();
    print(namesOfParts[0]);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'namesOfParts' may be dead here: it refers to what a smart pointer owned that is gone [async-stale-reference]
  }
  home::task<> silent() {
    const auto Keep = get();
    auto &E = *Keep;
    co_await tick();
    E.touch();
  }
  home::task<> used_at_once() {
    auto &E = *get();
    E.touch();
    co_await tick();
  }

private:
  std::shared_ptr<entry> Now;
};
