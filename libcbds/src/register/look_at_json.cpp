#include "io/ascii.hpp"
#include "register/columns.hpp"
#include "register/look_at_json.hpp"

#include <algorithm>
#include <vector>

namespace cbds::registers {
namespace {

/// What the beginning of a text is made of.
struct JsonBeginning {
    std::vector<std::string_view> members;     ///< names of members of objects, at any depth
    bool line_end_inside = false;              ///< of the first value
    bool closed = false;                       ///< the first value ends
    std::size_t end = 0;                       ///< where, if so
};

/// Goes behind a string. @param at  of its quotation mark
std::size_t behind_string(std::string_view text, std::size_t at) {
    for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\') ++at;
    return std::min(at + 1, text.size());
}

bool is_member_name(std::string_view behind) {
    const std::size_t next = behind.find_first_not_of(" \t\r\n");
    return next != std::string_view::npos && behind[next] == ':';
}

/// Nothing is checked: a reader does that.
JsonBeginning begin_of(std::string_view text) {
    JsonBeginning found;
    std::size_t depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"') {
            const std::size_t end = behind_string(text, at);
            if (is_member_name(text.substr(end))) found.members.push_back(text.substr(at + 1, end - at - 2));
            at = end - 1;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '\n') {
            found.line_end_inside = true;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            found.closed = true;
            found.end = at + 1;
            return found;
        }
    }
    return found;
}

bool is_of_registers(const std::vector<std::string_view>& members, const ColumnNames& names) {
    const auto has = [&](std::string_view name) {
        return std::any_of(members.begin(), members.end(), [=](std::string_view each) { return ascii::same_but_case(each, name); });
    };
    const auto has_column = [&](Column column) {
        return std::any_of(members.begin(), members.end(), [&](std::string_view each) { return find_column(each, names) == column; });
    };
    if (has("cbds") || members.empty()) return false;
    if (has("possible_sessions")) return true;
    return has_column(Column::date) && (has("codes") || has("attendance_code_id") || has_column(Column::code));
}

}  // namespace

InputKind look_at_json(std::string_view text, const ColumnNames& names) {
    const JsonBeginning found = begin_of(text);
    if (!is_of_registers(found.members, names)) return InputKind::unknown;
    if (text[0] == '[') return InputKind::json;
    const bool several = found.closed && ascii::trimmed(text.substr(found.end)).starts_with('{');
    if (several) return InputKind::ndjson;
    if (found.line_end_inside) return InputKind::json;
    if (!found.closed) return ascii::same_but_case(found.members[0], "data") ? InputKind::json : InputKind::ndjson;
    return InputKind::ndjson;
}

}  // namespace cbds::registers
