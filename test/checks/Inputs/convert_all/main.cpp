#include "prices.h"

cppcoro::task<int> answer() { co_return 42; }

int main() {
  Prices P;
  return cheapest(P) + P.twice(1) == 42 * 6 ? 0 : 1;
}
