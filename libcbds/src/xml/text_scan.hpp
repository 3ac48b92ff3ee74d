/// @file
/// The inner loops of the fast reader: comparing tags in words, and finding the end of a value.
///
/// All of them may read up to `kReadAhead` bytes behind the text that they are given.
#pragma once

#include "io/ascii.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace cbds::xml {

/// Bytes that must be readable behind the end of a text.
inline constexpr std::size_t kReadAhead = 128;

inline std::uint64_t load_word(const char* at) noexcept {
    std::uint64_t word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// A short text that is compared in words, the bytes behind its end masked out.
template <std::size_t Longest>
class ShortText {
public:
    static constexpr std::size_t kLongest = Longest;

    ShortText() = default;
    explicit ShortText(std::string_view text) noexcept { assign(text); }

    /// A text that is longer than fits stands nowhere.
    void assign(std::string_view text) noexcept {
        *this = ShortText();
        if (text.size() > Longest) return;
        length_ = static_cast<std::uint8_t>(text.size());
        whole_words_ = static_cast<std::uint8_t>(text.size() / 8);
        std::array<char, Longest + 8> bytes{};
        std::memcpy(bytes.data(), text.data(), text.size());
        std::memcpy(words_.data(), bytes.data(), sizeof words_);
        std::array<char, 8> mask{};
        std::memset(mask.data(), 0xFF, text.size() % 8);
        std::memcpy(&rest_, mask.data(), 8);
    }

    [[nodiscard]] bool stands_at(const char* at) const noexcept {
        std::size_t i = 0;
        for (; i < whole_words_; ++i)
            if (load_word(at + 8 * i) != words_[i]) return false;
        return (load_word(at + 8 * i) & rest_) == words_[i] && length_ != 0;
    }

    [[nodiscard]] std::size_t length() const noexcept { return length_; }

private:
    std::uint8_t whole_words_ = 0;
    std::uint8_t length_ = 0;
    std::uint64_t rest_ = 0;  ///< mask of the bytes of the last word that count
    std::array<std::uint64_t, Longest / 8 + 1> words_{};
};

/// A tag without its `<`: `Name>`.
using TagText = ShortText<48>;

/// A tag with all that stands before it, back to the tag before: line end, indentation, `<Name>`.
using LeadText = ShortText<88>;

/// The first byte that a plain value cannot hold: `<`, `&`, `]`, a control character or one outside ASCII.
/// Such a byte must stand somewhere before the end of the text plus `kReadAhead`, as a `<` does.
inline const char* end_of_plain_text(const char* at) noexcept {
#if defined(__SSE2__)
    const __m128i less = _mm_set1_epi8('<');
    const __m128i reference = _mm_set1_epi8('&');
    const __m128i bracket = _mm_set1_epi8(']');
    const __m128i space = _mm_set1_epi8(' ');  // compared as signed numbers: bytes outside ASCII are below it
    for (;; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const __m128i found = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, less), _mm_cmpeq_epi8(bytes, reference)),
                                           _mm_or_si128(_mm_cmpeq_epi8(bytes, bracket), _mm_cmplt_epi8(bytes, space)));
        if (const auto bits = static_cast<unsigned>(_mm_movemask_epi8(found)); bits != 0) return at + std::countr_zero(bits);
    }
#else
    for (;; ++at) {
        const auto byte = static_cast<unsigned char>(*at);
        if (byte == '<' || byte == '&' || byte == ']' || byte < ' ' || byte >= 0x80) return at;
    }
#endif
}

/// The first byte that is no blank, or the end. A `<` must stand behind the text, as for `end_of_plain_text`.
inline const char* skip_blanks(const char* at, const char* end) noexcept {
#if defined(__SSE2__)
    const __m128i space = _mm_set1_epi8(' ');
    const __m128i line_feed = _mm_set1_epi8('\n');
    const __m128i carriage_return = _mm_set1_epi8('\r');
    const __m128i tabulator = _mm_set1_epi8('\t');
    for (; at < end; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const __m128i blank = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, space), _mm_cmpeq_epi8(bytes, line_feed)),
                                           _mm_or_si128(_mm_cmpeq_epi8(bytes, carriage_return), _mm_cmpeq_epi8(bytes, tabulator)));
        if (const auto bits = static_cast<unsigned>(_mm_movemask_epi8(blank)) ^ 0xFFFFU; bits != 0) return std::min(at + std::countr_zero(bits), end);
    }
    return end;
#else
    while (at < end && ascii::is_blank(*at)) ++at;
    return at;
#endif
}

}  // namespace cbds::xml
