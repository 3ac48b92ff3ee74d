/// @file
/// The functions of the rules of Common Transfer Files, by subject, and what they share.
#pragma once

#include "rules/rule_book.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cbds::rules {

[[nodiscard]] std::span<const FunctionRow> ctf_person_functions() noexcept;
[[nodiscard]] std::span<const FunctionRow> ctf_history_functions() noexcept;
[[nodiscard]] std::span<const FunctionRow> ctf_contact_functions() noexcept;
[[nodiscard]] std::span<const FunctionRow> ctf_attendance_functions() noexcept;
[[nodiscard]] std::span<const FunctionRow> ctf_assessment_functions() noexcept;
[[nodiscard]] std::span<const FunctionRow> ctf_school_functions() noexcept;

/// A value of the header, empty where it is missing or at fault.
[[nodiscard]] std::string_view header_text(const Items& items, std::string_view path) noexcept;

/// The day on which the file was made.
[[nodiscard]] std::optional<identifiers::Date> file_day(const Items& items) noexcept;

/// The calendar year in which the academic year of the file begins.
[[nodiscard]] std::optional<int> academic_year(const Items& items) noexcept;

/// Whether the header says that the file holds all that is known of a pupil.
[[nodiscard]] bool is_full_file(const Items& items) noexcept;

/// A date in an item below a node; nothing where there is none.
[[nodiscard]] std::optional<identifiers::Date> date_below(const Items& items, NodeNumber ancestor, std::size_t item) noexcept;

/// The value of an item below a node; empty where there is none.
[[nodiscard]] std::string_view text_below(const Items& items, NodeNumber ancestor, std::size_t item) noexcept;

/// Some time, open at both ends: two such times meet where one ends and the other begins, and do not overlap.
struct Spell {
    NodeNumber node = 0;  ///< where it is told of
    std::optional<identifiers::Date> from;
    std::optional<identifiers::Date> until;
};

[[nodiscard]] bool overlap(const Spell& a, const Spell& b) noexcept;

/// Reports every spell that overlaps the ones before it in time.
void report_overlaps(std::vector<Spell> spells, Failures& failures);

}  // namespace cbds::rules
