// Stand-in for folly's CancellationToken.h: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <folly/Function.h>

#include <utility>
#include <vector>

namespace folly {
class CancellationCallback;
class CancellationSource;
struct cancellation_token_merge_fn;

namespace detail {
class CancellationState {
public:
  int References = 1;
  bool Requested = false;
  std::vector<CancellationCallback *> Callbacks;
};
class CancellationStatePtr {
public:
  CancellationStatePtr() = default;
  explicit CancellationStatePtr(CancellationState *S) : S(S) {}
  CancellationStatePtr(const CancellationStatePtr &O) : S(O.S) {
    if (S)
      ++S->References;
  }
  CancellationStatePtr(CancellationStatePtr &&O) noexcept
      : S(std::exchange(O.S, nullptr)) {}
  CancellationStatePtr &operator=(CancellationStatePtr O) noexcept {
    std::swap(S, O.S);
    return *this;
  }
  ~CancellationStatePtr() {
    if (S && --S->References == 0)
      delete S;
  }
  CancellationState *S = nullptr;
};
} // namespace detail

class CancellationToken {
public:
  CancellationToken() noexcept = default;

  bool isCancellationRequested() const noexcept {
    return State.S && State.S->Requested;
  }
  bool canBeCancelled() const noexcept { return State.S; }
  void swap(CancellationToken &Other) noexcept {
    std::swap(State.S, Other.State.S);
  }
  friend bool operator==(const CancellationToken &A,
                         const CancellationToken &B) noexcept {
    return A.State.S == B.State.S;
  }

private:
  friend class CancellationCallback;
  friend class CancellationSource;
  friend struct cancellation_token_merge_fn;
  explicit CancellationToken(detail::CancellationStatePtr State)
      : State(std::move(State)) {}

  detail::CancellationStatePtr State;
};

class CancellationSource {
public:
  CancellationSource() : State(new detail::CancellationState) {}
  static CancellationSource invalid() noexcept {
    CancellationSource S;
    S.State = {};
    return S;
  }

  bool isCancellationRequested() const noexcept {
    return State.S && State.S->Requested;
  }
  bool canBeCancelled() const noexcept { return State.S; }
  CancellationToken getToken() const noexcept {
    return CancellationToken(State);
  }
  inline bool requestCancellation() const noexcept;

private:
  detail::CancellationStatePtr State;
};

class CancellationCallback {
public:
  template <typename Callable>
    requires std::is_constructible_v<Function<void()>, Callable>
  CancellationCallback(CancellationToken Token, Callable &&C)
      : State(std::move(Token.State)), Callback(std::forward<Callable>(C)) {
    if (State.S && State.S->Requested)
      Callback();
    else if (State.S)
      State.S->Callbacks.push_back(this);
  }
  ~CancellationCallback() {
    if (State.S)
      std::erase(State.S->Callbacks, this);
  }
  CancellationCallback(const CancellationCallback &) = delete;
  CancellationCallback &operator=(const CancellationCallback &) = delete;

private:
  friend class CancellationSource;
  detail::CancellationStatePtr State;
  Function<void()> Callback;
};

bool CancellationSource::requestCancellation() const noexcept {
  if (!State.S || std::exchange(State.S->Requested, true))
    return true;
  const auto Callbacks = std::exchange(State.S->Callbacks, {});
  for (CancellationCallback *C : Callbacks)
    C->Callback();
  return false;
}

// Keeps the first token that can be cancelled.
struct cancellation_token_merge_fn {
  template <typename... Ts> CancellationToken operator()(Ts &&...Tokens) const {
    CancellationToken Merged;
    ((Merged.canBeCancelled() ? void() : void(Merged = Tokens)), ...);
    return Merged;
  }
};
inline constexpr cancellation_token_merge_fn cancellation_token_merge{};
} // namespace folly
