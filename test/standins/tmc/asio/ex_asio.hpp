// Stands for TooManyCooks' executor for Asio, for the tests. Runs nothing.
#pragma once
#include <asio/io_context.hpp>

namespace tmc {
class ex_asio : public asio::io_context {};
ex_asio &asio_executor();
} // namespace tmc
