#include "formats/json_text.hpp"

#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::formats {
namespace {

using schema::JsonKind;

/// Every program reads numbers of so many digits as they are; beyond, many lose the last ones.
constexpr std::ptrdiff_t kMostDigits = 15;

bool needs_escape(char c) { return static_cast<unsigned char>(c) < ' ' || c == '"' || c == '\\'; }

void append_escape(char c, std::string& out) {
    constexpr std::string_view kHex = "0123456789abcdef";
    switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default: out.append("\\u00").append(1, kHex[static_cast<unsigned char>(c) >> 4]).append(1, kHex[c & 15]);
    }
}

/// Digits as JSON has them: no zero before others.
bool is_whole_part(std::string_view digits) {
    return !digits.empty() && ascii::all_digits(digits) && (digits.size() == 1 || digits.front() != '0');
}

bool is_number(std::string_view text, bool decimal) {
    if (std::count_if(text.begin(), text.end(), ascii::is_digit) > kMostDigits || text == "-0") return false;
    if (text.starts_with('-')) text.remove_prefix(1);
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos) return is_whole_part(text);
    const std::string_view fraction = text.substr(point + 1);
    return decimal && is_whole_part(text.substr(0, point)) && !fraction.empty() && ascii::all_digits(fraction);
}

/// Whether the text may stand in JSON without quotation marks.
bool is_literal(std::string_view text, JsonKind kind) {
    if (kind == JsonKind::boolean) return text == "true" || text == "false";
    return kind != JsonKind::text && is_number(text, kind == JsonKind::decimal);
}

}  // namespace

void append_json_text(std::string_view text, std::string& out) {
    out += '"';
    auto at = text.begin();
    while (true) {
        const auto special = std::find_if(at, text.end(), needs_escape);
        out.append(at, special);
        if (special == text.end()) break;
        append_escape(*special, out);
        at = special + 1;
    }
    out += '"';
}

void append_json_key(std::string_view name, std::string& out) {
    append_json_text(name, out);
    out += ':';
}

void append_json_value(std::string_view text, JsonKind kind, std::string& out) {
    if (is_literal(text, kind)) out += text;
    else append_json_text(text, out);
}

JsonNames::JsonNames(const schema::Dictionary& dictionary, schema::Collection collection)
    : dictionary_(&dictionary), first_(dictionary.collection(collection).root) {
    for (const schema::ElementRow& row : dictionary.elements().subspan(first_)) {
        if (row.collection != collection) break;
        Name& name = names_.emplace_back();
        append_json_key(row.name, name.key);
        name.value = row.content == schema::Content::value;
        if (name.value) name.kind = json_kind(dictionary.type(row.type));
        name.repeats = row.max > 1;
    }
}

}  // namespace cbds::formats
