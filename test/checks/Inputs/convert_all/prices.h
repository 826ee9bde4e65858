#pragma once
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>

cppcoro::task<int> answer();

struct Prices {
  int of(int Id) const;
  int twice(int Id) const { return 2 * of(Id); }
  int Factor = 2;
};

inline int Prices::of(int Id) const {
  return cppcoro::sync_wait(answer()) * Id * Factor;
}

inline int cheapest(const Prices &P) { return P.of(1); }
