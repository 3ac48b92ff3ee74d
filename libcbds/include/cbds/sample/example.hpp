/// @file
/// Examples of rules: small documents, made from a base and a few edits, that a rule accepts or that it finds fault
/// with. They prove every rule in the tests, and `cbds rules explain` shows them.
///
/// Bases are rows of libcbds/data/example_bases.csv, cases rows of libcbds/data/rule_cases_*.csv. A base holds the
/// items of all editions and terms; what the edition of the case does not collect, or not from schools of the base's
/// phase, is left out. No rule finds fault with a base. Everybody in them is invented.
///
/// Edits are separated by `; `, and done in order:
///
///     PATH=VALUE     sets the value; what is missing on the way is put where the dictionary has it, and nothing is
///                    left out for reasons of edition, term or phase. An empty VALUE makes an empty element
///     -PATH          removes the element with all that is in it
///     +PATH          puts a copy of the last instance behind it, or an empty first one
///     ~OLD~NEW       replaces the first OLD in the finished text
///     cut=TEXT       cuts the finished text off before the first TEXT
///     text=TEXT      replaces the whole finished text
///     name=FILE      names the file, which has the right name otherwise
///     base=BASE      another base, edition=DATE another edition; either must be the first edit
///     ` || `         in the place of `; `: the edits of the next document follow, from the same base
///
/// A PATH begins with `Header`, `School`, `Pupil`, `Leaver` or the name of the root; `Pupil[2]` is the second pupil,
/// and any other element is counted in the same way. VALUE, OLD, NEW and TEXT may hold placeholders:
///
///     {census} {previous-census} {age-date}    a day; age-date is the 31 August at which ages are taken
///     {attendance.from} {attendance.until}     the first and last day of a window of the return; likewise
///                                              second-half exclusions fsm placements learner-fam learner-support
///     {census+1} {fsm.until-10} {census-3y+1}  so many days, or years, after or before
///     {monday age-date+8}                      the first Monday from a day on
///     {born 7} {born 7 first} {born 7 last}    a birth date of one aged 7 at age-date: in the middle of the year, the
///                                              oldest, the youngest
///     {born 14 on census+1}                    the birth date of one who becomes 14 on that day
///     {upn 1} {upn 201399919001} {upn 1 wrong} a UPN of the base's school, one with that body, one whose check
///                                              letter is wrong
///     {uln 1} {uln 100000000} {uln 1 wrong}    likewise
///     {year} {yy} {academic-year} {year-1}     of the edition: 2026 26 2025 2025; for a CTF the year that it begins in
///     {term} {version}                         SPR; of a CTF, 26.0
///     {byte E9} {repeat 300 <a>}               a byte; a text so many times
#pragma once

#include "cbds/schema/dictionary.hpp"
#include "cbds/schema/edition.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::sample {

/// What the rule makes of the example. At a boundary the value is the last that is accepted, or the first that is not.
enum class Outcome : std::uint8_t { fails, passes, boundary_fails, boundary_passes };

/// `fails`, `passes`, `boundary-fails`, `boundary-passes`.
[[nodiscard]] std::string_view outcome_name(Outcome outcome) noexcept;

/// Whether the rule finds fault with the example.
[[nodiscard]] constexpr bool is_bad(Outcome outcome) noexcept {
    return outcome == Outcome::fails || outcome == Outcome::boundary_fails;
}

/// One row of the tables. A note may say `also: CODE CODE`: those rules fail beside this one.
struct ExampleCase {
    std::string_view code;     ///< of the rule
    std::string_view base;
    std::string_view edition;  ///< `2026-spring`, `26.0`
    std::string_view edits;
    std::string_view note;     ///< in words; `selected alone` at its beginning; `also: CODE CODE` at its end
    Outcome outcome = Outcome::passes;
};

/// Whether the rule gives way to a more special one, and speaks only where it is selected and the other is not: the
/// note begins with `selected alone`.
[[nodiscard]] constexpr bool is_selected_alone(const ExampleCase& example) noexcept {
    return example.note.starts_with("selected alone");
}

/// All cases: those of a rule stand together, in the order of their table.
[[nodiscard]] std::span<const ExampleCase> example_cases() noexcept;

/// The names of all bases.
[[nodiscard]] std::vector<std::string_view> example_bases();

/// A document with the name of its file.
struct Example {
    std::string file_name;
    std::string text;
};

/// The edition that the text names; nothing where it is none.
[[nodiscard]] std::optional<schema::Edition> example_edition(std::string_view text) noexcept;

/// The documents of a case: one, or several for a rule that compares documents.
/// @throws DictionaryError that names the case and the edit, where an edit cannot be done
[[nodiscard]] std::vector<Example> make_examples(const schema::Dictionary& dictionary, const ExampleCase& example);

}  // namespace cbds::sample
