
// Behind the example of Boost.Asio: two jobs fit, the first throws at its end.
int main() {
  asio::io_context io;
  jobs todo(io, 2);
  const auto first = []() -> asio::awaitable<void> {
    co_await asio::post(asio::use_awaitable);
    std::cerr << "first\n";
    throw std::runtime_error("no paper");
  };
  const auto second = [&]() -> asio::awaitable<void> {
    co_await asio::post(asio::use_awaitable);
    std::cerr << "second\n";
    todo.close();
  };
  std::cerr << "taken: " << later(todo, first);
  std::cerr << ' ' << later(todo, second);
  std::cerr << ' ' << later(todo, second) << '\n';
  start(io, todo);
  io.run();
  std::cerr << "done\n";
}
