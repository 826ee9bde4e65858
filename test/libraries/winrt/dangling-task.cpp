// RUN: %check %s async-dangling-task %t -- -isystem %standins -Wno-unused

// C++/WinRT: an operation's coroutine runs until it suspends first.

#include <string>
#include <winrt/Windows.Foundation.h>

using winrt::hstring;
using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::Foundation::IAsyncOperation;

IAsyncOperation<unsigned> measure(const hstring &Text) {
  co_await winrt::resume_background();
  co_return Text.size();
}
IAsyncOperation<unsigned> measure_first(const hstring &Text) {
  const unsigned Size = Text.size();
  co_await winrt::resume_background();
  co_return Size;
}
IAsyncOperation<unsigned> own(hstring Text) {
  co_await winrt::resume_background();
  co_return Text.size();
}
hstring text();

// --- Reported ----------------------------------------------------------------

IAsyncOperation<unsigned> stored() {
  auto Operation = measure(text());
  // CHECK-NOTES: :[[@LINE-1]]:8: warning: the task of 'measure' is stored in 'Operation' and refers to a temporary 'winrt::hstring' that is destroyed at the end of this expression [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:28: note: through parameter 'Text'
  // CHECK-FIXES: auto Text = text();
  // CHECK-FIXES: auto Operation = measure(Text);
  co_await winrt::resume_background();
  co_return co_await Operation;
}
IAsyncOperation<unsigned> returned() {
  hstring Text = text();
  return measure(Text);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: the task of 'measure' is returned and refers to local variable 'Text', which is destroyed by the return [async-dangling-task]
  // CHECK-NOTES: :[[@LINE-2]]:18: note: through parameter 'Text'
  // CHECK-FIXES: co_return co_await measure(Text);
}
IAsyncOperation<unsigned> of_a_literal() { return measure(L"a text"); }
// CHECK-NOTES: :[[@LINE-1]]:44: warning: the task of 'measure' is returned and refers to a temporary 'winrt::hstring' that is destroyed at the end of this expression [async-dangling-task]
// CHECK-NOTES: :[[@LINE-2]]:59: note: through parameter 'Text'
// CHECK-FIXES: IAsyncOperation<unsigned> of_a_literal() { co_return co_await measure(L"a text"); }

// --- Silent ------------------------------------------------------------------

IAsyncOperation<unsigned> in_place() { co_return co_await measure(text()); }
unsigned waited() { return measure(text()).get(); }
IAsyncOperation<unsigned> by_value() { return own(text()); }
IAsyncOperation<unsigned> looked_at() { return measure_first(text()); }
IAsyncOperation<unsigned> of_the_caller(const hstring &Text) {
  return measure(Text);
}
IAsyncOperation<unsigned> of_a_local() {
  hstring Text = text();
  auto Operation = measure(Text);
  co_await winrt::resume_background();
  co_return co_await Operation;
}

// --- Handlers that are called once --------------------------------------------

void enqueued(const winrt::Windows::System::DispatcherQueue &Queue, hstring Text) {
  Queue.TryEnqueue([Text]() -> winrt::fire_and_forget {
    // CHECK-NOTES: :[[@LINE-1]]:20: warning: 'TryEnqueue' destroys this lambda at its first suspension, and its coroutine uses its captures after that [async-dangling-task]
    // CHECK-FIXES: Queue.TryEnqueue([Text]() { return [](const auto Text) -> winrt::fire_and_forget {
    co_await winrt::resume_background();
    (void)(Text.size() + 1);
  });
  // CHECK-FIXES: }(Text); });
  Queue.TryEnqueue([Text]() -> winrt::fire_and_forget {
    auto Own = Text;
    co_await winrt::resume_background();
    (void)(Own.size() + 1);
  });
}
