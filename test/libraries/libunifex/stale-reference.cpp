// RUN: %check %s async-stale-reference %t -rest=%S/../Inputs/stale-reference.cpp -- -isystem %standins -pthread -Wno-unused

#include <unifex/task.hpp>
#include <vector>

using unifex::task;
task<void> save(int Id);
