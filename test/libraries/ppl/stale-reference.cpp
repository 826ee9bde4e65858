// RUN: %check %s async-stale-reference %t -rest=%S/../Inputs/stale-reference.cpp -- -isystem %standins -Wno-unused

#include <pplawait.h>
#include <vector>

using concurrency::task;
task<void> save(int Id);
