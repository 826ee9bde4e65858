#include <cppcoro/task.hpp>

struct Address {
  Address(int Port);
};

cppcoro::task<> connect(int Port);

cppcoro::task<> ask() {
  connect(80);
  co_return;
}
