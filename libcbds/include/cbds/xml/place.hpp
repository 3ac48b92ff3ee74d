/// @file
/// From byte offsets to lines and columns, counted only where a place is asked for.
#pragma once

#include "cbds/io/encoding.hpp"

#include <cstdint>
#include <string_view>

namespace cbds::xml {

/// Where in the document. Line and column count from 1, the column in code points; the offset is the byte
/// in the decompressed original, from 0, whatever its encoding.
struct Place {
    std::uint64_t line = 1;
    std::uint64_t column = 1;
    std::uint64_t offset = 0;

    friend bool operator==(const Place&, const Place&) = default;
};

/// Finds places in a stretch of the document's UTF-8 text whose own start is known.
class Locator {
public:
    /// @param text      the stretch
    /// @param start     the place of its first byte
    /// @param encoding  of the original, to count offsets in its bytes
    Locator(std::string_view text, const Place& start, io::Encoding encoding) noexcept
        : text_(text), start_(start), known_(start), encoding_(encoding) {}

    /// The place of the byte at `offset` of the stretch. Cheapest when asked in rising order.
    [[nodiscard]] Place place(std::uint64_t offset) noexcept;

    /// The byte in the decompressed original at `offset` of the stretch. Lines are not counted: cheap for UTF-8.
    [[nodiscard]] std::uint64_t byte(std::uint64_t offset) const noexcept {
        return start_.offset + io::original_length(encoding_, text_.substr(0, offset));
    }

    /// The place at `offset`, where the line ends before it have been counted.
    [[nodiscard]] Place place(std::uint64_t offset, std::uint64_t lines) const noexcept;

    /// The place behind the last byte: where the next stretch starts.
    [[nodiscard]] Place end() noexcept { return place(text_.size()); }

private:
    std::string_view text_;
    Place start_;
    Place known_;
    std::uint64_t known_at_ = 0;
    io::Encoding encoding_;
};

}  // namespace cbds::xml
