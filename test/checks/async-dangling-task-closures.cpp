// RUN: %check %s async-dangling-task %t -- -I %S/Inputs

// Lambda coroutines and member coroutines whose object dies first.

#include "tasks.h"
#include <memory>
#include <string>
#include <vector>

using home::task;

task<int> load(int Id);
task<> save(const std::string &Name);

struct Connection {
  task<int> send(int Id);
  task<int> send_all() &&;
  task<int> visible() { co_return Fd; }
  task<int> ignores_this() { co_return 1; }
  task<int> passes_on() { return load(Fd); }
  task<int> passes_this_on() { return send(1); }
  static task<int> ping();
  int Fd = 0;
};
Connection open(int Port);

// --- Reported ------------------------------------------------------------

task<> captures(int Id) {
  auto T = [Id]() -> task<int> { co_return co_await load(Id); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of this lambda is stored in 'T' and refers to the captures of a lambda that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-FIXES: auto T = [](const auto Id) -> task<int> { co_return co_await load(Id); }(Id);
  co_await load(1);
  co_await std::move(T);
}

task<> captures_all(int Id, std::string Name) {
  auto T = [&, Name](int Other) mutable -> task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of this lambda is stored in 'T'
  // CHECK-FIXES: auto T = [](int Other, auto Name, auto &Id) mutable -> task<> {
    co_await load(Id + Other);
    Name.clear();
    co_await save(Name);
  }(2);
  // CHECK-FIXES: }(2, Name, Id);
  co_await load(1);
  co_await std::move(T);
}

task<> init_captures(std::string Name) {
  auto T = [Text = std::move(Name)]() -> task<> { co_await save(Text); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of this lambda is stored in 'T'
  // CHECK-FIXES: auto T = [](const auto Text) -> task<> { co_await save(Text); }(std::move(Name));
  co_await load(1);
  co_await std::move(T);
}

task<> awaited_next(int Id) {
  auto T = [Id]() -> task<int> { co_return Id; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of this lambda is stored in 'T'
  co_await std::move(T);
  // CHECK-FIXES: co_await [Id]() -> task<int> { co_return Id; }();
}

task<> in_a_container(int Count) {
  std::vector<task<int>> Tasks;
  for (int I = 0; I < Count; ++I)
    Tasks.push_back([I]() -> task<int> { co_return I; }());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: the task of this lambda is put into 'Tasks'
  // CHECK-FIXES: Tasks.push_back([](const auto I) -> task<int> { co_return I; }(I));
  for (auto &T : Tasks)
    co_await std::move(T);
}

task<int> returned(int Id) {
  return [Id]() -> task<int> { co_return Id; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of this lambda is returned
  // CHECK-FIXES: return [](const auto Id) -> task<int> { co_return Id; }(Id);
}

task<int> returned_reference(int Id) {
  return [&]() -> task<int> { co_return Id; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of this lambda is returned
  // CHECK-FIXES: co_return co_await [&]() -> task<int> { co_return Id; }();
}

task<int> a_local_closure(int Id) {
  auto Work = [Id]() -> task<int> { co_return Id; };
  return Work();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the task of this lambda is returned and refers to local variable 'Work', which is destroyed by the return
  // CHECK-FIXES: co_return co_await Work();
}

struct Service {
  int Id = 0;
  task<> run() {
    auto T = [this]() -> task<int> { co_return Id; }();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task of this lambda is stored in 'T'
    // CHECK-FIXES: auto coroutine = [this]() -> task<int> { co_return Id; };
    // CHECK-FIXES: auto T = coroutine();
    co_await load(1);
    co_await std::move(T);
  }
};

task<> a_temporary_object() {
  auto T = open(1).send(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'send' is stored in 'T' and refers to a temporary 'Connection' that is destroyed at the end of this expression
  // CHECK-FIXES: auto connection = open(1);
  // CHECK-FIXES: auto T = connection.send(2);
  co_await load(1);
  co_await std::move(T);
}

task<> a_visible_coroutine() {
  auto T = Connection().visible();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'visible' is stored in 'T'
  co_await std::move(T);
  // CHECK-FIXES: co_await Connection().visible();
}

task<> a_visible_function() {
  auto T = Connection().passes_this_on();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'passes_this_on' is stored in 'T'
  co_await std::move(T);
  // CHECK-FIXES: co_await Connection().passes_this_on();
}

task<> the_only_owner() {
  auto T = std::make_unique<Connection>()->send(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'send' is stored in 'T'
  auto U = std::make_shared<Connection>()->send(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of 'send' is stored in 'U'
  // CHECK-FIXES: auto object = std::make_unique<Connection>();
  // CHECK-FIXES: auto T = object->send(1);
  // CHECK-FIXES: auto object2 = std::make_shared<Connection>();
  // CHECK-FIXES: auto U = object2->send(1);
  co_await load(1);
  co_await std::move(T);
  co_await std::move(U);
}

// --- Silent ---------------------------------------------------------------

task<> awaited_at_once(int Id, std::string Name) {
  co_await [Id]() -> task<int> { co_return Id; }();
  co_await [&]() -> task<> { co_await save(Name); }();
  int Value = co_await [&]() -> task<int> { co_return Id; }() + 1;
  (void)Value;
}

task<> without_captures(int Id) {
  auto T = []() -> task<int> { co_return 1; }();
  auto U = [](int I) -> task<int> { co_return I; }(Id);
  co_await load(1);
  co_await std::move(T);
  co_await std::move(U);
}

task<> unused_captures(int Id) {
  auto T = [Id]() -> task<int> { co_return 1; }();
  co_await load(1);
  co_await std::move(T);
}

task<> a_named_closure(int Id) {
  auto Work = [Id]() -> task<int> { co_return Id; };
  std::vector<task<int>> Tasks;
  Tasks.push_back(Work());
  auto T = Work();
  co_await load(1);
  co_await std::move(T);
  co_await std::move(Tasks[0]);
}

// No coroutine: it reads its captures now.
task<> plain_lambda(int Id) {
  auto T = [Id] { return load(Id); }();
  co_await load(1);
  co_await std::move(T);
}

task<> objects(std::shared_ptr<Connection> Shared, Connection *Pointer) {
  Connection Own;
  auto T = Own.send(1);
  auto U = Shared->send(1);
  auto V = Pointer->send(1);
  auto W = Connection::ping();
  auto X = Connection().ignores_this();
  auto Y = Connection().passes_on();
  // It takes the object over.
  auto Z = Connection().send_all();
  co_await load(1);
  co_await std::move(T);
  co_await std::move(U);
  co_await std::move(V);
  co_await std::move(W);
  co_await std::move(X);
  co_await std::move(Y);
  co_await std::move(Z);
}

task<> object_awaited_at_once() {
  co_await open(1).send(2);
  co_await std::make_unique<Connection>()->send(1);
}

std::shared_ptr<Connection> pooled();
task<> somebody_else_has_it() {
  auto T = pooled()->send(1);
  co_await load(1);
  co_await std::move(T);
}

// --- The order of evaluation, and types that are looked at -------------------

task<> order_of_a_copy(int K) {
  auto T = [K](int X) -> task<int> { co_return 10 * K + X; }(++K);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of this lambda is stored in 'T'
  // CHECK-FIXES: auto coroutine = [K](int X) -> task<int> { co_return 10 * K + X; };
  // CHECK-FIXES-NEXT: auto T = coroutine(++K);
  co_await load(1);
  co_await std::move(T);
}
task<> order_of_a_move(std::string Name) {
  auto T = [Name = std::move(Name)](int N) -> task<int> { co_return N + int(Name.size()); }(int(Name.size()));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of this lambda is stored in 'T'
  // CHECK-FIXES: auto coroutine = [Name = std::move(Name)](int N) -> task<int> { co_return N + int(Name.size()); };
  // CHECK-FIXES-NEXT: auto T = coroutine(int(Name.size()));
  co_await load(1);
  co_await std::move(T);
}
task<> order_makes_no_difference(int K, int Other) {
  auto T = [K](int X) -> task<int> { co_return 10 * K + X; }(++Other);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of this lambda is stored in 'T'
  // CHECK-FIXES: auto T = [](int X, const auto K) -> task<int> { co_return 10 * K + X; }(++Other, K);
  co_await load(1);
  co_await std::move(T);
}
task<> asks_for_its_type(int K) {
  // CHECK-FIXES: auto coroutine = [K]() -> task<int> {
  // CHECK-FIXES: auto T = coroutine();
  // CHECK-MESSAGES: :[[@LINE+1]]:8: warning: the task of this lambda is stored in 'T'
  auto T = [K]() -> task<int> {
    decltype(K) Copy = K;
    ++Copy;
    co_return Copy;
  }();
  co_await load(1);
  co_await std::move(T);
}
task<> has_a_mutable_one_in_it(int K) {
  // CHECK-FIXES: auto coroutine = [K]() -> task<int> {
  // CHECK-FIXES: auto T = coroutine();
  // CHECK-MESSAGES: :[[@LINE+1]]:8: warning: the task of this lambda is stored in 'T'
  auto T = [K]() -> task<int> {
    auto Count = [K]() mutable { return ++K; };
    co_return Count();
  }();
  co_await load(1);
  co_await std::move(T);
}

int next();
task<> arguments_have_no_order() {
  auto T = [A = next(), B = next()]() -> task<int> { co_return 10 * A + B; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of this lambda is stored in 'T'
  // CHECK-FIXES: auto coroutine = [A = next(), B = next()]() -> task<int> { co_return 10 * A + B; };
  // CHECK-FIXES-NEXT: auto T = coroutine();
  co_await load(1);
  co_await std::move(T);
}
task<> one_acts(int K) {
  auto T = [A = next(), K]() -> task<int> { co_return 10 * A + K; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the task of this lambda is stored in 'T'
  // CHECK-FIXES: auto T = [](const auto A, const auto K) -> task<int> { co_return 10 * A + K; }(next(), K);
  co_await load(1);
  co_await std::move(T);
}
