// RUN: %check %s async-stale-reference %t -rest=%S/../Inputs/stale-reference.cpp -- -isystem %standins -pthread

#include <concurrencpp/concurrencpp.h>
#include <vector>

using concurrencpp::result;
result<void> save(int Id);
template <typename> using task = result<void>;
