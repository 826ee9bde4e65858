// RUN: %check %s async-stale-reference %t -rest=%S/../Inputs/stale-reference.cpp -- %boost_flags -Wno-unused
// RUN: %check %s async-stale-reference %t.asio -rest=%S/../Inputs/stale-reference.cpp %as_asio -- %asio_flags -Wno-unused
// REQUIRES: boost-asio, asio

#include <boost/asio.hpp>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
awaitable<void> save(int Id);
template <typename T> void use(const T &);
template <typename> using task = awaitable<void>;
