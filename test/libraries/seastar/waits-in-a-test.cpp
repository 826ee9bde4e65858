// RUN: %check %s async-blocking-call,async-blocking-wait %t -- -isystem %standins -Wno-unused-result

// In a test, waiting is the point.

#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <unistd.h>

namespace seastar::testing {
struct seastar_test {
  virtual ~seastar_test() = default;
  virtual future<> run_test_case() const = 0;
};
} // namespace seastar::testing

using seastar::future;

future<int> load(int Id);
future<> save(int Id);

struct a_test : seastar::testing::seastar_test {
  future<> run_test_case() const override {
    load(1).get();
    (void)seastar::keep_doing([] { sleep(1); return save(1); });
    return save(1);
  }
};
