// A test that is called after what becomes of dropped work drops it.
// RUN: %check %s async-unawaited-task %t -- -I%S/Inputs
#include "home_task.h"

namespace testing {
class Test {
public:
  virtual ~Test() = default;
  virtual void TestBody() = 0;
};
} // namespace testing
#define TEST(Suite, Name)                                                      \
  struct Suite##_##Name##_Test : testing::Test {                               \
    void TestBody() override;                                                  \
  };                                                                           \
  void Suite##_##Name##_Test::TestBody()

home::task<int> read(int Id);

TEST(Reader, dropsWhatItReads) {
  auto Run = []() -> home::task<void> {
    read(1);
    auto Kept = read(2);
    co_return;
  };
  (void)Run;
}

TEST(Reader, reads) {
  auto Run = []() -> home::task<void> {
    read(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'read' is never awaited, so it never runs [async-unawaited-task]
    // CHECK-FIXES: co_await read(1);
    co_return;
  };
  (void)Run;
}

// No word of the name.
TEST(Dropbox, reads) {
  auto Run = []() -> home::task<void> {
    read(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the task returned by 'read' is never awaited, so it never runs
    // CHECK-FIXES: co_await read(1);
    co_return;
  };
  (void)Run;
}
