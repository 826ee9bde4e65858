// RUN: %check %s async-resume-context %t -- -isystem %standins -Wno-unused
// RUN: %check %s async-resume-context %t -- -I %standins -Wno-unused

// What runs after an await that comes back: when that may touch the interface,
// the await is right; when it is anything but `co_return`, which thread runs it
// is for a human to judge.

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>
#include <wil/coroutine.h>
#include <winrt/Windows.UI.Xaml.h>

using namespace winrt::Windows::Foundation;
using winrt::Windows::UI::Xaml::Controls::TextBlock;

IAsyncAction load();
IAsyncOperation<int> count();
wil::com_task<int> wil_count();
void log(const char *);
bool ready();

// --- Silent: the interface may be touched ------------------------------------

// In the handler of the await, whose exception comes after it.
IAsyncAction in_handler(TextBlock Block) {
  try {
    co_await load();
  } catch (...) {
    Block.Text(L"failed");
  }
}
IAsyncAction in_handler_of_named(TextBlock Block) {
  IAsyncAction Loading = load();
  try {
    co_await Loading;
  } catch (const std::exception &) {
    Block.Text(L"failed");
  }
}
IAsyncAction in_outer_handler(TextBlock Block) {
  try {
    try {
      co_await load();
    } catch (int) {
    }
  } catch (...) {
    Block.Text(L"failed");
  }
}
wil::task<> in_handler_of_wil(TextBlock Block) {
  try {
    (void)co_await wil_count();
  } catch (...) {
    Block.Text(L"failed");
  }
}
IAsyncAction behind_handler(TextBlock Block) {
  try {
    co_await load();
  } catch (...) {
  }
  Block.Text(L"done");
}

// Through lambdas.
IAsyncAction by_lambda(TextBlock Block) {
  const auto Show = [&] { Block.Text(L"done"); };
  co_await load();
  Show();
}
IAsyncAction by_lambda_in_function(TextBlock Block) {
  std::function<void()> Show = [=] { Block.Text(L"done"); };
  co_await load();
  Show();
}
IAsyncAction by_algorithm(TextBlock Block, std::vector<int> Numbers) {
  co_await load();
  std::for_each(Numbers.begin(), Numbers.end(),
                [&](int) { Block.Text(L"more"); });
}
IAsyncAction by_unseen_algorithm(TextBlock Block) {
  void each(const std::function<void()> &);
  co_await load();
  each([&] { Block.Text(L"more"); });
}
IAsyncAction by_lambda_in_handler(TextBlock Block) {
  const auto Show = [&] { Block.Text(L"failed"); };
  try {
    co_await load();
  } catch (...) {
    Show();
  }
}

// Through functions of this file.
void show(TextBlock Block) { Block.Text(L"done"); }
void show_when_ready(TextBlock Block) {
  if (ready())
    show(Block);
}
template <typename T> void show_all(const T &Blocks) {
  for (const auto &Block : Blocks)
    show_when_ready(Block);
}
IAsyncAction show_soon(TextBlock Block) {
  Block.Text(L"soon");
  co_return;
}
IAsyncAction by_function(TextBlock Block) {
  co_await load();
  show(Block);
}
IAsyncAction by_functions(TextBlock Block) {
  co_await load();
  show_when_ready(Block);
}
IAsyncAction by_template(std::vector<TextBlock> Blocks) {
  co_await load();
  show_all(Blocks);
}
IAsyncAction by_coroutine(TextBlock Block) {
  co_await load();
  co_await show_soon(Block);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of
  // CHECK-FIXES: co_await winrt::resume_agile(show_soon(Block));
}
IAsyncAction by_pointer_to_function(TextBlock Block) {
  const auto Show = &show;
  co_await load();
  Show(Block);
}

// Through destructors.
struct clears {
  TextBlock Block;
  ~clears() { Block.Text(L""); }
};
struct holds_clears {
  std::unique_ptr<clears> Clears;
};
template <typename F> struct at_end {
  F Do;
  ~at_end() { Do(); }
};
template <typename F> at_end<F> finally(F Do) { return {Do}; }
IAsyncAction by_destructor(TextBlock Block) {
  clears Cleared{Block};
  co_await load();
}
IAsyncAction by_destructor_of_member(TextBlock Block) {
  holds_clears Cleared{std::make_unique<clears>(Block)};
  co_await load();
}
IAsyncAction by_destructor_of_temporary(TextBlock Block) {
  int both(const clears &, int);
  both(clears{Block}, co_await count());
}
IAsyncAction by_destructor_of_parameter(holds_clears Cleared) {
  co_await load();
}
IAsyncAction by_guard(TextBlock Block) {
  const auto Clear = finally([&] { Block.Text(L""); });
  co_await load();
}
IAsyncAction by_delete(TextBlock Block) {
  auto *Cleared = new clears{Block};
  co_await load();
  delete Cleared;
}

// Through what is only declared here, and gets the control.
void unseen(TextBlock);
void unseen_pointer(const TextBlock *);
struct unseen_guard {
  explicit unseen_guard(const TextBlock &);
};
struct unseen_view {
  TextBlock Block;
  void update();
  IAsyncAction refresh() {
    co_await load();
    update();
  }
};
IAsyncAction by_unseen(TextBlock Block) {
  co_await load();
  unseen(Block);
}
IAsyncAction by_unseen_pointer(TextBlock Block) {
  co_await load();
  unseen_pointer(&Block);
}
IAsyncAction by_unseen_constructor(TextBlock Block) {
  co_await load();
  unseen_guard Guard(Block);
}
IAsyncAction by_unseen_member(unseen_view View) {
  co_await load();
  View.update();
}
IAsyncAction by_unseen_in_handler(TextBlock Block) {
  try {
    co_await load();
  } catch (...) {
    unseen(Block);
  }
}

// In the next round.
IAsyncAction in_next_round(TextBlock Block, int N) {
  while (--N) {
    show(Block);
    co_await load();
  }
}

// --- Nothing follows but co_return -------------------------------------------

IAsyncAction last(TextBlock Block) {
  Block.Text(L"loading");
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of 'winrt::Windows::Foundation::IAsyncAction' comes back to the apartment
  // CHECK-FIXES: co_await winrt::resume_agile(load());
}
IAsyncOperation<int> returned() {
  co_return co_await count();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'co_await' of
  // CHECK-FIXES: co_return co_await winrt::resume_agile(count());
}
IAsyncOperation<int> computed() {
  const int N = co_await count();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'co_await' of
  // CHECK-FIXES: const int N = co_await winrt::resume_agile(count());
  co_return N > 0 ? N * 2 : 1;
}
IAsyncAction on_each_path(bool B) {
  if (B)
    co_await load();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_await' of
    // CHECK-FIXES: co_await winrt::resume_agile(load());
  else
    log("nothing");
}
IAsyncAction harmless_locals(std::string Name, TextBlock Block) {
  std::vector<std::string> Names{Name};
  const auto Show = [&] { Block.Text(L"never called"); };
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of
  // CHECK-FIXES: co_await winrt::resume_agile(load());
}
IAsyncAction empty_handler() {
  try {
    co_await load();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_await' of
    // CHECK-FIXES: co_await winrt::resume_agile(load());
  } catch (...) {
  }
}

// --- Something follows -------------------------------------------------------

IAsyncAction calls() {
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of
  log("done");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: note: with the fix, this may run on any thread
}
IAsyncAction another_await() {
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of
  // CHECK-MESSAGES: :[[@LINE+1]]:12: note: with the fix, this may run on any thread
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of
  // CHECK-FIXES: co_await winrt::resume_agile(load());
}
IAsyncAction next_round(int N) {
  while (--N)
    co_await load();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_await' of
    // CHECK-MESSAGES: :[[@LINE-2]]:14: note: with the fix, this may run on any thread
}
IAsyncAction in_the_handler_only() {
  try {
    co_await load();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_await' of
  } catch (...) {
    log("failed");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: note: with the fix, this may run on any thread
  }
}
IAsyncAction lambda_that_touches_nothing(TextBlock Block) {
  const auto Show = [&] { log("done"); };
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of
  Show();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: note: with the fix, this may run on any thread
}
IAsyncAction function_that_touches_nothing(TextBlock Block) {
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of
  (void)ready();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: note: with the fix, this may run on any thread
}
struct logs {
  ~logs() { log("end"); }
};
IAsyncAction destructor_that_touches_nothing(TextBlock Block) {
  logs Logged;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: note: with the fix, the destructor of 'Logged' may run on any thread
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of
}
IAsyncAction parameter_that_logs(logs Logged) {
  // CHECK-MESSAGES: :[[@LINE-1]]:39: note: with the fix, the destructor of 'Logged' may run on any thread
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of
}
struct counter {
  int Count = 0;
  IAsyncAction add() {
    co_await load();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_await' of
    ++Count;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: note: with the fix, this may run on any thread
  }
};
IAsyncAction writes_through_reference(int &Result) {
  Result = co_await count();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'co_await' of
  // CHECK-MESSAGES: :[[@LINE-2]]:{{[0-9]+}}: note: with the fix, this may run on any thread
}
// Comes back before it touches.
IAsyncAction by_hop(TextBlock Block) {
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of
  auto Dispatcher = Block.Dispatcher();
  // CHECK-MESSAGES: :[[@LINE-1]]:27: note: with the fix, this may run on any thread
  co_await winrt::resume_foreground(Dispatcher);
  Block.Text(L"done");
}
IAsyncAction show_at_home(TextBlock Block) {
  co_await winrt::resume_foreground(Block.Dispatcher());
  Block.Text(L"done");
}
IAsyncAction by_coroutine_that_hops(TextBlock Block) {
  auto Home = Block;
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of
  co_await show_at_home(Block);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: with the fix, this may run on any thread
  // CHECK-FIXES: co_await winrt::resume_agile(show_at_home(Block));
}
// What the queue gets runs there.
IAsyncAction enqueues(TextBlock Block,
                      winrt::Windows::System::DispatcherQueue Queue) {
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of
  Queue.TryEnqueue([=] { Block.Text(L"done"); });
}
