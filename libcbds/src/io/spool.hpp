/// @file
/// A pipe as a file that can be read from any place, for what cannot be read from beginning to end.
#pragma once

#include "cbds/io/stream.hpp"
#include "io/descriptor.hpp"

#include <cstdint>
#include <string>

namespace cbds::io {

/// A temporary file without a name, to be written and read; it is gone when it is closed.
/// @returns none, with errno set, where there is no place for it
[[nodiscard]] Descriptor nameless_file();

/// Copies the bytes to a temporary file without a name, which is gone when it is closed.
/// @throws InputError where there are more than `most` bytes, or no place for them
[[nodiscard]] Descriptor spool(ByteStream& stream, const std::string& name, std::uint64_t most);

}  // namespace cbds::io
