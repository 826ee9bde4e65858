// A coroutine that nobody could await becomes one that its caller awaits, and
// the exception gets there.
// RUN: %behaviour %s %t -- -isystem %standins
// CHECKS: async-detached-coroutine
// BEFORE: no stdout failed: no such order
// BEFORE: stdout done
// AFTER: stdout failed: no such order
// AFTER: no stdout done
#include <concurrencpp/concurrencpp.h>
#include <iostream>
#include <stdexcept>

using concurrencpp::null_result;
using concurrencpp::result;

static null_result process(int Id) {
  if (Id < 0)
    throw std::runtime_error("no such order");
  co_return;
}

static result<void> run() {
  process(-1);
  co_return;
}

int main() {
  try {
    run().get();
    std::cout << "done" << std::endl;
  } catch (const std::exception &E) {
    std::cout << "failed: " << E.what() << std::endl;
  }
}
