// Tasks that begin at once, in variables, of any library: the tests say which.
#include HEADER
#include <utility>
#include <vector>

using work = TASK;
work step(int Id);
work on(const int &Id);
work to(int *Id);
int parse(const char *);
void keep(work &&);

struct counter {
  work count();
};
work all(std::vector<work> &&);

work by_reference() {
  int Id = 1;
  auto Work = on(Id);
  co_await step(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Work' has begun, and nobody awaits it, when this throws here [async-left-behind]
  // CHECK-MESSAGES: :[[@LINE-4]]:7: note: it refers to 'Id', which ends then
  co_await std::move(Work);
}
work by_address() {
  int Id = 1;
  auto Work = to(&Id);
  parse("2");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Work' has begun, and nobody awaits it, when this throws here [async-left-behind]
  co_await std::move(Work);
}
work by_the_object() {
  counter C;
  work Work = C.count();
  co_await step(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Work' has begun, and nobody awaits it, when this throws here [async-left-behind]
  co_await std::move(Work);
}
work by_a_closure() {
  int Id = 1;
  auto Work = [&]() -> work { co_await on(Id); }();
  co_await step(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Work' has begun, and nobody awaits it, when this throws here [async-left-behind]
  co_await std::move(Work);
}
work two() {
  int Id = 1;
  auto One = on(Id);
  auto Two = on(Id);
  co_await std::move(One);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Two' has begun, and nobody awaits it, when this throws here [async-left-behind]
  co_await std::move(Two);
}
work an_early_end(bool B) {
  int Id = 1;
  auto Work = on(Id);
  if (B)
    co_return;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Work' has begun, and nobody awaits it, when the coroutine ends here [async-left-behind]
  co_await std::move(Work);
}
work many() {
  int Id = 1;
  std::vector<work> Works;
  for (int I = 0; I < 3; ++I)
    Works.push_back(on(Id));
  co_await step(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the tasks in 'Works' have begun, and nobody awaits them, when this throws here [async-left-behind]
  co_await all(std::move(Works));
}
work one_after_the_other() {
  int Id = 1;
  std::vector<work> Works;
  Works.push_back(on(Id));
  Works.push_back(on(Id));
  for (auto &Work : Works)
    co_await std::move(Work);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the tasks in 'Works' have begun, and nobody awaits them, when this throws here [async-left-behind]
}

// --- Silent ------------------------------------------------------------------

work refers_to_nothing() {
  auto Work = step(1);
  co_await step(2);
  co_await std::move(Work);
}
work somebody_elses(const int &Id) {
  auto Work = on(Id);
  co_await step(2);
  co_await std::move(Work);
}
work awaited_first() {
  int Id = 1;
  auto Work = on(Id);
  co_await std::move(Work);
  co_await step(2);
}
work begun_last() {
  int Id = 1;
  co_await step(2);
  auto Work = on(Id);
  co_await std::move(Work);
}
work given_away() {
  int Id = 1;
  auto Work = on(Id);
  keep(std::move(Work));
  co_await step(2);
}
work never_awaited_here() {
  int Id = 1;
  auto Work = on(Id);
  co_await step(2);
  keep(std::move(Work));
}
int quiet(int) noexcept;
work nothing_throws() {
  int Id = 1;
  auto Work = on(Id);
  quiet(2);
  co_await std::move(Work);
}
work caught() {
  int Id = 1;
  auto Work = on(Id);
  try {
    co_await step(2);
  } catch (...) {
  }
  co_await std::move(Work);
}
work filled_last() {
  int Id = 1;
  std::vector<work> Works;
  co_await step(2);
  Works.push_back(on(Id));
  Works.push_back(on(Id));
  co_await all(std::move(Works));
}
work each_is_caught() {
  int Id = 1;
  std::vector<work> Works;
  Works.push_back(on(Id));
  for (auto &Work : Works) {
    try {
      co_await std::move(Work);
    } catch (...) {
    }
  }
}
