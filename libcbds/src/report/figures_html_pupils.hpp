/// @file
/// Pupils on the page of figures: the filter, the list, a card for each.
///
/// The page has no script. The filter is made of radio buttons and of rules of the style sheet for each of them.
#pragma once

#include "report/figures_calendar.hpp"
#include "report/figures_writers.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace cbds::report {

/// What the filter can show: all, those who need attention, then PupilList in its order.
inline constexpr std::size_t kShownLists = kPupilLists + 2;

/// How many pupils there are of each list and year group.
class PupilCounts {
public:
    void add(const attendance::PupilFigures& pupil, std::size_t year_group);

    [[nodiscard]] const std::map<std::size_t, std::array<std::uint64_t, kShownLists>>& by_year_group() const noexcept { return years_; }
    [[nodiscard]] std::uint64_t of(std::size_t list) const noexcept { return all_[list]; }

private:
    std::map<std::size_t, std::array<std::uint64_t, kShownLists>> years_;  ///< by place of the year group
    std::array<std::uint64_t, kShownLists> all_{};
};

/// The rules of the style sheet by which the filter works.
[[nodiscard]] std::string filter_rules(const PupilCounts& counts);

/// Classes by which the filter finds a pupil.
[[nodiscard]] std::string filter_classes(const PupilRow& row);

/// The filter itself, and how many pupils each of its choices shows.
[[nodiscard]] std::string pupil_filter(const PupilCounts& counts, const FiguresReportOptions& options);

/// A row of the list, a card. @param has_card  the row leads to it
[[nodiscard]] std::string pupil_list_start(const registers::Register& registers);
[[nodiscard]] std::string pupil_list_row(const PupilRow& row, bool has_card);
[[nodiscard]] std::string pupil_card(const PupilRow& row, const SchoolWeeks& weeks);

/// `Year 7`.
[[nodiscard]] std::string year_words(std::size_t place, Redact redact);

/// Place of the year group of a pupil, that of none where it may not be told.
[[nodiscard]] std::size_t year_place(const PupilRow& row);

/// The style sheet of the page.
[[nodiscard]] std::string_view figures_style() noexcept;

}  // namespace cbds::report
