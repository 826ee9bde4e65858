// RUN: %check %s async-stale-check %t -rest=%S/../Inputs/stale-check.cpp -fix-notes -- %qcoro_flags -Wno-unused
// REQUIRES: qcoro

#include <QCoro/QCoroTask>
#include <memory>
#include <vector>

using QCoro::Task;
Task<> save(int Id);
template <typename> using task = Task<>;
