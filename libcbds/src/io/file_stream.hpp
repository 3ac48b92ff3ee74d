/// @file
/// The bytes of a file, a pipe or a terminal as they are.
#pragma once

#include "cbds/io/stream.hpp"
#include "io/descriptor.hpp"

#include <string>

namespace cbds::io {

/// Reads straight into the caller's buffer. A file that grows or shrinks meanwhile is read up to the end that
/// it has when the end is reached.
class FileStream final : public ByteStream {
public:
    /// @param first_bytes  have been read already, to see what the file is
    FileStream(Descriptor file, std::string name, std::string first_bytes = {});

    std::size_t read(std::span<char> buffer) override;
    bool seekable() const noexcept override { return seekable_; }
    std::size_t read_at(std::uint64_t offset, std::span<char> buffer) override;

private:
    Descriptor file_;
    std::string name_;
    std::string first_bytes_;
    std::uint64_t start_ = 0;  ///< where in the file the first byte stands
    bool seekable_ = false;
};

}  // namespace cbds::io
