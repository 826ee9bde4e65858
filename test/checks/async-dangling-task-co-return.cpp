// RUN: %check %s async-dangling-task %t -- -isystem %S/Inputs

// A result that leads to what ends with the coroutine.

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tasks.h>
#include <vector>

using home::task;

/// One that gives references.
template <typename T> struct lent {
  struct promise_type {
    T *Value;
    lent get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    void return_value(T &V) { Value = &V; }
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T &await_resume();
};
template <typename T> struct lent<T &> : lent<T> {
  struct promise_type : lent<T>::promise_type {
    lent get_return_object() { return {}; }
  };
};

struct row {
  std::string Name;
  int Id;
};
task<std::string> load(int Id);
task<std::shared_ptr<row>> find(int Id);
std::string name(int Id);
std::string_view literal();

// --- Reported ------------------------------------------------------------

task<std::string_view> of_a_local() {
  std::string Name = co_await load(1);
  co_return Name;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this result refers to local variable 'Name', which has been destroyed when it is used [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: let the coroutine give the object itself
}

task<std::string_view> of_a_temporary() {
  co_return name(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this result refers to a temporary 'std::basic_string<char>', which has been destroyed when it is used [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: let the coroutine give the object itself
}

task<std::string_view> of_what_an_await_gave() {
  co_return co_await load(2);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this result refers to a temporary 'std::basic_string<char>'{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: let the coroutine give the object itself
}

task<std::string_view> a_view_of_a_local() {
  std::string Name = co_await load(3);
  std::string_view All = Name;
  co_return All.substr(1);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this result refers to local variable 'Name'{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: let the coroutine give the object itself
}

task<const char *> characters() {
  std::string Name = co_await load(4);
  co_return Name.c_str();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this result refers to local variable 'Name'{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: let the coroutine give the object itself
}

task<std::span<const int>> an_array() {
  std::array<int, 3> Numbers{};
  co_await load(5);
  co_return Numbers;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this result refers to local variable 'Numbers'{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: let the coroutine give the object itself
}

task<int *> its_address() {
  int Id = 1;
  co_await load(6);
  co_return &Id;
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this result refers to local variable 'Id'{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: let the coroutine give the object itself
}

task<row *> of_a_local_owner() {
  auto Row = std::make_unique<row>();
  co_await load(7);
  co_return Row.get();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this result refers to local variable 'Row'{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: let the coroutine give the object itself
}

lent<std::string &> by_reference() {
  std::vector<std::string> Names{co_await load(8)};
  co_return Names.front();
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: this result refers to local variable 'Names'{{.*}}
  // CHECK-NOTES: :[[@LINE-2]]:3: note: not fixed: let the coroutine give the object itself
}

void lambdas() {
  auto Work = [](int Id) -> task<std::string_view> {
    std::string Name = co_await load(Id);
    if (Name.empty())
      co_return "nobody";
    co_return Name;
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this result refers to local variable 'Name'{{.*}}
    // CHECK-NOTES: :[[@LINE-2]]:5: note: not fixed: let the coroutine give the object itself
  };
  (void)Work;
}

// --- Silent --------------------------------------------------------------

std::map<int, std::string> Cache;

task<std::string_view> of_all() {
  Cache[1] = co_await load(1);
  co_return Cache[1];
}
task<std::string_view> of_nobody() {
  co_await load(1);
  co_return "nobody";
}
task<std::string_view> by_a_function() {
  co_await load(1);
  co_return literal();
}
task<std::string_view> of_a_static() {
  static std::string Name = name(1);
  co_await load(1);
  co_return Name;
}
// As long as the caller has the task.
task<std::string_view> of_a_parameter(std::string Name) {
  co_await load(1);
  co_return Name;
}
task<std::string_view> of_the_caller(const std::string &Name) {
  co_await load(1);
  co_return Name;
}
task<std::string_view> passed_on(std::string_view Name) {
  co_await load(1);
  std::string_view Part = Name.substr(1);
  co_return Part;
}
task<const row *> of_one_that_others_have() {
  auto Row = co_await find(1);
  co_return Row.get();
}
task<row *> kept() {
  static std::vector<std::unique_ptr<row>> Rows;
  auto Row = std::make_unique<row>();
  co_await load(1);
  row *Found = Row.get();
  Rows.push_back(std::move(Row));
  co_return Found;
}
task<row *> let_go() {
  auto Row = std::make_unique<row>();
  co_await load(1);
  co_return Row.release();
}
task<row *> made() {
  co_await load(1);
  co_return new row();
}
task<std::string> a_copy() {
  std::string Name = co_await load(1);
  co_return Name;
}
task<std::optional<std::string>> perhaps() {
  std::string_view Name = "x";
  co_await load(1);
  co_return std::string(Name);
}
task<int> a_number() {
  std::vector<int> Numbers(3);
  co_await load(1);
  co_return Numbers[0];
}
task<std::string_view> an_element(const std::vector<std::string_view> &Of) {
  std::vector<std::string_view> Names = Of;
  co_await load(1);
  co_return Names.front();
}
task<const char *> of_elements() {
  std::array<const char *, 2> Names{"a", "b"};
  co_await load(1);
  co_return Names[1];
}
lent<std::string &> of_the_cache() {
  co_await load(1);
  auto &Found = Cache[1];
  co_return Found;
}
struct table {
  std::vector<row> Rows;
  lent<row &> first() {
    co_await load(1);
    co_return Rows.front();
  }
  task<std::string_view> name() {
    co_await load(1);
    auto &First = Rows.front();
    co_return First.Name;
  }
};
template <typename T> task<T> dependent() {
  std::string Name = co_await load(1);
  co_return Name;
}
