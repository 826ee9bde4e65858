// RUN: %check %s async-stale-reference %t -- -I %inputs

#include "tasks.h"
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

home::task<> tick();
home::task<int> number();
void print(int);
void print(std::string_view);

struct entry {
  int Size = 0;
  std::string Name;
  std::vector<int> Parts;
  int total() const;
  void touch();
};

class store {
public:
  // Who changes them.
  void add(int Id) {
    Rows.push_back({});
    Queue.push_back({});
    Hash[Id] = {};
    Tree[Id] = {};
  }
  void remove(int Id) {
    Rows.erase(Rows.begin());
    Hash.erase(Id);
    Tree.erase(Id);
    List.clear();
  }
  void rename(std::string New) { Title = std::move(New); }
  void replace() {
    Current = std::make_unique<entry>();
    Common.reset();
    Maybe.reset();
  }

  home::task<> iterator_by_find(int Id) {
    auto It = Tree.find(Id);
    co_await tick();
    print(It->second.Size);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'It' may be stale here: 'Tree' can change while the coroutine is suspended [async-stale-reference]
    // CHECK-MESSAGES: :[[@LINE-4]]:10: note: it is derived here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine is suspended here
    // CHECK-MESSAGES: :[[@LINE-17]]:5: note: 'remove' changes 'Tree' here
  }
  home::task<> reference_by_subscript(int Id) {
    auto &Row = Rows[Id];
    co_await tick();
    Row.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> at(int Id) {
    entry &Row = Rows.at(Id);
    co_await tick();
    Row.Size = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> pointer(int Id) {
    entry *Row = &Tree[Id];
    co_await tick();
    Row->touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Row' may be stale here: 'Tree' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> data() {
    entry *Row = Rows.data();
    co_await tick();
    Row->touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> view() {
    std::string_view Text = Title;
    co_await tick();
    print(Text);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Text' may be stale here: 'Title' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> front() {
    auto &Row = Rows.front();
    co_await tick();
    Row.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> member_of_element(int Id) {
    auto &Parts = Tree.at(Id).Parts;
    co_await tick();
    print(Parts.front());
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Parts' may be stale here: 'Tree' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> through_the_iterator(int Id) {
    auto It = Hash.find(Id);
    auto &Row = It->second;
    co_await tick();
    Row.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Row' may be stale here: 'Hash' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> binding(int Id) {
    auto &[Key, Row] = *Tree.find(Id);
    co_await tick();
    Row.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: '[Key, ...]' may be stale here: 'Tree' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> emplaced(int Id) {
    auto [It, IsNew] = Tree.try_emplace(Id);
    co_await tick();
    print(IsNew);
    It->second.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: '[It, ...]' may be stale here: 'Tree' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> emplaced_first(int Id) {
    auto It = Tree.emplace(Id, entry()).first;
    co_await tick();
    It->second.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'It' may be stale here: 'Tree' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> owned() {
    auto &Now = *Current;
    co_await tick();
    Now.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Now' may be stale here: 'Current' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> owned_by_get() {
    auto *Now = Current.get();
    co_await tick();
    Now->touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Now' may be stale here: 'Current' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> owned_together() {
    auto &Now = *Common;
    co_await tick();
    Now.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Now' may be stale here: 'Common' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> optional() {
    auto &Now = Maybe.value();
    co_await tick();
    Now.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Now' may be stale here: 'Maybe' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> loop() {
    for (auto &Row : Rows) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop goes on with a stale iterator: 'Rows' can change while the coroutine is suspended in it [async-stale-reference]
      co_await tick();
      Row.touch();
    }
  }
  home::task<> loop_over_pairs() {
    for (auto &[Id, Row] : Tree)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop goes on with a stale iterator: 'Tree' can change while the coroutine is suspended in it [async-stale-reference]
      co_await tick();
  }
  home::task<> element_of_a_loop() {
    for (auto &Row : Rows)
      if (Row.Size == 0) {
        co_await tick();
        Row.touch();
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
        break;
      }
  }
  home::task<> loop_by_hand() {
    for (auto It = Tree.begin(); It != Tree.end(); ++It)
      // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'It' may be stale here: 'Tree' can change while the coroutine is suspended [async-stale-reference]
      co_await tick();
  }
  home::task<> getter(int Id) {
    auto &Row = row(Id);
    co_await tick();
    Row.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> later_in_a_loop() {
    auto It = Tree.begin();
    while (It != Tree.end()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'It' may be stale here: 'Tree' can change while the coroutine is suspended [async-stale-reference]
      co_await tick();
      ++It;
    }
  }
  home::task<> assigned_behind(int Id) {
    auto &Row = Rows[Id];
    Row.Size = co_await number();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> alias(int Id) {
    auto &All = Rows;
    auto &Row = All[Id];
    co_await tick();
    Row.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> chosen(bool First) {
    auto &Row = First ? Rows.front() : Rows.back();
    co_await tick();
    Row.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> cast(int Id) {
    auto &Row = const_cast<entry &>(std::as_const(Rows)[Id]);
    co_await tick();
    Row.touch();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Row' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> nested(int Id) {
    auto &Part = Tree[Id].Parts.front();
    co_await tick();
    Part = 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Part' may be stale here: 'Tree' can change while the coroutine is suspended [async-stale-reference]
  }

  // --- Silent ----------------------------------------------------------------

  home::task<> deque_reference() {
    auto &Row = Queue.front();
    co_await tick();
    Row.touch();
  }
  home::task<> again(int Id) {
    auto It = Tree.find(Id);
    print(It->second.Size);
    co_await tick();
    It = Tree.find(Id);
    It->second.touch();
  }
  home::task<> copied(int Id) {
    auto Row = Tree.at(Id);
    co_await tick();
    Row.touch();
  }
  home::task<> before(int Id) {
    auto &Row = Tree.at(Id);
    Row.touch();
    co_await tick();
  }

private:
  entry &row(int Id) { return Rows[Id]; }

  std::vector<entry> Rows;
  std::deque<entry> Queue;
  std::unordered_map<int, entry> Hash;
  std::map<int, entry> Tree;
  std::list<entry> List;
  std::string Title;
  std::unique_ptr<entry> Current;
  std::shared_ptr<entry> Common;
  std::optional<entry> Maybe;
};
