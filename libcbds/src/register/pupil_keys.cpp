#include "register/pupil_keys.hpp"

#include <cstring>
#include <functional>

namespace cbds::registers {
namespace {

std::uint64_t key_word(const char* at) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// Keys have mostly about 20 characters: too short for the comparison of the C library.
bool is_same(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    if (a.size() >= 8 && a.size() <= 24) {
        const std::size_t last = a.size() - 8;
        const std::size_t middle = last / 2;
        return key_word(a.data()) == key_word(b.data()) && key_word(a.data() + middle) == key_word(b.data() + middle) &&
               key_word(a.data() + last) == key_word(b.data() + last);
    }
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i]) return false;
    return true;
}

}  // namespace

bool PupilKeys::is(std::uint32_t number, std::string_view text) const noexcept { return is_same(text, text_of(number)); }

std::uint32_t PupilKeys::number(std::string_view text, const KeyParts& parts) {
    if (const auto guessed = guess(text)) return *guessed;
    const std::uint32_t found = look_up(text, parts);
    keys_[last_].follower = found;
    return last_ = found;
}

std::uint32_t PupilKeys::look_up(std::string_view text, const KeyParts& parts) {
    const std::size_t hash = std::hash<std::string_view>()(text);
    if (const auto known = index_.find(hash, [&](std::uint32_t each) { return is(each, text); })) return *known;
    const auto number = static_cast<std::uint32_t>(keys_.size());
    keys_.push_back({texts_.size(), static_cast<std::uint32_t>(text.size()), 0});
    texts_ += text;
    new_.push_back({std::string(parts[0]), std::string(parts[1]), std::string(parts[2])});
    index_.add(hash, number);
    return number;
}

}  // namespace cbds::registers
