// RUN: %check %s async-detached-coroutine %t -- -I%standins
// RUN: %check %s async-detached-coroutine %t -fix-notes -check-suffixes=,NOTES -- -I%standins
#include <exception>
#include <memory>
#include <winrt/Windows.Foundation.h>

using winrt::fire_and_forget;
using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::Foundation::IInspectable;
using winrt::Windows::UI::Xaml::RoutedEventArgs;

IAsyncAction save(int Id);
void log() noexcept;

// Every caller is here, and can await it.
static fire_and_forget inBackground(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: an exception that leaves 'inBackground' terminates the program; nobody can await it [async-detached-coroutine]
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: or keep the operations, and await them together: 'co_await winrt::when_all(...)'
  // CHECK-FIXES: static winrt::Windows::Foundation::IAsyncAction inBackground(int Id) {
  co_await winrt::resume_background();
  co_await save(Id);
}
IAsyncAction first() {
  co_await save(1);
  inBackground(1);
  // CHECK-FIXES: co_await inBackground(1);
}
IAsyncAction second() {
  if (true)
    inBackground(2);
    // CHECK-FIXES: co_await inBackground(2);
  co_return;
}

// Others may call it, too.
fire_and_forget visible(int Id) {
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: an exception that leaves 'visible' terminates the program
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: return 'winrt::Windows::Foundation::IAsyncAction', and await it in every caller; others may be elsewhere
  // CHECK-FIXES-NOTES: winrt::Windows::Foundation::IAsyncAction visible(int Id) {
  co_await save(Id);
}
IAsyncAction callsVisible() {
  visible(1);
  // CHECK-FIXES-NOTES: co_await visible(1);
  co_return;
}

// A caller cannot await it.
static fire_and_forget fromPlain() {
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: an exception that leaves 'fromPlain' terminates the program
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: not fixed: its caller 'plain' returns no 'winrt::Windows::Foundation::IAsyncAction'
  // CHECK-MESSAGES: :[[@LINE-3]]:24: note: return 'winrt::Windows::Foundation::IAsyncAction', and await it in every caller
  co_await save(1);
}
void plain() { fromPlain(); }

static fire_and_forget unused() {
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: an exception that leaves 'unused' terminates the program
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: not fixed: nothing here calls it
  co_await save(1);
}

static fire_and_forget addressTaken() {
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: an exception that leaves 'addressTaken' terminates the program
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: not fixed: its address is taken
  co_await save(1);
}
auto *Address = &addressTaken;

// 'hresult_error' does not derive from it.
static fire_and_forget narrow() {
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: an exception that is no 'std::exception' and leaves 'narrow' terminates the program
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: not fixed: its address is taken
  try {
    co_await save(1);
  } catch (const std::exception &) {
    log();
  }
}
auto *Narrow = &narrow;

static fire_and_forget inHandler() {
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: an exception that leaves 'inHandler' terminates the program
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: not fixed: {{.*}}catch handler
  co_await save(1);
}
IAsyncAction catches() {
  try {
    co_await save(1);
  } catch (...) {
    inHandler();
  }
}

static fire_and_forget valueUsed() {
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: an exception that leaves 'valueUsed' terminates the program
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: not fixed: its value is used
  co_await save(1);
}
IAsyncAction usesValue() {
  auto Value = valueUsed();
  co_return;
}

// Silent: events, and what catches everything after `get_strong`.
struct Page : winrt::implements<Page> {
  fire_and_forget OnNavigatedTo(int) { co_await save(1); }
  fire_and_forget Clicked(IInspectable const &, RoutedEventArgs const &) {
    co_await save(2);
  }
  fire_and_forget careful() {
    auto Lifetime = get_strong();
    co_await winrt::resume_background();
    try {
      co_await save(3);
    } catch (...) {
      log();
    }
  }
  fire_and_forget hops() {
    co_await winrt::resume_background();
    log();
  }
  fire_and_forget weak() {
    auto Weak = get_weak();
    co_await winrt::resume_background();
    log();
  }
  IAsyncAction awaited() { co_await save(4); }
};
