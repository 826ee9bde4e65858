// RUN: %check %s async-repeated-await %t -- -isystem %standins -Wno-unused

// Awaiting moves the value out, also of a task that has a name.

#include <drogon/drogon.h>
#include <string>

using drogon::Task;

Task<std::string> name();
Task<int> count();
Task<> save();

Task<std::string> twice() {
  auto Named = name();
  std::string First = co_await Named;
  co_return First + co_await Named;
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'Named' is awaited again; a 'drogon::Task<{{.*}}>' can be used only once [async-repeated-await]
  // CHECK-NOTES: :[[@LINE-3]]:23: note: it is awaited here first
  // CHECK-NOTES: :[[@LINE-3]]:21: note: not fixed: 'First' cannot simply be copied here
}

void use(const std::string &);
Task<> lent() {
  auto Named = name();
  std::string First = co_await Named;
  use(First);
  use(co_await Named);
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'Named' is awaited again
  // CHECK-NOTES: :[[@LINE-4]]:23: note: it is awaited here first
  // CHECK-FIXES: use(First);
}

// --- Silent ------------------------------------------------------------------

// Numbers stay what they are.
Task<int> numbers() {
  auto Counted = count();
  int First = co_await Counted;
  co_return First + co_await Counted;
}
Task<> nothing() {
  auto Saved = save();
  co_await Saved;
  co_await Saved;
}
Task<std::string> either(bool Short) {
  auto Named = name();
  if (Short)
    co_return co_await Named;
  co_return co_await Named + "...";
}
Task<std::string> again() {
  auto Named = name();
  std::string First = co_await Named;
  Named = name();
  co_return First + co_await Named;
}
