// RUN: %check %inputs/left-behind-eager.cpp async-left-behind %t '-replace=HEADER=><wil/coroutine.h>' '-replace=TASK=>wil::task<void>' -- -isystem %standins -Wno-unused
