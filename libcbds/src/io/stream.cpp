#include "cbds/io/stream.hpp"

#include "cbds/error.hpp"

namespace cbds::io {

std::size_t ByteStream::read_at(std::uint64_t, std::span<char>) { throw InputError("this input can only be read from its beginning to its end"); }

}  // namespace cbds::io
