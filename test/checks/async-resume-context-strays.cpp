// RUN: %check %s async-resume-context %t -- -isystem %standins -isystem %inputs/widgets -Wno-unused
// RUN: %check %s async-resume-context %t -- -I %standins -I %inputs/widgets -Wno-unused

// Who touches after leaving, and what is a touch: not every library's headers are
// system headers.

#include "qpushbutton.h"
#include <winrt/Windows.UI.Xaml.h>

namespace QCoro {} // Says that Qt is there.

using namespace winrt::Windows::Foundation;
using winrt::Windows::UI::Xaml::Controls::TextBlock;

IAsyncAction load();
bool ready();

// --- Reported ----------------------------------------------------------------

IAsyncAction of_namespace(TextBlock Block) {
  co_await winrt::resume_background();
  Block.Text(L"done");
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this belongs to the thread of the user interface, which the coroutine has left [async-resume-context]
}
IAsyncAction of_directory(QPushButton *Button) {
  co_await winrt::resume_background();
  Button->click();
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: this belongs to the thread of the user interface
}
// What fails has left, too.
IAsyncAction in_handler(TextBlock Block) {
  IAsyncAction Loading = load();
  try {
    co_await winrt::resume_agile(Loading);
    co_return;
  } catch (...) {
    Block.Text(L"failed");
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: this belongs to the thread of the user interface
  }
}
void show(TextBlock Block) { Block.Text(L"done"); }
IAsyncAction by_function(TextBlock Block) {
  co_await winrt::resume_background();
  show(Block);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this belongs to the thread of the user interface
}
IAsyncAction by_lambda(TextBlock Block) {
  const auto Show = [&] { Block.Text(L"done"); };
  co_await winrt::resume_background();
  Show();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this belongs to the thread of the user interface
}
// As the classes of a projection, which derive from interfaces only.
namespace winrt::Windows::UI::Xaml::Controls {
struct Slider {
  operator DependencyObject() const;
  double Value() const;
};
} // namespace winrt::Windows::UI::Xaml::Controls
IAsyncAction of_projection(winrt::Windows::UI::Xaml::Controls::Slider Slider) {
  co_await winrt::resume_background();
  (void)Slider.Value();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: this belongs to the thread of the user interface
}

// --- Silent ------------------------------------------------------------------

// A program's own members, wherever they stand.
namespace winrt::App::implementation {
struct Page : TextBlock {
  int Count = 0;
  int next() { return ++Count; }
  IAsyncAction run() {
    co_await winrt::resume_background();
    next();
  }
};
} // namespace winrt::App::implementation
struct Dialog : QPushButton {
  void remember();
  IAsyncAction run() {
    co_await winrt::resume_background();
    remember();
  }
};
struct Mixin {
  int next();
};
struct Mixed : TextBlock, Mixin {
  IAsyncAction run() {
    co_await winrt::resume_background();
    next();
  }
};
// Not for certain.
void show_when_ready(TextBlock Block) {
  if (ready())
    Block.Text(L"done");
}
void show_unless_ready(TextBlock Block) {
  if (ready())
    return;
  Block.Text(L"done");
}
void show_by_operator(TextBlock Block) {
  ready() ? show(Block) : void();
  (void)(ready() && (show(Block), true));
}
IAsyncAction by_function_that_may(TextBlock Block) {
  co_await winrt::resume_background();
  show_when_ready(Block);
  show_unless_ready(Block);
  show_by_operator(Block);
}
IAsyncAction show_at_home(TextBlock Block) {
  co_await winrt::resume_foreground(Block.Dispatcher());
  Block.Text(L"done");
}
IAsyncAction by_coroutine(TextBlock Block) {
  co_await winrt::resume_background();
  co_await show_at_home(Block);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of
  // CHECK-FIXES: co_await winrt::resume_agile(show_at_home(Block));
}
IAsyncAction by_queue(TextBlock Block,
                      winrt::Windows::System::DispatcherQueue Queue) {
  co_await winrt::resume_background();
  Queue.TryEnqueue([=] { show(Block); });
}
IAsyncAction not_called(TextBlock Block) {
  co_await winrt::resume_background();
  const auto Show = [&] { Block.Text(L"done"); };
}
// The operation may fail before it is awaited.
IAsyncAction started_in_try(TextBlock Block) {
  try {
    co_await winrt::resume_agile(load());
  } catch (...) {
    Block.Text(L"failed");
  }
}
