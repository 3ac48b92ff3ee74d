/// @file
/// The characters of a JSON file as nlohmann's parser takes them, and the places that messages name.
#pragma once

#include "cbds/io/stream.hpp"
#include "cbds/xml/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

class JsonSource {
public:
    /// @param name  of the file, for messages
    JsonSource(io::ByteStream& stream, std::string_view name, const xml::Limits& limits);

    [[nodiscard]] bool at_end() { return at_ == end_ && !refill(); }
    [[nodiscard]] char current() const noexcept { return *at_; }
    void advance() noexcept { ++at_; }

    /// Passes over blanks. @returns whether anything stands behind them
    bool skip_blanks();

    /// A value begins, so that the limit counts anew.
    void begin_value() noexcept { value_begin_ = offset(); }

    /// @throws DocumentError `file: line 3, column 17 (Message/Header): what is wrong`; the path may be empty
    [[noreturn]] void fail(std::string_view path, const std::string& what) const;

private:
    bool refill();
    [[nodiscard]] std::uint64_t offset() const noexcept { return passed_ + static_cast<std::size_t>(at_ - block_.data()); }

    io::ByteStream& stream_;
    std::string name_;
    std::size_t longest_;  ///< bytes of one value as JSON writes it, beyond which the file is not read
    std::vector<char> block_;
    const char* at_;
    const char* end_;
    std::uint64_t passed_ = 0;       ///< bytes before the block
    std::uint64_t value_begin_ = 0;
    std::uint64_t lines_ = 0;        ///< line ends before the block
    std::uint64_t columns_ = 0;      ///< characters of the last line before the block
};

/// What nlohmann's parser says of a fault, without the last characters that it read: they may be a value.
[[nodiscard]] std::string json_fault(std::string_view message);

/// Reads on from where the source stands.
class JsonCharacters {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = char;

    JsonCharacters() = default;  ///< the end
    explicit JsonCharacters(JsonSource& source) : source_(&source) {}

    char operator*() const noexcept { return source_->current(); }
    JsonCharacters& operator++() noexcept {
        source_->advance();
        return *this;
    }
    JsonCharacters operator++(int) noexcept {
        const JsonCharacters before = *this;
        source_->advance();
        return before;
    }
    friend bool operator==(const JsonCharacters& a, const JsonCharacters&) { return a.source_ == nullptr || a.source_->at_end(); }

private:
    JsonSource* source_ = nullptr;
};

}  // namespace cbds::formats
