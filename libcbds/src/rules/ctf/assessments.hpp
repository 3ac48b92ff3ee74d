/// @file
/// National assessments as a Common Transfer File writes them: what they are called, when they were made, and the results
/// that there are. Rows of libcbds/data/assessments.csv; what is not listed there is not judged.
#pragma once

#include "cbds/schema/dictionary.hpp"

#include <span>
#include <string_view>

namespace cbds::rules {

/// One assessment, or several that share their results. An empty field stands for anything.
struct AssessmentRow {
    std::string_view kind;        ///< `eyfsp`, `mtc`, `phonics`, `teacher`
    std::string_view stages;      ///< `EYF FSP`
    std::string_view subjects;    ///< `ENG MAT SCI`
    std::string_view method;      ///< `FA`
    std::string_view component;   ///< `E01`
    std::string_view qualifier;   ///< `FD`
    int first;                    ///< first and last calendar year of the results
    int last;
    std::string_view results;     ///< codes and ranges: `0-25 A B`
    schema::Confidence confidence;

    constexpr AssessmentRow(std::string_view row_kind, std::string_view row_stages, std::string_view row_subjects,
                            std::string_view row_method, std::string_view row_component, std::string_view row_qualifier,
                            std::string_view row_first, std::string_view row_last, std::string_view row_results,
                            std::string_view row_confidence)
        : kind(row_kind), stages(row_stages), subjects(row_subjects), method(row_method), component(row_component),
          qualifier(row_qualifier), first(year_or(row_first, 0)), last(year_or(row_last, 9999)), results(row_results),
          confidence(row_confidence == "certain"  ? schema::Confidence::certain
                     : row_confidence == "likely" ? schema::Confidence::likely
                                                  : schema::Confidence::guess) {}

private:
    static constexpr int year_or(std::string_view digits, int otherwise) {
        if (digits.empty()) return otherwise;
        int value = 0;
        for (const char c : digits) value = 10 * value + (c - '0');
        return value;
    }
};

[[nodiscard]] std::span<const AssessmentRow> assessment_rows() noexcept;

/// What a result of a document is of.
struct Assessment {
    std::string_view stage, subject, method, component, qualifier;
};

/// The row of an assessment among those of a kind; null where the table has none.
[[nodiscard]] const AssessmentRow* find_assessment(std::string_view kind, const Assessment& assessment) noexcept;

/// The row of a goal of the early years profile, whatever else is written with it; null for another component.
[[nodiscard]] const AssessmentRow* find_goal(std::string_view component) noexcept;

/// Whether the result is one of the codes, or a whole number in one of the ranges.
[[nodiscard]] bool is_result_of(const AssessmentRow& row, std::string_view result) noexcept;

}  // namespace cbds::rules
