// RUN: %check %s async-stale-reference %t -config='{CheckOptions: {async-stale-reference.AssumeMutated: true}}' -- -I %inputs

#include "tasks.h"
#include <map>
#include <vector>

home::task<> tick();
void print(int);

// Nobody in this file changes them.
class store {
public:
  home::task<> found(int Id) {
    auto It = Tree.find(Id);
    co_await tick();
    print(It->second);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'It' may be stale here: 'Tree' can change while the coroutine is suspended [async-stale-reference]
  }
  home::task<> loop() {
    for (int Each : Rows) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop goes on with a stale iterator: 'Rows' can change while the coroutine is suspended in it [async-stale-reference]
      co_await tick();
      print(Each);
    }
  }
  home::task<> constant() {
    for (int Each : Fixed) {
      co_await tick();
      print(Each);
    }
  }
  home::task<> before(int Id) {
    auto It = Tree.find(Id);
    print(It->second);
    co_await tick();
  }
  home::task<> own(std::vector<int> Mine) {
    for (int Each : Mine) {
      co_await tick();
      print(Each);
    }
  }
  home::task<> stop() {
    for (int Each : Rows) {
      co_await tick();
      print(Each);
    }
  }

private:
  std::map<int, int> Tree;
  std::vector<int> Rows;
  const std::vector<int> Fixed;
};

home::task<> parameter(const std::vector<int> &Rows) {
  auto &First = Rows.front();
  // CHECK-FIXES: auto First = Rows.front();
  co_await tick();
  print(First);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'First' may be stale here: 'Rows' can change while the coroutine is suspended [async-stale-reference]
}
