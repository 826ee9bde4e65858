// RUN: %check %s async-stale-reference %t -rest=%S/../Inputs/stale-reference.cpp -- %cobalt_flags -Wno-unused
// REQUIRES: boost-asio

#include <boost/cobalt.hpp>
#include <vector>

namespace cobalt = boost::cobalt;
cobalt::promise<void> save(int Id);
template <typename> using task = cobalt::task<void>;
