#include "diff/value_comparison.hpp"

#include "io/ascii.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace cbds::diff {
namespace {

/// Letter case beyond ASCII too. A text that is not UTF-8 stays as it is.
std::string case_folded(std::string_view text) {
    if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return ascii::lowered(text);
    constexpr auto kFolding = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
    utf8proc_uint8_t* result = nullptr;
    const utf8proc_ssize_t length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &result, kFolding);
    const std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> owner(result, std::free);
    if (length < 0) return std::string(text);
    return {reinterpret_cast<const char*>(result), static_cast<std::size_t>(length)};
}

/// Length of the blank that the text begins with: of XML, or any space of Unicode. 0 where it begins with none.
std::size_t blank_length(std::string_view text) {
    if (ascii::is_blank(text.front())) return 1;
    if (static_cast<unsigned char>(text.front()) < 0x80) return 0;
    utf8proc_int32_t character = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto read = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &character);
    return read > 0 && utf8proc_category(character) == UTF8PROC_CATEGORY_ZS ? static_cast<std::size_t>(read) : 0;
}

std::string without_blanks(std::string_view text) {
    std::string kept;
    while (!text.empty()) {
        const std::size_t blank = blank_length(text);
        if (blank == 0) kept += text.front();
        text.remove_prefix(std::max<std::size_t>(blank, 1));
    }
    return kept;
}

/// `7.5` of `+07.50`, `0` of `-0.0`; a text that is no number as it is.
std::string canonical_number(std::string_view text, bool whole_only) {
    std::string_view digits = text;
    if (digits.starts_with('-') || digits.starts_with('+')) digits.remove_prefix(1);
    const std::size_t point = digits.find('.');
    std::string_view whole = digits.substr(0, point);
    std::string_view fraction = point == std::string_view::npos ? std::string_view() : digits.substr(point + 1);
    const bool is_number = ascii::all_digits(whole) && ascii::all_digits(fraction) && !(whole.empty() && fraction.empty());
    if (!is_number || (whole_only && point != std::string_view::npos)) return std::string(text);
    whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
    fraction = fraction.substr(0, fraction.find_last_not_of('0') + 1);
    std::string made = whole.empty() ? "0" : std::string(whole);
    if (!fraction.empty()) made.append(1, '.').append(fraction);
    return text.front() == '-' && made != "0" ? '-' + made : made;
}

/// `2026-01-15T14:05:00` of `2026-01-15T14:05:00.000`.
std::string without_zero_fraction(std::string_view text) {
    const std::size_t point = text.rfind('.');
    const bool zeros = point != std::string_view::npos && point + 1 < text.size() && text.find_first_not_of('0', point + 1) == std::string_view::npos;
    return std::string(zeros ? text.substr(0, point) : text);
}

std::string canonical_boolean(std::string_view text) {
    if (text == "1") return "true";
    return text == "0" ? "false" : std::string(text);
}

/// Codes and identifiers are texts in the dictionary; the UPRN is one that may have leading zeros or not.
std::string typed_value(const schema::TypeRow& type, std::string_view text) {
    if (type.identifier == schema::Identifier::uprn) return canonical_number(text, true);
    switch (type.base) {
        case schema::Base::integer: return canonical_number(text, true);
        case schema::Base::decimal: return canonical_number(text, false);
        case schema::Base::boolean: return canonical_boolean(text);
        case schema::Base::date_time:
        case schema::Base::time: return without_zero_fraction(text);
        default: return std::string(text);
    }
}

}  // namespace

std::string canonical_value(const schema::Dictionary& dictionary, schema::TypeId type, std::string_view value, const ValueOptions& options) {
    if (options.as_written) return std::string(value);
    std::string made(ascii::trimmed(value));
    if (options.ignore_space) made = without_blanks(made);
    if (type != schema::kNoType) made = typed_value(dictionary.type(type), made);
    return options.ignore_case ? case_folded(made) : made;
}

bool same_value(const schema::Dictionary& dictionary, schema::TypeId type, std::string_view a, std::string_view b, const ValueOptions& options) {
    if (a == b) return true;
    return !options.as_written && canonical_value(dictionary, type, a, options) == canonical_value(dictionary, type, b, options);
}

}  // namespace cbds::diff
