/// @file
/// Takes an extract into an open store.
#pragma once

#include "cbds/register/store.hpp"
#include "formats/sqlite_database.hpp"
#include "register/store_codes.hpp"
#include "register/store_marks.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace cbds::registers {

/// Notes an extract of a school: by its number, the time, enrolments and marks.
inline constexpr std::string_view kLogExtract =
    "INSERT INTO extract VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET enrolments = max(enrolments, excluded.enrolments), "
    "marks = max(marks, excluded.marks)";

class StoreUpdate {
public:
    /// What it is given must outlive it. A transaction of the database has begun.
    StoreUpdate(formats::SqliteDatabase& database, const Register& extract, const StoreUpdateOptions& options);

    [[nodiscard]] UpdateSummary run();

private:
    struct StoredSchool {
        std::int64_t number = 0;
        std::int64_t taken_at = 0;    ///< when its extract was taken
        std::int64_t enrolments = 0;  ///< of the extract
        std::int64_t marks = 0;
    };

    void update_schools();
    void update_enrolments();
    void update_marks();
    void log_extract();

    class CodesOfExtract;
    struct WeekOfExtract;
    void collect(const Enrolment& enrolment, SessionNumber session, std::int64_t taken_at, CodesOfExtract& codes, WeekOfExtract& marks);

    formats::SqliteDatabase& database_;
    const Register& extract_;
    const StoreUpdateOptions& options_;
    UpdateSummary summary_;
    std::vector<StoredSchool> schools_;     ///< as in the extract
    std::vector<std::int64_t> enrolments_;  ///< numbers in the store
};

}  // namespace cbds::registers
