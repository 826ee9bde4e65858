// RUN: %check %s async-unprotected-this %t -- -isystem %standins -Wno-unused

#include <memory>
#include <wil/coroutine.h>

wil::task<> settle();

// WIL's tasks run by themselves, whether somebody has them or not.
class device : public std::enable_shared_from_this<device> {
public:
  void plugged() { poll(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: nothing keeps this object alive while 'poll' runs [async-unprotected-this]
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: not fixed: give it an owner of the object as a parameter, which lives as long as it runs
  void unplugged() { (void)report(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: nothing keeps this object alive while 'report' runs [async-unprotected-this]

  // --- Silent ----------------------------------------------------------------

  void plugged_well() {
    poll_for(shared_from_this());
    kept();
  }
  wil::task<> awaits() { co_await poll(); }
  wil::task<> returns() { return poll(); }

private:
  wil::task<> poll() {
    co_await settle();
    ++Polls;
  }
  wil::com_task<> report() {
    co_await settle();
    ++Polls;
  }
  wil::task<> poll_for(std::shared_ptr<device>) {
    co_await settle();
    ++Polls;
  }
  wil::task<> kept() {
    auto self = shared_from_this();
    co_await settle();
    ++Polls;
  }
  int Polls = 0;
};
