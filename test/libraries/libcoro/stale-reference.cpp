// RUN: %check %s async-stale-reference %t -rest=%S/../Inputs/stale-reference.cpp -- -isystem %standins -pthread

#include <coro/coro.hpp>
#include <vector>

using coro::task;
task<void> save(int Id);
