/// @file
/// Collections and their dated editions: `ctf@26.0`, `school-census@2026-spring`.
///
/// Within a collection editions are ordered by an ordinal, so that "since" and "until" are comparisons.
/// For CTF it is the version number (26). For the school census it is 3 x year + term with spring 0,
/// summer 1 and autumn 2, the order of the calendar.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::schema {

/// A kind of document. The order is that of the dictionary's tables.
enum class Collection : std::uint8_t { ctf, school_census };

inline constexpr std::size_t kCollections = 2;

/// `ctf`, `school-census`: as it is written in an edition's name.
[[nodiscard]] std::string_view collection_name(Collection collection) noexcept;

/// `Common Transfer File`, `School Census`: as it is written in a sentence.
[[nodiscard]] std::string_view collection_title(Collection collection) noexcept;

/// The inverse of `collection_name`.
[[nodiscard]] std::optional<Collection> find_collection(std::string_view name) noexcept;

/// The terms in which the school census is taken, as bits, so that a set of terms is their sum.
enum class Term : std::uint8_t { spring = 1, summer = 2, autumn = 4 };

using TermSet = std::uint8_t;
inline constexpr TermSet kAllTerms = 7;

using Ordinal = std::int16_t;
inline constexpr Ordinal kEarliest = INT16_MIN;
inline constexpr Ordinal kLatest = INT16_MAX;

/// One dated version of a collection. The edition may or may not be one that the dictionary covers.
struct Edition {
    Collection collection{};
    Ordinal ordinal{};

    friend bool operator==(const Edition&, const Edition&) = default;
};

/// The first and the last edition in which something holds, both included.
struct EditionRange {
    Ordinal since = kEarliest;
    Ordinal until = kLatest;

    [[nodiscard]] constexpr bool holds(Ordinal ordinal) const noexcept { return since <= ordinal && ordinal <= until; }
    friend bool operator==(const EditionRange&, const EditionRange&) = default;
};

[[nodiscard]] constexpr Edition ctf_edition(int version) noexcept {
    return {Collection::ctf, static_cast<Ordinal>(version)};
}

[[nodiscard]] constexpr Edition census_edition(int year, Term term) noexcept {
    const int place = term == Term::spring ? 0 : term == Term::summer ? 1 : 2;
    return {Collection::school_census, static_cast<Ordinal>(3 * year + place)};
}

/// The calendar year of a census edition.
[[nodiscard]] constexpr int census_year(Edition edition) noexcept { return edition.ordinal / 3; }

/// The term of a census edition.
[[nodiscard]] constexpr Term census_term(Edition edition) noexcept {
    constexpr std::array<Term, 3> kTerms{Term::spring, Term::summer, Term::autumn};
    return kTerms[static_cast<std::size_t>(edition.ordinal % 3)];
}

/// `spring`, `summer`, `autumn`.
[[nodiscard]] std::string_view term_name(Term term) noexcept;

/// Writes an edition as the user does: `ctf@26.0`, `school-census@2026-spring`.
[[nodiscard]] std::string edition_name(Edition edition);

/// Only the part behind the `@`: `26.0`, `2026-spring`.
[[nodiscard]] std::string edition_date(Edition edition);

/// Reads `ctf@26.0`, `ctf@26`, `school-census@2026-spring`; letter case does not count.
/// @returns nothing where the text is no edition's name.
[[nodiscard]] std::optional<Edition> parse_edition(std::string_view text) noexcept;

/// Reads the part behind the `@` for a collection that is known.
[[nodiscard]] std::optional<Ordinal> parse_edition_date(Collection collection, std::string_view text) noexcept;

}  // namespace cbds::schema
