// RUN: %check %s async-stale-check %t -rest=%S/../Inputs/stale-check.cpp -fix-notes -- -isystem %standins -pthread -Wno-unused

#include <memory>
#include <vector>
#include <ylt/coro_rpc/coro_rpc_server.hpp>

using async_simple::coro::Lazy;
Lazy<> save(int Id);
template <typename> using task = Lazy<>;
