#include "cbds/identifiers/person_name.hpp"

#include "io/ascii.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace cbds::identifiers {
namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || ascii::is_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

/// Small letters without accents; nothing where the text is not UTF-8.
std::string folded(std::string_view name) {
    constexpr auto kOptions = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD);
    utf8proc_uint8_t* result = nullptr;
    const utf8proc_ssize_t length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(name.data()), static_cast<utf8proc_ssize_t>(name.size()), &result, kOptions);
    const std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> owner(result, std::free);
    if (length < 0) return std::string(name);
    return {reinterpret_cast<const char*>(result), static_cast<std::size_t>(length)};
}

}  // namespace

std::string name_key(std::string_view name) {
    std::string key = is_ascii(name) ? std::string(name) : folded(name);
    std::transform(key.begin(), key.end(), key.begin(), ascii::lower);
    std::erase_if(key, [](char c) { return !is_letter_or_digit(c); });
    return key;
}

}  // namespace cbds::identifiers
