#include "io/utf8.hpp"

#include "cbds/io/encoding.hpp"

#include <algorithm>
#include <cstring>

namespace cbds::io {
namespace {

struct Range {
    unsigned char first;
    unsigned char last;
};

constexpr unsigned char byte(char c) { return static_cast<unsigned char>(c); }

/// Bytes of the character that a lead byte begins; 0 for no lead byte.
constexpr std::size_t length_by_lead(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xC2) return 0;
    if (lead < 0xE0) return 2;
    if (lead < 0xF0) return 3;
    return lead < 0xF5 ? 4 : 0;
}

/// What may follow a lead byte: narrower for some, which keeps overlong forms, surrogates and the numbers beyond
/// 10FFFF out (table 3-7 of the Unicode standard).
constexpr Range second_byte(unsigned char lead) {
    switch (lead) {
        case 0xE0: return {0xA0, 0xBF};
        case 0xED: return {0x80, 0x9F};
        case 0xF0: return {0x90, 0xBF};
        case 0xF4: return {0x80, 0x8F};
        default: return {0x80, 0xBF};
    }
}

/// How many of the bytes can be of the character that the first one begins.
std::size_t matching_bytes(std::string_view bytes, std::size_t wanted) {
    const Range second = second_byte(byte(bytes[0]));
    std::size_t at = 1;
    for (; at < std::min(wanted, bytes.size()); ++at) {
        const Range range = at == 1 ? second : Range{0x80, 0xBF};
        if (byte(bytes[at]) < range.first || byte(bytes[at]) > range.last) break;
    }
    return at;
}

}  // namespace

std::size_t utf8_length(std::string_view bytes) noexcept {
    const std::size_t wanted = bytes.empty() ? 0 : length_by_lead(byte(bytes[0]));
    return wanted != 0 && matching_bytes(bytes, wanted) == wanted ? wanted : 0;
}

bool is_cut_off_utf8(std::string_view bytes) noexcept {
    const std::size_t wanted = bytes.empty() ? 0 : length_by_lead(byte(bytes[0]));
    return bytes.size() < wanted && matching_bytes(bytes, wanted) == bytes.size();
}

std::size_t ascii_length(std::string_view bytes) noexcept {
    constexpr std::uint64_t kHighBits = 0x8080808080808080;
    std::size_t at = 0;
    for (std::uint64_t words[2]; at + sizeof words <= bytes.size(); at += sizeof words) {
        std::memcpy(words, bytes.data() + at, sizeof words);
        if (((words[0] | words[1]) & kHighBits) != 0) break;
    }
    while (at < bytes.size() && byte(bytes[at]) < 0x80) ++at;
    return at;
}

void append_utf8(std::string& out, std::uint32_t code_point) {
    const auto put = [&](std::uint32_t value) { out += static_cast<char>(value); };
    const auto put_rest = [&](unsigned shift) { put(0x80 | ((code_point >> shift) & 0x3F)); };
    if (code_point < 0x80) return put(code_point);
    if (code_point < 0x800) {
        put(0xC0 | (code_point >> 6));
    } else if (code_point < 0x10000) {
        put(0xE0 | (code_point >> 12));
        put_rest(6);
    } else {
        put(0xF0 | (code_point >> 18));
        put_rest(12);
        put_rest(6);
    }
    put_rest(0);
}

std::size_t valid_utf8_prefix(std::string_view bytes) noexcept {
    std::size_t at = ascii_length(bytes);
    while (at < bytes.size()) {
        const std::size_t length = utf8_length(bytes.substr(at));
        if (length == 0) break;
        at += length;
        // Characters outside ASCII come in runs in some texts: look for a run of ASCII behind them only.
        if (at < bytes.size() && byte(bytes[at]) < 0x80) at += ascii_length(bytes.substr(at));
    }
    return at;
}

}  // namespace cbds::io
