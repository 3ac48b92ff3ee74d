#include "register/packed_marks.hpp"

#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::registers {
namespace {

constexpr std::string_view kSeparators = ",.";
constexpr std::string_view kGroupEnds = " \t\r\n";
constexpr int kSaturday = 6;

void split_characters(std::string_view group, std::vector<std::string_view>& marks) {
    while (!group.empty() && marks.size() <= kMostPackedMarks) {
        const auto next = std::find_if_not(group.begin() + 1, group.end(), ascii::continues_character);
        const auto length = static_cast<std::size_t>(next - group.begin());
        marks.push_back(group.substr(0, length));
        group.remove_prefix(length);
    }
}

void split_separated(std::string_view group, std::vector<std::string_view>& marks) {
    while (marks.size() <= kMostPackedMarks) {
        const std::size_t end = group.find_first_of(kSeparators);
        marks.push_back(group.substr(0, end));
        if (end == std::string_view::npos) return;
        group.remove_prefix(end + 1);
    }
}

}  // namespace

std::optional<std::vector<std::string_view>> split_packed_marks(std::string_view text) {
    std::vector<std::string_view> marks;
    if (text.starts_with('\'')) text.remove_prefix(1);  // keeps spreadsheets from taking - for a formula
    while (marks.size() <= kMostPackedMarks) {
        text.remove_prefix(std::min(text.find_first_not_of(kGroupEnds), text.size()));
        if (text.empty()) return marks;
        const std::string_view group = text.substr(0, text.find_first_of(kGroupEnds));
        if (group.find_first_of(kSeparators) == std::string_view::npos) split_characters(group, marks);
        else split_separated(group, marks);
        text.remove_prefix(group.size());
    }
    return std::nullopt;
}

SessionNumber first_packed_session(Date start) noexcept {
    const int day = identifiers::weekday(start);
    return session_number(start, Half::am) + (day >= kSaturday ? 2 * (8 - day) : 0);
}

SessionNumber next_packed_session(SessionNumber session) noexcept {
    const SessionNumber next = session + 1;
    return weekday_of(next) == kSaturday ? next + 4 : next;
}

}  // namespace cbds::registers
