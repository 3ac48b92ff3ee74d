#include "cbds/report/escape.hpp"

#include <utf8proc.h>

#include <algorithm>

namespace cbds::report {
namespace {

constexpr bool is_plain(char c) { return c >= ' ' && c <= '~'; }

std::string hexadecimal(std::uint32_t number, int digits) {
    std::string text;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) text += "0123456789ABCDEF"[number >> shift & 15U];
    return text;
}

bool is_visible(utf8proc_int32_t character) {
    switch (utf8proc_category(character)) {
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_CF:
        case UTF8PROC_CATEGORY_CN:
        case UTF8PROC_CATEGORY_CO:
        case UTF8PROC_CATEGORY_CS:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP: return false;
        default: return true;
    }
}

std::string written_out(utf8proc_int32_t character) {
    if (character == '\n') return "\\n";
    if (character == '\r') return "\\r";
    if (character == '\t') return "\\t";
    const auto number = static_cast<std::uint32_t>(character);
    if (number < 0x100) return "\\x" + hexadecimal(number, 2);
    return number < 0x10000 ? "\\u" + hexadecimal(number, 4) : "\\U" + hexadecimal(number, 8);
}

}  // namespace

std::string printable(std::string_view text) {
    if (std::all_of(text.begin(), text.end(), is_plain)) return std::string(text);
    std::string out;
    while (!text.empty()) {
        utf8proc_int32_t character = 0;
        const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
        const auto read = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &character);
        const std::size_t length = read > 0 ? static_cast<std::size_t>(read) : 1;
        if (read <= 0) out += "\\x" + hexadecimal(static_cast<unsigned char>(text.front()), 2);
        else if (is_visible(character)) out += text.substr(0, length);
        else out += written_out(character);
        text.remove_prefix(length);
    }
    return out;
}

}  // namespace cbds::report
