// RUN: %check %s async-stale-check %t -rest=%S/../Inputs/stale-check.cpp -fix-notes -- -isystem %standins -pthread

#include <async_simple/coro/Lazy.h>
#include <async_simple/coro/Mutex.h>
#include <memory>
#include <vector>

using async_simple::coro::Lazy;
Lazy<> save(int Id);
template <typename> using task = Lazy<>;
