/// @file
/// Rows of a store that are known by an owner and two texts: schools, and pupils of schools.
#pragma once

#include "formats/sqlite_database.hpp"
#include "register/store_facts.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace cbds::registers {

/// Finds rows, makes those that are not there, and joins their facts.
class StoreRows {
public:
    /// Known by URN, and authority and establishment; the owner is 0.
    [[nodiscard]] static StoreRows schools(formats::SqliteDatabase& database);

    /// Known by school, UPN and the software's number.
    [[nodiscard]] static StoreRows enrolments(formats::SqliteDatabase& database);

    /// @returns the number, and whether it is new
    std::pair<std::int64_t, bool> take(std::int64_t owner, std::string_view first, std::string_view second, const Facts& told);

private:
    /// @param find    gives number and facts by owner, first and second text
    /// @param insert  by owner, first and second text, number and facts
    /// @param update  by number and facts
    /// @param last    gives the greatest number
    StoreRows(formats::SqliteDatabase& database, std::string_view find, std::string_view insert, std::string_view update, std::string_view last);

    static void bind(formats::SqliteStatement& statement, std::int64_t owner, std::string_view first, std::string_view second);
    void insert(std::int64_t number, std::int64_t owner, std::string_view first, std::string_view second, const std::string& facts);
    void change(std::int64_t number, const std::string& before, const std::string& after);

    formats::SqliteStatement find_;
    formats::SqliteStatement insert_;
    formats::SqliteStatement update_;
    std::int64_t next_ = 1;
};

}  // namespace cbds::registers
