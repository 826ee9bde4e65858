// Each coroutine has a frame; after the fix only the one that does something.
// RUN: %behaviour %s %t -- %boost_flags
// REQUIRES: boost-asio
// CHECKS: async-redundant-coroutine
// BEFORE: stdout 42 with 3 frames
// AFTER: stdout 42 with 1 frames
#define BOOST_ASIO_DISABLE_SMALL_BLOCK_RECYCLING
#include <boost/asio.hpp>
#include <cstdlib>
#include <iostream>

static int Frames;
/// What Asio gets its frames from when it does not recycle them.
extern "C" void *aligned_alloc(std::size_t Align, std::size_t Size) {
  ++Frames;
  void *Memory = nullptr;
  return posix_memalign(&Memory, Align, Size) ? nullptr : Memory;
}

namespace asio = boost::asio;

struct Database {
  int Offset = 2;
  asio::awaitable<int> read(int Id) { co_return Id + Offset; }
};
struct Repository {
  Database &Data;
  asio::awaitable<int> find(int Id) { co_return co_await Data.read(Id); }
};
asio::awaitable<int> load(Repository &Users, int Id) {
  co_return co_await Users.find(Id);
}

int main() {
  Database Data;
  Repository Users{Data};
  asio::io_context Io;
  asio::co_spawn(
      Io,
      [&Users]() -> asio::awaitable<void> {
        const int Before = Frames;
        const int Value = co_await load(Users, 40);
        std::cout << Value << " with " << Frames - Before << " frames\n";
      },
      asio::detached);
  Io.run();
}
