// RUN: %check %s async-redundant-coroutine %t -- -isystem %standins -Wno-unused

#include <string>
#include <wil/coroutine.h>

wil::task<int> load(int Id) noexcept;
wil::task<int> find(const std::wstring &Name);
wil::com_task<int> count(int Id) noexcept;

wil::task<int> passesOn(int Id) noexcept { co_return co_await load(Id); }
// CHECK-NOTES: :[[@LINE-1]]:16: warning: 'passesOn' only passes on the task of another call: its coroutine frame buys nothing [async-redundant-coroutine]
// CHECK-FIXES: wil::task<int> passesOn(int Id) noexcept { return load(Id); }

// --- Silent ------------------------------------------------------------------

wil::task<int> ofItsOwn(std::wstring Name) { co_return co_await find(Name); }
wil::task<int> adds(int Id) { co_return co_await load(Id) + 1; }
// It brings its caller back to its apartment.
wil::com_task<int> comesBack(int Id) { co_return co_await count(Id); }
