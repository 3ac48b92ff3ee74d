#include "register/row_layout.hpp"

#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace cbds::registers {
namespace {

/// The lowest bits.
constexpr ByteMask low_bits(std::size_t count) { return count >= 64 ? ~ByteMask{0} : (ByteMask{1} << count) - 1; }

/// Delimiters, quotation marks, control characters and bytes outside of ASCII.
#if defined(__SSE2__)
ByteMask signs_of(const char* row, std::size_t length, char delimiter) {
    ByteMask signs = 0;
    for (unsigned i = 0; i < length; i += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(row + i));
        const auto is = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
        const __m128i below_blank = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' '));  // as signed numbers, those outside of ASCII too
        const int found = _mm_movemask_epi8(_mm_or_si128(below_blank, _mm_or_si128(is(delimiter), is('"'))));
        signs |= static_cast<ByteMask>(static_cast<unsigned>(found)) << i;
    }
    return signs & low_bits(length);
}
#else
ByteMask signs_of(const char* row, std::size_t length, char delimiter) {
    ByteMask signs = 0;
    for (std::size_t i = 0; i < length; ++i) {
        const char c = row[i];
        if (c == delimiter || c == '"' || c < ' ' || static_cast<unsigned char>(c) >= 0x80) signs |= ByteMask{1} << i;
    }
    return signs;
}
#endif

}  // namespace

void RowLayout::learn(const char* row, std::size_t length, std::span<const std::string_view> cells) {
    length_ = 0;
    if (length > kLongest) return;
    cells_.clear();
    for (const std::string_view cell : cells) cells_.push_back({static_cast<std::uint8_t>(cell.data() - row), static_cast<std::uint8_t>(cell.size())});
    std::memcpy(bytes_.data(), row, length);
    length_ = length;
    all_ = low_bits(length);
    ends_ = signs_of(bytes_.data(), length, delimiter_);
}

bool RowLayout::fits(const char* row, ByteMask changed, ByteMask looked_at) const noexcept {
    if ((changed & ends_) != 0) return false;
    return (changed & looked_at) == 0 || (signs_of(row, length_, delimiter_) & looked_at) == (ends_ & looked_at);
}

ByteMask RowLayout::mask(std::size_t first, std::size_t last) const noexcept {
    return low_bits(std::size_t{cells_[last].begin} + cells_[last].length) & ~low_bits(cells_[first].begin);
}

}  // namespace cbds::registers
