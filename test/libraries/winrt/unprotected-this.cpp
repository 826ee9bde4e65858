// RUN: %check %s async-unprotected-this %t -- -I%standins -Wno-unused
// RUN: %check %s async-unprotected-this %t -fix-notes -check-suffixes=,NOTES -- -I%standins -Wno-unused

#include <memory>
#include <winrt/Windows.Foundation.h>

using winrt::fire_and_forget;
using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::Foundation::IInspectable;
using winrt::Windows::UI::Xaml::RoutedEventArgs;

IAsyncAction save(int Id);

struct page : winrt::implements<page> {
  fire_and_forget on_click(IInspectable const &, RoutedEventArgs const &) {
  // CHECK-FIXES-NOTES: auto self = get_strong();
    co_await winrt::resume_background();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'on_click', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: the object lives on until the coroutine has ended
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: or take 'get_weak()' before it is suspended, and ask it behind
    ++Clicks;
  }
  fire_and_forget late() {
  // CHECK-FIXES-NOTES: auto self = get_strong();
    ++Clicks;
    co_await save(Clicks);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'late', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    co_await save(Clicks);
  }
  fire_and_forget shows(int Id) {
  // CHECK-FIXES-NOTES: auto self = get_strong();
    co_await save(Id);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'shows', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    show();
  }
  void subscribe() {
    [this]() -> fire_and_forget {
    // CHECK-FIXES-NOTES: auto self = get_strong();
      co_await winrt::resume_background();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nobody awaits this coroutine, and nothing keeps its object alive while it is suspended here [async-unprotected-this]
      show();
    }();
  }
  fire_and_forget has_taken_the_name() {
  // CHECK-FIXES-NOTES: auto strong = get_strong();
    const int self = Clicks;
    co_await save(self);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nobody awaits 'has_taken_the_name', and nothing keeps its object alive while it is suspended here [async-unprotected-this]
    show();
  }

  // --- Silent ----------------------------------------------------------------

  fire_and_forget strong() {
    auto Strong = get_strong();
    co_await winrt::resume_background();
    ++Clicks;
  }
  fire_and_forget weak() {
    auto Weak = get_weak();
    co_await winrt::resume_background();
    if (auto Strong = Weak.get())
      Strong->show();
  }
  fire_and_forget weak_and_this() {
    auto Weak{get_weak()};
    co_await winrt::resume_background();
    if (auto Strong{Weak.get()})
      show();
  }
  fire_and_forget weak_by_its_class() {
    winrt::weak_ref<page> Weak = get_weak();
    co_await winrt::resume_background();
    if (!Weak.get())
      co_return;
    show();
  }
  fire_and_forget before() {
    const int Now = Clicks;
    co_await winrt::resume_background();
    co_await save(Now);
  }
  fire_and_forget last() {
    show();
    co_await save(Clicks);
  }
  fire_and_forget parameter(std::shared_ptr<page> That) {
    co_await winrt::resume_background();
    That->show();
    show();
  }
  IAsyncAction awaited() {
    co_await winrt::resume_background();
    ++Clicks;
  }
  IAsyncAction awaits() { co_await awaited(); }
  static fire_and_forget of_the_class(std::shared_ptr<page> That) {
    co_await winrt::resume_background();
    That->show();
  }
  void subscribe_well() {
    [Strong = get_strong()]() -> fire_and_forget {
      co_await winrt::resume_background();
      Strong->show();
    }();
    [this, Strong = get_strong()]() -> fire_and_forget {
      co_await winrt::resume_background();
      show();
    }();
  }

private:
  void show();
  int Clicks = 0;
};

// Has no way to keep itself.
struct model {
  fire_and_forget load() {
    co_await winrt::resume_background();
    ++Loads;
  }
  int Loads = 0;
};
fire_and_forget free_function(int Id) { co_await save(Id); }
