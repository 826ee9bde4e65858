// Stand-in for Drogon's mapper, which blocks unless it gets callbacks, and its
// awaited twin: the names and shapes the checks look at, nothing else.
#pragma once

#include <drogon/orm/DbClient.h>

#include <functional>
#include <future>
#include <string>
#include <utility>
#include <vector>

namespace drogon::orm {
class DrogonDbException {};
class Criteria {
public:
  Criteria() = default;
  template <typename T> Criteria(const std::string &, T &&) {}
};
using ExceptionCallback = std::function<void(const DrogonDbException &)>;

template <typename T> class Mapper {
public:
  using SingleRowCallback = std::function<void(T)>;
  using MultipleRowsCallback = std::function<void(std::vector<T>)>;
  using CountCallback = std::function<void(const std::size_t)>;

  explicit Mapper(DbClientPtr) {}
  Mapper &limit(std::size_t) { return *this; }

  T findByPrimaryKey(int) noexcept(false);
  void findByPrimaryKey(int, const SingleRowCallback &,
                        const ExceptionCallback &) noexcept;
  std::vector<T> findAll() noexcept(false);
  void findAll(const MultipleRowsCallback &,
               const ExceptionCallback &) noexcept;
  std::size_t count(const Criteria & = Criteria()) noexcept(false);
  void count(const Criteria &, const CountCallback &,
             const ExceptionCallback &) noexcept;
  T findOne(const Criteria &) noexcept(false);
  void findOne(const Criteria &, const SingleRowCallback &,
               const ExceptionCallback &) noexcept;
  std::future<T> findFutureOne(const Criteria &) noexcept;
  std::vector<T> findBy(const Criteria &) noexcept(false);
  void findBy(const Criteria &, const MultipleRowsCallback &,
              const ExceptionCallback &) noexcept;
  void insert(T &) noexcept(false);
  void insert(const T &, const SingleRowCallback &,
              const ExceptionCallback &) noexcept;
  std::size_t update(const T &) noexcept(false);
  void update(const T &, const CountCallback &,
              const ExceptionCallback &) noexcept;
  template <typename... Arguments>
  std::size_t updateBy(const std::vector<std::string> &, const Criteria &,
                       Arguments &&...) noexcept(false);
  std::size_t deleteOne(const T &) noexcept(false);
  std::size_t deleteBy(const Criteria &) noexcept(false);
  std::size_t deleteByPrimaryKey(int) noexcept(false);
};

namespace internal {
template <typename T>
struct [[nodiscard]] MapperAwaiter : CallbackAwaiter<T> {};
} // namespace internal

template <typename T> class CoroMapper : public Mapper<T> {
public:
  using Mapper<T>::Mapper;
  internal::MapperAwaiter<std::vector<T>> findAll() { return {}; }
  internal::MapperAwaiter<std::size_t> count(const Criteria & = {}) {
    return {};
  }
  internal::MapperAwaiter<T> findOne(const Criteria &) { return {}; }
  internal::MapperAwaiter<T> insert(const T &) { return {}; }
};

template <typename T> class BaseBuilder {
public:
  T execSync(const DbClientPtr &);
  std::future<T> execAsyncFuture(const DbClientPtr &) noexcept;
};
} // namespace drogon::orm
