// RUN: %check %s async-stale-check %t -rest=%S/../Inputs/stale-check.cpp -fix-notes -- -isystem %standins -Wno-unused

#include <pplawait.h>
#include <memory>
#include <vector>

using concurrency::task;
task<void> save(int Id);
