/// @file
/// Whole numbers and texts one after the other in a blob of a store, and back.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace cbds::registers {

/// A blob is not what a store has there.
class DamagedBlob : public std::runtime_error {
public:
    DamagedBlob() : std::runtime_error("a blob is no list of marks or facts") {}
};

/// Seven bits a byte, the lowest first; all but the last byte have the highest bit set.
inline void append_number(std::string& out, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) out += static_cast<char>((number & 0x7F) | 0x80);
    out += static_cast<char>(number);
}

/// Small numbers take few bytes, whether above or below zero.
inline void append_signed(std::string& out, std::int64_t number) {
    append_number(out, (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63));
}

inline void append_text(std::string& out, std::string_view text) {
    append_number(out, text.size());
    out += text;
}

/// Takes them out again. @throws DamagedBlob where there are not enough bytes
class BlobReader {
public:
    explicit BlobReader(std::string_view bytes) noexcept : rest_(bytes) {}

    [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }

    [[nodiscard]] std::uint64_t number() {
        std::uint64_t made = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (rest_.empty()) break;
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            made |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
            if (byte < 0x80) return made;
        }
        throw DamagedBlob();
    }

    /// No more than a thousand million million, so that sums of several are numbers too.
    [[nodiscard]] std::int64_t signed_number() {
        const std::uint64_t folded = number();
        if (folded >> 51 != 0) throw DamagedBlob();
        return static_cast<std::int64_t>(folded >> 1) ^ -static_cast<std::int64_t>(folded & 1);
    }

    [[nodiscard]] std::string_view text() {
        const std::uint64_t size = number();
        if (size > rest_.size()) throw DamagedBlob();
        const std::string_view made = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return made;
    }

private:
    std::string_view rest_;
};

}  // namespace cbds::registers
