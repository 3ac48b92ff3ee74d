#include "cbds/io/encoding.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <array>

namespace cbds::io {
namespace {

using namespace std::string_view_literals;

struct Pattern {
    std::string_view bytes;
    Encoding encoding;
};

/// UTF-32 comes before UTF-16, whose little-endian mark its own begins with.
constexpr std::array<Pattern, 5> kMarks{{
    {kByteOrderMark, Encoding::utf8},
    {"\xFF\xFE\0\0"sv, Encoding::utf32_le},
    {"\0\0\xFE\xFF"sv, Encoding::utf32_be},
    {"\xFF\xFE"sv, Encoding::utf16_le},
    {"\xFE\xFF"sv, Encoding::utf16_be},
}};

/// What `<` looks like.
constexpr std::array<Pattern, 4> kFirstCharacters{{
    {"<\0\0\0"sv, Encoding::utf32_le},
    {"\0\0\0<"sv, Encoding::utf32_be},
    {"<\0"sv, Encoding::utf16_le},
    {"\0<"sv, Encoding::utf16_be},
}};

template <std::size_t N>
const Pattern* match(const std::array<Pattern, N>& patterns, std::string_view bytes) {
    const auto* found = std::ranges::find_if(patterns, [&](const Pattern& pattern) { return bytes.starts_with(pattern.bytes); });
    return found == patterns.end() ? nullptr : found;
}

std::size_t unit_size(Encoding encoding) { return static_cast<std::size_t>(original_length(encoding, "<")); }

/// The ASCII characters that the bytes begin with, one for each unit of the encoding.
std::string ascii_beginning(std::string_view bytes, Encoding encoding) {
    constexpr std::size_t kLook = 1024;
    const std::size_t size = unit_size(encoding);
    const bool big_endian = encoding == Encoding::utf16_be || encoding == Encoding::utf32_be;
    std::string text;
    for (; bytes.size() >= size && text.size() < kLook; bytes.remove_prefix(size)) {
        const char c = bytes[big_endian ? size - 1 : 0];
        const auto zeros = std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size), '\0');
        if (static_cast<unsigned char>(c) >= 0x80 || zeros != static_cast<std::ptrdiff_t>(size) - 1) break;
        text += c;
    }
    return text;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && ascii::is_blank(text[at])) ++at;
    return at;
}

/// Reads the encoding out of a declaration, which need not be well formed: an early word is better than none.
void read_declared(std::string_view declaration, EncodingEvidence& evidence) {
    constexpr std::string_view kName = "encoding";
    for (std::size_t at = declaration.find(kName); at != std::string_view::npos; at = declaration.find(kName, at + 1)) {
        if (!ascii::is_blank(declaration[at - 1])) continue;
        const std::size_t sign = skip_blanks(declaration, at + kName.size());
        if (sign >= declaration.size() || declaration[sign] != '=') continue;
        const std::size_t quote = skip_blanks(declaration, sign + 1);
        if (quote >= declaration.size() || (declaration[quote] != '"' && declaration[quote] != '\'')) continue;
        const std::size_t end = declaration.find(declaration[quote], quote + 1);
        if (end == std::string_view::npos) return;
        evidence.declared = declaration.substr(quote + 1, end - quote - 1);
        evidence.declared_offset = evidence.mark_length + (quote + 1) * unit_size(evidence.family);
        evidence.declared_encoding = find_encoding(evidence.declared, evidence.family);
        return;
    }
}

}  // namespace

EncodingEvidence look_at(std::string_view first_bytes) {
    EncodingEvidence evidence;
    if (const Pattern* mark = match(kMarks, first_bytes)) {
        evidence.mark = evidence.family = mark->encoding;
        evidence.mark_length = mark->bytes.size();
    } else if (const Pattern* first = match(kFirstCharacters, first_bytes)) {
        evidence.family = first->encoding;
    }
    const std::string text = ascii_beginning(first_bytes.substr(evidence.mark_length), evidence.family);
    const std::string_view view = text;
    evidence.has_declaration = view.starts_with("<?xml") && view.size() > 5 && ascii::is_blank(view[5]);
    if (evidence.has_declaration) read_declared(view.substr(0, view.find("?>")), evidence);
    return evidence;
}

}  // namespace cbds::io
