// RUN: %check %inputs/left-behind-scope.cpp async-left-behind %t '-replace=HEADER=><boost/cobalt.hpp>' '-replace=STEPS=><coroutine>' '-replace=TASK=>boost::cobalt::task<void>' '-replace=STARTED=>boost::cobalt::promise<void>' '-replace=SCOPE=>boost::cobalt::wait_group' '-replace=SPAWN=>push_back' '-replace=JOIN=>wait' -- %cobalt_flags -Wno-unused
// RUN: %check %inputs/left-behind-eager.cpp async-left-behind %t-eager '-replace=HEADER=><boost/cobalt.hpp>' '-replace=TASK=>boost::cobalt::promise<void>' -- %cobalt_flags -Wno-unused
// REQUIRES: boost-asio
