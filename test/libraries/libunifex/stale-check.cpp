// RUN: %check %s async-stale-check %t -rest=%S/../Inputs/stale-check.cpp -fix-notes -- -isystem %standins -pthread -Wno-unused

#include <unifex/task.hpp>
#include <memory>
#include <vector>

using unifex::task;
task<void> save(int Id);
