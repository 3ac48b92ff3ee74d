/// Marks with their times, and the calendar, as files.

#include "register/columns.hpp"
#include "register/written.hpp"
#include "sample/register_maker.hpp"

#include <array>
#include <span>
#include <string>
#include <vector>

namespace cbds::sample {
namespace {

using registers::Column;
using registers::Enrolment;
using registers::SessionNumber;

constexpr std::array kTimedColumns{Column::urn, Column::upn, Column::date, Column::session, Column::code, Column::minutes_late, Column::recorded_at};

/// The rows of one school.
class TimedMarks {
public:
    TimedMarks(const registers::Register& all, std::span<const EarlierMark> earlier, registers::WrittenText& text)
        : all_(all), earlier_(earlier), text_(text) {}

    void write() {
        for (std::uint32_t number = 0; number < all_.enrolments.size(); ++number)
            registers::for_each_mark(all_.enrolments[number], std::nullopt, [&](SessionNumber session) { write_mark(number, session); });
    }

private:
    void write_mark(std::uint32_t number, SessionNumber session) {
        const Enrolment& enrolment = all_.enrolments[number];
        if (!earlier_.empty() && earlier_[0].enrolment == number && earlier_[0].session == session) {
            write_row(enrolment, session, earlier_[0].code, 0, earlier_[0].recorded_at);
            earlier_ = earlier_.subspan(1);
        }
        const registers::MarkDetail* const detail = enrolment.detail(session);
        write_row(enrolment, session, enrolment.marks.at(session), detail->minutes_late, detail->recorded_at);
    }

    void write_row(const Enrolment& enrolment, SessionNumber session, registers::CodeId code, unsigned minutes_late, std::int64_t recorded_at) {
        const std::string date = identifiers::write_date(registers::date_of(session));
        const std::string late = std::to_string(minutes_late);
        const std::string time = registers::time_text(recorded_at);
        const std::array<io::CsvCell, kTimedColumns.size()> cells{all_.schools[enrolment.school].urn,
                                                                  enrolment.upn,
                                                                  date,
                                                                  registers::half_name(registers::half_of(session)),
                                                                  all_.code(code),
                                                                  minutes_late == 0 ? io::CsvCell() : io::CsvCell(late),
                                                                  time};
        text_.row(cells);
    }

    const registers::Register& all_;
    std::span<const EarlierMark> earlier_;
    registers::WrittenText& text_;
};

std::vector<std::string> heading_of(std::span<const Column> columns) {
    std::vector<std::string> heading;
    for (const Column column : columns) heading.emplace_back(registers::column_name(column));
    return heading;
}

}  // namespace

void write_marks_with_times(const RegisterSampleOptions& options, std::ostream& out) {
    RegisterSampleOptions timed = options;
    timed.times = true;
    RegisterMaker maker(timed);
    registers::WrittenText text(out);
    text.row(heading_of(kTimedColumns));
    for (std::uint32_t school = 0; school < options.schools; ++school) {
        registers::Register one;
        std::vector<EarlierMark> earlier;
        maker.add_school(school, one, &earlier);
        TimedMarks(one, earlier, text).write();
    }
    text.flush();
}

void write_sample_calendar(const RegisterSampleOptions& options, std::ostream& out) {
    constexpr std::array kCalendarColumns{Column::scope, Column::date, Column::session, Column::status};
    const RegisterRoll roll(options);
    registers::WrittenText text(out);
    text.row(heading_of(kCalendarColumns));
    const auto put = [&](std::string_view scope, int day, registers::DayStatus status) {
        const std::string date = identifiers::write_date(identifiers::date_of_day_number(day));
        text.row(std::array<io::CsvCell, kCalendarColumns.size()>{scope, date, io::CsvCell(), registers::day_status_name(status)});
    };
    for (const int day : holidays(options.year)) put("national", day, registers::DayStatus::holiday);
    for (std::uint32_t school = 0; school < options.schools; ++school) {
        const RegisterYear year = roll.year(school);
        const std::string urn = roll.school(school).urn;
        for (const YearDay& day : year.days())
            if (day.kind == DayKind::inset) put(urn, day.day, registers::DayStatus::inset);
    }
    text.flush();
}

}  // namespace cbds::sample
