// RUN: %check %s async-resume-context %t -- -isystem %standins
// RUN: %check %s async-resume-context %t -check-suffixes=UI -config="{CheckOptions: {async-resume-context.Context: ui}}" -- -isystem %standins
// RUN: %check %s async-resume-context %t -check-suffixes=SERVER -config="{CheckOptions: {async-resume-context.Context: server}}" -- -isystem %standins

#include <wil/coroutine.h>
#include <winrt/Windows.UI.Xaml.h>

using namespace winrt::Windows::Foundation;
using winrt::Windows::UI::Xaml::Controls::TextBlock;

IAsyncAction load();
wil::com_task<int> count();
wil::task<int> anywhere();

// --- A library comes back to its caller's apartment ------------------------

IAsyncAction library() {
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of 'winrt::Windows::Foundation::IAsyncAction' comes back to the apartment that it was in, which is the caller's in a library [async-resume-context]
  // CHECK-FIXES: co_await winrt::resume_agile(load());
}
IAsyncAction named() {
  IAsyncAction Loading = load();
  co_await Loading;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of 'winrt::Windows::Foundation::IAsyncAction' comes back
  // CHECK-FIXES: co_await winrt::resume_agile(Loading);
}
IAsyncAction wil_task() {
  int N = co_await count() + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'co_await' of 'wil::com_task<int>' comes back to the apartment
  // CHECK-FIXES: int N = co_await count().resume_any_thread() + 1;
  (void)N;
}
IAsyncAction wil_named() {
  auto Counting = count();
  (void)co_await std::move(Counting);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'co_await' of 'wil::com_task<int>' comes back
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: not fixed: the object is used again, perhaps
}
// The last await before the interface comes back; those before need not.
IAsyncAction touches_later(TextBlock Block) {
  co_await load();
  Block.Text(winrt::hstring());
  co_await load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'co_await' of
  // CHECK-FIXES: co_await winrt::resume_agile(load());
}

// --- The interface is touched elsewhere -------------------------------------

IAsyncAction after_wrapped(TextBlock Block) {
  co_await winrt::resume_agile(load());
  // CHECK-MESSAGES-SERVER: :[[@LINE-1]]:3: warning: a server has no context to come back to, so the wrapper is noise [async-resume-context]
  // CHECK-FIXES-SERVER: co_await load();
  Block.Text(winrt::hstring());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this belongs to the thread of the user interface, which the coroutine has left [async-resume-context]
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: it may go on anywhere since here
  // CHECK-MESSAGES-UI: :[[@LINE-3]]:9: warning: this belongs to the thread of the user interface, which the coroutine has left [async-resume-context]
  // CHECK-MESSAGES-UI: :[[@LINE-7]]:3: note: it may go on anywhere since here
}
IAsyncAction after_hop(TextBlock Block) {
  co_await winrt::resume_background();
  Block.Text(winrt::hstring());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this belongs to the thread of the user interface
  // CHECK-MESSAGES-UI: :[[@LINE-2]]:9: warning: this belongs to the thread of the user interface
}
IAsyncAction reads(TextBlock Block) {
  co_await winrt::resume_background();
  winrt::hstring Text = Block.Text();
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: this belongs to the thread of the user interface
  // CHECK-MESSAGES-UI: :[[@LINE-2]]:31: warning: this belongs to the thread of the user interface
  (void)Text;
}
IAsyncAction both_branches(TextBlock Block, bool B) {
  if (B)
    co_await winrt::resume_background();
  else
    co_await winrt::resume_background();
  Block.Text(winrt::hstring());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this belongs to the thread
  // CHECK-MESSAGES-UI: :[[@LINE-2]]:9: warning: this belongs to the thread
}

using winrt::operator co_await;
IAsyncAction after_duration(TextBlock Block) {
  using namespace std::chrono_literals;
  Block.Text(L"shown");
  co_await 2s;
  Block.Text(L"");
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this belongs to the thread of the user interface
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it may go on anywhere since here
  // CHECK-MESSAGES-UI: :[[@LINE-3]]:9: warning: this belongs to the thread of the user interface
}
using seconds = std::chrono::duration<std::int64_t>;
IAsyncAction after_time_span(TextBlock Block, seconds Pause) {
  co_await Pause;
  Block.Text(L"");
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: this belongs to the thread of the user interface
  // CHECK-MESSAGES-UI: :[[@LINE-2]]:9: warning: this belongs to the thread of the user interface
}

// --- Silent ------------------------------------------------------------------

IAsyncAction other_interfaces(TextBlock Block) {
  co_await winrt::resume_background();
  auto Base = Block.as<winrt::Windows::UI::Xaml::DependencyObject>();
  Base = Block.try_as<winrt::Windows::UI::Xaml::DependencyObject>();
}
IAsyncAction by_callables(TextBlock Block) {
  co_await winrt::resume_background();
  Block.Dispatcher().RunAsync(0, [] {});
  Block.Dispatcher().TryRunAsync(0, [] {});
}
IAsyncAction with_timeout(std::chrono::seconds);
IAsyncAction duration_as_argument(TextBlock Block) {
  using namespace std::chrono_literals;
  co_await with_timeout(2s);
  Block.Text(L"");
}
IAsyncAction back_by_dispatcher(TextBlock Block) {
  co_await winrt::resume_background();
  co_await winrt::resume_foreground(Block.Dispatcher());
  Block.Text(winrt::hstring());
}
IAsyncAction back_by_context(TextBlock Block) {
  winrt::apartment_context Home;
  co_await winrt::resume_background();
  co_await Home;
  Block.Text(winrt::hstring());
}
IAsyncAction before_leaving(TextBlock Block) {
  Block.Text(winrt::hstring());
  co_await winrt::resume_background();
}
IAsyncAction one_branch(TextBlock Block, bool B) {
  if (B)
    co_await winrt::resume_background();
  else
    Block.Text(winrt::hstring());
}
IAsyncAction perhaps(TextBlock Block, bool B) {
  if (B)
    co_await winrt::resume_background();
  if (!B)
    Block.Text(winrt::hstring());
}
IAsyncAction comes_back_in_loop(TextBlock Block) {
  for (int I = 0; I < 3; ++I) {
    co_await winrt::resume_background();
    co_await winrt::resume_foreground(Block.Dispatcher());
    Block.Text(winrt::hstring());
  }
}
IAsyncAction wrapped() {
  co_await winrt::resume_agile(load());
  // CHECK-MESSAGES-SERVER: :[[@LINE-1]]:3: warning: a server has no context to come back to
  // CHECK-FIXES-SERVER: co_await load();
  co_await count().resume_any_thread();
  // CHECK-MESSAGES-SERVER: :[[@LINE-1]]:3: warning: a server has no context to come back to
  // CHECK-FIXES-SERVER: co_await count();
}
IAsyncAction not_capturing() {
  int N = co_await anywhere();
  (void)N;
}
IAsyncAction needed(TextBlock Block) {
  co_await load();
  Block.Text(winrt::hstring());
}
IAsyncAction needed_in_loop(TextBlock Block, int N) {
  while (--N) {
    Block.Text(winrt::hstring());
    co_await load();
  }
}
// Its own members are not the interface's.
struct Page : TextBlock {
  int Count = 0;
  int next() { return ++Count; }
  IAsyncAction run() {
    co_await winrt::resume_background();
    next();
  }
};
IAsyncAction agile_member(TextBlock Block) {
  co_await winrt::resume_background();
  auto Dispatcher = Block.Dispatcher();
  (void)Dispatcher;
}
void plain(TextBlock Block) { Block.Text(winrt::hstring()); }
