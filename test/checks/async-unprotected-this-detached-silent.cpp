// RUN: %check %s async-unprotected-this %t --

// What is close to an object without protection.

#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <vector>

struct detached {
  struct promise_type {
    detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
struct rest {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
void use(int);
void add(std::shared_ptr<void>);

class panel : public std::enable_shared_from_this<panel> {
public:
  // An owner in the coroutine.
  detached kept() {
    auto self = shared_from_this();
    co_await rest();
    show();
  }
  detached kept_in_a_list() {
    std::vector All{shared_from_this()};
    co_await rest();
    show();
  }
  detached kept_as_void() {
    std::shared_ptr<void> Any = shared_from_this();
    co_await rest();
    show();
  }
  detached kept_const() {
    const auto self{shared_from_this()};
    co_await rest();
    show();
  }
  detached kept_in_the_block() {
    if (Count) {
      auto self = shared_from_this();
      co_await rest();
      show();
    }
  }
  detached kept_in_a_condition() {
    if (auto self = shared_from_this()) {
      co_await rest();
      show();
    }
  }
  detached kept_by_a_helper() {
    auto self = me();
    co_await rest();
    show();
  }
  detached kept_by_what_is_elsewhere() {
    auto self = elsewhere();
    co_await rest();
    show();
  }
  detached kept_by_a_member() {
    Self = shared_from_this();
    co_await rest();
    show();
    Self = nullptr;
  }
  detached kept_by_a_member_list() {
    Running.push_back(shared_from_this());
    co_await rest();
    show();
  }
  detached kept_by_others() {
    add(shared_from_this());
    co_await rest();
    show();
  }
  detached kept_in_a_lambda() {
    auto Show = [self = shared_from_this()] { self->show(); };
    co_await rest();
    Show();
  }
  // A weak one that is asked.
  detached asked() {
    auto Weak = weak_from_this();
    co_await rest();
    if (auto self = Weak.lock())
      show();
  }
  detached asked_first() {
    std::weak_ptr<panel> Weak = shared_from_this();
    co_await rest();
    if (Weak.expired())
      co_return;
    show();
  }
  // A parameter.
  detached owned(std::shared_ptr<panel> self) {
    co_await rest();
    self->show();
    show();
  }
  detached owned_without_a_name(std::shared_ptr<panel>) {
    co_await rest();
    show();
  }
  detached owned_as_const(std::shared_ptr<const panel>) {
    co_await rest();
    show();
  }
  detached owned_as_void(std::shared_ptr<void>) {
    co_await rest();
    show();
  }
  detached owned_alone(std::unique_ptr<panel>) {
    co_await rest();
    show();
  }
  detached asked_parameter(std::weak_ptr<panel> Weak) {
    co_await rest();
    if (!Weak.lock())
      co_return;
    show();
  }
  // Nothing of the object is used behind.
  detached before_only() {
    show();
    const int Now = Count;
    co_await rest();
    use(Now);
  }
  detached copies_first() {
    std::string Text = Name;
    co_await rest();
    use(int(Text.size()));
  }
  detached returns_at_once(bool Early) {
    if (Early) {
      co_await rest();
      co_return;
    }
    show();
  }
  detached never_suspends() {
    co_await std::suspend_never();
    show();
  }
  detached statics_only() {
    co_await rest();
    report(Total);
  }
  detached looks_at_its_size() {
    co_await rest();
    use(int(sizeof(*this)));
    use(int(sizeof(Count)));
  }
  detached operand_only() {
    co_await waiter(Count);
  }
  detached throws_away() {
    co_await rest();
    throw 1;
  }
  static detached of_class(std::shared_ptr<panel> That) {
    co_await rest();
    That->show();
  }
  // Tasks are awaited.
  task awaited() {
    co_await rest();
    show();
  }
  task awaits() { co_await awaited(); }
  void by_lambdas() {
    auto self = shared_from_this();
    [self]() -> detached {
      co_await rest();
      self->show();
    }();
    [this, self]() -> detached {
      co_await rest();
      show();
    }();
    [this](std::shared_ptr<panel>) -> detached {
      co_await rest();
      show();
    }(self);
    [this](auto) -> detached {
      co_await rest();
      show();
    }(self);
    [*this]() mutable -> detached {
      co_await rest();
      ++Count;
    }();
    [this, Weak = weak_from_this()]() -> detached {
      co_await rest();
      if (auto self = Weak.lock())
        show();
    }();
    [this]() -> detached {
      auto self = shared_from_this();
      co_await rest();
      show();
    }();
  }

private:
  panel(const panel &);
  std::shared_ptr<panel> me() { return shared_from_this(); }
  std::shared_ptr<panel> elsewhere();
  rest waiter(int);
  void show(int = 0);
  static void report(int);
  static int Total;
  int Count = 0;
  std::string Name;
  std::shared_ptr<panel> Self;
  std::vector<std::shared_ptr<panel>> Running;
};

// Nobody shares these.
class plain {
public:
  detached run() {
    co_await rest();
    ++Count;
  }

private:
  int Count = 0;
};
// A base class that is not public helps nobody.
class hidden : std::enable_shared_from_this<hidden> {
public:
  detached run() {
    co_await rest();
    ++Count;
  }

private:
  int Count = 0;
};
// Has an owner of others.
class parent {
public:
  std::shared_ptr<plain> child() { return Child; }
  detached run() {
    co_await rest();
    Child->run();
  }

private:
  std::shared_ptr<plain> Child;
};
// Gives an owner of another one.
class node {
public:
  std::shared_ptr<node> next() { return Next; }
  static std::shared_ptr<node> make() { return std::make_shared<node>(); }
  detached run() {
    co_await rest();
    ++Count;
  }

private:
  std::shared_ptr<node> Next;
  int Count = 0;
};

// The promise keeps it.
struct keeping {
  struct promise_type {
    promise_type(class careful &Object);
    keeping get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
    std::shared_ptr<careful> Self;
  };
};
class careful : public std::enable_shared_from_this<careful> {
public:
  keeping run() {
    co_await rest();
    ++Count;
  }

private:
  int Count = 0;
};

// Lives as long as the program.
class service : public std::enable_shared_from_this<service> {
public:
  detached run() {
    co_await rest();
    ++Count;
  }

private:
  int Count = 0;
};
static std::shared_ptr<service> TheService = std::make_shared<service>();

class application : public std::enable_shared_from_this<application> {
public:
  void run();
  detached serve() {
    co_await rest();
    ++Count;
  }

private:
  int Count = 0;
};
int main() {
  auto App = std::make_shared<application>();
  App->serve();
  App->run();
}

#define SERVE(x)                                                               \
  detached x() {                                                               \
    co_await rest();                                                           \
    ++Count;                                                                   \
  }
class by_macro : public std::enable_shared_from_this<by_macro> {
public:
  SERVE(serve)

private:
  int Count = 0;
};
