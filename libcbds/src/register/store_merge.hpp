/// @file
/// Takes a store into another, with all that it knows.
#pragma once

#include "cbds/register/store.hpp"
#include "formats/sqlite_database.hpp"
#include "register/store_codes.hpp"
#include "register/store_database.hpp"
#include "register/store_facts.hpp"
#include "register/store_marks.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>

namespace cbds::registers {

/// Marks keep their first and last times, facts theirs, and the history comes too: the outcome is that of the extracts of both.
class StoreMerge {
public:
    /// @param to    a transaction has begun
    /// @param from  the path of the other store
    /// @throws InputError where that is none, or damaged
    StoreMerge(formats::SqliteDatabase& to, const std::string& from);

    [[nodiscard]] UpdateSummary run();

private:
    using Numbers = std::unordered_map<std::int64_t, std::int64_t>;  ///< there, and here

    void merge_schools();
    void merge_enrolments();
    void merge_marks();
    void merge_history();
    void merge_log();
    [[nodiscard]] std::int64_t code(std::int64_t number);
    [[nodiscard]] bool next(formats::SqliteStatement& statement) const;
    [[nodiscard]] Facts facts(std::string_view blob) const;
    [[nodiscard]] std::int64_t found(const Numbers& numbers, std::int64_t number) const;

    formats::SqliteDatabase& to_;
    std::string path_;
    StoreReading from_;
    StoreCodes from_codes_;
    StoreCodes codes_;
    UpdateSummary summary_;
    StoreMarks marks_;
    Numbers schools_;
    Numbers enrolments_;
    Numbers code_numbers_;
};

}  // namespace cbds::registers
