// RUN: %check %s async-stale-reference %t -fix-notes -- -I %inputs

#include "tasks.h"
#include <map>
#include <memory>
#include <string>
#include <vector>

home::task<> tick();
void print(int);
struct entry {
  int Size = 0;
  volatile int Ticks = 0;
  void touch();
};
struct size {
  int Width, Height;
};

class store {
public:
  void add(int Id) {
    Sizes.push_back(1);
    Rows.push_back({});
    Tree.erase(Id);
    Shared.push_back(nullptr);
    Owned.push_back(nullptr);
    Areas.push_back({});
  }

  home::task<> number() {
    const auto &Size = Sizes[0];
    // CHECK-FIXES: const auto Size = Sizes[0];
    co_await tick();
    print(Size);
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'Size' may be stale here: 'Sizes' can change while the coroutine is suspended [async-stale-reference]
    // CHECK-NOTES: :[[@LINE-5]]:17: note: it is derived here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: the coroutine is suspended here
    // CHECK-NOTES: :23:5: note: 'add' changes 'Sizes' here
  }
  home::task<> member() {
    int &Size = Rows[0].Size;
    // CHECK-FIXES: int Size = Rows[0].Size;
    co_await tick();
    print(Size);
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'Size' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
    // CHECK-NOTES: :[[@LINE-5]]:10: note: it is derived here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: the coroutine is suspended here
    // CHECK-NOTES: :24:5: note: 'add' changes 'Rows' here
  }
  home::task<> two_numbers() {
    const size &Area = Areas.front();
    // CHECK-FIXES: const size Area = Areas.front();
    co_await tick();
    print(Area.Width * Area.Height);
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'Area' may be stale here: 'Areas' can change while the coroutine is suspended [async-stale-reference]
    // CHECK-NOTES: :[[@LINE-5]]:17: note: it is derived here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: the coroutine is suspended here
    // CHECK-NOTES: :28:5: note: 'add' changes 'Areas' here
  }
  home::task<> used_meanwhile() {
    const auto &Size = Sizes[0];
    // CHECK-FIXES: const auto Size = Sizes[0];
    Sizes[0] = 2;
    co_await tick();
    print(Size);
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'Size' may be stale here: 'Sizes' can change while the coroutine is suspended [async-stale-reference]
    // CHECK-NOTES: :[[@LINE-6]]:17: note: it is derived here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: the coroutine is suspended here
    // CHECK-NOTES: :23:5: note: 'add' changes 'Sizes' here
    // CHECK-NOTES: :[[@LINE-5]]:11: note: 'Sizes' is used meanwhile: a copy does not see what becomes of it
  }
  home::task<> written() {
    auto &Size = Sizes[0];
    co_await tick();
    Size = 2;
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Size' may be stale here: 'Sizes' can change while the coroutine is suspended [async-stale-reference]
    // CHECK-NOTES: :[[@LINE-4]]:11: note: it is derived here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: the coroutine is suspended here
    // CHECK-NOTES: :23:5: note: 'add' changes 'Sizes' here
    // CHECK-NOTES: :[[@LINE-5]]:5: note: not fixed: what has to be looked up again is for you to tell
  }
  home::task<> found(int Id) {
    auto It = Tree.find(Id);
    co_await tick();
    // CHECK-FIXES: co_await tick();
    // CHECK-FIXES: It = Tree.find(Id);
    It->second.touch();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'It' may be stale here: 'Tree' can change while the coroutine is suspended [async-stale-reference]
    // CHECK-NOTES: :[[@LINE-6]]:10: note: it is derived here
    // CHECK-NOTES: :[[@LINE-6]]:5: note: the coroutine is suspended here
    // CHECK-NOTES: :25:5: note: 'add' changes 'Tree' here
    // CHECK-NOTES: :[[@LINE-5]]:5: note: it may be gone by then: test what is found
  }
  home::task<> suspended_in_a_condition(int Id) {
    auto It = Tree.find(Id);
    if (co_await home::task<int>())
      It->second.touch();
    // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'It' may be stale here: 'Tree' can change while the coroutine is suspended [async-stale-reference]
    // CHECK-NOTES: :[[@LINE-4]]:10: note: it is derived here
    // CHECK-NOTES: :[[@LINE-4]]:9: note: the coroutine is suspended here
    // CHECK-NOTES: :25:5: note: 'add' changes 'Tree' here
    // CHECK-NOTES: :[[@LINE-5]]:7: note: not fixed: the suspension is no statement of its own
  }
  home::task<> all() {
    // CHECK-FIXES: const auto SharedNow = Shared;
    // CHECK-FIXES-NEXT: for (auto &Each : SharedNow) {
    for (auto &Each : Shared) {
      // CHECK-NOTES: :[[@LINE-1]]:5: warning: this loop goes on with a stale iterator: 'Shared' can change while the coroutine is suspended in it [async-stale-reference]
      // CHECK-NOTES: :[[@LINE+3]]:7: note: the coroutine is suspended here
      // CHECK-NOTES: :26:5: note: 'add' changes 'Shared' here
      // CHECK-NOTES: :[[@LINE-4]]:5: note: the loop goes over a copy: it visits what was removed meanwhile, and not what was added
      co_await tick();
      print(Each->Size);
    }
  }
  home::task<> no_copies() {
    for (auto &Each : Owned) {
      // CHECK-NOTES: :[[@LINE-1]]:5: warning: this loop goes on with a stale iterator: 'Owned' can change while the coroutine is suspended in it [async-stale-reference]
      // CHECK-NOTES: :[[@LINE+3]]:7: note: the coroutine is suspended here
      // CHECK-NOTES: :27:5: note: 'add' changes 'Owned' here
      // CHECK-NOTES: :[[@LINE-4]]:5: note: not fixed: what the loop has to go over is for you to tell
      co_await tick();
      print(Each->Size);
    }
  }
  home::task<> a_condition() {
    if (auto &Now = *make(); Now.Size) {
      co_await tick();
      Now.touch();
      // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'Now' may be dead here: it refers to what a smart pointer owned that is gone [async-stale-reference]
      // CHECK-NOTES: :[[@LINE-4]]:15: note: it is derived here
      // CHECK-NOTES: :[[@LINE-4]]:7: note: the coroutine is suspended here
      // CHECK-NOTES: :[[@LINE-4]]:7: note: not fixed: the owner needs a statement of its own
    }
  }

  // Read in each round, perhaps for what others write.
  home::task<> until_it_is_changed() {
    const int &Left = Sizes[0];
    while (Left > 0)
      co_await tick();
    // CHECK-NOTES: :[[@LINE-2]]:12: warning: 'Left' may be stale here: 'Sizes' can change while the coroutine is suspended [async-stale-reference]
    // CHECK-NOTES: :[[@LINE-4]]:16: note: it is derived here
    // CHECK-NOTES: :[[@LINE-3]]:7: note: the coroutine is suspended here
    // CHECK-NOTES: :23:5: note: 'add' changes 'Sizes' here
    // CHECK-NOTES: :[[@LINE-6]]:12: note: not fixed: what has to be looked up again is for you to tell
  }
  home::task<> declared_in_the_round() {
    for (int I = 0; I < 3; ++I) {
      const int &Left = Sizes[I];
      // CHECK-FIXES: const int Left = Sizes[I];
      co_await tick();
      print(Left);
      // CHECK-NOTES: :[[@LINE-1]]:13: warning: 'Left' may be stale here: 'Sizes' can change while the coroutine is suspended [async-stale-reference]
      // CHECK-NOTES: :[[@LINE-5]]:18: note: it is derived here
      // CHECK-NOTES: :[[@LINE-4]]:7: note: the coroutine is suspended here
      // CHECK-NOTES: :23:5: note: 'add' changes 'Sizes' here
    }
  }
  // Written by what is called meanwhile, or under another name.
  void bump() { ++Sizes[0]; }
  home::task<> bumped() {
    const int &Now = Sizes[0];
    // CHECK-FIXES: const int Now = Sizes[0];
    bump();
    co_await tick();
    print(Now);
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'Now' may be stale here: 'Sizes' can change while the coroutine is suspended [async-stale-reference]
    // CHECK-NOTES: :[[@LINE-6]]:16: note: it is derived here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: the coroutine is suspended here
    // CHECK-NOTES: :23:5: note: 'add' changes 'Sizes' here
    // CHECK-NOTES: :[[@LINE-5]]:11: note: 'Sizes' is used meanwhile: a copy does not see what becomes of it
  }
  home::task<> by_another_name() {
    auto &All = Sizes;
    const int &Then = Sizes[0];
    // CHECK-FIXES: const int Then = Sizes[0];
    All[0] = 5;
    co_await tick();
    print(Then);
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'Then' may be stale here: 'Sizes' can change while the coroutine is suspended [async-stale-reference]
    // CHECK-NOTES: :[[@LINE-6]]:16: note: it is derived here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: the coroutine is suspended here
    // CHECK-NOTES: :23:5: note: 'add' changes 'Sizes' here
    // CHECK-NOTES: :[[@LINE-5]]:11: note: 'Sizes' is used meanwhile: a copy does not see what becomes of it
  }
  home::task<> changed_by_nobody_here() {
    const volatile int &Ticks = Rows[0].Ticks;
    co_await tick();
    print(Ticks);
    // CHECK-NOTES: :[[@LINE-1]]:11: warning: 'Ticks' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
    // CHECK-NOTES: :[[@LINE-4]]:25: note: it is derived here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: the coroutine is suspended here
    // CHECK-NOTES: :24:5: note: 'add' changes 'Rows' here
    // CHECK-NOTES: :[[@LINE-5]]:11: note: not fixed: what has to be looked up again is for you to tell
  }
  // The new name is taken; something else comes first.
  home::task<> taken(int OwnOwner) {
    auto &Own = *make();
    co_await tick();
    Own.touch();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Own' may be dead here: it refers to what a smart pointer owned that is gone [async-stale-reference]
    // CHECK-NOTES: :[[@LINE-4]]:11: note: it is derived here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: the coroutine is suspended here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: not fixed: 'OwnOwner' means something else there
  }
  home::task<> not_first(int Id) {
    auto &Own = (print(Id), *make());
    co_await tick();
    Own.touch();
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Own' may be dead here: it refers to what a smart pointer owned that is gone [async-stale-reference]
    // CHECK-NOTES: :[[@LINE-4]]:11: note: it is derived here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: the coroutine is suspended here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: not fixed: the owner needs a statement of its own
  }

private:
  std::shared_ptr<entry> make();
  std::vector<int> Sizes;
  std::vector<size> Areas;
  std::vector<entry> Rows;
  std::map<int, entry> Tree;
  std::vector<std::shared_ptr<entry>> Shared;
  std::vector<std::unique_ptr<entry>> Owned;
};
