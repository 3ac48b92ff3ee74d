/// Counts that run over whole documents. The loops are written so that a compiler makes them of wide
/// instructions: the counters have the size of the characters, in blocks that they cannot overflow in.

#include "cbds/io/encoding.hpp"

namespace cbds::io {
namespace {

constexpr std::size_t kBlock = 240;  // at most 255, and a multiple of 16

template <typename Test>
std::uint64_t count_bytes(std::string_view text, Test test) {
    std::uint64_t count = 0;
    const char* at = text.data();
    const char* const end = at + text.size();
    for (; static_cast<std::size_t>(end - at) >= kBlock; at += kBlock) {
        std::uint8_t in_block = 0;
        for (std::size_t i = 0; i < kBlock; ++i) in_block = static_cast<std::uint8_t>(in_block + (test(at[i]) ? 1 : 0));
        count += in_block;
    }
    for (; at != end; ++at) count += test(*at) ? 1 : 0;
    return count;
}

/// Bytes that begin a character: 80 to BF, which continue one, are the least of the signed numbers.
constexpr bool begins_character(char c) { return static_cast<signed char>(c) >= -0x40; }

/// F0 and above begin the characters that UTF-16 writes with two units.
constexpr bool begins_pair(char c) { return static_cast<unsigned char>(c) >= 0xF0; }

}  // namespace

std::uint64_t count_code_points(std::string_view utf8) noexcept { return count_bytes(utf8, begins_character); }

std::uint64_t count_lines(std::string_view text) noexcept {
    return count_bytes(text, [](char c) { return c == '\n'; });
}

std::uint64_t original_length(Encoding encoding, std::string_view utf8) noexcept {
    switch (encoding) {
        case Encoding::utf8: return utf8.size();
        case Encoding::utf16_le:
        case Encoding::utf16_be: return 2 * (count_code_points(utf8) + count_bytes(utf8, begins_pair));
        case Encoding::utf32_le:
        case Encoding::utf32_be: return 4 * count_code_points(utf8);
        default: return count_code_points(utf8);
    }
}

}  // namespace cbds::io
