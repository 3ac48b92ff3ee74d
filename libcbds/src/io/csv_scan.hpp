/// @file
/// The inner loops of CSV: the next character that means something, among many that do not.
#pragma once

#include <bit>
#include <cstddef>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace cbds::io {

/// Bytes that must be readable behind the end of a text that `next_mark` looks through.
inline constexpr std::size_t kCsvReadAhead = 16;

/// The characters that mean something: delimiter, quotation mark, CR, LF.
class CsvMarks {
public:
    explicit CsvMarks(char delimiter) noexcept
        : delimiter_(delimiter)
#if defined(__SSE2__)
          ,
          delimiters_(_mm_set1_epi8(delimiter))
#endif
    {
    }

    [[nodiscard]] bool is_mark(char c) const noexcept { return c == delimiter_ || c == '"' || c == '\n' || c == '\r'; }

    /// The first of them; there must be one.
    [[nodiscard]] const char* next(const char* at) const noexcept {
#if defined(__SSE2__)
        for (;; at += 16)
            if (const unsigned found = marks_in(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at))); found != 0)
                return at + std::countr_zero(found);
#else
        while (!is_mark(*at)) ++at;
        return at;
#endif
    }

    /// Whether one stands in the text. Reads nothing beside it.
    [[nodiscard]] bool any_in(std::string_view text) const noexcept {
#if defined(__SSE2__)
        const char* const begin = text.data();
        const std::size_t size = text.size();
        if (size >= 16) {
            for (std::size_t i = 0; i + 16 < size; i += 16)
                if (marks_in(_mm_loadu_si128(reinterpret_cast<const __m128i*>(begin + i))) != 0) return true;
            return marks_in(_mm_loadu_si128(reinterpret_cast<const __m128i*>(begin + size - 16))) != 0;
        }
        // Shorter ones in two pieces that overlap.
        if (size >= 8) return marks_in(_mm_set_epi64x(load<long long>(begin), load<long long>(begin + size - 8))) != 0;
        if (size >= 4) return (marks_in(_mm_set_epi32(0, 0, load<int>(begin), load<int>(begin + size - 4))) & 0xFFU) != 0;
#endif
        for (const char c : text)
            if (is_mark(c)) return true;
        return false;
    }

private:
    char delimiter_;

#if defined(__SSE2__)
    template <typename Word>
    static Word load(const char* at) noexcept {
        Word word;
        std::memcpy(&word, at, sizeof word);
        return word;
    }

    [[nodiscard]] unsigned marks_in(__m128i bytes) const noexcept {
        const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')));
        const __m128i others = _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiters_), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
        return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(ends, others)));
    }

    __m128i delimiters_;
#endif
};

}  // namespace cbds::io
