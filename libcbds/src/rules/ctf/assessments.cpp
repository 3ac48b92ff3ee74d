#include "rules/ctf/assessments.hpp"

#include "rules/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace cbds::rules {
namespace {

bool has_word(std::string_view list, std::string_view wanted) {
    bool found = false;
    for_each_word(list, [&](std::string_view word) { found |= word == wanted; });
    return found;
}

bool fits(std::string_view asked, std::string_view given) { return asked.empty() || has_word(asked, given); }

std::optional<int> whole_number(std::string_view digits) {
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

/// Whether a result is a code, or lies in a range such as `0-25`.
bool fits_word(std::string_view word, std::string_view result) {
    const std::size_t middle = word.find('-');
    if (middle == std::string_view::npos) return word == result;
    const auto value = whole_number(result);
    return value && whole_number(word.substr(0, middle)) <= value && value <= whole_number(word.substr(middle + 1));
}

constexpr std::size_t kGoalNumbers = 20;
constexpr std::size_t kNoGoal = 2 * kGoalNumbers;

/// The place of a component such as E07 or G11 in a table of goals; `kNoGoal` for any other.
std::size_t goal_place(std::string_view component) {
    if (component.size() != 3 || (component[0] != 'E' && component[0] != 'G')) return kNoGoal;
    const auto number = whole_number(component.substr(1));
    if (!number || *number < 0 || *number >= static_cast<int>(kGoalNumbers)) return kNoGoal;
    return (component[0] == 'E' ? 0 : kGoalNumbers) + static_cast<std::size_t>(*number);
}

using GoalTable = std::array<const AssessmentRow*, kNoGoal + 1>;

/// The goals by their place: a file has seventeen of them for every pupil.
GoalTable goals_by_place() {
    GoalTable table{};
    for (const AssessmentRow& row : assessment_rows())
        if (row.kind == "eyfsp") table[goal_place(row.component)] = &row;
    return table;
}

}  // namespace

const AssessmentRow* find_assessment(std::string_view kind, const Assessment& of) noexcept {
    const auto rows = assessment_rows();
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const AssessmentRow& row) {
        return row.kind == kind && fits(row.stages, of.stage) && fits(row.subjects, of.subject) && fits(row.method, of.method) &&
               fits(row.component, of.component) && fits(row.qualifier, of.qualifier);
    });
    return found == rows.end() ? nullptr : &*found;
}

const AssessmentRow* find_goal(std::string_view component) noexcept {
    static const GoalTable goals = goals_by_place();
    return goals[goal_place(component)];
}

bool is_result_of(const AssessmentRow& row, std::string_view result) noexcept {
    bool found = false;
    for_each_word(row.results, [&](std::string_view word) { found |= fits_word(word, result); });
    return found;
}

}  // namespace cbds::rules
