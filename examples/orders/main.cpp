// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// orders <scenario>...: plays one scene of the shop's day and prints what
// became of it. Each scene has a process of its own, so that one which hangs
// or crashes does not take the others along.

#include "orders.h"

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>

using namespace orders;

static constexpr unsigned patience = 3; // seconds

/// Runs \p work on one thread to its end.
template <typename T>
static T run(asio::io_context &io, asio::awaitable<T> work) {
  std::optional<T> result;
  asio::co_spawn(io, std::move(work), [&](std::exception_ptr error, T value) {
    if (error)
      std::rethrow_exception(error);
    result = std::move(value);
  });
  io.run();
  return std::move(result).value();
}

static void handler() {
  asio::io_context io;
  backend shop;
  std::cout << run(io, handle_get(shop, 7)) << '\n';
}

static void process() {
  asio::io_context io;
  backend shop;
  const bool accepted = run(io, accept_order(shop, {8, "grinder", 1}));
  std::cout << (accepted ? "accepted" : "refused") << "; saved=" << shop.saved
            << " mailed=" << shop.mailed << " tracked=" << shop.tracked << '\n';
}

static void refresh() {
  asio::io_context io;
  backend shop;
  price_list prices;
  const std::vector<std::string> items = {"beans", "cups", "", "filters"};
  std::string error = "none";
  start_refresh(io.get_executor(), shop, items, prices);
  try {
    io.run();
  } catch (const std::exception &e) {
    error = e.what();
  }
  std::cout << prices.size() << " of " << items.size()
            << " prices; error seen: " << error << '\n';
}

static void report() {
  asio::io_context io;
  backend shop;
  std::stop_source window;
  int rows = 0;
  const auto show = [&](const std::string &) {
    if (++rows == 10)
      window.request_stop();
  };
  asio::co_spawn(io, write_report(shop, show, window.get_token()),
                 [](std::exception_ptr error) {
                   if (error)
                     std::rethrow_exception(error);
                 });
  io.run();
  std::cout << "stopped at row 10; rows written: " << rows << '\n';
}

static void lookups() {
  asio::io_context io;
  backend shop;
  const std::vector<std::string> items(500, "beans");
  const auto prices = run(io, look_up_prices(shop, items));
  std::cout << prices.size()
            << " prices; most lookups at once: " << shop.peak_lookups << '\n';
}

static void stock() {
  asio::io_context io;
  backend shop;
  const bool today = run(io, promise_today(shop, {10, "grinder", 2}));
  std::cout << "promised for " << (today ? "today" : "later") << '\n';
}

static void twice() {
  asio::io_context io;
  backend shop;
  const receipt paper = run(io, check_out(shop, {9, "beans", 3}));
  std::cout << "charged " << paper.charged << ", printed " << paper.printed
            << '\n';
}

struct scenario {
  std::string_view name;
  void (*play)();
};

static constexpr std::array scenarios = {
    scenario{"handler", handler}, scenario{"process", process},
    scenario{"refresh", refresh}, scenario{"report", report},
    scenario{"lookups", lookups}, scenario{"stock", stock},
    scenario{"twice", twice}};

/// Plays \p what in a child process; true if it came to its end.
static bool play(const scenario &what) {
  std::cout << what.name << ": " << std::flush;
  const pid_t child = fork();
  if (child == 0) {
    alarm(patience);
    what.play();
    std::cout << std::flush;
    _exit(EXIT_SUCCESS);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) < 0) {
    std::cout << "cannot start\n";
    return false;
  }
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
    std::cout << "hangs; killed after " << patience << " s\n";
  else if (WIFSIGNALED(status))
    std::cout << "crashes; signal " << WTERMSIG(status) << '\n';
  return WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
}

int main(int argc, char **argv) {
  if (argc == 1) {
    std::cout << "usage: orders all | <scenario>...\nscenarios:";
    for (const scenario &each : scenarios)
      std::cout << ' ' << each.name;
    std::cout << '\n';
    return EXIT_FAILURE;
  }
  bool good = true;
  for (int i = 1; i < argc; ++i) {
    bool known = false;
    for (const scenario &each : scenarios)
      if (std::string_view(argv[i]) == each.name ||
          std::string_view(argv[i]) == "all") {
        good &= play(each);
        known = true;
      }
    if (!known) {
      std::cerr << "orders: no scenario '" << argv[i] << "'\n";
      good = false;
    }
  }
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
