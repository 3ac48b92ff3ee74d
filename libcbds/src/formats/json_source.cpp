#include "formats/json_source.hpp"

#include "cbds/error.hpp"
#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::formats {
namespace {

constexpr std::size_t kBlock = std::size_t{64} << 10;

/// Moves a count of lines and of characters in the last line over a text. A character counts once, by its first byte.
void count(std::string_view text, std::uint64_t& lines, std::uint64_t& columns) {
    const std::size_t line_end = text.rfind('\n');
    if (line_end != std::string_view::npos) {
        lines += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
        columns = 0;
        text.remove_prefix(line_end + 1);
    }
    columns += static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

std::string json_fault(std::string_view message) {
    const std::size_t begin = message.find(" - ");
    const std::size_t end = message.find("; last read: ");
    if (begin == std::string_view::npos) return "it cannot be read";
    std::string reason(message.substr(begin + 3, end == std::string_view::npos ? end : end - begin - 3));
    const std::size_t expected = message.rfind("; expected ");
    if (end != std::string_view::npos && expected != std::string_view::npos && message.find('\'', expected + 12) == std::string_view::npos)
        reason += message.substr(expected);
    return reason;
}

/// A character takes six bytes at most: \u001f.
JsonSource::JsonSource(io::ByteStream& stream, std::string_view name, const xml::Limits& limits)
    : stream_(stream), name_(name), longest_(6 * limits.value + kBlock), block_(kBlock), at_(block_.data()), end_(at_) {}

bool JsonSource::refill() {
    if (offset() - value_begin_ > longest_) fail({}, "a value is longer than is read");
    count({block_.data(), static_cast<std::size_t>(end_ - block_.data())}, lines_, columns_);
    passed_ = offset();
    const std::size_t length = stream_.read(block_);
    at_ = block_.data();
    end_ = at_ + length;
    return length != 0;
}

bool JsonSource::skip_blanks() {
    while (!at_end() && ascii::is_blank(*at_)) ++at_;
    begin_value();
    return !at_end();
}

void JsonSource::fail(std::string_view path, const std::string& what) const {
    std::uint64_t line = lines_;
    std::uint64_t column = columns_;
    count({block_.data(), static_cast<std::size_t>(at_ - block_.data())}, line, column);
    std::string place = name_ + ": line " + std::to_string(line + 1) + ", column " + std::to_string(std::max<std::uint64_t>(column, 1));
    if (!path.empty()) place.append(" (").append(path).append(")");
    throw DocumentError(place + ": " + what);
}

}  // namespace cbds::formats
