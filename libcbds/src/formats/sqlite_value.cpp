#include "formats/sqlite_value.hpp"

#include <charconv>

namespace cbds::formats {

std::optional<std::int64_t> plain_whole_number(std::string_view text) noexcept {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end) return std::nullopt;
    const std::string_view digits = text.front() == '-' ? text.substr(1) : text;
    if (digits.front() == '0' && text.size() > 1) return std::nullopt;
    return number;
}

bool looks_like_number(std::string_view text) noexcept {
    return !text.empty() && text.find_first_not_of("0123456789+-.eE \t\n\v\f\r") == std::string_view::npos;
}

}  // namespace cbds::formats
