// RUN: %check %inputs/left-behind-eager.cpp async-left-behind %t '-replace=HEADER=><concurrencpp/concurrencpp.h>' '-replace=TASK=>concurrencpp::result<void>' -- -isystem %standins -pthread
