// Stand-in for Seastar's gate.hh: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <seastar/core/future.hh>

#include <cstddef>
#include <exception>
#include <optional>
#include <utility>

namespace seastar {
class gate_closed_exception : public std::exception {
public:
  const char *what() const noexcept override { return "gate closed"; }
};

class gate {
public:
  gate() noexcept {}
  gate(const gate &) = delete;
  virtual ~gate() = default;

  bool try_enter() noexcept {
    if (Stopped)
      return false;
    ++Count;
    return true;
  }
  void enter() {
    if (!try_enter())
      throw gate_closed_exception();
  }
  void leave() noexcept {
    if (--Count == 0 && Stopped)
      Stopped->set_value();
  }
  void check() const {
    if (Stopped)
      throw gate_closed_exception();
  }
  future<> close() noexcept {
    Stopped.emplace();
    if (Count == 0)
      Stopped->set_value();
    return Stopped->get_future();
  }
  std::size_t get_count() const noexcept { return Count; }
  bool is_closed() const noexcept { return Stopped.has_value(); }

  class holder {
  public:
    holder() noexcept : G(nullptr) {}
    explicit holder(gate &G) : G(&G) { G.enter(); }
    holder(const holder &Other) noexcept : G(Other.G) {
      if (G)
        ++G->Count;
    }
    holder(holder &&Other) noexcept : G(std::exchange(Other.G, nullptr)) {}
    ~holder() { release(); }
    holder &operator=(holder Other) noexcept {
      std::swap(G, Other.G);
      return *this;
    }
    void release() noexcept {
      if (auto *Held = std::exchange(G, nullptr))
        Held->leave();
    }

  private:
    gate *G;
  };
  holder hold() { return holder(*this); }
  std::optional<holder> try_hold() noexcept {
    return is_closed() ? std::nullopt : std::make_optional<holder>(*this);
  }

private:
  std::size_t Count = 0;
  std::optional<promise<>> Stopped;
};

class named_gate : public gate {};

template <typename Func> auto with_gate(gate &G, Func &&F) {
  auto Held = G.hold();
  return futurize_invoke(std::forward<Func>(F))
      .finally([Held = std::move(Held)] {});
}
template <typename Func> auto try_with_gate(gate &G, Func &&F) noexcept {
  if (G.is_closed())
    return futurize<std::invoke_result_t<Func>>::make_exception_future(
        gate_closed_exception());
  return with_gate(G, std::forward<Func>(F));
}
} // namespace seastar
