#include "register/store_merge.hpp"

#include "register/store_bytes.hpp"
#include "register/store_facts.hpp"
#include "register/store_rows.hpp"
#include "register/store_update.hpp"
#include "register/store_week.hpp"

#include <span>
#include <vector>

namespace cbds::registers {

using formats::SqliteDatabase;
using formats::SqliteStatement;

StoreMerge::StoreMerge(SqliteDatabase& to, const std::string& from)
    : to_(to),
      path_(from),
      from_(from),
      from_codes_(from_.database()),
      codes_(to),
      marks_(to, codes_, summary_) {}

UpdateSummary StoreMerge::run() {
    merge_schools();
    merge_enrolments();
    merge_marks();
    merge_history();
    merge_log();
    from_.check_unchanged();
    return summary_;
}

/// What is wrong with the other store is told under its name.
bool StoreMerge::next(SqliteStatement& statement) const {
    bool any = false;
    guard_store(path_, kWaitToOpen, [&] { any = statement.step(); });
    return any;
}

Facts StoreMerge::facts(std::string_view blob) const {
    Facts made;
    guard_store(path_, kWaitToOpen, [&] { made = facts_of_blob(blob); });
    return made;
}

std::int64_t StoreMerge::found(const Numbers& numbers, std::int64_t number) const {
    const auto place = numbers.find(number);
    if (place == numbers.end()) guard_store(path_, kWaitToOpen, [] { throw DamagedBlob(); });
    return place->second;
}

std::int64_t StoreMerge::code(std::int64_t number) {
    std::int64_t& known = code_numbers_[number];
    if (known == 0) {
        std::string text;
        guard_store(path_, kWaitToOpen, [&] { text = from_codes_.text(number); });
        known = codes_.number(text);
    }
    return known;
}

void StoreMerge::merge_schools() {
    StoreRows rows = StoreRows::schools(to_);
    SqliteStatement statement = from_.database().prepare("SELECT number, urn, laestab, facts FROM school");
    while (next(statement)) {
        const auto [number, is_new] = rows.take(0, statement.text(1), statement.text(2), facts(statement.blob(3)));
        schools_[statement.number(0)] = number;
        summary_.schools_added += is_new;
    }
}

void StoreMerge::merge_enrolments() {
    StoreRows rows = StoreRows::enrolments(to_);
    SqliteStatement statement = from_.database().prepare("SELECT number, school, upn, pupil_id, facts FROM enrolment");
    while (next(statement)) {
        const std::int64_t school = found(schools_, statement.number(1));
        const auto [number, is_new] = rows.take(school, statement.text(2), statement.text(3), facts(statement.blob(4)));
        enrolments_[statement.number(0)] = number;
        summary_.enrolments_added += is_new;
    }
}

void StoreMerge::merge_marks() {
    SqliteStatement statement = from_.database().prepare("SELECT week, enrolment, marks FROM mark");
    std::vector<ExtractMark> marks;
    while (next(statement)) {
        const int number = static_cast<int>(statement.number(0));
        WeekMarks week(number);
        guard_store(path_, kWaitToOpen, [&] { week = WeekMarks(number, statement.blob(2)); });
        marks.clear();
        for (SessionNumber session = week.first(); session < week.end(); ++session) {
            if (!week.at(session)) continue;
            Observation seen = *week.at(session);
            seen.code = code(seen.code);
            marks.push_back({session, seen});
        }
        marks_.take(found(enrolments_, statement.number(1)), number, marks);
    }
}

void StoreMerge::merge_history() {
    SqliteStatement statement =
        from_.database().prepare("SELECT session, enrolment, code, first_recorded, last_recorded, minutes_late FROM history");
    while (next(statement)) {
        const auto session = static_cast<SessionNumber>(statement.number(0));
        const Observation seen{code(statement.number(2)), statement.number(3), statement.number(4), static_cast<std::uint64_t>(statement.number(5))};
        const ExtractMark mark{session, seen};
        marks_.take(found(enrolments_, statement.number(1)), week_of(session), std::span(&mark, 1));
    }
}

void StoreMerge::merge_log() {
    SqliteStatement statement = from_.database().prepare("SELECT school, taken_at, enrolments, marks FROM extract");
    SqliteStatement insert = to_.prepare(kLogExtract);
    while (next(statement)) {
        insert.bind(1, found(schools_, statement.number(0)));
        for (int column = 1; column < 4; ++column) insert.bind(column + 1, statement.number(column));
        insert.run();
    }
}

}  // namespace cbds::registers
