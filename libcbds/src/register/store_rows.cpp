#include "register/store_rows.hpp"

namespace cbds::registers {

StoreRows::StoreRows(formats::SqliteDatabase& database, std::string_view find, std::string_view insert, std::string_view update,
                     std::string_view last)
    : find_(database.prepare(find)),
      insert_(database.prepare(insert)),
      update_(database.prepare(update)) {
    formats::SqliteStatement statement = database.prepare(last);
    if (statement.step()) next_ = statement.number(0) + 1;
}

StoreRows StoreRows::schools(formats::SqliteDatabase& database) {
    return {database, "SELECT number, facts FROM school WHERE ?1 = 0 AND urn = ?2 AND laestab = ?3",
            "INSERT INTO school SELECT ?4, ?2, ?3, ?5 WHERE ?1 = 0", "UPDATE school SET facts = ?2 WHERE number = ?1",
            "SELECT max(number) FROM school"};
}

StoreRows StoreRows::enrolments(formats::SqliteDatabase& database) {
    return {database, "SELECT number, facts FROM enrolment WHERE school = ? AND upn = ? AND pupil_id = ?",
            "INSERT INTO enrolment (school, upn, pupil_id, number, facts) VALUES (?, ?, ?, ?, ?)",
            "UPDATE enrolment SET facts = ?2 WHERE number = ?1", "SELECT max(number) FROM enrolment"};
}

std::pair<std::int64_t, bool> StoreRows::take(std::int64_t owner, std::string_view first, std::string_view second, const Facts& told) {
    bind(find_, owner, first, second);
    const bool known = find_.step();
    const std::int64_t number = known ? find_.number(0) : next_++;
    const std::string before(known ? find_.blob(1) : std::string_view());
    find_.reset();
    if (!known) insert(number, owner, first, second, facts_blob(told));
    else if (!told.empty()) change(number, before, facts_blob(joined(facts_of_blob(before), told)));
    return {number, !known};
}

void StoreRows::bind(formats::SqliteStatement& statement, std::int64_t owner, std::string_view first, std::string_view second) {
    statement.bind(1, owner);
    statement.bind(2, first);
    statement.bind(3, second);
}

void StoreRows::insert(std::int64_t number, std::int64_t owner, std::string_view first, std::string_view second, const std::string& facts) {
    bind(insert_, owner, first, second);
    insert_.bind(4, number);
    insert_.bind_blob(5, facts);
    insert_.run();
}

void StoreRows::change(std::int64_t number, const std::string& before, const std::string& after) {
    if (before == after) return;
    update_.bind(1, number);
    update_.bind_blob(2, after);
    update_.run();
}

}  // namespace cbds::registers
