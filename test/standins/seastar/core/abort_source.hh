// Stand-in for Seastar's abort_source.hh: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <seastar/util/noncopyable_function.hh>
#include <seastar/util/optimized_optional.hh>

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace seastar {
class abort_requested_exception : public std::exception {
public:
  const char *what() const noexcept override { return "abort requested"; }
};

class abort_source {
public:
  class subscription {
    struct node {
      abort_source *Source;
      noncopyable_function<void()> Callback;
    };
    friend class abort_source;
    explicit subscription(node *N) : N(N) {}

  public:
    subscription() = default;
    subscription(subscription &&Other) noexcept
        : N(std::exchange(Other.N, nullptr)) {}
    subscription &operator=(subscription &&Other) noexcept {
      std::swap(N, Other.N);
      return *this;
    }
    ~subscription() {
      if (N && N->Source)
        std::erase(N->Source->Subscriptions, N);
      delete N;
    }
    explicit operator bool() const noexcept { return N && N->Source; }

  private:
    node *N = nullptr;
  };

  abort_source() = default;
  abort_source(abort_source &&) = default;
  abort_source &operator=(abort_source &&) = default;
  virtual ~abort_source() {
    for (auto *N : Subscriptions)
      N->Source = nullptr;
  }

  template <typename Func>
    requires(std::is_nothrow_invocable_r_v<
                 void, Func, const std::optional<std::exception_ptr> &> ||
             std::is_nothrow_invocable_r_v<void, Func>)
  [[nodiscard]] optimized_optional<subscription> subscribe(Func &&F) {
    if (abort_requested())
      return {};
    auto *N = new typename subscription::node{this, {}};
    if constexpr (std::is_invocable_v<Func>)
      N->Callback = std::forward<Func>(F);
    else
      N->Callback = [this, F = std::forward<Func>(F)]() mutable {
        F(std::optional<std::exception_ptr>(Error));
      };
    Subscriptions.push_back(N);
    return subscription(N);
  }
  void request_abort() noexcept { request_abort_ex(get_default_exception()); }
  void request_abort_ex(std::exception_ptr E) noexcept {
    if (Error)
      return;
    Error = std::move(E);
    const auto Called = std::exchange(Subscriptions, {});
    for (auto *N : Called) {
      N->Source = nullptr;
      N->Callback();
    }
  }
  bool abort_requested() const noexcept { return Error != nullptr; }
  void check() const {
    if (abort_requested())
      std::rethrow_exception(Error);
  }
  const std::exception_ptr &abort_requested_exception_ptr() const noexcept {
    return Error;
  }
  virtual std::exception_ptr get_default_exception() const noexcept {
    return std::make_exception_ptr(abort_requested_exception());
  }

private:
  std::vector<subscription::node *> Subscriptions;
  std::exception_ptr Error;
};
} // namespace seastar
