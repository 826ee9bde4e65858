// Stand-in for Drogon's Redis client: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <drogon/utils/coroutine.h>

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

namespace drogon::nosql {
class RedisResult {
public:
  std::string asString() const { return {}; }
};

class RedisTransaction;

namespace internal {
struct [[nodiscard]] RedisAwaiter : CallbackAwaiter<RedisResult> {};
struct [[nodiscard]] RedisTransactionAwaiter
    : CallbackAwaiter<std::shared_ptr<RedisTransaction>> {};
} // namespace internal

class RedisClient {
public:
  template <typename F, typename... Arguments>
  std::invoke_result_t<F, const RedisResult &>
  execCommandSync(F &&Process, std::string_view, Arguments &&...) {
    return Process(RedisResult());
  }
  template <typename... Arguments>
  internal::RedisAwaiter execCommandCoro(std::string_view, Arguments...) {
    return {};
  }
  std::shared_ptr<RedisTransaction> newTransaction() noexcept(false);
  internal::RedisTransactionAwaiter newTransactionCoro() { return {}; }
};
class RedisTransaction : public RedisClient {};
} // namespace drogon::nosql
