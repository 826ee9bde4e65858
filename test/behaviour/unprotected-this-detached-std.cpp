// RUN: %behaviour %s %t -fix-notes
// REQUIRES: asan

// A detached coroutine of an object whose last owner goes while it waits. That
// the object lives longer is for a human to say: the edits stand on notes.
// CHECKS: async-unprotected-this
// FLAGS: -fsanitize=address -g1
// TIMEOUT: 30
// BEFORE: exit 1
// BEFORE: no stdout 3 shown
// AFTER: stdout 3 shown

#include <coroutine>
#include <cstdio>
#include <exception>
#include <memory>
#include <vector>

static std::vector<std::coroutine_handle<>> Waiting;
static int Shown = 0;

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
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> H) { Waiting.push_back(H); }
  void await_resume() {}
};

class panel : public std::enable_shared_from_this<panel> {
public:
  detached update() {
    co_await rest();
    Shown += Step;
  }
  detached update_twice() {
    co_await rest();
    Shown += Step;
    co_await rest();
    Shown += Step;
  }

private:
  int Step = 1;
};

int main() {
  std::make_shared<panel>()->update();
  std::make_shared<panel>()->update_twice();
  for (std::size_t I = 0; I < Waiting.size(); ++I)
    Waiting[I].resume();
  std::printf("%d shown\n", Shown);
}
