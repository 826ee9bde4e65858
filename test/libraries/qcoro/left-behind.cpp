// RUN: %check %inputs/left-behind-eager.cpp async-left-behind %t '-replace=HEADER=><QCoro/QCoroTask>' '-replace=TASK=>QCoro::Task<>' -- %qcoro_flags -Wno-unused
// REQUIRES: qcoro
