// RUN: %check %s async-stale-reference %t -rest=%S/../Inputs/stale-reference.cpp -- -isystem %standins -Wno-unused

#include <drogon/drogon.h>
#include <vector>

using drogon::Task;
Task<> save(int Id);
template <typename> using task = Task<>;
