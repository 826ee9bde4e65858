// RUN: %check %s async-stale-check %t -rest=%S/../Inputs/stale-check.cpp -fix-notes -- -isystem %standins -pthread -Wno-unused

#include <exec/task.hpp>
#include <memory>
#include <vector>

using exec::task;
task<void> save(int Id);
