#include "cbds/io/encoding.hpp"

#include "io/ascii.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cbds::io {
namespace {

using enum Encoding;

constexpr std::array<std::pair<std::string_view, Encoding>, 19> kLabels{{
    {"utf-8", utf8},
    {"utf8", utf8},
    {"us-ascii", utf8},
    {"ascii", utf8},
    {"utf-16le", utf16_le},
    {"utf-16be", utf16_be},
    {"utf-32le", utf32_le},
    {"utf-32be", utf32_be},
    {"iso-8859-1", iso_8859_1},
    {"iso8859-1", iso_8859_1},
    {"iso_8859-1", iso_8859_1},
    {"latin1", iso_8859_1},
    {"latin-1", iso_8859_1},
    {"l1", iso_8859_1},
    {"windows-1252", windows_1252},
    {"cp1252", windows_1252},
    {"cp-1252", windows_1252},
    {"x-cp1252", windows_1252},
    {"ansi", windows_1252},
}};

}  // namespace

std::string_view encoding_name(Encoding encoding) noexcept {
    switch (encoding) {
        case utf8: return "UTF-8";
        case utf16_le: return "UTF-16LE";
        case utf16_be: return "UTF-16BE";
        case utf32_le: return "UTF-32LE";
        case utf32_be: return "UTF-32BE";
        case iso_8859_1: return "ISO-8859-1";
        case windows_1252: return "windows-1252";
    }
    return {};
}

std::optional<Encoding> find_encoding(std::string_view label, std::optional<Encoding> found) noexcept {
    if (ascii::same_but_case(label, "utf-16") || ascii::same_but_case(label, "utf16")) return found == utf16_be ? utf16_be : utf16_le;
    if (ascii::same_but_case(label, "utf-32") || ascii::same_but_case(label, "utf32")) return found == utf32_be ? utf32_be : utf32_le;
    for (const auto& [name, encoding] : kLabels)
        if (ascii::same_but_case(label, name)) return encoding;
    return std::nullopt;
}

}  // namespace cbds::io
