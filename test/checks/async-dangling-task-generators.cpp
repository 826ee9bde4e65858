// RUN: %check %s async-dangling-task %t -- -I %inputs

#include "tasks.h"
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Runs when it is gone through.
template <typename T> struct generator {
  struct promise_type {
    generator get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(const T &) noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  struct iterator {
    iterator &operator++();
    const T &operator*() const;
    bool operator!=(std::default_sentinel_t) const;
  };
  generator(generator &&) noexcept;
  generator &operator=(generator &&) noexcept;
  ~generator();
  iterator begin();
  std::default_sentinel_t end();
  home::task<std::optional<T>> next();
  bool done() const;
};

std::string name();
std::vector<int> numbers();
generator<int> values(const std::vector<int> &From) {
  for (int X : From)
    co_yield X;
}
generator<int> letters(std::string_view Of);
generator<int> owned(std::vector<int> From);
generator<int> counted(int From = 0);
generator<int> other(int Number, int Step);
void use(int);

struct table {
  std::vector<int> All;
  generator<int> rows() {
    for (int X : All)
      co_yield X;
  }
  generator<int> lent() { return values(All); }
};
table make_table();

//===--- Temporaries ------------------------------------------------------===//

void temporaries() {
  auto Stored = values(numbers());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the generator of 'values' is stored in 'Stored' and refers to a temporary 'std::vector<int>' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-FIXES: auto From = numbers();
  // CHECK-FIXES-NEXT: auto Stored = values(From);
  for (int X : Stored)
    use(X);
  auto Viewed = letters(name());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the generator of 'letters' is stored in 'Viewed' and refers to {{.*}}
  // CHECK-FIXES: auto Of = name();
  // CHECK-FIXES-NEXT: auto Viewed = letters(Of);
  for (int X : Viewed)
    use(X);
  auto OfObject = make_table().rows();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the generator of 'rows' is stored in 'OfObject' and refers to {{.*}}
  // CHECK-FIXES: auto table = make_table();
  // CHECK-FIXES-NEXT: auto OfObject = table.rows();
  for (int X : OfObject)
    use(X);
}

void loops() {
  for (int X : values(numbers()))
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the generator of 'values' is gone through by this loop and refers to a temporary 'std::vector<int>' that is destroyed at the end of this expression [async-dangling-task]
    // CHECK-FIXES: auto From = numbers();
    // CHECK-FIXES-NEXT: for (int X : values(From))
    use(X);
  for (int X : letters(name()))
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the generator of 'letters' is gone through by this loop and {{.*}}
    // CHECK-FIXES: auto Of = name();
    // CHECK-FIXES-NEXT: for (int X : letters(Of))
    use(X);
  for (auto Mine = numbers(); int X : values(std::vector<int>(Mine)))
    // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: the generator of 'values' is gone through by this loop and {{.*}}
    // CHECK-MESSAGES: :[[@LINE-2]]:39: note: not fixed: a variable cannot be declared here
    use(X);
  for (int X : values({1, 2}))
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the generator of 'values' is gone through by this loop and {{.*}}
    // CHECK-FIXES: std::vector<int> From2 = {1, 2};
    // CHECK-FIXES-NEXT: for (int X : values(From2))
    use(X);
  if (numbers().empty())
    for (int X : values({1, 2}))
      // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the generator of 'values' is gone through by this loop and {{.*}}
      // CHECK-MESSAGES: :[[@LINE-2]]:18: note: not fixed: a variable cannot be declared here
      use(X);
}

generator<int> returned() {
  return values(numbers());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the generator of 'values' is returned and refers to a temporary {{.*}}
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: nothing here lives as long as the generator; let it take it by value
}
generator<int> returned_local() {
  auto All = numbers();
  return values(All);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the generator of 'values' is returned and refers to local variable 'All', which is destroyed by the return [async-dangling-task]
}
generator<int> returned_parameter(std::vector<int> All) {
  auto Made = values(All);
  return Made;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the generator of 'values' is returned and refers to parameter 'All', {{.*}}
}
generator<int> returned_closure() {
  return [All = numbers()]() -> generator<int> {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the generator of this lambda is returned and refers to the captures of a lambda {{.*}}
    // CHECK-FIXES: return [](const auto All) -> generator<int> {
    for (int X : All)
      co_yield X;
  }();
  // CHECK-FIXES: }(numbers());
}

//===--- Conditions, loops ------------------------------------------------===//

home::task<> conditions(int Number) {
  while (auto X = co_await counted(5).next())
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'counted' makes a generator anew each time this condition is tested, which never comes further than its first element [async-dangling-task]
    // CHECK-MESSAGES: :[[@LINE-2]]:28: note: not fixed: a variable in front of the loop keeps it
    use(*X);
  for (; (co_await other(Number, 1).next()).has_value();)
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'other' makes a generator anew each time {{.*}}
    use(1);
  do
    use(2);
  while (!counted().done());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'counted' makes a generator anew each time {{.*}}
}

void twice() {
  auto Made = counted();
  for (int X : Made)
    // CHECK-MESSAGES: :[[@LINE+3]]:16: warning: 'Made' has been gone through to its end, and begins only once [async-dangling-task]
    // CHECK-MESSAGES: :[[@LINE-2]]:16: note: by this loop
    use(X);
  for (int X : Made)
    use(X);
  if (numbers().empty()) {
    auto Inner = counted();
    for (int X : Inner)
      use(X);
    if (numbers().size() > 3)
      for (int X : Inner)
        // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Inner' has been gone through {{.*}}
        use(X);
  }
}

//===--- Silent -----------------------------------------------------------===//

generator<int> lent(const std::vector<int> &All) { return values(All); }
generator<int> handed_on(std::vector<int> All) { return owned(std::move(All)); }
generator<int> nested() {
  auto All = numbers();
  for (int X : values(All))
    co_yield X;
}
void lives_long_enough(const std::vector<int> &Given, table &Table) {
  auto All = numbers();
  for (int X : values(All))
    use(X);
  for (int X : values(Given))
    use(X);
  for (int X : Table.rows())
    use(X);
  for (int X : owned(numbers()))
    use(X);
  for (int X : letters("literal"))
    use(X);
  for (auto Mine = numbers(); int X : values(Mine))
    use(X);
  auto Stored = owned(numbers());
  auto Of = values(All);
  auto Self = Table.lent();
  for (int X : Stored)
    use(X);
  for (int X : Of)
    use(X);
  for (int X : Self)
    use(X);
  if (values(numbers()).done())
    use(1);
  use(*values(numbers()).begin());
}
home::task<> conditions_that_change(int Number) {
  auto Made = counted();
  while (auto X = co_await Made.next())
    use(*X);
  while (auto X = co_await other(Number++, 1).next())
    use(*X);
  while (auto X = co_await counted(*numbers().begin()).next())
    use(*X);
  for (int Step = 0; auto X = co_await other(1, Step).next(); ++Step)
    use(*X);
  if (auto X = co_await counted(5).next())
    use(*X);
}
void once_each(bool Flag) {
  auto First = counted(), Second = counted();
  for (int X : First)
    use(X);
  for (int X : Second)
    use(X);
  auto Chosen = counted();
  if (Flag) {
    for (int X : Chosen)
      use(X);
  } else {
    for (int X : Chosen)
      use(X);
  }
  auto Made = counted();
  for (int X : Made)
    use(X);
  Made = counted(3);
  for (int X : Made)
    use(X);
  auto Left = counted();
  for (int X : Left)
    if (X > 3)
      break;
  for (int X : Left)
    use(X);
}
