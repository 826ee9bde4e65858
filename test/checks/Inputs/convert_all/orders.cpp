#include "prices.h"

int total(const Prices &P) { return P.of(1) + P.twice(2); }

cppcoro::task<int> order(Prices P) {
  co_return total(P) + cheapest(P);
}
