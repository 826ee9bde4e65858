// Stand-in for Seastar's thread.hh: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <seastar/core/future.hh>

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace seastar {
class thread_attributes {
public:
  std::size_t stack_size = 0;
};

// Has no stack of its own here: runs at once, to its end.
class thread {
public:
  thread() = default;
  template <typename Func> thread(Func F) {
    ++depth();
    futurize_invoke(F).forward_to(std::move(Done));
    --depth();
  }
  template <typename Func>
  thread(thread_attributes, Func F) : thread(std::move(F)) {}
  thread(thread &&) noexcept = default;
  thread &operator=(thread &&) noexcept = default;

  future<> join() { return Done.get_future(); }
  static void yield() {}
  static bool should_yield() { return need_preempt(); }
  static void maybe_yield() {}
  static bool running_in_thread() { return depth() != 0; }

private:
  static int &depth() {
    static int Depth = 0;
    return Depth;
  }
  promise<> Done;
};

template <typename Func, typename... Args>
futurize_t<std::invoke_result_t<Func, Args...>>
async(thread_attributes Attributes, Func &&F, Args &&...As) noexcept {
  using return_type = std::invoke_result_t<Func, Args...>;
  typename futurize_t<return_type>::promise_type P;
  auto Result = P.get_future();
  thread Thread(Attributes, [&] {
    futurize_invoke(std::forward<Func>(F), std::forward<Args>(As)...)
        .forward_to(std::move(P));
  });
  return Thread.join().then(
      [Result = std::move(Result)]() mutable { return std::move(Result); });
}
template <typename Func, typename... Args>
futurize_t<std::invoke_result_t<Func, Args...>> async(Func &&F,
                                                      Args &&...As) noexcept {
  return async(thread_attributes{}, std::forward<Func>(F),
               std::forward<Args>(As)...);
}
} // namespace seastar
