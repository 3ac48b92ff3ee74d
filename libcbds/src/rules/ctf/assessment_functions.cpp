/// Rules of transfer files about national assessments. The comment of each function is the rule; its row has the facts.
/// The conditions of the rows leave to each function the assessments of its kind. Where no more is said the items are: 0 Result, 1 Stage, 2 Year, 3 Subject, 4 Method, 5 Component, 6 ResultQualifier.

#include "rules/ctf/assessments.hpp"
#include "rules/ctf/subjects.hpp"

#include <algorithm>

namespace cbds::rules {
namespace {

constexpr std::size_t kGoals = 17;

Assessment assessment_of(const Items& items) { return {items.text(1), items.text(3), items.text(4), items.text(5), items.text(6)}; }

/// Judges the result by the row of its assessment, if the table has one.
void judge_result(std::string_view kind, const Items& items, Failures& failures) {
    const AssessmentRow* row = items.text(0).empty() ? nullptr : find_assessment(kind, assessment_of(items));
    if (row != nullptr && !is_result_of(*row, items.text(0)))
        failures.at(items.node(0), {}, "one of " + std::string(row->results), row->confidence);
}

/// CTF701: a component (item 1) of the early years profile is a goal, and its subject (item 2) that of the goal.
/// Items: 0 Stage, 1 Component, 2 Subject.
void goal_is_of_its_area(const Items& items, Failures& failures) {
    if (items.text(1).empty() || items.text(2).empty()) return;
    const AssessmentRow* goal = find_goal(items.text(1));
    if (goal == nullptr) failures.at(items.node(1), "the early years profile has no such goal", "E01 to E17, before 2021 G01 to G17", schema::Confidence::likely);
    else if (goal->subjects != items.text(2)) failures.at(items.node(2), "the goal belongs to another area of learning", std::string(goal->subjects));
}

/// CTF702: a goal (item 0) of the early years profile was assessed in the year (item 1).
void goal_is_of_its_year(const Items& items, Failures& failures) {
    const AssessmentRow* goal = find_goal(items.text(0));
    const auto year = items.number(1);
    if (goal == nullptr || !year || (goal->first <= *year && *year <= goal->last)) return;
    failures.at(items.node(0), {}, goal->first >= 2021 ? "G01 to G17 up to 2020" : "E01 to E17 from 2021 on");
}

/// CTF703: the result of a goal of the early years profile is one that there is.
void profile_result(const Items& items, Failures& failures) {
    const AssessmentRow* goal = find_goal(items.text(5));
    if (goal != nullptr && !items.text(0).empty() && !is_result_of(*goal, items.text(0)))
        failures.at(items.node(0), {}, "one of " + std::string(goal->results));
}

/// CTF704: the early years profile of a year has each of the 17 goals. Items: 0 Stage, 1 Component.
void profile_is_complete(const Items& items, Failures& failures) {
    std::vector<const AssessmentRow*> goals;
    items.columns()[1].each(items.scope(), [&](NodeNumber node) {
        const AssessmentRow* goal = find_goal(items.view().text(node));
        if (goal != nullptr && std::find(goals.begin(), goals.end(), goal) == goals.end()) goals.push_back(goal);
    });
    const auto newer = static_cast<std::size_t>(std::count_if(goals.begin(), goals.end(), [](const AssessmentRow* goal) { return goal->first >= 2021; }));
    const std::size_t there = std::max(newer, goals.size() - newer);
    if (there != 0 && there < kGoals) failures.at(items.node(0), "the early years profile has " + std::to_string(there) + " of 17 goals");
}

/// Whether two results are of the same assessment, of which `items` has the values from `first` on.
bool is_same_assessment(const Items& items, NodeNumber a, NodeNumber b, std::size_t first) {
    for (std::size_t item = first; item < items.columns().size(); ++item)
        if (text_below(items, a, item) != text_below(items, b, item)) return false;
    return true;
}

/// CTF705: no result of a stage is there twice. Items: 0 Component, 1 Year, 2 Subject, 3 Method, 4 ResultQualifier,
/// 5 ResultStatus, 6 ResultDate.
void results_differ(const Items& items, Failures& failures) {
    std::vector<NodeNumber> earlier;
    items.columns()[0].each(items.scope(), [&](NodeNumber node) {
        const std::string_view component = items.view().text(node);
        const NodeNumber result = items.view().node(node).parent;
        const bool twice = std::any_of(earlier.begin(), earlier.end(), [&](NodeNumber other) {
            return items.view().text(other) == component && is_same_assessment(items, items.view().node(other).parent, result, 1);
        });
        if (twice && !component.empty()) failures.at(node);
        earlier.push_back(node);
    });
}

/// CTF706: the result of a multiplication tables check is a score up to 25 or a reason.
void tables_check_result(const Items& items, Failures& failures) { judge_result("mtc", items, failures); }

/// CTF708: the result of a phonics check is a mark up to 40 or a reason.
void phonics_result(const Items& items, Failures& failures) { judge_result("phonics", items, failures); }

/// CTF709: the result of a teacher assessment of key stage 1 or 2 since 2016 is one that there is. Items as above.
void teacher_assessment_result(const Items& items, Failures& failures) {
    const AssessmentRow* row = find_assessment("teacher", assessment_of(items));
    const auto year = items.number(2);
    if (row != nullptr && year && row->first <= *year && *year <= row->last) judge_result("teacher", items, failures);
}

/// The ages at the 31 August after the assessment, from one year below the usual to one above.
struct Ages {
    std::string_view stage;
    int youngest;
    int oldest;
};
constexpr Ages kAges[] = {{"EYF", 4, 6}, {"FSP", 4, 6}, {"KS1", 5, 8}, {"KS2", 8, 12}};

/// CTF712: at the stage (item 1) the pupil (born on item 2) had about the right age in the year (item 0).
void stage_goes_with_age(const Items& items, Failures& failures) {
    const auto year = items.number(0);
    const auto born = items.date(2);
    if (!year || !born) return;
    const int age = identifiers::age_at(*born, {static_cast<std::int16_t>(*year), 8, 31});
    const std::string_view stage = items.text(1);
    for (const Ages& ages : kAges)
        if (stage == ages.stage && (age < ages.youngest || age > ages.oldest)) failures.at(items.node(0));
}

constexpr FunctionRow kFunctions[] = {
    {"CTF701", goal_is_of_its_area}, {"CTF702", goal_is_of_its_year}, {"CTF703", profile_result},
    {"CTF704", profile_is_complete}, {"CTF705", results_differ},      {"CTF706", tables_check_result},
    {"CTF708", phonics_result},      {"CTF709", teacher_assessment_result}, {"CTF712", stage_goes_with_age},
};

}  // namespace

std::span<const FunctionRow> ctf_assessment_functions() noexcept { return kFunctions; }

}  // namespace cbds::rules
