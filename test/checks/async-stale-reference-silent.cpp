// RUN: %check %s async-stale-reference %t -- -I %inputs

#include "tasks.h"
#include <coroutine>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

home::task<> tick();
home::task<int> number();
home::task<> send(int);
void print(int);

struct entry {
  int Size = 0;
  void touch();
  home::task<> flush();
};

/// A lock of coroutines.
struct async_mutex {
  struct guard {
    ~guard();
    void unlock();
  };
  struct operation {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    guard await_resume();
  };
  operation scoped_lock();
  home::task<> lock();
  void unlock();
};
struct gate {
  home::task<> close();
};
template <typename F> home::task<> with_lock(async_mutex &, F);

// Nobody changes these while anything runs.
class settled {
public:
  settled() {
    Rows.push_back({});
    fill();
  }
  ~settled() { Rows.clear(); }
  void start() { Rows.push_back({}); }
  void init_rows() { Rows.push_back({}); }

  home::task<> iterate() {
    for (auto &Row : Rows) {
      co_await tick();
      Row.touch();
    }
  }
  home::task<> refer() {
    auto &Row = Rows.front();
    co_await tick();
    Row.touch();
  }
  home::task<> find(int Id) {
    auto It = Index.find(Id);
    co_await tick();
    print(It->second);
  }
  home::task<> constant() {
    auto &Row = Fixed.front();
    co_await tick();
    print(Row);
  }
  home::task<> sizes() {
    for (int Size : Fixed)
      co_await send(Size);
  }
  int get(int Id) const { return Index.at(Id); }

private:
  void fill() { Index[1] = 2; }
  std::vector<entry> Rows;
  std::map<int, int> Index;
  const std::vector<int> Fixed{1, 2};
};

// What only this frame has.
home::task<> own() {
  std::vector<entry> Rows(3);
  for (auto &Row : Rows) {
    co_await tick();
    Row.touch();
  }
  auto &First = Rows.front();
  co_await tick();
  First.touch();
}
home::task<> by_value(std::vector<entry> Rows) {
  for (auto &Row : Rows) {
    co_await tick();
    Row.touch();
  }
}
home::task<> by_rvalue(std::map<int, entry> &&Rows) {
  auto It = Rows.find(1);
  co_await tick();
  It->second.touch();
}
home::task<> owner(std::unique_ptr<std::vector<entry>> Rows) {
  for (auto &Row : *Rows) {
    co_await tick();
    Row.touch();
  }
}
home::task<> made() {
  auto Rows = std::make_shared<std::vector<entry>>();
  for (auto &Row : *Rows) {
    co_await tick();
    Row.touch();
  }
}
home::task<> parameter(std::vector<entry> &Rows) {
  for (auto &Row : Rows) {
    co_await tick();
    Row.touch();
  }
}

// They are changed, and yet.
class store {
public:
  void add(int Id) {
    Rows.push_back({});
    Tree[Id] = {};
    Hash[Id] = {};
    Queue.push_back({});
    Queue.emplace_front();
    List.push_back({});
    Names.insert(Id);
  }
  void clear() {
    Owners.clear();
    Shared.reset();
  }
  void keep(int Id) { Owned.push_back(std::make_unique<entry>()); }

  // Where what is added moves nothing.
  home::task<> tree(int Id) {
    auto It = Tree.find(Id);
    co_await tick();
    It->second.touch();
  }
  home::task<> set() {
    for (int Name : Names)
      co_await send(Name);
  }
  home::task<> list() {
    for (auto &Row : List) {
      co_await tick();
      Row.touch();
    }
  }
  home::task<> hash_reference(int Id) {
    auto &Row = Hash.at(Id);
    co_await tick();
    Row.touch();
  }
  home::task<> hash_pointer(int Id) {
    auto *Row = &Hash[Id];
    co_await tick();
    Row->touch();
  }
  home::task<> deque_reference() {
    auto &Row = Queue.back();
    co_await tick();
    Row.touch();
  }
  home::task<> pointee_in_a_vector(int Id) {
    auto &Row = *Owned[Id];
    co_await tick();
    Row.touch();
  }
  home::task<> get_in_a_vector(int Id) {
    entry *Row = Owned[Id].get();
    co_await tick();
    Row->touch();
  }

  // Not used behind it.
  home::task<> left_at_once() {
    for (auto &Row : Rows)
      if (Row.Size) {
        co_await tick();
        break;
      }
  }
  home::task<> returned_at_once() {
    for (auto &Row : Rows)
      if (Row.Size) {
        co_await tick();
        co_return;
      }
  }
  home::task<int> gave_back() {
    for (auto &Row : Rows)
      if (Row.Size)
        co_return co_await number();
    co_return 0;
  }
  home::task<> used_before() {
    auto &Row = Rows.front();
    Row.touch();
    co_await tick();
  }
  home::task<> in_the_operand() {
    auto &Row = Rows.front();
    co_await send(Row.Size);
  }
  home::task<> called_in_the_operand() {
    auto &Row = Rows.front();
    co_await Row.flush();
  }
  home::task<> on_the_other_path(bool Wait) {
    auto &Row = Rows.front();
    if (Wait) {
      co_await tick();
      co_return;
    }
    Row.touch();
  }
  home::task<> in_a_block() {
    {
      auto &Row = Rows.front();
      Row.touch();
    }
    co_await tick();
  }

  // Derived again.
  home::task<> each_round() {
    for (int I = 0; I < 10; ++I) {
      auto &Row = Rows[I];
      Row.touch();
      co_await tick();
    }
  }
  home::task<> by_index() {
    for (unsigned I = 0; I < Rows.size(); ++I) {
      co_await tick();
      Rows[I].touch();
    }
  }
  home::task<> found_again(int Id) {
    auto It = Hash.find(Id);
    co_await tick();
    It = Hash.find(Id);
    It->second.touch();
  }
  home::task<> found_again_in_a_loop(int Id) {
    auto It = Hash.find(Id);
    while (It != Hash.end()) {
      co_await tick();
      It = Hash.find(Id);
    }
  }
  home::task<> found_again_if_changed(int Id, bool &Changed) {
    auto It = Hash.find(Id);
    co_await tick();
    if (Changed)
      It = Hash.find(Id);
    It->second.touch();
  }
  home::task<> pointer_again(int Id) {
    entry *Row = &Rows[Id];
    co_await tick();
    Row = &Rows[Id];
    Row->touch();
  }
  home::task<> asked_again(int Id) {
    auto It = Hash.find(Id);
    co_await tick();
    if (!Hash.contains(Id))
      co_return;
    It->second.touch();
  }
  home::task<> another_value(int Id) {
    entry Mine;
    entry *Row = &Rows[Id];
    Row->touch();
    Row = &Mine;
    co_await tick();
    Row->touch();
  }

  // No suspension.
  home::task<> never() {
    auto &Row = Rows.front();
    co_await std::suspend_never();
    Row.touch();
  }
  home::task<> plain() {
    for (auto &Row : Rows)
      Row.touch();
    co_await tick();
  }

  // A copy.
  home::task<> value() {
    auto Row = Rows.front();
    co_await tick();
    Row.touch();
  }
  home::task<> copy_of_all() {
    const auto All = Rows;
    for (auto &Row : All)
      co_await send(Row.Size);
  }
  home::task<> getter_by_value() {
    for (auto &Row : all())
      co_await send(Row.Size);
  }
  home::task<> number_of_it() {
    const int Size = Rows.front().Size;
    co_await tick();
    print(Size);
  }
  home::task<> raw_pointer_kept_there(int Id) {
    entry *Row = Pointers[Id];
    co_await tick();
    Row->touch();
  }
  void point(entry &E) { Pointers.push_back(&E); }

  // Kept.
  home::task<> kept() {
    auto Keep = Shared;
    auto &Row = *Shared;
    co_await tick();
    Row.touch();
  }
  home::task<> kept_itself() {
    auto Row = Shared;
    co_await tick();
    Row->touch();
  }
  home::task<> reference_of_the_copy() {
    auto Keep = Shared;
    auto &Row = *Keep;
    co_await tick();
    Row.touch();
  }
  home::task<> element_kept(int Id) {
    auto Keep = Owners[Id];
    auto &Row = *Owners[Id];
    co_await tick();
    Row.touch();
  }

  // Ends.
  home::task<> stop() {
    for (auto &Row : Rows)
      co_await Row.flush();
  }
  home::task<> close_all() {
    for (auto &Row : Rows)
      co_await Row.flush();
  }
  home::task<> shutdown() { co_await flush_rows(); }
  home::task<> after_the_gate() {
    co_await Gate.close();
    for (auto &Row : Rows)
      co_await Row.flush();
  }

private:
  home::task<> flush_rows() {
    for (auto &Row : Rows)
      co_await Row.flush();
  }
  std::vector<entry> all() const { return Rows; }

  gate Gate;
  std::vector<entry> Rows;
  std::vector<std::unique_ptr<entry>> Owned;
  std::vector<entry *> Pointers;
  std::deque<entry> Queue;
  std::list<entry> List;
  std::map<int, entry> Tree;
  std::set<int> Names;
  std::unordered_map<int, entry> Hash;
  std::map<int, std::shared_ptr<entry>> Owners;
  std::shared_ptr<entry> Shared;
};

// Whoever changes it has the same lock.
class locked {
public:
  home::task<> add() {
    auto Lock = co_await Mutex.scoped_lock();
    Rows.push_back({});
  }
  home::task<> remove() {
    co_await Mutex.lock();
    Rows.pop_back();
    Mutex.unlock();
  }
  home::task<> iterate() {
    auto Lock = co_await Mutex.scoped_lock();
    for (auto &Row : Rows)
      co_await Row.flush();
  }
  home::task<> refer() {
    auto Lock = co_await Mutex.scoped_lock();
    auto &Row = Rows.front();
    co_await tick();
    Row.touch();
  }
  home::task<> by_hand() {
    co_await Mutex.lock();
    auto &Row = Rows.front();
    co_await tick();
    Row.touch();
    Mutex.unlock();
  }
  home::task<> calls_another() {
    auto Lock = co_await Mutex.scoped_lock();
    co_await under_the_lock();
  }
  home::task<> held_by_the_caller(async_mutex::guard Held) {
    auto &Row = Rows.front();
    co_await tick();
    Row.touch();
  }
  home::task<> held_by_the_caller_perhaps(std::optional<async_mutex::guard> &) {
    auto &Row = Rows.front();
    co_await tick();
    Row.touch();
  }
  home::task<> in_a_closure() {
    co_await with_lock(Mutex, [this]() -> home::task<> {
      for (auto &Row : Rows)
        co_await Row.flush();
    });
  }

private:
  home::task<> under_the_lock() {
    for (auto &Row : Rows)
      co_await Row.flush();
  }
  async_mutex Mutex;
  std::vector<entry> Rows;
};

// At the end, when nothing is left to run.
class ended {
public:
  home::task<> stop() {
    co_await Gate.close();
    Rows.clear();
  }
  home::task<> iterate() {
    for (auto &Row : Rows)
      co_await Row.flush();
  }

private:
  gate Gate;
  std::vector<entry> Rows;
};

// Only this coroutine changes it, and not meanwhile.
class alone {
public:
  home::task<> run() {
    auto &Row = Rows.front();
    co_await tick();
    Row.touch();
    trim();
    Rows.push_back({});
  }

private:
  void trim() { Rows.pop_back(); }
  std::vector<entry> Rows;
};

// Other objects of the class.
struct table {
  std::vector<entry> Rows;
  void add() { Rows.push_back({}); }
};
class reader {
public:
  home::task<> read() {
    for (auto &Row : Table.Rows)
      co_await Row.flush();
  }

private:
  table Table;
};
void build() {
  table Mine;
  Mine.add();
}

// Who assigns to an object whose coroutine runs has another mistake.
class assigned {
public:
  assigned &operator=(assigned &&Other) {
    Rows = std::move(Other.Rows);
    return *this;
  }
  assigned &operator=(const assigned &Other) {
    Rows.clear();
    for (auto &Row : Other.Rows)
      Rows.push_back(Row);
    return *this;
  }
  home::task<> iterate() {
    for (auto &Row : Rows)
      co_await Row.flush();
  }

private:
  std::vector<entry> Rows;
};
