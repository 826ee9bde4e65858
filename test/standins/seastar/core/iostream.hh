// Stand-in for Seastar's iostream.hh: the names and shapes the checks look at,
// nothing else.
#pragma once

#include <seastar/core/future.hh>

#include <cassert>
#include <string>
#include <utility>

namespace seastar {
template <typename Char> class input_stream {
public:
  input_stream() noexcept = default;
  input_stream(input_stream &&) = default;
  input_stream &operator=(input_stream &&) = default;
  future<std::basic_string<Char>> read();
  bool eof() const noexcept { return AtEnd; }
  future<> close() noexcept;

private:
  bool AtEnd = false;
};

template <typename Char> class output_stream {
public:
  output_stream() noexcept = default;
  output_stream(output_stream &&Other) noexcept
      : InBatch(std::exchange(Other.InBatch, false)) {}
  output_stream &operator=(output_stream &&Other) noexcept {
    InBatch = std::exchange(Other.InBatch, false);
    return *this;
  }
  ~output_stream() { assert(!InBatch && "was this stream properly closed?"); }
  future<> write(const std::basic_string<Char> &Text) noexcept;
  future<> flush() noexcept;
  future<> close() noexcept;

private:
  bool InBatch = false;
};
} // namespace seastar
