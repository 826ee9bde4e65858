// RUN: %check %s async-repeated-await %t

#include <chrono>
#include <future>

void use(int);

int got(std::future<int> F) {
  int X = F.get();
  int Y = F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'F' is used by 'get' again; a 'std::future<int>' can be used only once
  // CHECK-FIXES: int Y = X;
  return X + Y;
}

int waited(std::future<int> F) {
  F.wait();
  if (F.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
    use(0);
  return F.get();
}

int gotWhenValid(std::future<int> F) {
  int X = F.get();
  if (F.valid())
    X += F.get();
  return X;
}

int gotShared(std::shared_future<int> F) { return F.get() + F.get(); }

std::shared_future<int> gotThenShared(std::future<int> F) {
  use(F.get());
  return F.share();
}
