// RUN: %check %s async-stale-reference %t -rest=%S/../Inputs/stale-reference.cpp -- -isystem %standins -pthread -Wno-unused

#include <vector>
#include <tmc/all_headers.hpp>

using tmc::task;
task<void> save(int Id);
