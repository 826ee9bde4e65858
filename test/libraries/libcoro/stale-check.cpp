// RUN: %check %s async-stale-check %t -rest=%S/../Inputs/stale-check.cpp -fix-notes -- -isystem %standins -pthread

#include <coro/coro.hpp>
#include <memory>
#include <vector>

using coro::task;
task<void> save(int Id);
