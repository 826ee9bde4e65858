// A posted coroutine that never ran, and its exception.
// RUN: %behaviour %s %t -fix-notes -- %asio_flags
// REQUIRES: asio
// CHECKS: async-discarding-callback
// FLAGS: -Wno-unused
// BEFORE: stdout over
// AFTER: stdout runs
// AFTER: stdout caught lost
// AFTER: stdout over
#include <asio.hpp>
#include <cstdio>
#include <stdexcept>

asio::awaitable<void> work() {
  std::puts("runs");
  throw std::runtime_error("lost");
  co_return;
}

int main() {
  asio::io_context Context;
  asio::post(Context, work);
  try {
    Context.run();
  } catch (const std::exception &E) {
    std::printf("caught %s\n", E.what());
  }
  std::puts("over");
}
