/// @file
/// The list of codes in a store: its numbers do not depend on what the program knows.
#pragma once

#include "formats/sqlite_database.hpp"
#include "register/store_week.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace cbds::registers {

class StoreCodes {
public:
    /// Reads the list. The database must outlive it.
    explicit StoreCodes(formats::SqliteDatabase& database);

    /// The number of a code; a new one gets the next. That nothing was recorded is the empty text.
    [[nodiscard]] std::int64_t number(const std::string& text);

    /// @throws DamagedBlob where there is no such number
    [[nodiscard]] const std::string& text(std::int64_t number) const { return entry(number).text; }

    /// Whether of two codes of one session the first holds (cbds/register/store.hpp).
    [[nodiscard]] bool holds(const Observation& a, const Observation& b) const;

private:
    struct Entry {
        std::string text;
        int rank = 0;
    };
    [[nodiscard]] const Entry& entry(std::int64_t number) const;
    void add(std::int64_t number, const std::string& text);

    formats::SqliteDatabase& database_;
    std::unordered_map<std::int64_t, Entry> entries_;
    std::unordered_map<std::string, std::int64_t> numbers_;
};

}  // namespace cbds::registers
