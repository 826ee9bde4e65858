// RUN: %check %s async-repeated-await %t -- -isystem %standins

// Copies are the same operation.

#include <winrt/Windows.Foundation.h>

void use(int);

using winrt::Windows::Foundation::IAsyncOperation;
IAsyncOperation<int> open();

IAsyncOperation<int> winrtTwice() {
  auto Op = open();
  int X = co_await Op;
  int Y = co_await Op;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'Op' is awaited again; a 'winrt::Windows::Foundation::IAsyncOperation<int>' can be used only once
  // CHECK-FIXES: int Y = X;
  co_return X + Y;
}

IAsyncOperation<int> winrtCopy(const IAsyncOperation<int> &Op) {
  auto Copy = Op;
  use(co_await Op);
  co_return co_await Copy;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'Copy' is awaited again
}

IAsyncOperation<int> winrtCopyOnce(const IAsyncOperation<int> &Op) {
  auto Copy = Op;
  co_return co_await Copy;
}

IAsyncOperation<int> winrtCopyAssigned(const IAsyncOperation<int> &Op) {
  auto Copy = Op;
  Copy = open();
  use(co_await Op);
  co_return co_await Copy;
}

IAsyncOperation<int> winrtOther() {
  auto Op = open();
  use(co_await Op);
  Op = open();
  co_return co_await Op;
}
