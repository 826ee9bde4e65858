// RUN: %check %s async-stale-check %t -rest=%S/../Inputs/stale-check.cpp -fix-notes -- %cobalt_flags -Wno-unused
// REQUIRES: boost-asio

#include <boost/cobalt.hpp>
#include <memory>
#include <vector>

namespace cobalt = boost::cobalt;
cobalt::promise<void> save(int Id);
template <typename> using task = cobalt::task<void>;
