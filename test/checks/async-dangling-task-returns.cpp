// RUN: %check %s async-dangling-task %t -- -I %S/Inputs
// RUN: %check %s async-dangling-task %t -fix-notes -check-suffixes=,NOTES -- -I %S/Inputs

// Tasks that are returned, unawaited, and refer to what dies with the frame.

#include "tasks.h"
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

using home::task;

task<int> find(const std::string &Name);
task<int> find_view(std::string_view Name);
task<int> take(std::string Name);
task<int> take_rvalue(std::string &&Name);
task<int> visit(std::function<void(int)> F);
task<int> find_ref(std::reference_wrapper<const std::string> Name);
task<int> load(int Id);
task<> flush();
template <typename... T> task<> when_all(T...);

struct Query {
  std::string_view Text;
  int Limit = 0;
};
task<int> run(Query Q);

struct Connection {
  task<int> send(int Id);
  int Fd = 0;
};
[[gnu::pure]] std::unique_ptr<Connection> connect();

// --- Reported ------------------------------------------------------------

task<int> a_local() {
  std::string Name = "x";
  return find(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to local variable 'Name', which is destroyed by the return [async-dangling-task]
  // CHECK-MESSAGES: :[[@LINE-2]]:15: note: through parameter 'Name'
  // CHECK-FIXES: co_return co_await find(Name);
}

task<int> a_parameter(std::string Name) {
  return find(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to parameter 'Name', which is destroyed by the return
  // CHECK-FIXES: co_return co_await find(Name);
}

task<int> moved(std::string Name) {
  return take_rvalue(std::move(Name));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'take_rvalue' is returned and refers to parameter 'Name'
  // CHECK-FIXES: co_return co_await take_rvalue(std::move(Name));
}

std::vector<std::unique_ptr<Connection>> Connections;
task<int> a_local_owner() {
  auto C = connect();
  auto T = C->send(1);
  return T;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'send' is returned and refers to local variable 'C', which is destroyed by the return
}
// A string that is moved does not take itself along.
task<int> the_moved_variable(std::vector<std::string> &Names) {
  std::string Name = "x";
  auto T = find(Name);
  Names.push_back(std::move(Name));
  return T;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to local variable 'Name', which is destroyed by the return
}

task<int> a_temporary() {
  return find("literal");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to a temporary
  // CHECK-FIXES: co_return co_await find("literal");
}

task<int> a_view(std::string Name) {
  return find_view(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find_view' is returned and refers to parameter 'Name'
  // CHECK-FIXES: co_return co_await find_view(Name);
}

task<int> a_view_in_a_variable() {
  std::string Name = "x";
  const std::string_view View = Name;
  return find_view(View.substr(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find_view' is returned and refers to local variable 'Name'
  // CHECK-FIXES: co_return co_await find_view(View.substr(1));
}

task<int> std_ref() {
  std::string Name = "x";
  return find_ref(std::cref(Name));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find_ref' is returned and refers to local variable 'Name'
  // CHECK-FIXES: co_return co_await find_ref(std::cref(Name));
}

task<int> an_aggregate(std::string Name) {
  return run({.Text = Name, .Limit = 3});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'run' is returned and refers to parameter 'Name'
  // CHECK-FIXES: co_return co_await run({.Text = Name, .Limit = 3});
}

task<int> a_closure() {
  int Sum = 0;
  return visit([&](int I) { Sum += I; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'visit' is returned and refers to local variable 'Sum'
  // CHECK-FIXES: co_return co_await visit([&](int I) { Sum += I; });
}

task<int> an_object() {
  Connection C;
  return C.send(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'send' is returned and refers to local variable 'C'
  // CHECK-FIXES: co_return co_await C.send(1);
}

task<int> an_owned_object() {
  auto C = connect();
  return C->send(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'send' is returned and refers to local variable 'C'
  // CHECK-FIXES: co_return co_await C->send(1);
}

task<int> all_returns(int Id, std::string Name) {
  if (Id < 0)
    return load(0);
  // CHECK-FIXES: co_return co_await load(0);
  // A comment.
  if (Name.empty()) {
    auto T = load(Id);
    return T;
    // CHECK-FIXES: co_return co_await T;
  }
  auto Other = [](int I) { return load(I); };
  return Id == 7 ? Other(Id) : find(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to parameter 'Name'
  // CHECK-FIXES: co_return co_await (Id == 7 ? Other(Id) : find(Name));
}
// One of the findings carries the edits.
task<int> several_returns(int Id, std::string Name) {
  if (Id == 8)
    return find_view(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'find_view' is returned and refers to parameter 'Name'
  // CHECK-FIXES: co_return co_await find_view(Name);
  return find(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to parameter 'Name'
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: fixed together with an earlier return of this function
  // CHECK-FIXES: co_return co_await find(Name);
}

task<int> stored_first(std::string Name) {
  auto T = find(Name);
  return T;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to parameter 'Name'
  // CHECK-FIXES: co_return co_await T;
}

task<> together(std::string Name) {
  return when_all(find(Name), load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to parameter 'Name'
  // CHECK-FIXES: co_return co_await when_all(find(Name), load(1));
}

// Callers gave a reference, which the coroutine would keep.
task<int> with_a_reference(const std::string &First) {
  std::string Name = First + "x";
  return find(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned and refers to local variable 'Name'
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: as a coroutine, this function refers to what its caller gave until it is complete
  // CHECK-FIXES-NOTES: co_return co_await find(Name);
}

auto deduced() {
  std::string Name = "x";
  return find(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: 'deduced' has a deduced return type
}

task<int> in_a_handler() {
  std::string Name = "x";
  try {
    return load(1);
  } catch (...) {
    return find(Name);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'find' is returned
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: 'co_await' is not allowed in a catch handler
  }
}

task<int> nothing_to_await(bool Wanted) {
  std::string Name = "x";
  if (!Wanted)
    return {};
  return find(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: what it returns elsewhere cannot be awaited
}
task<int> nothing_to_await_twice(std::string Name) {
  if (Name == "y")
    return find(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'find' is returned
  // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: what it returns elsewhere cannot be awaited
  if (Name == "x")
    return {};
  return find(Name);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'find' is returned
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: not fixed: what it returns elsewhere cannot be awaited
}

void lambdas() {
  auto Plain = [](std::string Name) -> task<int> { return find(Name); };
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: the task of 'find' is returned and refers to parameter 'Name'
  // CHECK-FIXES: auto Plain = [](std::string Name) -> task<int> { co_return co_await find(Name); };
  auto Deduced = [](std::string Name) { return find(Name); };
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: the task of 'find' is returned
  // CHECK-MESSAGES: :[[@LINE-2]]:41: note: not fixed: the lambda's return type is deduced
  auto Capturing = [Plain](std::string Name) -> task<int> { return find(Name); };
  // CHECK-MESSAGES: :[[@LINE-1]]:61: warning: the task of 'find' is returned
  // CHECK-MESSAGES: :[[@LINE-2]]:61: note: not fixed: as a coroutine, the lambda would refer to its captures
}

// --- Guards --------------------------------------------------------------

struct Transaction {
  Transaction();
  ~Transaction();
};

struct Store {
  std::mutex Mutex;
  int Next = 0;

  task<> locked() {
    std::lock_guard Lock(Mutex);
    return flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'flush' is returned and runs after 'Lock', which stands guard here, is destroyed by the return
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: not fixed: 'Lock' would hold its mutex while the coroutine is suspended
  }

  // Silent: what is read under the lock.
  task<int> reads() {
    std::lock_guard Lock(Mutex);
    return load(Next);
  }
  task<> changes() {
    std::lock_guard Lock(Mutex);
    ++Next;
    return flush();
  }
  task<> unlocked() {
    {
      std::lock_guard Lock(Mutex);
      ++Next;
    }
    return flush();
  }
};

task<> transaction() {
  Transaction T;
  return flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'flush' is returned and runs after 'T', which stands guard here, is destroyed by the return
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: as a coroutine, this function keeps 'T' until it is complete
  // CHECK-FIXES-NOTES: co_return co_await flush();
}

task<> guarded_returns(int Id) {
  if (Id == 9) {
    Transaction T;
    return flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'flush' is returned and runs after 'T'
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: as a coroutine, this function keeps 'T' until it is complete
    // CHECK-FIXES-NOTES: co_return co_await flush();
  }
  Transaction U;
  return flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of 'flush' is returned and runs after 'U'
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: fixed together with an earlier return of this function
  // CHECK-FIXES-NOTES: co_return co_await flush();
}
struct Session : std::enable_shared_from_this<Session> {
  task<> run();
  task<> start() {
    auto Self = shared_from_this();
    return run();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task of 'run' is returned and runs after 'Self'
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: as a coroutine, this function keeps 'Self'
    // CHECK-FIXES-NOTES: co_return co_await run();
  }
};

// --- Silent ---------------------------------------------------------------

task<int> by_value(std::string Name) { return take(Name); }
task<int> moved_by_value(std::string Name) { return take(std::move(Name)); }
task<int> the_callers(const std::string &Name) { return find(Name); }
task<int> the_callers_view(std::string_view Name) { return find_view(Name); }
task<int> the_callers_part(const Query &Q) { return find_view(Q.Text); }
task<int> a_literal() { return find_view("literal"); }
task<int> the_callers_pointer(Connection *C) { return C->send(1); }
task<int> shared(std::shared_ptr<Connection> C) { return C->send(1); }

task<int> a_static() {
  static std::string Name = "x";
  return find(Name);
}

task<int> a_reference_to_the_callers(const std::vector<std::string> &Names) {
  const std::string &First = Names.front();
  return find(First);
}

task<int> an_element(const std::vector<std::string> &Names) {
  for (const std::string &Name : Names)
    if (!Name.empty())
      return find(Name);
  return load(0);
}

task<int> awaited(std::string Name) { co_return co_await find(Name); }

task<int> a_value_of_a_local() {
  std::string Name = "x";
  return load(Name.size());
}

task<int> captured_copies() {
  int Sum = 0;
  return visit([Sum](int) { (void)Sum; });
}

struct Member {
  std::string Name;
  Connection C;
  task<int> a_member() { return find(Name); }
  task<int> a_member_object() { return C.send(1); }
  task<int> a_closure() {
    return visit([this](int) { Name.clear(); });
  }
};

task<> a_plain_local_with_a_destructor() {
  std::string Unrelated = "x";
  return flush();
}

task<> a_lock_by_hand(std::mutex &M) {
  std::unique_lock Lock(M);
  Lock.unlock();
  return flush();
}

auto in_a_lambda(std::string Name) {
  return [Name] { return find(Name); };
}
