// RUN: %check %s async-unprotected-this %t -- -isystem %standins -Wno-unused

#include <hpx/future.hpp>
#include <memory>

hpx::future<void> save(int Id);

// A future of HPX runs on when nobody has it.
class field : public std::enable_shared_from_this<field> {
public:
  void fill() { grow(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: nothing keeps this object alive while 'grow' runs [async-unprotected-this]
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: not fixed: give it an owner of the object as a parameter, which lives as long as it runs
  void fill_all() {
    for (int I = 0; I < 3; ++I)
      (void)grow();
      // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: nothing keeps this object alive while 'grow' runs [async-unprotected-this]
  }

  // --- Silent ----------------------------------------------------------------

  void fill_well() {
    grow_for(shared_from_this());
    kept();
    saves_first();
  }
  hpx::future<void> awaits() { co_await grow(); }

private:
  hpx::future<void> grow() {
    co_await save(Grown);
    ++Grown;
  }
  hpx::future<void> grow_for(std::shared_ptr<field>) {
    co_await save(Grown);
    ++Grown;
  }
  hpx::future<void> kept() {
    auto self = shared_from_this();
    co_await save(Grown);
    ++Grown;
  }
  hpx::future<void> saves_first() { co_await save(Grown); }
  int Grown = 0;
};
