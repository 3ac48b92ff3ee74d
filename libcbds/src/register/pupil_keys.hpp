/// @file
/// The pupils that the rows of a table are about.
#pragma once

#include "io/hash_index.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cbds::registers {

/// The school, the UPN and the software's number of a row, without blanks around them; empty where it has none.
using KeyParts = std::array<std::string_view, 3>;

/// The pupils of a file by what their rows say, numbered in the order in which they come. One pupil may be written in two ways,
/// and has two numbers then.
class PupilKeys {
public:
    /// The keys that came since the last call.
    [[nodiscard]] std::vector<std::array<std::string, 3>> take_new() { return std::exchange(new_, {}); }

    /// The number of a pupil if it is about the same one as the row before, or about the one who came next last time: in most
    /// files it is.
    [[nodiscard]] std::optional<std::uint32_t> guess(std::string_view text) noexcept {
        if (keys_.empty()) return std::nullopt;
        if (const std::uint32_t next = keys_[last_].follower; is(next, text)) return last_ = next;
        return is(last_, text) ? std::optional(last_) : std::nullopt;
    }

    /// The number of any pupil.
    /// @param text   what tells the pupil from all others
    /// @param parts  what it consists of
    [[nodiscard]] std::uint32_t number(std::string_view text, const KeyParts& parts);

private:
    struct Key {
        std::size_t begin = 0;       ///< in `texts_`
        std::uint32_t length = 0;
        std::uint32_t follower = 0;  ///< who came after the pupil last time
    };

    [[nodiscard]] std::string_view text_of(std::uint32_t number) const noexcept { return {texts_.data() + keys_[number].begin, keys_[number].length}; }
    [[nodiscard]] bool is(std::uint32_t number, std::string_view text) const noexcept;
    [[nodiscard]] std::uint32_t look_up(std::string_view text, const KeyParts& parts);

    std::string texts_;
    std::vector<Key> keys_;
    std::vector<std::array<std::string, 3>> new_;
    io::HashIndex index_;
    std::uint32_t last_ = 0;
};

}  // namespace cbds::registers
