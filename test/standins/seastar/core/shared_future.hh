// Stand-in for Seastar's shared_future.hh: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <seastar/core/abort_source.hh>
#include <seastar/core/future.hh>
#include <seastar/core/timer.hh>

#include <exception>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace seastar {
template <typename... T> class shared_future {
public:
  using future_type = future<T...>;
  using time_point = lowres_clock::time_point;

  shared_future() = default;
  shared_future(future_type F) : S(std::make_shared<state>(std::move(F))) {
    S->Original.when_ready([Kept = S] { Kept->finish(); });
  }

  future_type get_future(time_point = time_point::max()) const noexcept {
    promise<T...> P;
    auto Result = P.get_future();
    if (available())
      S->fulfill(P);
    else
      S->Peers.push_back(std::move(P));
    return Result;
  }
  future_type get_future(abort_source &Source) const noexcept {
    if (Source.abort_requested())
      return make_exception_future<T...>(abort_requested_exception());
    return get_future();
  }
  bool available() const noexcept { return S->Original.available(); }
  bool failed() const noexcept { return S->Original.failed(); }
  operator future_type() const noexcept { return get_future(); }
  bool valid() const noexcept { return S != nullptr; }

private:
  struct state {
    explicit state(future_type F) : Original(std::move(F)) {}
    void fulfill(promise<T...> &P) {
      if (Original.failed()) {
        P.set_exception(Original.get_exception());
      } else {
        const auto &Value = Original.get();
        P.set_value(Value);
      }
    }
    void finish() {
      for (auto &P : std::exchange(Peers, {}))
        fulfill(P);
    }
    future_type Original;
    std::vector<promise<T...>> Peers;
  };
  std::shared_ptr<state> S;
};

template <typename... T> class shared_promise {
public:
  shared_promise() : F(P.get_future()) {}
  shared_promise(const shared_promise &) = delete;
  future<T...>
  get_shared_future(lowres_clock::time_point =
                        lowres_clock::time_point::max()) const noexcept {
    return F.get_future();
  }
  future<T...> get_shared_future(abort_source &Source) const noexcept {
    return F.get_future(Source);
  }
  template <typename... A> void set_value(A &&...As) noexcept {
    P.set_value(std::forward<A>(As)...);
  }
  void set_exception(std::exception_ptr Error) noexcept {
    P.set_exception(std::move(Error));
  }
  bool available() const noexcept { return F.available(); }
  bool failed() const noexcept { return F.failed(); }

private:
  promise<T...> P;
  shared_future<T...> F;
};
} // namespace seastar
