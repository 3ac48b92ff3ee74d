#include "cbds/attendance/figures.hpp"

#include "attendance/alerts.hpp"
#include "attendance/day_to_day.hpp"
#include "attendance/patterns.hpp"
#include "attendance/ranges.hpp"
#include "attendance/row_marks.hpp"
#include "attendance/same_pupils.hpp"
#include "attendance/school_days.hpp"
#include "attendance/sessions.hpp"
#include "attendance/spells.hpp"
#include "attendance/thresholds.hpp"

#include <algorithm>

namespace cbds::attendance {
namespace {

/// What all threads read.
struct CountContext {
    const Register& registers;
    const FigureOptions& options;
    const std::vector<SchoolDays>& schools;
    Period period;
};

/// Counts rows, one after the other; keeps its room, and its share of the sums.
class RowCounter {
public:
    explicit RowCounter(const CountContext& context) : context_(context) {}

    /// @param enrolments  of one row
    void count(PupilFigures& row, std::span<const std::uint32_t> enrolments);

    /// Adds what this one counted to the whole.
    void add_to(Figures& figures, DayCounts& days) const;

private:
    void name_enrolments(PupilFigures& row, std::span<const std::uint32_t> enrolments) const;
    void add_presence(Sessions& sessions, MarksView view, std::span<const std::uint32_t> enrolments);
    void add_runs(PupilFigures& row, std::span<const PupilDay> days);
    void add_patterns(PupilFigures& row, std::span<const PupilDay> days, std::span<const std::uint32_t> enrolments);
    void add_sums(const PupilFigures& row);

    const CountContext& context_;
    RowMarks marks_;
    PupilDays days_;
    PupilDays days_to_end_;     ///< from the first mark on, whatever the period
    PupilDays days_at_school_;
    std::vector<SessionNumber> missing_;
    DayCounts by_day_;
    Figures sums_;
};

/// The row is that of the enrolment with the last mark.
void RowCounter::name_enrolments(PupilFigures& row, std::span<const std::uint32_t> enrolments) const {
    const auto views = marks_.views();
    std::size_t last = 0;
    for (std::size_t i = 1; i < views.size(); ++i)
        if (!views[i].empty() && (views[last].empty() || views[i].end() >= views[last].end())) last = i;
    row.enrolment = enrolments[last];
    for (const std::uint32_t each : enrolments)
        if (each != row.enrolment) row.other_enrolments.push_back(each);
}

/// What dates of the roll tell: marks that do not count, and marks that are not there. A pupil of several schools is expected at one of them.
void RowCounter::add_presence(Sessions& sessions, MarksView view, std::span<const std::uint32_t> enrolments) {
    missing_.clear();
    for (const std::uint32_t each : enrolments) {
        const Enrolment& enrolment = context_.registers.enrolments[each];
        const SchoolDays& school = context_.schools[enrolment.school];
        const Period presence = both(context_.period, presence_of(enrolment));
        sessions.off_roll += count_off_roll(enrolment, context_.period);
        if (enrolments.size() == 1) sessions.missing += school.expected(presence) - school.expected_with_mark(view);
        else school.list_expected_without_mark(presence, view, missing_);
    }
    std::sort(missing_.begin(), missing_.end());
    sessions.missing += static_cast<std::uint32_t>(std::unique(missing_.begin(), missing_.end()) - missing_.begin());
}

/// What goes on from day to day began before the period, it may be.
void RowCounter::add_runs(PupilFigures& row, std::span<const PupilDay> days) {
    const Enrolment& enrolment = context_.registers.enrolments[row.enrolment];
    const auto last = context_.schools[enrolment.school].last_day(context_.period.until);
    const bool gone = enrolment.leaving && last && identifiers::day_number(*enrolment.leaving) < *last;
    add_spells(row, days, {context_.period.first(), context_.options.spells, gone});
    if (context_.options.days) by_day_.add(days, identifiers::day_number(context_.period.from));
}

void RowCounter::add_patterns(PupilFigures& row, std::span<const PupilDay> days, std::span<const std::uint32_t> enrolments) {
    add_weekdays(row, days);
    for (std::size_t i = 0; i < enrolments.size(); ++i) {
        const auto days_there = enrolments.size() == 1 ? days : days_at_school_.list(marks_.views()[i]);
        add_break_days(row, days_there, context_.schools[context_.registers.enrolments[enrolments[i]].school]);
    }
}

void RowCounter::count(PupilFigures& row, std::span<const std::uint32_t> enrolments) {
    const FigureOptions& options = context_.options;
    std::span<const PupilDay> days_to_end;
    if (options.period) days_to_end = days_to_end_.list(marks_.of(context_.registers, enrolments, {kAllDays.from, context_.period.until}));
    const MarksView view = marks_.of(context_.registers, enrolments, context_.period);
    name_enrolments(row, enrolments);
    add_marks(row.sessions, view);
    add_presence(row.sessions, view, enrolments);
    if (!view.empty()) {
        row.first_day = registers::date_of(view.first);
        row.last_day = registers::date_of(view.end() - 1);
    }
    const auto days = days_.list(view);
    add_thresholds(row, days, options.since);
    add_runs(row, options.period ? days_to_end : days);
    if (options.patterns) add_patterns(row, days, enrolments);
    if (options.patterns || options.alerts) add_part_time(row, view, options.alerts ? options.part_time_weeks : 0);
    add_sums(row);
}

void RowCounter::add_sums(const PupilFigures& row) {
    sums_.total += row.sessions;
    sums_.persistent += row.sessions.persistent() ? 1 : 0;
    sums_.severe += row.sessions.severe() ? 1 : 0;
    sums_.with_possible += row.sessions.possible > 0 ? 1 : 0;
}

void RowCounter::add_to(Figures& figures, DayCounts& days) const {
    figures.total += sums_.total;
    figures.persistent += sums_.persistent;
    figures.severe += sums_.severe;
    figures.with_possible += sums_.with_possible;
    days.add(by_day_);
}

/// The row of each enrolment.
std::vector<std::uint32_t> rows_of(const SamePupils& rows, std::size_t enrolments) {
    std::vector<std::uint32_t> result(enrolments);
    for (std::uint32_t row = 0; row < rows.size(); ++row)
        for (const std::uint32_t each : rows.enrolments(row)) result[each] = row;
    return result;
}

std::optional<std::int32_t> last_school_day(const std::vector<SchoolDays>& schools, const FigureOptions& options) {
    std::optional<std::int32_t> last;
    for (const SchoolDays& school : schools)
        if (const auto day = school.last_day(options.period.value_or(kAllDays).until)) last = std::max(last.value_or(*day), *day);
    return last;
}

/// Pupils are looked at one by one, and a row belongs to one pupil only, so that threads do not meet.
void add_alerts(Figures& figures, const CountContext& context, const SamePupils& rows, const SamePupils& pupils) {
    const auto row_of = rows_of(rows, context.registers.enrolments.size());
    const AlertContext alert_context{context.registers, context.options, context.schools, pupils, figures.pupils, row_of,
                                     last_school_day(context.schools, context.options)};
    Ranges ranges(pupils.size(), context.options.jobs);
    std::vector<AlertFinder> finders(ranges.workers(), AlertFinder(alert_context));
    ranges.run([&](unsigned worker, std::size_t begin, std::size_t end) {
        for (std::size_t pupil = begin; pupil < end; ++pupil)
            for (const auto& [enrolment, alert] : finders[worker].find(pupil)) figures.pupils[row_of[enrolment]].alerts.push_back(alert);
    });
    const auto before = [](const Alert& a, const Alert& b) { return a.kind != b.kind ? a.kind < b.kind : a.day < b.day; };
    for (PupilFigures& row : figures.pupils)
        if (row.alerts.size() > 1) std::stable_sort(row.alerts.begin(), row.alerts.end(), before);
}

}  // namespace

Figures count(const Register& registers, const FigureOptions& options) {
    const std::vector<SchoolDays> schools = school_days(registers, options.jobs);
    const CountContext context{registers, options, schools, options.period.value_or(kAllDays)};
    const bool by_upn = options.by_pupil || options.alerts;
    const SamePupils pupils = by_upn ? SamePupils::by_upn(registers) : SamePupils::apart(registers);
    const SamePupils rows = options.by_pupil ? pupils : SamePupils::apart(registers);

    Figures figures;
    figures.pupils.resize(rows.size());
    Ranges ranges(rows.size(), options.jobs);
    std::vector<RowCounter> counters(ranges.workers(), RowCounter(context));
    ranges.run([&](unsigned worker, std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row) counters[worker].count(figures.pupils[row], rows.enrolments(row));
    });
    DayCounts days;
    for (const RowCounter& counter : counters) counter.add_to(figures, days);
    figures.days = days.days();
    if (options.alerts) add_alerts(figures, context, rows, pupils);
    return figures;
}

}  // namespace cbds::attendance
