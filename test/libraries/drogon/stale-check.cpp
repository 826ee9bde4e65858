// RUN: %check %s async-stale-check %t -rest=%S/../Inputs/stale-check.cpp -fix-notes -- -isystem %standins -Wno-unused

#include <drogon/drogon.h>
#include <memory>
#include <vector>

using drogon::Task;
Task<> save(int Id);
template <typename> using task = Task<>;
