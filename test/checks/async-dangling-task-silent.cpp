// RUN: %check %s async-dangling-task %t -- -I %S/Inputs

// Shapes close to those that dangle, and right.

#include "tasks.h"
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using home::task;

task<int> find(const std::string &Name);
task<int> find_view(std::string_view Name);
task<int> find_all(std::span<const int> Ids);
task<int> find_ref(std::reference_wrapper<const std::string> Name);
task<int> take(std::string Name);
task<int> take_all(std::vector<int> Ids);
task<int> own(std::unique_ptr<std::string> Name);
task<int> count(const int &Start);
task<int> load(int Id);
template <std::size_t N> task<int> of_array(const char (&Text)[N]);
template <typename... T> task<> when_all(T...);
std::string name();
const std::string &setting();
extern const std::string Default;
static constexpr int Limit = 3;

// --- Awaited in the expression that makes the temporary -------------------

task<int> in_a_choice(bool B) {
  co_return co_await (B ? find("a") : find(name()));
}

task<int> in_a_comma() { co_return (load(1), co_await find("a")); }

task<> in_a_condition() {
  if (co_await find("a") > 1)
    co_await find_view(name());
  while (co_await find("b") > 1)
    ;
}

task<int> as_an_argument() { co_return co_await load(co_await find("a")); }

task<int> moved_in_place() { co_return co_await std::move(find(name())); }

task<> nested_in_another() {
  co_await when_all(find("a"), when_all(find_view(name()), load(1)));
}

struct Holder {
  std::string Name;
  std::vector<std::string> Names;
  std::optional<task<int>> Pending;
  std::map<int, task<int>> Tasks;

  // --- Members live as long as the object ---------------------------------

  void of_a_member() { Pending = find(Name); }
  void of_an_element() { Tasks.emplace(1, find(Names.front())); }
  task<int> returned_ref() { return find_ref(std::ref(Name)); }
  task<int> in_place() {
    co_return co_await [this]() -> task<int> { co_return co_await find(Name); }();
  }
  const std::string &get() const { return Name; }
};

task<int> of_the_callers_member(const Holder &H) { return find(H.get()); }
task<int> of_the_callers_pointer(Holder *H) { return find(H->Name); }
task<int> of_a_shared_object(std::shared_ptr<Holder> H) {
  return find_view(H->Name);
}

// --- What lives for ever --------------------------------------------------

task<int> of_a_global() { return find(Default); }
task<int> of_a_constant() { return count(Limit); }
task<int> of_a_function() { return find(setting()); }
task<int> of_a_literal_array() { return of_array("literal"); }
task<int> of_a_static_array() {
  static const int Ids[] = {1, 2};
  return find_all(Ids);
}
task<int> of_a_heap_object() { return find(*new std::string("x")); }

// --- What is taken by value -----------------------------------------------

task<> by_value(bool B) {
  auto T = take(name() + "x");
  auto U = take_all({1, 2, 3});
  auto V = own(std::make_unique<std::string>("x"));
  co_await load(1);
  co_await std::move(T);
  co_await std::move(U);
  co_await std::move(V);
}

task<int> moved_into_a_parameter(std::unique_ptr<std::string> Name) {
  return own(std::move(Name));
}

// --- What has another owner when the local dies ---------------------------

std::vector<std::unique_ptr<Holder>> Owners;
task<int> moved_to_another_owner() {
  auto Owner = std::make_unique<Holder>();
  auto T = Owner->returned_ref();
  Owners.push_back(std::move(Owner));
  return T;
}
task<int> released() {
  auto Owner = std::make_unique<Holder>();
  auto T = find((*Owner).Name);
  Owners.emplace_back(Owner.release());
  return T;
}
task<int> elements_moved(std::vector<std::string> &All) {
  std::vector<std::string> Names{name()};
  auto T = find(Names.front());
  All = std::move(Names);
  return T;
}

// --- Locals that live as long as their tasks ------------------------------

task<> in_an_array() {
  const std::string First = name(), Second = name();
  std::array Tasks{find(First), find(Second)};
  for (auto &T : Tasks)
    co_await std::move(T);
}

task<> in_an_optional(bool B) {
  std::string Name = name();
  std::optional<task<int>> T;
  if (B)
    T.emplace(find(Name));
  if (T)
    co_await std::move(*T);
}

task<> bound_by_name() {
  auto [First, Second] = std::make_pair(name(), name());
  auto T = find(First);
  co_await find(Second);
  co_await std::move(T);
}

task<> through_pointers() {
  std::string Name = name();
  std::string *Pointer = &Name;
  auto T = find(*Pointer);
  co_await load(1);
  co_await std::move(T);
}

task<> around_a_handler() {
  std::string Name = name();
  auto T = find(Name);
  try {
    co_await std::move(T);
  } catch (...) {
  }
}

// An element may be anywhere.
task<> of_an_iterator(std::map<int, std::string> &Names) {
  auto T = find(Names.begin()->second);
  co_await load(1);
  co_await std::move(T);
}

// --- No task ---------------------------------------------------------------

struct result {
  int Value;
};
result parse(const std::string &Text);
result not_a_task() {
  result R = parse("x");
  return R;
}

int waits_in_a_loop() {
  int Sum = 0;
  for (int I = 0; I < 3; ++I)
    Sum += parse(std::to_string(I)).Value;
  return Sum;
}

std::function<task<int>()> made_later(std::string Name) {
  return [Name] { return find(Name); };
}
