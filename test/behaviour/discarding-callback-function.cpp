// A lambda coroutine in a std::function<void()>: what it throws is lost, and
// with the adaptor that the library has for it somebody gets it.
// RUN: %behaviour %s %t -config="{CheckOptions: {async.Vocabulary: '%S/Inputs/home_runner.yaml'}}" -- -I%S/Inputs
// CHECKS: async-discarding-callback
// BEFORE: stdout over
// BEFORE: no stdout runs
// BEFORE: no stdout lost: no such order
// AFTER: stdout runs
// AFTER: stdout lost: no such order
// AFTER: stdout over
#include <cstdio>
#include <functional>
#include <home_runner.h>
#include <stdexcept>
#include <vector>

struct button {
  std::vector<std::function<void()>> Handlers;
  void onClick(std::function<void()> Handler) {
    Handlers.push_back(std::move(Handler));
  }
  void click() {
    for (auto &Handler : Handlers)
      Handler();
  }
};

home::task<> process(int Id) {
  std::puts("runs");
  if (Id < 0)
    throw std::runtime_error("no such order");
  co_return;
}

int main() {
  button Buy;
  Buy.onClick([]() -> home::task<> { co_await process(-1); });
  Buy.click();
  std::puts("over");
}
