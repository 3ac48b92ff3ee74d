#include "cbds/register/codes.hpp"

#include "io/ascii.hpp"

#include <algorithm>
#include <limits>

namespace cbds::registers {
namespace {

using reference::AttendanceCode;

/// The sessions in which a code counts as one thing.
struct Stretch {
    SessionNumber begin = std::numeric_limits<SessionNumber>::min();
    AttendanceCategory category = AttendanceCategory::missing;
};

/// All that is asked of the table, ready for the mark loop.
struct CodeTable {
    CodeTable();

    std::vector<std::string_view> codes;
    std::array<CodeId, 128> of_character{};                      ///< codes of one place
    std::array<std::array<Stretch, 2>, kFirstOtherCode> stretches{};  ///< by number: the later one, then the earlier
    std::vector<SessionNumber> changes;                          ///< where a code begins to count as something else
    std::vector<Categories> categories;                          ///< before the first change, between them, behind the last
};

/// A row counts outside its days too where no other row of its code does: J stays what it was, whenever somebody writes it.
CodeTable::CodeTable() {
    for (const AttendanceCode& row : reference::attendance_codes()) {
        if (row.category == AttendanceCategory::missing) continue;
        const bool is_new = codes.empty() || codes.back() != row.code;
        if (is_new) codes.push_back(row.code);
        const auto number = static_cast<CodeId>(codes.size());
        if (row.code.size() == 1) of_character[static_cast<unsigned char>(row.code[0])] = number;
        Stretch& later = stretches[number][0];
        Stretch& earlier = stretches[number][1];
        if (is_new) {
            later.category = earlier.category = row.category;
            continue;
        }
        earlier = later;
        later = {session_number(*row.since, Half::am), row.category};
        changes.push_back(later.begin);
    }
    std::sort(changes.begin(), changes.end());
    changes.erase(std::unique(changes.begin(), changes.end()), changes.end());
    for (std::size_t i = 0; i <= changes.size(); ++i) {
        Categories& all = categories.emplace_back();
        all.fill(AttendanceCategory::missing);
        for (std::size_t number = 1; number <= codes.size(); ++number) {
            const auto& [later, earlier] = stretches[number];
            all[number] = i > 0 && changes[i - 1] >= later.begin ? later.category : earlier.category;
        }
    }
}

const CodeTable& code_table() {
    static const CodeTable table;
    return table;
}

/// Slashes of other alphabets, and signs that word processors put in the place of ours, as UTF-8.
struct Lookalike {
    std::string_view text;
    std::string_view code;
};
constexpr std::array<Lookalike, 10> kLookalikes{{{"\\\\", "\\"},
                                                 {"\xEF\xBC\x8F", "/"},      // full width
                                                 {"\xE2\x81\x84", "/"},      // fraction slash
                                                 {"\xE2\x88\x95", "/"},      // division slash
                                                 {"\xE2\xA7\xB8", "/"},      // big solidus
                                                 {"\xEF\xBC\xBC", "\\"},     // full width
                                                 {"\xE2\x88\x96", "\\"},     // set minus
                                                 {"\xE2\xA7\xB9", "\\"},     // big reverse solidus
                                                 {"\xEF\xBC\x83", "#"},      // full width
                                                 {"\xEF\xB9\x9F", "#"}}};    // small

}  // namespace

std::span<const std::string_view> known_codes() noexcept { return code_table().codes; }

std::optional<CodeId> find_code(std::string_view text) noexcept {
    if (text.empty() || text == "-") return kNoCode;
    const CodeTable& table = code_table();
    if (text.size() == 1) {
        const auto character = static_cast<unsigned char>(text[0]);
        const CodeId code = character < table.of_character.size() ? table.of_character[character] : kNoCode;
        return code == kNoCode ? std::nullopt : std::optional(code);
    }
    const auto found = std::find(table.codes.begin(), table.codes.end(), text);
    if (found == table.codes.end()) return std::nullopt;
    return static_cast<CodeId>(found - table.codes.begin() + 1);
}

std::string_view code_text(CodeId code) noexcept {
    const CodeTable& table = code_table();
    return code == kNoCode || code > table.codes.size() ? std::string_view() : table.codes[code - 1U];
}

MendedCode mend_code(std::string_view text) {
    if (const auto code = find_code(text)) return {code, false};
    const std::string_view trimmed = ascii::trimmed(text);
    if (const auto code = find_code(trimmed)) return {code, *code != kNoCode};  // blanks alone are no mark
    for (const Lookalike& each : kLookalikes)
        if (trimmed == each.text) return {find_code(each.code), true};
    const auto code = find_code(ascii::in_capitals(trimmed));
    return {code, code.has_value()};
}

const Categories& categories_in(SessionNumber session) noexcept {
    const CodeTable& table = code_table();
    const auto later = std::upper_bound(table.changes.begin(), table.changes.end(), session);
    return table.categories[static_cast<std::size_t>(later - table.changes.begin())];
}

AttendanceCategory category_of(CodeId code, SessionNumber session) noexcept {
    const CodeTable& table = code_table();
    if (code == kNoCode || code > table.codes.size()) return AttendanceCategory::missing;
    const auto& [later, earlier] = table.stretches[code];
    return session >= later.begin ? later.category : earlier.category;
}

const AttendanceCode* find_row(CodeId code, Date day) noexcept {
    const std::string_view text = code_text(code);
    return text.empty() ? nullptr : reference::find_attendance_code(text, day);
}

}  // namespace cbds::registers
