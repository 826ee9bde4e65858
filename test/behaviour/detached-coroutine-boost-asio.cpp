// An exception that nobody saw reaches whoever runs the context.
// RUN: %behaviour %s %t -config="{CheckOptions: {async-detached-coroutine.CompletionHandler: rethrow}}" -- %boost_flags
// REQUIRES: boost-asio
// CHECKS: async-detached-coroutine
// BEFORE: no stdout failed: no such order
// BEFORE: stdout done
// AFTER: stdout failed: no such order
// AFTER: no stdout done
#include <boost/asio.hpp>
#include <exception>
#include <iostream>
#include <stdexcept>

namespace asio = boost::asio;

void rethrow(std::exception_ptr Error) {
  if (Error)
    std::rethrow_exception(Error);
}

asio::awaitable<void> process() {
  throw std::runtime_error("no such order");
  co_return;
}

int main() {
  asio::io_context Context;
  asio::co_spawn(Context, process(), asio::detached);
  try {
    Context.run();
    std::cout << "done" << std::endl;
  } catch (const std::exception &E) {
    std::cout << "failed: " << E.what() << std::endl;
  }
}
