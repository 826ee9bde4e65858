// RUN: %check %s async-dangling-task %t -- -I %S/Inputs

// Temporaries bound to what a lazy coroutine keeps.

#include "tasks.h"
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using home::task;

struct User {
  std::string Name;
  std::string &mutable_name() { return Name; }
};
User make_user();
std::string read_name();

task<int> find(const std::string &Name);
task<int> find_view(std::string_view Name);
task<int> find_text(const char *Text);
task<int> find_all(std::span<const int> Ids);
task<int> take(std::string Name);
task<int> take_rvalue(std::string &&Name);
task<int> count(const int &Start);
task<int> greet(const User &U);
task<int> with_default(int Id, const std::string &Prefix = "x");
task<int> two(const std::string &First, const std::string &Second);
task<int> load(int Id);
template <typename... T> task<> when_all(T...);
template <typename T> auto sync_wait(T &&Task) { return Task.await_resume(); }

// --- Reported ------------------------------------------------------------

task<> awaited_next() {
  auto T = find(std::string("x"));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in 'T' and refers to a temporary 'std::{{string|basic_string<char>}}' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: through parameter 'Name'
  // CHECK-MESSAGES: :[[@LINE-3]]:8: note: 'find' is only declared here; if it is no coroutine and keeps nothing, '[[clang::coro_wrapper]]' says so
  co_await std::move(T);
  // CHECK-FIXES: co_await find(std::string("x"));
}

task<int> awaited_next_with_a_value() {
  task<int> T{find("literal")};
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task of 'find' is stored in 'T' and refers to a temporary
  int Found = co_await T;
  // CHECK-FIXES: int Found = co_await find("literal");
  co_return Found;
}

task<> hoisted(bool Wanted) {
  auto T = find(std::string("x"));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in 'T'
  // CHECK-FIXES: auto Name = std::string("x");
  // CHECK-FIXES: auto T = find(Name);
  if (Wanted)
    co_await std::move(T);
}

task<> hoisted_literal(bool Wanted) {
  std::string Name = "taken";
  auto T = find("literal");
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in 'T'
  // CHECK-FIXES: std::string Name2 = "literal";
  // CHECK-FIXES: auto T = find(Name2);
  if (Wanted)
    co_await std::move(T);
  co_await find(Name);
}

task<> hoisted_rvalue(bool Wanted) {
  auto T = take_rvalue(read_name());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'take_rvalue' is stored in 'T'
  // CHECK-FIXES: auto Name = read_name();
  // CHECK-FIXES: auto T = take_rvalue(std::move(Name));
  if (Wanted)
    co_await std::move(T);
}

task<> hoisted_two(bool Wanted) {
  auto T = two("first", read_name());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'two' is stored in 'T'
  // CHECK-FIXES: std::string First = "first";
  // CHECK-FIXES: auto Second = read_name();
  // CHECK-FIXES: auto T = two(First, Second);
  if (Wanted)
    co_await std::move(T);
}

task<> a_view_of_a_temporary(bool Wanted) {
  auto T = find_view(read_name());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find_view' is stored in 'T'
  // CHECK-FIXES: auto Name = read_name();
  // CHECK-FIXES: auto T = find_view(Name);
  if (Wanted)
    co_await std::move(T);
}

task<> a_pointer_into_a_temporary(bool Wanted) {
  auto T = find_text(read_name().c_str());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find_text' is stored in 'T'
  // CHECK-FIXES: auto Text = read_name();
  // CHECK-FIXES: auto T = find_text(Text.c_str());
  if (Wanted)
    co_await std::move(T);
}

task<> a_part_of_a_temporary(bool Wanted) {
  auto T = find(make_user().Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in 'T'
  // CHECK-FIXES: auto Name2 = make_user();
  // CHECK-FIXES: auto T = find(Name2.Name);
  if (Wanted)
    co_await std::move(T);
}

task<> through_a_getter(bool Wanted) {
  auto T = find(make_user().mutable_name());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in 'T'
  // CHECK-FIXES: auto Name = make_user();
  // CHECK-FIXES: auto T = find(Name.mutable_name());
  if (Wanted)
    co_await std::move(T);
}

task<> a_span(bool Wanted) {
  auto T = find_all(std::vector<int>{1, 2});
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find_all' is stored in 'T'
  // CHECK-FIXES: auto Ids = std::vector<int>{1, 2};
  // CHECK-FIXES: auto T = find_all(Ids);
  if (Wanted)
    co_await std::move(T);
}

task<> braces(bool Wanted) {
  auto T = greet({"name"});
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'greet' is stored in 'T'
  // CHECK-FIXES: User U = {"name"};
  // CHECK-FIXES: auto T = greet(U);
  if (Wanted)
    co_await std::move(T);
}

task<> either_temporary(bool Wanted) {
  auto T = find(Wanted ? std::string("x") : read_name());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in 'T'
  // CHECK-FIXES: auto Name = Wanted ? std::string("x") : read_name();
  // CHECK-FIXES: auto T = find(Name);
  if (Wanted)
    co_await std::move(T);
}

task<> moved_from_a_temporary(bool Wanted) {
  auto T = find(std::move(std::string("x")));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in 'T'
  // CHECK-FIXES: auto Name = std::string("x");
  // CHECK-FIXES: auto T = find(std::move(Name));
  if (Wanted)
    co_await std::move(T);
}

task<> a_number(bool Wanted) {
  auto T = count(42);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'count' is stored in 'T' and refers to a temporary 'int'
  // CHECK-FIXES: auto Start = 42;
  // CHECK-FIXES: auto T = count(Start);
  if (Wanted)
    co_await std::move(T);
}

task<> a_default_argument(bool Wanted) {
  auto T = with_default(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'with_default' is stored in 'T'
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: not fixed: the temporary is a default argument
  if (Wanted)
    co_await std::move(T);
}

task<> pushed() {
  std::vector<task<int>> Tasks;
  Tasks.push_back(find("literal"));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the task of 'find' is put into 'Tasks' and refers to a temporary
  // CHECK-FIXES: std::string Name = "literal";
  // CHECK-FIXES: Tasks.push_back(find(Name));
  co_await std::move(Tasks[0]);
}

task<> pushed_in_a_loop() {
  std::vector<task<int>> Tasks;
  for (int I = 0; I < 3; ++I)
    Tasks.push_back(find(std::to_string(I)));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task of 'find' is put into 'Tasks'
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: a variable cannot be declared here
  for (auto &T : Tasks)
    co_await std::move(T);
}

task<> emplaced_in_a_loop() {
  std::vector<task<int>> Tasks;
  for (int I = 0; I < 3; ++I) {
    Tasks.emplace_back(find(std::to_string(I)));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task of 'find' is put into 'Tasks'
    // CHECK-MESSAGES: :[[@LINE-2]]:11: note: not fixed: a variable here would not live as long as 'Tasks'
  }
  for (auto &T : Tasks)
    co_await std::move(T);
}

struct Holder {
  task<int> Pending;
  void start() {
    Pending = find(std::string("x"));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the task of 'find' is stored in 'Pending' and refers to a temporary
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: not fixed: nothing here lives as long as the task
  }
};

task<> assigned(bool Wanted) {
  task<int> T;
  T = find(std::string("x"));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'find' is stored in 'T'
  // CHECK-FIXES: auto Name = std::string("x");
  // CHECK-FIXES: T = find(Name);
  if (Wanted)
    co_await std::move(T);
}

task<> in_another_task() {
  auto All = when_all(find(std::string("x")), load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in 'All'
  co_await std::move(All);
  // CHECK-FIXES: co_await when_all(find(std::string("x")), load(1));
}

task<> optional_task(bool Wanted) {
  std::optional<task<int>> T = find(std::string("x"));
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the task of 'find' is stored in 'T'
  // CHECK-MESSAGES: :[[@LINE-2]]:28: note: not fixed: the task is only a part of this expression
  if (Wanted)
    co_await std::move(*T);
}

// What it does to the string is visible here, but it runs too late, too.
task<int> visible(const std::string &Name) { co_return Name.size(); }
task<> a_visible_coroutine() {
  auto T = visible(std::string("x"));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'visible' is stored in 'T'
  co_await std::move(T);
  // CHECK-FIXES: co_await visible(std::string("x"));
}

task<int> hands_on(const std::string &Name) { return find(Name); }
task<> a_visible_function() {
  auto T = hands_on(std::string("x"));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'hands_on' is stored in 'T'
  co_await std::move(T);
  // CHECK-FIXES: co_await hands_on(std::string("x"));
}

template <typename T> task<> of_any_type(T Value) {
  auto Task = find(std::string("x"));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in 'Task'
  co_await std::move(Task);
  // CHECK-FIXES: co_await find(std::string("x"));
}
template task<> of_any_type(int);

template <typename T> task<> with_conversion(T Value) {
  auto Task = find(Value);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in 'Task'
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: not fixed: it depends on a template parameter
  co_await std::move(Task);
}
template task<> with_conversion(const char *);

// --- Silent ---------------------------------------------------------------

task<> in_the_same_expression() {
  co_await find(std::string("x"));
  co_await find("literal");
  co_await with_default(1);
  int Sum = co_await find("a") + co_await find("b");
  (void)Sum;
}

task<> awaited_together() {
  co_await when_all(find(std::string("x")), load(1));
}

int waited_for() { return sync_wait(find(std::string("x"))); }

task<> by_value(bool Wanted) {
  auto T = take(std::string("x"));
  auto U = take("literal");
  if (Wanted)
    co_await std::move(T);
  co_await std::move(U);
}

task<> literals_last() {
  auto T = find_view("literal");
  auto U = find_text("literal");
  co_await load(1);
  co_await std::move(T);
  co_await std::move(U);
}

task<> a_local_lives_as_long() {
  std::string Name = read_name();
  auto T = find(Name);
  auto U = find_view(Name);
  co_await load(1);
  co_await std::move(T);
  co_await std::move(U);
}

task<> a_reference_keeps_it() {
  const std::string &Name = read_name();
  auto T = find(Name);
  co_await load(1);
  co_await std::move(T);
}

task<> globals() {
  static const std::string Name = "x";
  auto T = find(Name);
  co_await load(1);
  co_await std::move(T);
}

task<> pushed_locals(const std::vector<std::string> &Names) {
  std::vector<task<int>> Tasks;
  std::string Own = "x";
  for (const std::string &Name : Names)
    Tasks.push_back(find(Name));
  Tasks.push_back(find(Own));
  for (auto &T : Tasks)
    co_await std::move(T);
}

// No coroutine: it looks at the string now.
task<int> copies(const std::string &Name) { return take(Name); }
task<int> measures(std::string_view Name) { return load(Name.size()); }
task<> visible_copies() {
  auto T = copies(std::string("x"));
  auto U = measures(read_name());
  co_await load(1);
  co_await std::move(T);
  co_await std::move(U);
}

task<int> unused(const std::string &) { co_return 1; }
task<> never_looked_at() {
  auto T = unused(std::string("x"));
  co_await load(1);
  co_await std::move(T);
}

// Nothing in it can be read.
struct tag {};
task<int> tagged(const tag &);
task<> empty_classes() {
  auto T = tagged(tag());
  co_await load(1);
  co_await std::move(T);
}

// Each of several in one place wants a repair of its own.
task<> two_in_a_pair() {
  auto [A, B] = std::pair(find(std::string("a")), find("b"));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in '[A, B]' and refers to a temporary
  // CHECK-MESSAGES: :[[@LINE-2]]:51: warning: the task of 'find' is stored in '[A, B]' and refers to a temporary
  co_await load(1);
  co_await std::move(A);
  co_await std::move(B);
}

// async-unawaited-task says that it never runs.
task<> never_awaited() {
  auto T = find(std::string("x"));
  find(std::string("x"));
  co_return;
}

// Nobody knows what it does with the task.
struct Runner {
  explicit Runner(task<int> T);
  void run(task<int> T);
};
void unknown_owners(Runner &R) {
  Runner Other(find(std::string("x")));
  R.run(find(std::string("x")));
}

// It may refer to its pool, not to the temporary.
const std::string &interned(const std::string &Name);
task<> a_call_between() {
  auto T = find(interned(std::string("x")));
  co_await load(1);
  co_await std::move(T);
}

// A task that already runs: only where its coroutine is visible.
home::eager<int> run_now(const std::string &Name);
home::eager<int> reads_first(const std::string &Name) {
  int Size = Name.size();
  co_await load(1);
  co_return Size;
}
task<> eager_tasks() {
  auto T = run_now(std::string("x"));
  auto U = reads_first(std::string("x"));
  co_await T;
  co_await U;
}

#define STORED(X) auto T = find(std::string(X))
task<> in_a_macro() {
  STORED("x");
  co_await load(1);
  co_await std::move(T);
}

// --- What the variable is ----------------------------------------------------

namespace overloads {
task<int> check(const std::string &Text);
task<int> check(std::string &Text);
} // namespace overloads
task<> chooses_the_same_overload() {
  auto T = overloads::check(read_name());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'check' is stored in 'T'
  // CHECK-FIXES: const auto Text = read_name();
  // CHECK-FIXES-NEXT: auto T = overloads::check(Text);
  co_await load(1);
  co_await std::move(T);
}
struct Title {
  operator std::string() const;
};
task<> a_conversion_function() {
  auto T = find(Title());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'find' is stored in 'T'
  // CHECK-FIXES: std::string Name = Title();
  // CHECK-FIXES-NEXT: auto T = find(Name);
  co_await load(1);
  co_await std::move(T);
}
task<int> when(const bool &Flag);
task<> a_proxy(std::vector<bool> Bits) {
  auto T = when(Bits[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'when' is stored in 'T'
  // CHECK-FIXES: bool Flag = Bits[0];
  // CHECK-FIXES-NEXT: auto T = when(Flag);
  co_await load(1);
  co_await std::move(T);
}
