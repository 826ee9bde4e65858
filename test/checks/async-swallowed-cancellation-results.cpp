// RUN: %check %s async-swallowed-cancellation %t -- -I %inputs

// An empty value that all callers look at, and leave by, is how a coroutine
// tells them that it failed, or was stopped.

#include "tasks.h"
#include <memory>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

using home::task;

struct load_cancelled : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct outcome {
  int Code = 0;
};

void log(const char *);
void use(const std::string &);
task<> idle();
task<std::string> load(std::stop_token Token) {
  if (Token.stop_requested())
    throw load_cancelled("load");
  co_await idle();
  co_return "a";
}

class loader {
public:
  // --- Silent: who awaits it leaves -----------------------------------------
  task<std::vector<std::string>> found() {
    try {
      co_return std::vector<std::string>{co_await load(Token)};
    } catch (const std::exception &Error) {
      log(Error.what());
      co_return std::vector<std::string>{};
    }
  }
  task<> asks_empty() {
    const auto All = co_await found();
    if (All.empty()) {
      log("nothing");
      co_return;
    }
    use(All.front());
  }
  task<bool> asks_size() {
    if (auto All = co_await found(); All.size() > 0)
      use(All.front());
    else
      co_return false;
    co_return true;
  }

  task<std::optional<std::string>> maybe() {
    try {
      co_return co_await load(Token);
    } catch (...) {
      co_return std::nullopt;
    }
  }
  task<> asks_in_the_head() {
    if (const auto One = co_await maybe(); !One)
      throw std::runtime_error("none");
    else
      use(*One);
  }

  task<bool> done() {
    try {
      co_await load(Token);
    } catch (...) {
      co_return false;
    }
    co_return true;
  }
  task<> asks_at_once() {
    while (true) {
      if (!co_await done())
        break;
    }
  }

  // --- Nobody looks, or goes on ---------------------------------------------
  task<std::vector<std::string>> ignored() {
    try {
      co_return std::vector<std::string>{co_await load(Token)};
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} and the coroutine ends as if all were well
      co_return std::vector<std::string>{};
    }
  }
  task<> iterates() {
    for (const std::string &One : co_await ignored())
      use(One);
  }

  task<std::optional<std::string>> asked_by_one() {
    try {
      co_return co_await load(Token);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} and the coroutine ends as if all were well
      co_return std::nullopt;
    }
  }
  task<> asks() {
    const auto One = co_await asked_by_one();
    if (!One)
      co_return;
    use(*One);
  }
  task<> does_not_ask() { use((co_await asked_by_one()).value_or("b")); }

  task<std::unique_ptr<std::string>> only_logged() {
    try {
      co_return std::make_unique<std::string>(co_await load(Token));
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} and the coroutine ends as if all were well
      co_return nullptr;
    }
  }
  task<> goes_on() {
    const auto One = co_await only_logged();
    if (!One)
      log("none");
    co_await idle();
  }

  task<std::string> next() {
    try {
      co_return co_await load(Token);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} and the coroutine ends as if all were well
      co_return std::string();
    }
  }
  task<> tries_again() {
    while (true) {
      const std::string One = co_await next();
      if (One.empty())
        continue;
      use(One);
    }
  }

  // --- A value that says that all is well, whoever looks ---------------------
  task<bool> well() {
    try {
      co_await load(Token);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} and the coroutine ends as if all were well
      co_return true;
    }
    co_return false;
  }
  task<> asks_well() {
    if (!co_await well())
      co_return;
    co_await idle();
  }

  task<outcome> no_error() {
    try {
      co_await load(Token);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} and the coroutine ends as if all were well
      co_return outcome{};
    }
    co_return outcome{1};
  }
  task<> asks_code() {
    const auto Got = co_await no_error();
    if (Got.Code)
      co_return;
    co_await idle();
  }

private:
  std::stop_token Token;
};

// --- By way of the member that is overridden ---------------------------------

struct resolver {
  virtual ~resolver() = default;
  virtual task<std::vector<std::string>> resolve() = 0;
};
struct real_resolver : resolver {
  task<std::vector<std::string>> resolve() override {
    try {
      co_return std::vector<std::string>{co_await load(Token)};
    } catch (const std::exception &Error) {
      log(Error.what());
      co_return std::vector<std::string>{};
    }
  }
  std::stop_token Token;
};
task<> connect(resolver &Resolver) {
  const auto All = co_await Resolver.resolve();
  if (All.empty())
    co_return;
  use(All.front());
}
