/// @file
/// The columns of registers and of the tables beside them, by the headings under which software exports them.
///
/// Letter case, blanks and signs in a heading do not count: `School URN`, `school_urn` and `SchoolURN` are one. A user's map
/// (ColumnNames) goes before what is known here.
#pragma once

#include "cbds/io/csv.hpp"
#include "cbds/register/inputs.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::registers {

enum class Column : std::uint8_t {
    // of marks
    urn, laestab, upn, pupil_id, date, session, code, minutes_late, recorded_at, category, source,
    // of a register with a pupil a row
    start_date, marks,
    // of pupils
    valid_from, surname, forename, birth_date, sex, year_group, ethnicity, fsm, fsm6, sen, looked_after, previously_looked_after, in_need,
    protection_plan, admission_date, leaving_date, boarder, main_dual,
    // of schools
    name, la_code, estab_number, phase, trust_id, trust_name, open_date, close_date, low_age, high_age,
    // of the calendar
    scope, status,
    // of agreements
    agreed_from, withdrawn_on,
};

inline constexpr std::size_t kColumns = static_cast<std::size_t>(Column::withdrawn_on) + 1;

/// As we write it, and as a map names it: `school_urn`, `session_date`.
[[nodiscard]] std::string_view column_name(Column column) noexcept;

/// The column of a heading. Where the map gives a column to one heading, no other heading is that column.
[[nodiscard]] std::optional<Column> find_column(std::string_view heading, const ColumnNames& names);

/// The same without a map.
[[nodiscard]] std::optional<Column> find_column(std::string_view heading);

/// What a heading means. `School` and `Pupil` are weak: some software has names under them, so that any other heading of the column
/// goes before them, and a pupil is known by the UPN alone where there is one. (Of a school school_of() tells names from numbers.)
struct HeadingMeaning {
    Column column;
    bool weak = false;
};
[[nodiscard]] std::optional<HeadingMeaning> meaning_of(std::string_view heading, const ColumnNames& names);

/// What a cell that should be a code says: the map's code for it (letter case and blanks around it apart), else the cell itself.
[[nodiscard]] std::string_view mapped_code(std::string_view cell, const ColumnNames& names) noexcept;

/// Where the columns stand in one file.
class ColumnPlaces {
public:
    /// Of two headings for one column the first counts, unless it is weak and the other one is not; the other is among the unknown ones.
    ColumnPlaces(std::span<const std::string> heading, const ColumnNames& names);

    [[nodiscard]] std::optional<std::size_t> place(Column column) const noexcept { return places_[static_cast<std::size_t>(column)]; }
    [[nodiscard]] bool has(Column column) const noexcept { return place(column).has_value(); }

    /// What the row has there, without blanks around it; empty where it has nothing, or there is no such column.
    [[nodiscard]] std::string_view text(std::span<const io::CsvCell> row, Column column) const noexcept;

    /// Whether a row of the file can tell its pupil.
    [[nodiscard]] bool has_pupil() const noexcept { return has(Column::upn) || has(Column::pupil_id); }

    /// Places of headings that are no column, nor empty.
    [[nodiscard]] const std::vector<std::size_t>& unknown() const noexcept { return unknown_; }

private:
    void take(std::span<const std::optional<HeadingMeaning>> headings, bool weak);
    [[nodiscard]] std::optional<std::size_t>& slot(Column column) noexcept { return places_[static_cast<std::size_t>(column)]; }

    std::array<std::optional<std::size_t>, kColumns> places_{};
    std::vector<std::size_t> unknown_;
};

}  // namespace cbds::registers
