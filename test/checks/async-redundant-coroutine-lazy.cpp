// RUN: %check %s async-redundant-coroutine %t -- -I %S/Inputs
// RUN: %check %s async-redundant-coroutine %t -fix-notes -check-suffixes=,NOTES -- -I %S/Inputs

// A lazy task, which starts when it is awaited, of no known library.

#include "tasks.h"
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

using home::task;

struct User {
  int Id = 0;
  std::string Name;
};
task<User> load(int Id);
task<User> find(const std::string &Name);
task<User> find_view(std::string_view Name);
task<User> take(std::string Name);
task<User> take_rvalue(std::string &&Name);
task<User> own(std::shared_ptr<User> U);
task<> save(const User &U, int Retries = 3);
task<> log(const char *Text, std::string Prefix = {});
task<> log_ref(const char *Text, const std::string &Prefix = "x");
task<> flush();
constexpr int DefaultId = 1;
task<User> widen(const long &Id);
task<User> widen_default(const long &Id = DefaultId);
task<long> count(int Kind);

// --- Hooks for tests -------------------------------------------------------

task<User> load_for_test(int Id) { co_return co_await load(Id); }
task<User> testing_load(int Id) { co_return co_await load(Id); }
struct Shell {
  task<User> dispatchInTests(int Id) { co_return co_await load(Id); }
};

// --- Reported and fixed --------------------------------------------------

task<User> load_user(int Id) { co_return co_await load(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'load_user' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
// CHECK-FIXES: task<User> load_user(int Id) { return load(Id); }

task<> last_statement() {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'last_statement' only passes on
  co_await flush();
  // CHECK-FIXES: return flush();
}

task<> with_co_return(const User &U) {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'with_co_return' only passes on
  co_await save(U);
  // CHECK-FIXES: return save(U);
  co_return;
}

// A reference that the caller gave.
task<User> by_reference(const std::string &Name) {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'by_reference' only passes on
  co_return co_await find(Name);
  // CHECK-FIXES: return find(Name);
}

task<User> number_by_reference(const long &Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'number_by_reference' only passes on
  co_return co_await widen(Id);
  // CHECK-FIXES: return widen(Id);
}

task<User> moved_on(std::string Name) {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'moved_on' only passes on
  co_return co_await take(std::move(Name));
  // CHECK-FIXES: return take(std::move(Name));
}

task<User> copied_on(std::shared_ptr<User> U) {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'copied_on' only passes on
  co_return co_await own(U);
  // CHECK-FIXES: return own(U);
}

task<User> view(std::string_view Name) {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'view' only passes on
  co_return co_await find_view(Name);
  // CHECK-FIXES: return find_view(Name);
}

task<User> arithmetic(int Id, bool Negative) {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'arithmetic' only passes on
  co_return co_await load(-Id + static_cast<int>(Negative) * 2);
  // CHECK-FIXES: return load(-Id + static_cast<int>(Negative) * 2);
}

task<User> either(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'either' only passes on
  if (Id > 0)
    co_return co_await load(Id);
    // CHECK-FIXES: return load(Id);
  int Other = -Id;
  co_return (co_await load(Other));
  // CHECK-FIXES: return (load(Other));
}

task<> default_argument() { co_await log("text"); }
// CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'default_argument' only passes on
// CHECK-FIXES: task<> default_argument() { return log("text"); }

struct Service {
  task<User> query(int Id);
  task<User> by_name(const std::string &Name);
  std::string Name;
  int Last = 0;
  Service *Next = nullptr;

  task<User> load(int Id) { co_return co_await query(Id); }
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'load' only passes on
  // CHECK-FIXES: task<User> load(int Id) { return query(Id); }

  // The member lives as long as the object.
  task<User> named() { co_return co_await by_name(Name); }
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'named' only passes on
  // CHECK-FIXES: task<User> named() { return by_name(Name); }

  static task<User> other(Service &S, int Id) {
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'other' only passes on
    co_return co_await S.query(Id);
    // CHECK-FIXES: return S.query(Id);
  }
  static task<User> pointer(Service *S, int Id) {
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'pointer' only passes on
    co_return co_await S->query(Id);
    // CHECK-FIXES: return S->query(Id);
  }
  task<User> declared_here(int Id);
};

task<User> Service::declared_here(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'declared_here' only passes on
  co_return co_await query(Id);
  // CHECK-FIXES: return query(Id);
}

// --- Silent: the frame makes something wait for the await -----------------

int next_id();
int Current = 0;

task<User> calls() { co_return co_await load(next_id()); }
task<User> reads_global() { co_return co_await load(Current); }
task<User> reads_reference(int &Id) { co_return co_await load(Id); }
struct Reads {
  int Id = 0;
  task<User> member() { co_return co_await load(Id); }
};

// What the call gets is an operation that has begun.
struct Request;
Request *send_query(int Id);
Request *encode(int Id) noexcept;
task<User> reply(Request *Sent);
task<User> begins(int Id) { co_return co_await reply(send_query(Id)); }
task<User> begins_on_one_path(int Id) {
  if (Id < 0)
    co_return co_await load(Id);
  co_return co_await reply(encode(Id));
}
task<User> counts(int &Calls) { co_return co_await load(++Calls); }
task<User> stores(int &Last, int Id) { co_return co_await load(Last = Id); }
task<User> hands_over(Request *Old) {
  co_return co_await reply(std::exchange(Old, nullptr));
}

// What does the work may be another one by then.
class Session {
  struct Implementation {
    task<User> load(int Id);
    task<> stop();
  };
  std::unique_ptr<Implementation> Owned;
  std::shared_ptr<Implementation> Shared;
  Implementation *Raw = nullptr;

public:
  task<User> by_owner(int Id) { co_return co_await Owned->load(Id); }
  task<User> by_share(int Id) { co_return co_await Shared->load(Id); }
  task<User> by_pointer(int Id) { co_return co_await Raw->load(Id); }
  task<> stop() { co_await Owned->stop(); }
};

// The function does something before there is a task.
task<User> announced(int Id) {
  ++Current;
  return load(Id);
}
task<User> behind_announced(int Id) { co_return co_await announced(Id); }

// --- Reported, not fixed -------------------------------------------------

task<> comment() {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'comment' only passes on
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: not fixed: a comment stands in the way
  co_return co_await /* at last */ flush();
}

// --- Silent: what the task refers to would be dead -----------------------

task<User> reference_to_parameter(std::string Name) {
  co_return co_await find(Name);
}
task<User> reference_to_int_parameter(User U) { co_return co_await own(nullptr); }
task<User> view_of_parameter(std::string Name) {
  co_return co_await find_view(Name);
}
task<User> rvalue_of_parameter(std::string Name) {
  co_return co_await take_rvalue(std::move(Name));
}
task<User> temporary() { co_return co_await find("nobody"); }
task<User> temporary_value() { co_return co_await take("nobody"); }
task<> temporary_default() { co_await log_ref("text"); }
task<User> temporary_number(int &Id) { co_return co_await widen(Id); }
task<User> temporary_number_by_default() { co_return co_await widen_default(); }
task<> temporary_aggregate() { co_await save(User{}); }
task<> pointer_to_local(int N) {
  extern task<> send(const int *);
  co_await send(&N);
}
task<> array_on_stack() {
  char Text[] = "text";
  co_await log(Text);
}
task<> pointer_to_array() {
  char Text[] = "text";
  const char *P = Text;
  co_await log(P);
}
task<User> local_object() {
  User U;
  co_return co_await find(U.Name);
}
task<User> member_of_parameter(User U) { co_return co_await find(U.Name); }
task<User> object_is_parameter(Service S) { co_return co_await S.query(1); }
task<User> object_is_temporary() { co_return co_await Service().query(1); }
task<User> object_owned(std::unique_ptr<Service> S) {
  co_return co_await S->query(1);
}

// --- Silent: something lives as long as the coroutine --------------------

task<User> keeps_alive(std::shared_ptr<Service> Self, int Id) {
  co_return co_await load(Id);
}
task<> holds_lock(std::unique_lock<std::mutex> Lock) { co_await flush(); }
struct Guard {
  ~Guard();
};
task<> guard_in_scope() {
  Guard G;
  co_await flush();
}
task<> guard_in_condition() {
  if (Guard G; true)
    co_return co_await flush();
  co_await flush();
}

// --- Silent: the coroutine does something --------------------------------

task<> catches() {
  try {
    co_await flush();
  } catch (...) {
  }
}
task<> function_try() try { co_await flush(); } catch (...) {
}
task<> twice() {
  co_await flush();
  co_await flush();
}
task<> before() {
  next_id(); // Not before it is awaited.
  co_await flush();
}
task<> sometimes(bool B) {
  if (B)
    co_await flush();
}
task<> sometimes_not(bool B) {
  if (!B)
    co_return;
  co_await flush();
}
task<> repeats(int N) {
  for (int I = 0; I < N; ++I)
    co_await flush();
}
task<int> uses_result(int Id) { co_return (co_await load(Id)).Id; }
task<> drops_result(int Id) { co_await load(Id); }
task<int> converts() { co_return co_await count(1); }
task<User> own_value(int Id) {
  if (Id == 0)
    co_return User{};
  co_return co_await load(Id);
}
home::eager<int> start(int);
task<int> another_type() { co_return co_await start(1); }
task<User> named_task(task<User> T) { co_return co_await std::move(T); }
task<> recursive(int N) { co_await recursive(N - 1); }

// --- Silent: it is not for the body to decide ----------------------------

struct Base {
  virtual task<> run() { co_await flush(); }
  virtual task<> stop() = 0;
};
struct Derived : Base {
  task<> run() override { co_await flush(); }
  task<> stop() override { co_await flush(); }
};
template <typename T> task<User> templated(T Id) { co_return co_await load(Id); }
template task<User> templated(int);
auto Lambda = [](int Id) -> task<User> { co_return co_await load(Id); };
#define PASS_ON(F) co_return co_await F
task<User> in_macro(int Id) { PASS_ON(load(Id)); }
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'in_macro' only passes on
// CHECK-MESSAGES: :[[@LINE-2]]:12: note: not fixed: it is inside a macro
task<User> no_coroutine(int Id) { return load(Id); }

// --- Silent: never suspends, but nothing is known that is ready ----------

task<int> answer() { co_return 42; }
task<> nothing() { co_return; }

// --- Silent: other configurations have other code here --------------------

task<> configured() {
  co_await flush();
#ifdef WITH_LOGGING
  co_await log("text");
#endif
}
