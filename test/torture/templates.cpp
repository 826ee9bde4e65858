// Templates, concepts, odd promises, and types that are not complete.
#include <coroutine>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <functional>
#include <type_traits>
#include <vector>

using cppcoro::task;
task<> none();
template <class T> concept awaits = requires(T X) { X.operator co_await(); };
template <class T> task<T> give(T X) { co_return X; }
template <class... T> task<> all(T... X) { (co_await X, ...); }
template <template <class> class C, class T> C<T> made(C<T> X) { co_return co_await X; }
template <awaits A> task<> constrained(A X) { co_await X; }
template <class T> struct outer {
  template <class U> struct inner : outer<U> {
    task<T> both(U X) {
      none();
      co_return cppcoro::sync_wait(give(T(X)));
    }
    template <int N> auto deep() requires(N > 0) { return [](auto Y) -> task<> { co_await deeper<N - 1>(Y); none(); }; }
  };
  task<T> value();
};
template <class T> task<T> outer<T>::value() { co_return T(); }
template <> task<int> outer<int>::value() { co_return co_await give(1); }
template <int N> task<> recurse() {
  if constexpr (N > 0)
    co_await recurse<N - 1>();
  else
    none();
}
task<> uses() {
  co_await recurse<20>();
  co_await all(give(1), give(2L));
  co_await made(give(1));
  co_await outer<long>::inner<int>().both(1);
#if __cplusplus > 202002L
  auto Generic = [](this auto Self, int N) -> task<> { if (N) co_await Self(N - 1); };
  co_await Generic(3);
#endif
}

struct empty_promise {};
struct nothing { using promise_type = empty_promise; };
struct self { using promise_type = self; self get_return_object(); std::suspend_never initial_suspend(); std::suspend_always final_suspend() noexcept; void return_void(); void unhandled_exception(); };
self itself() { co_return; }
struct incomplete;
task<incomplete> never();
task<incomplete &> reference();
task<> usesIncomplete(incomplete &I) { reference(); co_await reference(); }
template <class T> struct loops : loops<T *> {};
template <class T> task<> withLoops(loops<T> X) { none(); co_await X; }
template <> struct std::coroutine_traits<void, int> {
  struct promise_type { void get_return_object(); std::suspend_never initial_suspend(); std::suspend_never final_suspend() noexcept; void return_void(); void unhandled_exception() {} };
};
void traits(int) { co_await none(); }
struct transforms {
  struct promise_type {
    transforms get_return_object(); std::suspend_never initial_suspend(); std::suspend_never final_suspend() noexcept;
    template <class T> std::suspend_never await_transform(T &&); void return_value(auto); void unhandled_exception();
    void *operator new(std::size_t) noexcept; static transforms get_return_object_on_allocation_failure();
  };
};
transforms transformed() { co_await 1; co_await "x"; co_return none(); }
