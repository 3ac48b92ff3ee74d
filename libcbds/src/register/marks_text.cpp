#include "cbds/register/marks_text.hpp"

#include "io/ascii.hpp"

#include <algorithm>
#include <array>

namespace cbds::registers {
namespace {

/// Bytes of the first character of a text that is not empty.
std::size_t character_length(std::string_view text) noexcept {
    std::size_t length = 1;
    while (length < text.size() && ascii::continues_character(text[length])) ++length;
    return length;
}

/// Bytes of layout at the beginning of a text: a line end or tab, and the blanks around it. Blanks alone are sessions.
std::size_t layout_length(std::string_view text) noexcept {
    const std::size_t blanks = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    const bool line_end = text.substr(0, blanks).find_first_of("\t\r\n") != std::string_view::npos;
    return line_end ? blanks : 0;
}

TextMark mark_at(SessionNumber session, std::string_view character) {
    TextMark mark{session, character, {}, false};
    const auto* const row = character.size() == 1 ? reference::find_attendance_mark(character[0], date_of(session)) : nullptr;
    if (row == nullptr || row->category == AttendanceCategory::missing) return mark;
    mark.code = row->code;
    mark.stand_in = row->code.size() > 1;
    return mark;
}

/// The characters of all codes, by number.
std::array<char, kFirstOtherCode> make_characters() {
    std::array<char, kFirstOtherCode> characters{};
    characters.fill('-');
    for (const reference::AttendanceCode& row : reference::attendance_codes())
        if (const auto code = find_code(row.code); code && *code != kNoCode) characters[*code] = row.mark;
    return characters;
}

}  // namespace

std::vector<TextMark> read_marks_text(Date start, std::string_view marks) {
    std::vector<TextMark> read;
    read.reserve(marks.size());
    SessionNumber session = session_number(start, Half::am);
    while (!marks.empty()) {
        if (const std::size_t layout = layout_length(marks); layout > 0) {
            marks.remove_prefix(layout);
            continue;
        }
        const std::size_t length = character_length(marks);
        read.push_back(mark_at(session++, marks.substr(0, length)));
        marks.remove_prefix(length);
    }
    return read;
}

bool is_no_mark(std::string_view text) noexcept { return text == " " || text == "-"; }

char mark_character(CodeId code) noexcept {
    static const auto characters = make_characters();
    return is_other(code) ? '-' : characters[code];
}

}  // namespace cbds::registers
