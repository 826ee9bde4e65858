// RUN: %check %s async-stale-reference %t -rest=%S/../Inputs/stale-reference.cpp -- -isystem %standins -Wno-unused

#include <vector>
#include <wil/coroutine.h>

// As in <wil/resource.h>.
struct SRWLOCK;
extern "C" void AcquireSRWLockExclusive(SRWLOCK *);
extern "C" void ReleaseSRWLockExclusive(SRWLOCK *);
namespace wil {
template <typename T, typename Close, Close CloseIt> struct resource_policy {};
template <typename Policy> struct unique_storage {
  ~unique_storage() {}
};
template <typename Storage> class unique_any_t : public Storage {
public:
  explicit unique_any_t(SRWLOCK *);
  unique_any_t(unique_any_t &&);
  void reset();
};
using rwlock_release_exclusive_scope_exit = unique_any_t<
    unique_storage<resource_policy<SRWLOCK *, decltype(&ReleaseSRWLockExclusive),
                                   &ReleaseSRWLockExclusive>>>;
rwlock_release_exclusive_scope_exit AcquireSRWLockExclusive(SRWLOCK *);
} // namespace wil

wil::task<void> save(int Id);
template <typename> using task = wil::task<void>;
