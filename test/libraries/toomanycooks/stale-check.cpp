// RUN: %check %s async-stale-check %t -rest=%S/../Inputs/stale-check.cpp -fix-notes -- -isystem %standins -pthread -Wno-unused

#include <memory>
#include <vector>
#include <tmc/all_headers.hpp>

using tmc::task;
task<void> save(int Id);
