#include "register/store_update.hpp"

#include "register/extract_time.hpp"
#include "register/store_facts.hpp"
#include "register/store_rows.hpp"
#include "register/written.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <tuple>

namespace cbds::registers {
namespace {

using formats::SqliteDatabase;
using formats::SqliteStatement;

/// The marks of one pupil in one week of the extract.
struct WeekOfPupil {
    int week;
    std::int64_t number;      ///< of the enrolment in the store
    std::uint32_t enrolment;  ///< in the extract

    friend bool operator<(const WeekOfPupil& a, const WeekOfPupil& b) noexcept { return std::tie(a.week, a.number) < std::tie(b.week, b.number); }
};

bool has_marks(const Enrolment& enrolment, SessionNumber first, SessionNumber end) {
    for (SessionNumber session = first; session < end; ++session)
        if (is_recorded(enrolment, session)) return true;
    return false;
}

void add_weeks(std::vector<WeekOfPupil>& weeks, const Enrolment& enrolment, std::int64_t number, std::uint32_t index) {
    if (enrolment.marks.empty()) return;
    const int last = week_of(enrolment.marks.end() - 1);
    for (int week = week_of(enrolment.marks.first()); week <= last; ++week)
        if (has_marks(enrolment, first_session(week), first_session(week + 1))) weeks.push_back({week, number, index});
}

}  // namespace

/// Numbers of the extract's codes in the store, asked for once.
class StoreUpdate::CodesOfExtract {
public:
    CodesOfExtract(const Register& extract, StoreCodes& codes) : extract_(extract), codes_(codes) {}

    [[nodiscard]] std::int64_t number(CodeId code) {
        std::int64_t& known = numbers_[code];
        if (known == 0) known = codes_.number(code == kNoCode ? std::string() : std::string(extract_.code(code)));
        return known;
    }

private:
    const Register& extract_;
    StoreCodes& codes_;
    std::array<std::int64_t, 256> numbers_{};
};

struct StoreUpdate::WeekOfExtract {
    std::array<ExtractMark, kWeekSessions> marks;
    std::size_t count = 0;
};

StoreUpdate::StoreUpdate(SqliteDatabase& database, const Register& extract, const StoreUpdateOptions& options)
    : database_(database),
      extract_(extract),
      options_(options),
      schools_(extract.schools.size()),
      enrolments_(extract.enrolments.size()) {}

UpdateSummary StoreUpdate::run() {
    const std::vector<std::int64_t> times = times_of_extract(extract_, options_.extracted_at, options_.now);
    for (std::size_t i = 0; i < times.size(); ++i) schools_[i].taken_at = times[i];
    for (const Enrolment& enrolment : extract_.enrolments) ++schools_[enrolment.school].enrolments;
    update_schools();
    update_enrolments();
    update_marks();
    log_extract();
    return summary_;
}

void StoreUpdate::update_schools() {
    StoreRows rows = StoreRows::schools(database_);
    for (std::size_t i = 0; i < schools_.size(); ++i) {
        const School& school = extract_.schools[i];
        const std::string_view laestab = school.urn.empty() ? std::string_view(school.laestab) : std::string_view();
        const auto [number, is_new] = rows.take(0, school.urn, laestab, facts_of(school, schools_[i].taken_at));
        schools_[i].number = number;
        summary_.schools_added += is_new;
    }
}

void StoreUpdate::update_enrolments() {
    StoreRows rows = StoreRows::enrolments(database_);
    for (std::size_t i = 0; i < enrolments_.size(); ++i) {
        const Enrolment& enrolment = extract_.enrolments[i];
        const StoredSchool& school = schools_[enrolment.school];
        const std::string_view pupil_id = enrolment.upn.empty() ? std::string_view(enrolment.pupil_id) : std::string_view();
        const auto [number, is_new] = rows.take(school.number, enrolment.upn, pupil_id, facts_of(enrolment, extract_, school.taken_at));
        enrolments_[i] = number;
        summary_.enrolments_added += is_new;
    }
}

/// In the order of the database, so that pages are written once, and a new store from its beginning to its end.
void StoreUpdate::update_marks() {
    std::vector<WeekOfPupil> weeks;
    for (std::uint32_t i = 0; i < enrolments_.size(); ++i) add_weeks(weeks, extract_.enrolments[i], enrolments_[i], i);
    std::sort(weeks.begin(), weeks.end());
    StoreCodes codes(database_);
    CodesOfExtract numbers(extract_, codes);
    StoreMarks store(database_, codes, summary_);
    WeekOfExtract marks;
    for (const WeekOfPupil& each : weeks) {
        const Enrolment& enrolment = extract_.enrolments[each.enrolment];
        StoredSchool& school = schools_[enrolment.school];
        marks.count = 0;
        for (SessionNumber session = first_session(each.week); session < first_session(each.week + 1); ++session)
            if (is_recorded(enrolment, session)) collect(enrolment, session, school.taken_at, numbers, marks);
        school.marks += static_cast<std::int64_t>(marks.count);
        store.take(each.number, each.week, std::span(marks.marks).first(marks.count));
    }
}

/// A time in the future is none: the mark would hold for years. That nothing was recorded is a mark only if it has a time.
void StoreUpdate::collect(const Enrolment& enrolment, SessionNumber session, std::int64_t taken_at, CodesOfExtract& codes, WeekOfExtract& marks) {
    const CodeId code = enrolment.marks.at(session);
    const MarkDetail* const detail = enrolment.detail(session);
    const std::int64_t recorded = detail != nullptr ? detail->recorded_at : 0;
    const bool wrong = is_future(recorded, options_.now);
    const bool has_time = recorded != 0 && !wrong;
    summary_.in_future += wrong;
    if (code == kNoCode && !has_time) return;
    const std::int64_t time = has_time ? recorded : taken_at;
    const std::uint64_t minutes = detail != nullptr ? detail->minutes_late : 0;
    marks.marks[marks.count++] = {session, {codes.number(code), time, time, minutes}};
    if (!has_time && options_.extracted_at == 0) ++summary_.without_time;
}

/// Two extracts of a school that were taken at one time are one: the larger numbers count.
void StoreUpdate::log_extract() {
    SqliteStatement statement = database_.prepare(kLogExtract);
    for (const StoredSchool& school : schools_) {
        if (school.enrolments == 0) continue;
        statement.bind(1, school.number);
        statement.bind(2, school.taken_at);
        statement.bind(3, school.enrolments);
        statement.bind(4, school.marks);
        statement.run();
    }
}

}  // namespace cbds::registers
