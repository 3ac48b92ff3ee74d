#include "register/store_update.hpp"

#include "register/extract_time.hpp"
#include "register/store_facts.hpp"
#include "register/store_rows.hpp"

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

/// That nothing was recorded is a mark if it has a time of its own.
bool has_mark(const Enrolment& enrolment, SessionNumber session) {
    if (enrolment.marks.at(session) != kNoCode) return true;
    const MarkDetail* const detail = enrolment.detail(session);
    return detail != nullptr && detail->recorded_at != 0;
}

bool has_marks(const Enrolment& enrolment, SessionNumber first, SessionNumber end) {
    for (SessionNumber session = first; session < end; ++session)
        if (has_mark(enrolment, session)) return true;
    return false;
}

void add_weeks(std::vector<WeekOfPupil>& weeks, const Enrolment& enrolment, std::int64_t number, std::uint32_t index) {
    if (enrolment.marks.empty()) return;
    const int last = week_of(enrolment.marks.end() - 1);
    for (int week = week_of(enrolment.marks.first()); week <= last; ++week)
        if (has_marks(enrolment, first_session(week), first_session(week + 1))) weeks.push_back({week, number, index});
}

/// Numbers of the extract's codes in the store, asked for once.
class CodesOfExtract {
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

/// The marks of a week in the extract.
std::size_t collect(const Enrolment& enrolment, int week, std::int64_t taken_at, CodesOfExtract& codes,
                    std::array<ExtractMark, kWeekSessions>& marks) {
    std::size_t count = 0;
    for (SessionNumber session = first_session(week); session < first_session(week + 1); ++session) {
        if (!has_mark(enrolment, session)) continue;
        const MarkDetail* const detail = enrolment.detail(session);
        const bool has_time = detail != nullptr && detail->recorded_at != 0;
        const std::int64_t time = has_time ? detail->recorded_at : taken_at;
        const std::uint64_t minutes = detail != nullptr ? detail->minutes_late : 0;
        marks[count++] = {session, has_time, {codes.number(enrolment.marks.at(session)), time, time, minutes}};
    }
    return count;
}

}  // namespace

StoreUpdate::StoreUpdate(SqliteDatabase& database, const Register& extract, const StoreUpdateOptions& options)
    : database_(database),
      extract_(extract),
      options_(options),
      schools_(extract.schools.size()),
      enrolments_(extract.enrolments.size()) {}

UpdateSummary StoreUpdate::run() {
    const std::vector<std::int64_t> times = times_of_extract(extract_, options_.extracted_at);
    for (std::size_t i = 0; i < times.size(); ++i) schools_[i].taken_at = times[i];
    for (const Enrolment& enrolment : extract_.enrolments) ++schools_[enrolment.school].enrolments;
    update_schools();
    update_enrolments();
    update_marks();
    log_extract();
    return summary_;
}

void StoreUpdate::update_schools() {
    StoreRows rows(database_, "SELECT number, facts FROM school WHERE ?1 = 0 AND urn = ?2 AND laestab = ?3",
                   "INSERT INTO school SELECT ?4, ?2, ?3, ?5 WHERE ?1 = 0", "UPDATE school SET facts = ?2 WHERE number = ?1",
                   "SELECT max(number) FROM school");
    for (std::size_t i = 0; i < schools_.size(); ++i) {
        const School& school = extract_.schools[i];
        const std::string_view laestab = school.urn.empty() ? std::string_view(school.laestab) : std::string_view();
        const auto [number, is_new] = rows.take(0, school.urn, laestab, facts_of(school, schools_[i].taken_at));
        schools_[i].number = number;
        summary_.schools_added += is_new;
    }
}

void StoreUpdate::update_enrolments() {
    StoreRows rows(database_, "SELECT number, facts FROM enrolment WHERE school = ? AND upn = ? AND pupil_id = ?",
                   "INSERT INTO enrolment (school, upn, pupil_id, number, facts) VALUES (?, ?, ?, ?, ?)",
                   "UPDATE enrolment SET facts = ?2 WHERE number = ?1", "SELECT max(number) FROM enrolment");
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
    std::array<ExtractMark, kWeekSessions> marks;
    for (const WeekOfPupil& each : weeks) {
        const Enrolment& enrolment = extract_.enrolments[each.enrolment];
        StoredSchool& school = schools_[enrolment.school];
        const std::size_t count = collect(enrolment, each.week, school.taken_at, numbers, marks);
        school.marks += static_cast<std::int64_t>(count);
        const auto found = std::span(marks).first(count);
        store.take(each.number, each.week, found);
        if (options_.extracted_at == 0)
            summary_.without_time +=
                static_cast<std::uint64_t>(std::count_if(found.begin(), found.end(), [](const ExtractMark& mark) { return !mark.has_time; }));
    }
}

/// Two extracts of a school that were taken at one time are one: the larger numbers count.
void StoreUpdate::log_extract() {
    SqliteStatement statement = database_.prepare(
        "INSERT INTO extract VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET enrolments = max(enrolments, excluded.enrolments), marks = max(marks, "
        "excluded.marks)");
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
