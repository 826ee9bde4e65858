// RUN: %check %s async-repeated-await %t -- -isystem %standins -Wno-unused

// concurrencpp: the first to await a result empties it.

#include <concurrencpp/concurrencpp.h>
#include <string>

using concurrencpp::result;

result<int> load(int Id);
result<std::string> name(int Id);
void use(int);
void use(const std::string &);
bool flip();

// --- Reported ------------------------------------------------------------

result<int> twice() {
  auto R = load(1);
  int X = co_await R;
  int Y = co_await R;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'R' is awaited again; a 'concurrencpp::result<int>' can be used only once [async-repeated-await]
  // CHECK-MESSAGES: :[[@LINE-3]]:11: note: it is awaited here first
  // CHECK-FIXES: int Y = X;
  co_return X + Y;
}

void got_twice(result<std::string> R) {
  use(R.get());
  use(R.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'R' is used by 'get' again
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: not fixed: no variable keeps the first result
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'concurrencpp::shared_result' gives its result to several
}

result<void> awaited_and_got() {
  auto R = name(1);
  use(co_await R);
  use(R.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'R' is used by 'get' after it was awaited
}

// --- Silent ---------------------------------------------------------------

result<void> made_again() {
  auto R = load(1);
  use(co_await R);
  R = load(2);
  use(co_await R);
}

// Empty ones say so.
result<void> asked() {
  auto R = load(1);
  use(co_await R);
  if (R)
    use(co_await R);
}

result<void> either() {
  auto R = load(1);
  if (flip())
    use(co_await R);
  else
    use(R.get());
}

result<void> in_rounds(int Count) {
  for (int I = 0; I < Count; ++I) {
    auto R = load(I);
    use(co_await R);
  }
}

result<int> moved_on() {
  auto R = load(1);
  auto Other = std::move(R);
  co_return co_await Other;
}
