/// Registers as CSV: a mark a row, a pupil a row with packed marks, a column for each session.

#include "register/columns.hpp"
#include "register/packed_marks.hpp"
#include "register/written.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace cbds::registers {
namespace {

/// Which details any mark has.
struct WrittenDetails {
    bool minutes_late = false;
    bool recorded_at = false;
};

WrittenDetails details_of(const Register& source) {
    WrittenDetails found;
    for (const Enrolment& enrolment : source.enrolments) {
        for (const MarkDetail& detail : enrolment.details) {
            found.minutes_late |= detail.minutes_late != 0;
            found.recorded_at |= detail.recorded_at != 0;
        }
    }
    return found;
}

/// Writes the marks of one register as rows.
class WrittenMarkRows {
public:
    WrittenMarkRows(const Register& source, std::ostream& out) : source_(source), keys_(source), written_(details_of(source)), text_(out) {}

    void write(const std::optional<Period>& period) {
        write_heading();
        for (const Enrolment& enrolment : source_.enrolments) {
            cells_.clear();
            keys_.append(enrolment, cells_);
            for_each_mark(enrolment, period, [&](SessionNumber session) { write_mark(enrolment, session); });
        }
        text_.flush();
    }

private:
    void write_heading() {
        std::vector<std::string> heading;
        keys_.append_heading(heading);
        for (const Column column : {Column::date, Column::session, Column::code}) heading.emplace_back(column_name(column));
        if (written_.minutes_late) heading.emplace_back(column_name(Column::minutes_late));
        if (written_.recorded_at) heading.emplace_back(column_name(Column::recorded_at));
        text_.row(heading);
    }

    const std::string& date_text(SessionNumber session) {
        std::string& text = dates_[session >> 1];
        if (text.empty()) text = identifiers::write_date(date_of(session));
        return text;
    }

    void write_mark(const Enrolment& enrolment, SessionNumber session) {
        cells_.resize(keys_.count());
        cells_.emplace_back(date_text(session));
        cells_.emplace_back(half_name(half_of(session)));
        cells_.emplace_back(source_.code(enrolment.marks.at(session)));
        const MarkDetail* const detail = enrolment.detail(session);
        const bool late = detail != nullptr && detail->minutes_late != 0;
        const bool timed = detail != nullptr && detail->recorded_at != 0;
        const std::string minutes = late ? std::to_string(detail->minutes_late) : std::string();
        const std::string time = timed ? time_text(detail->recorded_at) : std::string();
        if (written_.minutes_late) cells_.push_back(late ? io::CsvCell(minutes) : io::CsvCell());
        if (written_.recorded_at) cells_.push_back(timed ? io::CsvCell(time) : io::CsvCell());
        text_.row(cells_);
    }

    const Register& source_;
    KeyColumns keys_;
    WrittenDetails written_;
    WrittenText text_;
    std::map<SessionNumber, std::string> dates_;
    std::vector<io::CsvCell> cells_;
};

bool is_at_weekend(SessionNumber session) { return weekday_of(session) > 5; }

/// A code as it can stand in packed marks: what is no code may have characters in it that separate marks.
std::string packed_code(std::string_view code) {
    std::string text(code);
    std::replace_if(text.begin(), text.end(), [](char c) { return std::string_view(" \t\r\n,.").find(c) != std::string_view::npos; }, '?');
    return text;
}

/// The marks from one session to another as one text.
std::string packed_marks(const Register& source, const Enrolment& enrolment, SessionNumber first, SessionNumber last) {
    std::string packed;
    for (SessionNumber day = first - (first & 1); day <= last; day += 2) {
        if (is_at_weekend(day)) continue;
        const std::string am = packed_code(source.code(enrolment.marks.at(day)));
        const std::string pm = packed_code(source.code(enrolment.marks.at(day + 1)));
        if (!packed.empty()) packed += ' ';
        packed += am;
        if (am.size() > 1 || pm.size() > 1) packed += ',';
        packed += pm;
    }
    // Keeps spreadsheets from taking - for a formula.
    if (io::looks_like_formula(packed)) packed.insert(0, 1, '\'');
    return packed;
}

/// Writes a register with a pupil a row. Sessions at weekends, which packed marks do not have, stand in columns of their own.
class PackedRows {
public:
    PackedRows(const Register& source, const std::optional<Period>& period, std::ostream& out)
        : source_(source), period_(period), keys_(source), text_(out) {
        for (const SessionNumber session : sessions_with_marks(source, period))
            if (is_at_weekend(session)) weekend_.push_back(session);
    }

    void write() {
        std::vector<std::string> heading;
        keys_.append_heading(heading);
        heading.emplace_back(column_name(Column::start_date));
        heading.emplace_back(column_name(Column::marks));
        for (const SessionNumber session : weekend_) heading.push_back(session_heading(session));
        text_.row(heading);
        for (const Enrolment& enrolment : source_.enrolments) write_pupil(enrolment);
        text_.flush();
    }

private:
    /// Several rows where there are more marks than one takes. Those of weekends stand in the first one.
    void write_pupil(const Enrolment& enrolment) {
        std::optional<SessionNumber> first;
        SessionNumber last = 0;
        bool any_row = false;
        bool at_weekend = false;
        for_each_mark(enrolment, period_, [&](SessionNumber session) {
            if (is_at_weekend(session)) {
                at_weekend = true;
                return;
            }
            if (first && session - *first >= kLongest) {
                write_row(enrolment, *first, last, !std::exchange(any_row, true));
                first.reset();
            }
            if (!first) first = session;
            last = session;
        });
        if (first) write_row(enrolment, *first, last, !any_row);
        else if (at_weekend) write_row(enrolment, 1, 0, true);
    }

    /// @param last  before `first`: there are none but those at weekends
    void write_row(const Enrolment& enrolment, SessionNumber first, SessionNumber last, bool with_weekends) {
        const bool any = first <= last;
        const std::string start = any ? identifiers::write_date(date_of(first)) : std::string();
        const std::string packed = any ? packed_marks(source_, enrolment, first, last) : std::string();
        std::vector<io::CsvCell> cells;
        keys_.append(enrolment, cells);
        cells.push_back(any ? io::CsvCell(start) : io::CsvCell());
        cells.push_back(any ? io::CsvCell(packed) : io::CsvCell());
        for (const SessionNumber session : weekend_) {
            const bool here = with_weekends && is_recorded(enrolment, session);
            cells.push_back(here ? io::CsvCell(source_.code(enrolment.marks.at(session))) : io::CsvCell());
        }
        text_.row(cells);
    }

    static constexpr SessionNumber kLongest = static_cast<SessionNumber>(kMostPackedMarks);  // of the calendar, so that it is fewer marks

    const Register& source_;
    const std::optional<Period>& period_;
    KeyColumns keys_;
    WrittenText text_;
    std::vector<SessionNumber> weekend_;
};

}  // namespace

void write_marks_csv(const Register& source, const RegisterWriteOptions& options, std::ostream& out) { WrittenMarkRows(source, out).write(options.period); }

void write_packed_csv(const Register& source, const RegisterWriteOptions& options, std::ostream& out) { PackedRows(source, options.period, out).write(); }

void write_wide_csv(const Register& source, const RegisterWriteOptions& options, std::ostream& out) {
    const KeyColumns keys(source);
    const std::set<SessionNumber> sessions = sessions_with_marks(source, options.period);
    WrittenText text(out);
    std::vector<std::string> heading;
    keys.append_heading(heading);
    for (const SessionNumber session : sessions) heading.push_back(session_heading(session));
    text.row(heading);
    std::vector<io::CsvCell> cells;
    for (const Enrolment& enrolment : source.enrolments) {
        cells.clear();
        keys.append(enrolment, cells);
        for (const SessionNumber session : sessions)
            cells.push_back(is_recorded(enrolment, session) ? io::CsvCell(source.code(enrolment.marks.at(session))) : io::CsvCell());
        text.row(cells);
    }
    text.flush();
}

}  // namespace cbds::registers
