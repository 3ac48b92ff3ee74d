/// @file
/// A stream whose first bytes were read already, read from its beginning all the same.
#pragma once

#include "cbds/io/stream.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace cbds::io {

/// The bytes that were read, then those of the stream; read_at() is the stream's own.
class ContinuedStream final : public ByteStream {
public:
    /// @param rest  has to stay as long as this
    ContinuedStream(std::string first, ByteStream& rest) : first_(std::move(first)), rest_(rest) {}
    ContinuedStream(std::string first, std::unique_ptr<ByteStream> rest) : first_(std::move(first)), owned_(std::move(rest)), rest_(*owned_) {}

    std::size_t read(std::span<char> buffer) override {
        const std::size_t known = std::string_view(first_).substr(at_).copy(buffer.data(), buffer.size());
        at_ += known;
        return known == buffer.size() ? known : known + rest_.read(buffer.subspan(known));
    }
    bool seekable() const noexcept override { return rest_.seekable(); }
    std::size_t read_at(std::uint64_t offset, std::span<char> buffer) override { return rest_.read_at(offset, buffer); }

private:
    std::string first_;
    std::size_t at_ = 0;
    std::unique_ptr<ByteStream> owned_;  ///< null where somebody else has it
    ByteStream& rest_;
};

}  // namespace cbds::io
