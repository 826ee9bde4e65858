// RUN: %check %s async-stale-check %t -rest=%S/../Inputs/stale-check.cpp -fix-notes -- -isystem %standins -pthread

#include <concurrencpp/concurrencpp.h>
#include <memory>
#include <vector>

using concurrencpp::result;
result<void> save(int Id);
template <typename> using task = result<void>;
