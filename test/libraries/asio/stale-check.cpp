// RUN: %check %s async-stale-check %t -rest=%S/../Inputs/stale-check.cpp -fix-notes -- %boost_flags -Wno-unused
// RUN: %check %s async-stale-check %t.asio -rest=%S/../Inputs/stale-check.cpp -fix-notes %as_asio -- %asio_flags -Wno-unused
// REQUIRES: boost-asio, asio

#include <boost/asio.hpp>
#include <memory>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
awaitable<void> save(int Id);
template <typename T> void use(const T &);
template <typename> using task = awaitable<void>;
