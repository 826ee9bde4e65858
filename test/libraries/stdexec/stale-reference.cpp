// RUN: %check %s async-stale-reference %t -rest=%S/../Inputs/stale-reference.cpp -- -isystem %standins -pthread -Wno-unused

#include <exec/task.hpp>
#include <vector>

using exec::task;
task<void> save(int Id);
