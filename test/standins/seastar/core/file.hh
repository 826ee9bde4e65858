// Stand-in for Seastar's file.hh and seastar.hh: the names and shapes the checks
// look at, nothing else.
#pragma once

#include <seastar/core/future.hh>
#include <seastar/core/iostream.hh>

#include <cstdint>
#include <string>

namespace seastar {
class file {
public:
  file() noexcept = default;
  explicit operator bool() const noexcept { return Open; }
  future<std::uint64_t> size() const noexcept;
  future<> flush() noexcept;
  future<> close() noexcept;

private:
  bool Open = false;
};

future<file> open_file_dma(const std::string &Name) noexcept;
input_stream<char> make_file_input_stream(file F);
future<output_stream<char>> make_file_output_stream(file F) noexcept;
} // namespace seastar
