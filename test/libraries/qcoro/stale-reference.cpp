// RUN: %check %s async-stale-reference %t -rest=%S/../Inputs/stale-reference.cpp -- %qcoro_flags -Wno-unused
// REQUIRES: qcoro

#include <QCoro/QCoroTask>
#include <vector>

using QCoro::Task;
Task<> save(int Id);
template <typename> using task = Task<>;
