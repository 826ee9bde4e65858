// Stand-in for Seastar's parallel_for_each.hh: the names and shapes the
// checks look at, nothing else.
#pragma once

#include <seastar/core/coroutine.hh>
#include <seastar/core/loop.hh>

#include <concepts>
#include <exception>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

namespace seastar::coroutine {
template <typename Func>
class [[nodiscard("must co_await an parallel_for_each() object")]]
parallel_for_each final {
  Func _func;
  std::vector<future<>> _futures;

  void process(std::coroutine_handle<> H) {
    for (auto &F : _futures)
      if (!F.available())
        return F.when_ready([this, H] { process(H); });
    H.resume();
  }

public:
  template <typename Iterator, typename Sentinel, typename Func1>
    requires seastar::internal::ends<Sentinel, Iterator> &&
             std::same_as<future<>,
                          futurize_t<std::invoke_result_t<
                              Func, decltype(*std::declval<Iterator &>())>>>
  explicit parallel_for_each(Iterator Begin, Sentinel End, Func1 &&F) noexcept
      : _func(std::forward<Func1>(F)) {
    for (auto It = Begin; It != End; ++It)
      _futures.push_back(futurize_invoke(_func, *It));
  }
  template <typename Range, typename Func1>
    requires std::invocable<Func,
                            decltype(*std::begin(std::declval<Range &>()))>
  explicit parallel_for_each(Range &&R, Func1 &&F) noexcept
      : parallel_for_each(std::begin(R), std::end(R), std::forward<Func1>(F)) {}

  bool await_ready() const noexcept { return _futures.empty(); }
  template <typename T>
  void await_suspend(std::coroutine_handle<T> H) noexcept {
    process(H);
  }
  void await_resume() {
    std::exception_ptr Error;
    for (auto &F : _futures)
      if (F.failed())
        Error = F.get_exception();
    if (Error)
      std::rethrow_exception(Error);
  }
};

template <typename Iterator, typename Sentinel, typename Func>
  requires seastar::internal::ends<Sentinel, Iterator>
parallel_for_each(Iterator Begin, Sentinel End, Func &&F)
    -> parallel_for_each<Func>;
template <typename Range, typename Func>
  requires std::invocable<Func, decltype(*std::begin(std::declval<Range &>()))>
parallel_for_each(Range &&R, Func &&F) -> parallel_for_each<Func>;
} // namespace seastar::coroutine
