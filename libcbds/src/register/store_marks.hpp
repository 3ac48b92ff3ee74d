/// @file
/// Takes the marks of one pupil and week into a store.
#pragma once

#include "cbds/register/store.hpp"
#include "formats/sqlite_database.hpp"
#include "register/store_codes.hpp"
#include "register/store_week.hpp"

#include <cstdint>
#include <span>

namespace cbds::registers {

/// A mark of an extract.
struct ExtractMark {
    SessionNumber session = 0;
    Observation seen;
};

class StoreMarks {
public:
    /// What it is given must outlive it.
    StoreMarks(formats::SqliteDatabase& database, StoreCodes& codes, UpdateSummary& summary);

    /// @param enrolment  number in the store
    /// @param marks      of that week
    void take(std::int64_t enrolment, int week, std::span<const ExtractMark> marks);

private:
    [[nodiscard]] WeekMarks stored(std::int64_t enrolment, int week);
    void take(std::int64_t enrolment, const ExtractMark& mark, std::optional<Observation>& holds);
    void take_other(std::int64_t enrolment, const ExtractMark& mark, Observation& holds);
    [[nodiscard]] std::optional<Observation> find_history(std::int64_t enrolment, SessionNumber session, std::int64_t code);
    void put_history(std::int64_t enrolment, SessionNumber session, const Observation& seen);
    void remove_history(std::int64_t enrolment, SessionNumber session, std::int64_t code);
    void count_late(const ExtractMark& mark);

    StoreCodes& codes_;
    UpdateSummary& summary_;
    formats::SqliteStatement find_week_;
    formats::SqliteStatement put_week_;
    formats::SqliteStatement find_history_;
    formats::SqliteStatement put_history_;
    formats::SqliteStatement remove_history_;
    std::string stored_;  ///< what the week was
};

}  // namespace cbds::registers
