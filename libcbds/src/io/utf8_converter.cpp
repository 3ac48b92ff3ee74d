#include "cbds/io/encoding.hpp"
#include "io/utf8.hpp"

#include <algorithm>
#include <array>

namespace cbds::io {
namespace {

using Kind = ConversionFault::Kind;

/// One step of a conversion: `taken` is 0 where the bytes end within a character or `fault` says what is wrong.
struct Step {
    std::size_t taken = 0;
    std::uint32_t code_point = 0;
    Kind fault = Kind::none;
};

constexpr bool is_surrogate(std::uint32_t unit) { return unit >= 0xD800 && unit <= 0xDFFF; }
constexpr bool is_low_surrogate(std::uint32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

/// 80 to 9F as windows-1252 has them. The five bytes that it leaves free stand for the control characters of the
/// same number, as in browsers.
constexpr std::array<std::uint16_t, 32> kWindows1252{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

template <std::size_t Size>
std::uint32_t unit_at(std::string_view bytes, bool big_endian) {
    std::uint32_t unit = 0;
    for (std::size_t i = 0; i < Size; ++i)
        unit = unit << 8 | static_cast<unsigned char>(bytes[big_endian ? i : Size - 1 - i]);
    return unit;
}

Step next_utf16(std::string_view bytes, bool big_endian) {
    if (bytes.size() < 2) return {};
    const std::uint32_t unit = unit_at<2>(bytes, big_endian);
    if (!is_surrogate(unit)) return {2, unit};
    if (is_low_surrogate(unit)) return {0, 0, Kind::unpaired_surrogate};
    if (bytes.size() < 4) return {};
    const std::uint32_t low = unit_at<2>(bytes.substr(2), big_endian);
    if (!is_low_surrogate(low)) return {0, 0, Kind::unpaired_surrogate};
    return {4, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)};
}

Step next_utf32(std::string_view bytes, bool big_endian) {
    if (bytes.size() < 4) return {};
    const std::uint32_t unit = unit_at<4>(bytes, big_endian);
    if (is_surrogate(unit)) return {0, 0, Kind::unpaired_surrogate};
    if (unit > 0x10FFFF) return {0, 0, Kind::no_character};
    return {4, unit};
}

Step next_eight_bit(std::string_view bytes, bool windows) {
    const std::uint32_t unit = static_cast<unsigned char>(bytes[0]);
    return {1, windows && unit >= 0x80 && unit < 0xA0 ? kWindows1252[unit - 0x80] : unit};
}

Step next_character(Encoding from, std::string_view bytes) {
    switch (from) {
        case Encoding::utf16_le: return next_utf16(bytes, false);
        case Encoding::utf16_be: return next_utf16(bytes, true);
        case Encoding::utf32_le: return next_utf32(bytes, false);
        case Encoding::utf32_be: return next_utf32(bytes, true);
        default: return next_eight_bit(bytes, from == Encoding::windows_1252);
    }
}

/// UTF-8 is checked and passed on.
std::size_t pass_on(std::string_view bytes, std::string& out, Kind& fault) {
    const std::size_t valid = valid_utf8_prefix(bytes);
    out.append(bytes.substr(0, valid));
    if (valid < bytes.size() && !is_cut_off_utf8(bytes.substr(valid))) fault = Kind::not_utf8;
    return valid;
}

bool is_eight_bit(Encoding encoding) { return encoding == Encoding::iso_8859_1 || encoding == Encoding::windows_1252; }

}  // namespace

/// @returns how many bytes were converted, up to the end, an incomplete character or a fault
std::size_t Utf8Converter::convert_some(std::string_view bytes, std::string& out, Kind& kind) const {
    if (from_ == Encoding::utf8) return pass_on(bytes, out, kind);
    std::size_t at = 0;
    while (at < bytes.size()) {
        if (is_eight_bit(from_)) {
            const std::size_t run = ascii_length(bytes.substr(at));
            out.append(bytes, at, run);
            at += run;
            if (at == bytes.size()) break;
        }
        const Step step = next_character(from_, bytes.substr(at));
        kind = step.fault;
        if (step.taken == 0) break;
        append_utf8(out, step.code_point);
        at += step.taken;
    }
    return at;
}

bool Utf8Converter::convert(std::string_view bytes, bool last, std::string& out, ConversionFault& fault) {
    fault = {};
    // No character has more than four bytes: so few are enough to complete the one that waits.
    while (!waiting_.empty() && !bytes.empty() && fault.kind == Kind::none) {
        waiting_ += bytes[0];
        bytes.remove_prefix(1);
        const std::size_t taken = convert_some(waiting_, out, fault.kind);
        waiting_.erase(0, taken);
        done_ += taken;
    }
    if (waiting_.empty()) {
        const std::size_t taken = convert_some(bytes, out, fault.kind);
        done_ += taken;
        if (fault.kind == Kind::none) waiting_ = bytes.substr(taken);
    }
    if (last && fault.kind == Kind::none && !waiting_.empty()) fault.kind = Kind::cut_off;
    fault.offset = done_;
    return fault.kind == Kind::none;
}

}  // namespace cbds::io
