// RUN: %check %s async-stale-reference %t -rest=%S/../Inputs/stale-reference.cpp -- -isystem %standins -pthread -Wno-unused

#include <vector>
#include <ylt/coro_rpc/coro_rpc_server.hpp>

using async_simple::coro::Lazy;
Lazy<> save(int Id);
template <typename> using task = Lazy<>;
