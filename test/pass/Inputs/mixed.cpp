#include "service.h"
#include <cppcoro/when_all.hpp>
#include <vector>

template <typename T> cppcoro::task<cppcoro::task<T>> later(T Value);

cppcoro::task<> handle_a(const std::vector<int> &Ids) {
  co_await later(1);
  std::vector<cppcoro::task<>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(save(Id < 3 ? Id : 4)); // A "</script>" in the diff.
  co_await cppcoro::when_all(std::move(Tasks));
  save(2); // </script><b>markup</b>
}
