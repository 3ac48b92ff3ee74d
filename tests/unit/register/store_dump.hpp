/// Small extracts for tests of the store, and all that a store holds as a text.
#pragma once

#include "cbds/register/store.hpp"
#include "formats/sqlite_database.hpp"
#include "register/store_bytes.hpp"
#include "register/store_codes.hpp"
#include "register/store_facts.hpp"
#include "register/store_week.hpp"

#include <set>
#include <string>
#include <vector>

namespace cbds::registers::test {

/// 2026-11-16 was a Monday.
inline constexpr Date kMonday{2026, 11, 16};

inline SessionNumber at(int day, Half half) { return session_number(identifiers::add_days(kMonday, day), half); }

/// Seconds at an hour of a day.
inline std::int64_t hour(int day, int hour) { return 86'400LL * (identifiers::day_number(kMonday) + day) + 3'600LL * hour; }

/// A mark of an extract, of the school 123456 unless another is named.
struct Said {
    std::string pupil;
    SessionNumber session;
    std::string code;
    std::int64_t recorded_at = 0;
    std::uint16_t minutes = 0;
    std::string school = "123456";
};

inline void say(RegisterBuilder& builder, const Said& said) {
    const std::uint32_t enrolment = builder.enrolment(builder.school(said.school), "", said.pupil);
    ReadMark mark;
    mark.session = said.session;
    mark.code = builder.code(said.code);
    mark.detail.recorded_at = said.recorded_at;
    mark.detail.minutes_late = said.minutes;
    builder.mark(enrolment, mark);
}

inline Register extract_of(const std::vector<Said>& marks) {
    RegisterBuilder builder(ConflictPolicy::last, true);
    for (const Said& said : marks) say(builder, said);
    return builder.finish();
}

inline StoreUpdateOptions taken_at(std::int64_t time) {
    StoreUpdateOptions options;
    options.extracted_at = time;
    return options;
}

/// Rows of a query, cells with blanks between them.
inline std::multiset<std::string> rows_of(formats::SqliteDatabase& database, const std::string& sql, int columns) {
    std::multiset<std::string> rows;
    for (formats::SqliteStatement statement = database.prepare(sql); statement.step();) {
        std::string row;
        for (int i = 0; i < columns; ++i) row += std::string(statement.text(i)) + ' ';
        rows.insert(row);
    }
    return rows;
}

inline std::string facts_text(std::string_view blob) {
    std::string text;
    for (const Fact& fact : facts_of_blob(blob)) text += fact.name + '=' + fact.value + '/' + std::to_string(fact.told_at) + ' ';
    return text;
}

/// What does not depend on the numbers that rows happen to have.
inline std::multiset<std::string> dump(const std::string& path) {
    formats::SqliteDatabase database = formats::SqliteDatabase::read(path);
    const StoreCodes codes(database);
    std::multiset<std::string> rows;
    for (auto statement = database.prepare("SELECT urn, laestab, facts FROM school"); statement.step();)
        rows.insert("school " + std::string(statement.text(0)) + '|' + std::string(statement.text(1)) + ' ' + facts_text(statement.blob(2)));
    for (auto statement = database.prepare("SELECT urn, upn, pupil_id, enrolment.facts FROM enrolment JOIN school ON school.number = school");
         statement.step();)
        rows.insert("enrolment " + std::string(statement.text(0)) + '|' + std::string(statement.text(1)) + '|' + std::string(statement.text(2)) +
                    ' ' + facts_text(statement.blob(3)));
    for (auto statement = database.prepare("SELECT urn, upn, pupil_id, week, marks FROM mark JOIN enrolment ON enrolment.number = enrolment "
                                           "JOIN school ON school.number = school");
         statement.step();) {
        WeekMarks week(static_cast<int>(statement.number(3)), statement.blob(4));
        for (SessionNumber session = week.first(); session < week.end(); ++session)
            if (const auto& mark = week.at(session))
                rows.insert("mark " + std::string(statement.text(0)) + '|' + std::string(statement.text(1)) + '|' + std::string(statement.text(2)) +
                            ' ' + std::to_string(session) + ' ' + codes.text(mark->code) + ' ' + std::to_string(mark->first) + ' ' +
                            std::to_string(mark->last) + ' ' + std::to_string(mark->minutes_late));
    }
    for (const std::string& row : rows_of(database, "SELECT 'replaced', * FROM replaced_mark", 11)) rows.insert(row);
    for (const std::string& row :
         rows_of(database, "SELECT 'extract', urn, taken_at, enrolments, marks FROM extract JOIN school ON number = school", 5))
        rows.insert(row);
    return rows;
}

/// All that is read of a store: pupils with what is known of them, and their marks with times and minutes.
inline std::multiset<std::string> reading_of(const std::string& path) {
    RegisterBuilder builder(ConflictPolicy::last, true);
    read_store(path, nullptr, builder);
    const Register all = builder.finish();
    std::multiset<std::string> rows;
    for (const School& school : all.schools) rows.insert("school " + school.urn + '|' + school.laestab + '|' + school.name + '|' + school.trust_id);
    for (const Enrolment& each : all.enrolments) {
        const School& school = all.schools[each.school];
        const std::string who = school.urn + '|' + school.laestab + '|' + each.upn + '|' + each.pupil_id;
        rows.insert(who + '|' + each.surname + '|' + (each.leaving ? identifiers::write_date(*each.leaving) : "") + '|' + (each.boarder ? "b" : "") +
                    '|' + std::to_string(each.characteristics.size()) + '|' + std::to_string(each.exclusions.size()));
        for (SessionNumber session = each.marks.first(); session < each.marks.end(); ++session)
            if (const MarkDetail* const detail = each.detail(session); detail != nullptr && detail->recorded_at != 0)
                rows.insert(who + ' ' + std::to_string(session) + ' ' + std::string(all.code(each.marks.at(session))) + ' ' +
                            std::to_string(detail->recorded_at) + ' ' + std::to_string(detail->minutes_late));
    }
    return rows;
}

/// The codes that hold, as `pupil session code`.
inline std::set<std::string> holding(const std::string& path) {
    RegisterBuilder builder;
    read_store(path, nullptr, builder);
    const Register all = builder.finish();
    std::set<std::string> marks;
    for (const Enrolment& enrolment : all.enrolments)
        for (SessionNumber session = enrolment.marks.first(); session < enrolment.marks.end(); ++session)
            if (const CodeId code = enrolment.marks.at(session); code != kNoCode)
                marks.insert(enrolment.key() + ' ' + identifiers::write_date(date_of(session)) + ' ' + std::string(half_name(half_of(session))) +
                             ' ' + std::string(all.code(code)));
    return marks;
}

}  // namespace cbds::registers::test
