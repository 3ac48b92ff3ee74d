/// @file
/// Bytes that have to be read more than once, wherever they come from.
#pragma once

#include "cbds/io/stream.hpp"

#include <memory>
#include <string>

namespace cbds::io {

/// A copy of a stream in a temporary file without a name, which is gone with this object.
class ReadTwice {
public:
    /// Reads the stream to its end. @throws InputError
    ReadTwice(ByteStream& stream, std::string name);
    ReadTwice(ReadTwice&&) noexcept;
    ReadTwice& operator=(ReadTwice&&) noexcept;
    ~ReadTwice();

    /// The bytes, from the first on. One reader at a time.
    [[nodiscard]] std::unique_ptr<ByteStream> open() const;

private:
    struct Copy;
    std::unique_ptr<Copy> copy_;
};

}  // namespace cbds::io
