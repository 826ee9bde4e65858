// Stand-in for Drogon's database client: the names and shapes the checks look
// at, nothing else.
#pragma once

#include <drogon/utils/coroutine.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace drogon::orm {
class Result {
public:
  std::size_t size() const noexcept { return 0; }
};
class Transaction;

namespace internal {
struct [[nodiscard]] SqlAwaiter : CallbackAwaiter<Result> {};
struct [[nodiscard]] TransactionAwaiter
    : CallbackAwaiter<std::shared_ptr<Transaction>> {};
} // namespace internal

class DbClient {
public:
  template <typename... Arguments>
  Result execSqlSync(const std::string &, Arguments &&...) noexcept(false) {
    return {};
  }
  template <typename... Arguments>
  internal::SqlAwaiter execSqlCoro(const std::string &,
                                   Arguments &&...) noexcept {
    return {};
  }
  template <typename... Arguments>
  void execSqlAsync(const std::string &, Arguments &&...) noexcept {}

  std::shared_ptr<Transaction>
  newTransaction(const std::function<void(bool)> &Commit = {}) noexcept(false);
  internal::TransactionAwaiter newTransactionCoro() { return {}; }
};
class Transaction : public DbClient {};
using DbClientPtr = std::shared_ptr<DbClient>;
} // namespace drogon::orm
