// RUN: %check %s async-dangling-task %t -- -isystem %standins -Wno-unused

#include <string>
#include <utility>
#include <wil/coroutine.h>

wil::task<> pause();

// WIL's tasks run until they suspend first.
wil::task<std::size_t> measure(const std::wstring &Text) {
  co_await pause();
  co_return Text.size();
}
wil::com_task<std::size_t> measure_first(const std::wstring &Text) {
  const std::size_t Size = Text.size();
  co_await pause();
  co_return Size;
}
std::wstring text();

// --- Reported ----------------------------------------------------------------

wil::com_task<std::size_t> stored() {
  auto Task = measure(text());
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task of 'measure' is stored in 'Task' and refers to a temporary 'std::basic_string<wchar_t>' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:23: note: through parameter 'Text'
  // CHECK-FIXES: auto Text = text();
  // CHECK-FIXES: auto Task = measure(Text);
  co_await pause();
  co_return co_await std::move(Task);
}
wil::task<std::size_t> returned() {
  std::wstring Text = text();
  return measure(Text);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task of 'measure' is returned and refers to local variable 'Text', which is destroyed by the return [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:18: note: through parameter 'Text'
  // CHECK-FIXES: co_return co_await measure(Text);
}

// --- Silent ------------------------------------------------------------------

wil::task<std::size_t> in_place() { co_return co_await measure(text()); }
std::size_t waited() { return measure(text()).get(); }
wil::com_task<std::size_t> looked_at() { return measure_first(text()); }
wil::task<std::size_t> of_the_caller(const std::wstring &Text) {
  return measure(Text);
}
