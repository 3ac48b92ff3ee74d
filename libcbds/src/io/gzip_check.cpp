#include "io/gzip_check.hpp"

#include <algorithm>

namespace cbds::io {
namespace {

constexpr std::string_view kBeginning = "\x1F\x8B\x08";
constexpr std::size_t kTrailer = 8;

std::uint64_t occurrences(std::string_view bytes) {
    std::uint64_t count = 0;
    for (std::size_t at = bytes.find(kBeginning); at != std::string_view::npos; at = bytes.find(kBeginning, at + 1)) ++count;
    return count;
}

std::uint32_t number_at(std::string_view bytes) {
    std::uint32_t number = 0;
    for (std::size_t i = 4; i > 0; --i) number = number << 8 | static_cast<unsigned char>(bytes[i - 1]);
    return number;
}

}  // namespace

void GzipCheck::see_packed(std::string_view bytes) {
    // A beginning may lie across the border of two blocks.
    const std::size_t before = std::min(tail_.size(), kBeginning.size() - 1);
    std::string border = tail_.substr(tail_.size() - before);
    border += bytes.substr(0, kBeginning.size() - 1);
    beginnings_ += occurrences(border) + occurrences(bytes);
    tail_ += bytes.substr(bytes.size() - std::min(bytes.size(), kTrailer));
    tail_.erase(0, tail_.size() - std::min(tail_.size(), kTrailer));
}

void GzipCheck::see_unpacked(std::string_view bytes) {
    sum_.process_bytes(bytes.data(), bytes.size());
    unpacked_ += bytes.size();
}

bool GzipCheck::intact() const {
    if (tail_.size() < kTrailer) return false;
    const std::uint32_t sum = number_at(tail_);
    const std::uint32_t length = number_at(std::string_view(tail_).substr(4));
    if (length == static_cast<std::uint32_t>(unpacked_)) return sum == sum_.checksum();
    return beginnings_ > 1 && length < unpacked_;
}

}  // namespace cbds::io
