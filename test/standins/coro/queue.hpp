// Stand-in for libcoro's queue.hpp: the names and shapes the checks look
// at, nothing else.
#pragma once

#include "coro/concepts/executor.hpp"
#include "coro/expected.hpp"
#include "coro/sync_wait.hpp"
#include "coro/task.hpp"

#include <coroutine>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace coro {
enum class queue_produce_result { produced, stopped };
enum class queue_consume_result { stopped, try_lock_failure, empty };

template <typename element_type> class queue {
public:
  struct awaiter {
    explicit awaiter(queue &Q) noexcept : Queue(Q) {}
    auto await_ready() noexcept -> bool {
      if (!Queue.empty())
        Element = Queue.take();
      return Element || Queue.Stopped;
    }
    auto await_suspend(std::coroutine_handle<> Coro) noexcept -> bool {
      Awaiting = Coro;
      Next = std::exchange(Queue.Waiters, this);
      return true;
    }
    [[nodiscard]] auto await_resume() noexcept
        -> expected<element_type, queue_consume_result> {
      if (Element)
        return std::move(*Element);
      return unexpected<queue_consume_result>(queue_consume_result::stopped);
    }

    std::optional<element_type> Element;
    queue &Queue;
    std::coroutine_handle<> Awaiting;
    awaiter *Next = nullptr;
  };

  queue() {}
  ~queue() { coro::sync_wait(shutdown()); }
  queue(const queue &) = delete;

  auto empty() const -> bool { return size() == 0; }
  auto size() const -> std::size_t { return Elements.size(); }

  auto push(const element_type &Element) -> coro::task<queue_produce_result> {
    co_return add(Element);
  }
  auto push(element_type &&Element) -> coro::task<queue_produce_result> {
    co_return add(std::move(Element));
  }
  template <typename... args_type>
  auto emplace(args_type &&...Args) -> coro::task<queue_produce_result> {
    co_return add(element_type(std::forward<args_type>(Args)...));
  }
  [[nodiscard]] auto pop()
      -> coro::task<expected<element_type, queue_consume_result>> {
    co_return co_await awaiter{*this};
  }
  [[nodiscard]] auto try_pop() -> expected<element_type, queue_consume_result> {
    if (empty())
      return unexpected<queue_consume_result>(
          Stopped ? queue_consume_result::stopped
                  : queue_consume_result::empty);
    return take();
  }
  auto shutdown() -> coro::task<void> {
    Stopped = true;
    auto *Waiter = std::exchange(Waiters, nullptr);
    while (Waiter) {
      auto *Next = Waiter->Next;
      Waiter->Awaiting.resume();
      Waiter = Next;
    }
    co_return;
  }
  template <concepts::executor executor_type>
  auto shutdown_drain(std::unique_ptr<executor_type> &E) -> coro::task<void> {
    while (!empty())
      co_await E->yield();
    co_await shutdown();
  }
  [[nodiscard]] auto is_shutdown() const -> bool { return Stopped; }

private:
  friend awaiter;
  auto add(element_type Element) -> queue_produce_result {
    if (Stopped)
      return queue_produce_result::stopped;
    if (auto *Waiter = Waiters) {
      Waiters = Waiter->Next;
      Waiter->Element = std::move(Element);
      Waiter->Awaiting.resume();
    } else {
      Elements.push_back(std::move(Element));
    }
    return queue_produce_result::produced;
  }
  auto take() -> element_type {
    element_type Element = std::move(Elements.front());
    Elements.erase(Elements.begin());
    return Element;
  }

  awaiter *Waiters = nullptr;
  std::vector<element_type> Elements;
  bool Stopped = false;
};
} // namespace coro
