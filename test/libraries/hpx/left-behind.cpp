// RUN: %check %inputs/left-behind-eager.cpp async-left-behind %t '-replace=HEADER=><hpx/future.hpp>' '-replace=TASK=>hpx::future<void>' -- -isystem %standins -pthread
