#include "cbds/xml/place.hpp"

#include <algorithm>

namespace cbds::xml {

Place Locator::place(std::uint64_t offset) noexcept {
    if (offset < known_at_) {
        known_ = start_;
        known_at_ = 0;
    }
    const std::string_view between = text_.substr(known_at_, offset - known_at_);
    known_.offset += io::original_length(encoding_, between);
    if (const std::size_t line_end = between.rfind('\n'); line_end == std::string_view::npos) {
        known_.column += io::count_code_points(between);
    } else {
        known_.line += io::count_lines(between);
        known_.column = 1 + io::count_code_points(between.substr(line_end + 1));
    }
    known_at_ = offset;
    // Before a byte order mark, which is no character, is where the first one stands.
    return {known_.line, std::max<std::uint64_t>(known_.column, 1), known_.offset};
}

}  // namespace cbds::xml
