#include <cppcoro/task.hpp>

cppcoro::task<> save(int Id);
cppcoro::task<int> load(int Id);

cppcoro::task<> serve(int Id) {
  int Order = co_await load(Id);
  save(Order);
}
