#include "register/marks_chunks.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace cbds::registers {
namespace {

constexpr std::size_t kStretch = std::size_t{1} << 20;

/// A line longer than that is none of a table of marks.
constexpr std::size_t kLongestLine = std::size_t{8} << 20;

#if defined(__SSE2__)
/// Of 64 bytes: where cells end, where carriage returns are, where there is something that plain cells have not.
struct Signs {
    std::uint64_t ends = 0;
    std::uint64_t returns = 0;
    std::uint64_t strange = 0;
};

Signs signs_of(const char* at, char delimiter) {
    Signs signs;
    for (unsigned i = 0; i < 64; i += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + i));
        const auto bits = [&](__m128i found) { return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(found))) << i; };
        const auto is = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
        signs.ends |= bits(_mm_or_si128(is(delimiter), is('\n')));
        signs.returns |= bits(is('\r'));
        signs.strange |= bits(_mm_or_si128(bytes, is('"')));  // the top bits of the bytes themselves are those outside of ASCII
    }
    return signs;
}
#endif

}  // namespace

bool MarksCutter::next(MarksChunk& chunk) {
    chunk.number = number_++;
    std::size_t size = carried_.size();
    chunk.bytes.resize(std::max(size, 2 * kStretch) + kBehindText);
    carried_.copy(chunk.bytes.data(), size);
    std::size_t cut = carried_.rfind('\n') + 1;  // 0 where there is none
    carried_.clear();
    while (!ended_ && cut == 0 && size < kLongestLine) {
        chunk.bytes.resize(std::max(chunk.bytes.size(), size + kStretch + kBehindText));
        const std::size_t length = stream_.read({chunk.bytes.data() + size, kStretch});
        ended_ = length < kStretch;
        cut = std::string_view(chunk.bytes.data() + size, length).rfind('\n') + 1;
        if (cut != 0) cut += size;
        size += length;
    }
    if (size == 0) return false;
    if (!ended_ && cut != 0) {
        carried_.assign(chunk.bytes.data() + cut, size - cut);
        size = cut;
    }
    chunk.size = size;
    return true;
}

std::size_t MarksCutter::read(std::span<char> buffer) {
    if (!carried_.empty()) {
        const std::size_t length = carried_.copy(buffer.data(), buffer.size());
        carried_.erase(0, length);
        return length;
    }
    return ended_ ? 0 : stream_.read(buffer);
}

/// Notes where cells end. @returns false where the text has what plain cells have not
bool MarksScanner::find_separators(std::string_view text) {
    if (separators_.size() < text.size() + 1) separators_.resize(text.size() + 1);
    std::uint32_t* out = separators_.data();
    returns_ = 0;
    const char* const begin = text.data();
#if defined(__SSE2__)
    for (std::size_t at = 0; at < text.size(); at += 64) {
        Signs signs = signs_of(begin + at, delimiter_);
        const std::size_t left = text.size() - at;
        const std::uint64_t within = left < 64 ? ~std::uint64_t{0} >> (64 - left) : ~std::uint64_t{0};
        if ((signs.strange & within) != 0) return false;
        for (std::uint64_t found = signs.returns & within; found != 0; found &= found - 1) ++returns_;
        for (std::uint64_t found = signs.ends & within; found != 0; found &= found - 1)
            *out++ = static_cast<std::uint32_t>(at) + static_cast<std::uint32_t>(std::countr_zero(found));
    }
#else
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = begin[at];
        if (c == '"' || static_cast<unsigned char>(c) >= 0x80) return false;
        if (c == '\r') ++returns_;
        if (c == delimiter_ || c == '\n') *out++ = static_cast<std::uint32_t>(at);
    }
#endif
    if (text.back() != '\n') *out++ = static_cast<std::uint32_t>(text.size());  // the last line of a file may lack its end
    separator_count_ = static_cast<std::size_t>(out - separators_.data());
    return true;
}

/// @returns false where a row has not as many cells as the heading
bool MarksScanner::read_rows(MarksChunk& chunk) {
    const std::string_view text = chunk.text();
    chunk.rows.rows.reserve(separator_count_ / cells_.size() + 1);
    const auto is_line_end = [&](std::uint32_t at) { return at == text.size() || text[at] == '\n'; };
    std::size_t begin = 0;
    for (std::size_t i = 0; i < separator_count_; ++chunk.lines) {
        const bool nothing = separators_[i] == begin || (separators_[i] == begin + 1 && text[begin] == '\r');
        if (nothing && is_line_end(separators_[i])) {
            returns_ -= separators_[i] - begin;
            begin = separators_[i++] + std::size_t{1};
            continue;
        }
        if (i + cells_.size() > separator_count_) return false;
        for (std::size_t cell = 0; cell < cells_.size(); ++cell, ++i) {
            if (is_line_end(separators_[i]) != (cell + 1 == cells_.size())) return false;
            cells_[cell] = text.substr(begin, separators_[i] - begin);
            begin = separators_[i] + std::size_t{1};
        }
        if (cells_.back().ends_with('\r')) {
            cells_.back().remove_suffix(1);
            --returns_;
        }
        if (!reader_.read_usual(cells_, chunk.lines, chunk.rows)) reader_.read(cells_, chunk.lines, chunk.rows);
    }
    return returns_ == 0;  // a carriage return elsewhere is an end of line of its own
}

void MarksScanner::scan(MarksChunk& chunk) {
    chunk.rows.clear();
    chunk.lines = 0;
    chunk.plain = find_separators(chunk.text()) && read_rows(chunk);
    reader_.finish(chunk.rows);
}

}  // namespace cbds::registers
