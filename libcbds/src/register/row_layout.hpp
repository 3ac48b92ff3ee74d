/// @file
/// Where the cells of a row of a table stand. In most rows they stand where they stood in the row before: that is proven with a
/// few comparisons, so that nobody has to look for them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace cbds::registers {

/// A bit for each of the first 64 bytes of a row.
using ByteMask = std::uint64_t;

class RowLayout {
public:
    /// Longer rows have no layout. So many bytes are read, wherever a row ends.
    static constexpr std::size_t kLongest = 64;

    explicit RowLayout(char delimiter) : delimiter_(delimiter) {}

    /// Takes places and bytes of a row that is plain: no quotation marks, nothing outside of ASCII, no carriage return but at its end.
    /// @param length  with the end of the line
    void learn(const char* row, std::size_t length, std::span<const std::string_view> cells);

    /// Forgets them: no row fits.
    void forget() noexcept { length_ = 0; }

    /// The bytes of a row that are not as in the row that was kept last.
    [[nodiscard]] ByteMask changed(const char* row) const noexcept;

    /// Whether a row is plain and has its cells in the same places, as far as the bytes of a mask tell.
    /// @param changed  as changed() tells
    [[nodiscard]] bool fits(const char* row, ByteMask changed, ByteMask looked_at) const noexcept;

    /// Keeps the bytes of a row that fits, to compare the next one with.
    void keep(const char* row) noexcept { std::memcpy(bytes_.data(), row, bytes_.size()); }

    /// Bytes of a row; 0 where there is no layout.
    [[nodiscard]] std::size_t length() const noexcept { return length_; }

    /// All of its bytes, and those that end cells.
    [[nodiscard]] ByteMask all() const noexcept { return all_; }
    [[nodiscard]] ByteMask ends() const noexcept { return ends_; }

    /// A cell of a row that fits.
    [[nodiscard]] std::string_view cell(const char* row, std::size_t number) const noexcept {
        return {row + cells_[number].begin, std::size_t{cells_[number].length}};
    }
    /// The bytes of some cells that stand side by side, with what stands between them.
    [[nodiscard]] ByteMask mask(std::size_t first, std::size_t last) const noexcept;

private:
    struct Place {
        std::uint8_t begin = 0;
        std::uint8_t length = 0;
    };

    char delimiter_;
    std::size_t length_ = 0;
    ByteMask all_ = 0;
    ByteMask ends_ = 0;
    alignas(16) std::array<char, kLongest> bytes_{};
    std::vector<Place> cells_;
};

inline ByteMask RowLayout::changed(const char* row) const noexcept {
    ByteMask same = 0;
#if defined(__SSE2__)
    for (unsigned i = 0; i < kLongest; i += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(row + i));
        const __m128i kept = _mm_load_si128(reinterpret_cast<const __m128i*>(bytes_.data() + i));
        same |= static_cast<ByteMask>(static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, kept)))) << i;
    }
#else
    for (std::size_t i = 0; i < kLongest; ++i)
        if (row[i] == bytes_[i]) same |= ByteMask{1} << i;
#endif
    return ~same & all_;
}

}  // namespace cbds::registers
