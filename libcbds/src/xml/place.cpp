#include "cbds/xml/place.hpp"

#include <algorithm>

namespace cbds::xml {

namespace {

/// The place behind some text. @param lines  line ends in it
Place behind(const Place& before, std::string_view text, std::uint64_t lines, io::Encoding encoding) noexcept {
    const std::uint64_t offset = before.offset + io::original_length(encoding, text);
    if (lines == 0) return {before.line, before.column + io::count_code_points(text), offset};
    return {before.line + lines, 1 + io::count_code_points(text.substr(text.rfind('\n') + 1)), offset};
}

}  // namespace

Place Locator::place(std::uint64_t offset, std::uint64_t lines) const noexcept {
    const Place found = behind(start_, text_.substr(0, offset), lines, encoding_);
    // Before a byte order mark, which is no character, is where the first one stands.
    return {found.line, std::max<std::uint64_t>(found.column, 1), found.offset};
}

Place Locator::place(std::uint64_t offset) noexcept {
    if (offset < known_at_) {
        known_ = start_;
        known_at_ = 0;
    }
    const std::string_view between = text_.substr(known_at_, offset - known_at_);
    known_ = behind(known_, between, io::count_lines(between), encoding_);
    known_at_ = offset;
    // Before a byte order mark, which is no character, is where the first one stands.
    return {known_.line, std::max<std::uint64_t>(known_.column, 1), known_.offset};
}

}  // namespace cbds::xml
