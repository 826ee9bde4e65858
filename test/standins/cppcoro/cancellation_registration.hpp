// Stand-in for cppcoro's cancellation_registration.hpp: the names and
// shapes the checks look at, nothing else.
#pragma once

#include <cppcoro/cancellation_token.hpp>

#include <functional>
#include <type_traits>
#include <utility>

namespace cppcoro {
class cancellation_registration {
public:
  template <typename Func, typename = std::enable_if_t<std::is_constructible_v<
                               std::function<void()>, Func &&>>>
  cancellation_registration(cancellation_token Token, Func &&F)
      : Token(std::move(Token)), Callback(std::forward<Func>(F)) {
    if (this->Token.is_cancellation_requested())
      Callback();
    else if (this->Token.State)
      this->Token.State->Registrations.push_back(this);
  }
  cancellation_registration(const cancellation_registration &) = delete;
  cancellation_registration &
  operator=(const cancellation_registration &) = delete;
  ~cancellation_registration() {
    if (Token.State)
      std::erase(Token.State->Registrations, this);
  }

private:
  friend class cancellation_source;
  cancellation_token Token;
  std::function<void()> Callback;
};
} // namespace cppcoro
