/// @file
/// The dates of a census that rules name: `@census`, `@fsm.from`, `@age-date`. CTFs have none.
#pragma once

#include "cbds/identifiers/date.hpp"
#include "cbds/schema/dictionary.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cbds::rules {

struct NamedDate {
    identifiers::Date date;
    schema::Confidence confidence{};
};

/// The date of a name in an edition:
/// `census`, `previous-census`  days of the census, and of the one a term before
/// `age-date`                   31 August on which ages are counted
/// `year-start`, `year-end`     1 August and 31 July of the academic year of the return
/// `term-start`                 first day of the term before census day: 1 September, 1 January, 1 April
/// `<window>.from`, `.until`    what is collected for a period: `attendance`, `second-half`, `exclusions`, `fsm`,
///                              `placements`, `learner-fam`, `learner-support`
/// `three.from`, `three.until`  birth dates of the children who are three for the entitlements of the term; `four` the same
/// and each of them some days or years later or earlier: `census-1d`, `census+5y`.
/// Nothing for a name that there is not, and for one that this edition has no date for.
[[nodiscard]] std::optional<NamedDate> named_date(schema::Edition edition, std::string_view name) noexcept;

/// Whether it is such a name in any edition.
[[nodiscard]] bool is_named_date(std::string_view name) noexcept;

/// A text with `{census}` and the like replaced by their dates; one that the edition has not becomes "...".
[[nodiscard]] std::string with_dates(std::string_view text, schema::Edition edition);

}  // namespace cbds::rules
