#include "attendance/alerts.hpp"
#include "register/school_age.hpp"

#include <algorithm>

namespace cbds::attendance {
namespace {

using identifiers::date_of_day_number;
using identifiers::day_number;

/// Whether the pupil is on this roll after a day, as far as anything tells.
bool is_on_roll_after(const Enrolment& enrolment, Date day) {
    const MarksView marks = counted_marks(enrolment, kAllDays);
    if (!marks.empty() && registers::date_of(marks.end() - 1) > day) return true;
    return enrolment.listed && (!enrolment.leaving || *enrolment.leaving > day);
}

/// Runs of days without a mark, one after the other.
class DaysWithoutMarks {
public:
    explicit DaysWithoutMarks(std::uint32_t enough) : enough_(enough) {}

    void without(std::int32_t day) {
        if (run_.count++ == 0) run_.day = date_of_day_number(day);
        run_.until = date_of_day_number(day);
    }

    void with() {
        if (run_.count != 0 && run_.count >= enough_) alerts_.push_back(run_);
        run_.count = 0;
    }

    [[nodiscard]] std::vector<Alert> take() {
        with();
        return std::move(alerts_);
    }

private:
    std::uint32_t enough_;
    Alert run_{Alert::Kind::no_marks, {}, {}, 0};
    std::vector<Alert> alerts_;
};

std::span<const std::int32_t> within(std::span<const std::int32_t> days, const Period& period) {
    const auto from = std::lower_bound(days.begin(), days.end(), day_number(period.from));
    const auto until = std::upper_bound(from, days.end(), day_number(period.until));
    return {from, until};
}

}  // namespace

std::vector<Alert> days_without_marks(const AlertContext& context, std::uint32_t number) {
    const Enrolment& enrolment = context.registers.enrolments[number];
    const Period period = both(context.options.period.value_or(kAllDays), presence_of(enrolment));
    const SchoolDays& school = context.schools[enrolment.school];
    const MarksView marks = marks_of(enrolment, period);
    if (period.until < period.from || school.expected(period) == school.expected_with_mark(marks)) return {};
    DaysWithoutMarks runs(marks.empty() ? 1 : context.options.days_without_marks);
    for (const std::int32_t day : within(school.days(), period)) {
        if (marks.at(2 * day) == registers::kNoCode && marks.at(2 * day + 1) == registers::kNoCode)
            runs.without(day);
        else
            runs.with();
    }
    return runs.take();
}

std::optional<Alert> left_to_nowhere(const AlertContext& context, std::uint32_t number, std::span<const std::uint32_t> enrolments) {
    const Enrolment& enrolment = context.registers.enrolments[number];
    if (!enrolment.leaving || !context.last_day || day_number(*enrolment.leaving) >= *context.last_day) return std::nullopt;
    const Date leaving = *enrolment.leaving;
    if (context.options.period && !context.options.period->holds(leaving)) return std::nullopt;
    if (registers::is_past_school_age(enrolment, identifiers::add_days(leaving, 1))) return std::nullopt;
    for (const std::uint32_t other : enrolments)
        if (other != number && is_on_roll_after(context.registers.enrolments[other], leaving)) return std::nullopt;
    const Date last = date_of_day_number(*context.last_day);
    const auto since = within(context.schools[enrolment.school].days(), {identifiers::add_days(leaving, 1), last});
    return Alert{Alert::Kind::off_roll, leaving, last, static_cast<std::uint32_t>(since.size())};
}

}  // namespace cbds::attendance
