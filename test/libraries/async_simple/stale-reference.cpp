// RUN: %check %s async-stale-reference %t -rest=%S/../Inputs/stale-reference.cpp -- -isystem %standins -pthread

#include <async_simple/coro/Lazy.h>
#include <async_simple/coro/Mutex.h>
#include <vector>

using async_simple::coro::Lazy;
Lazy<> save(int Id);
template <typename> using task = Lazy<>;
