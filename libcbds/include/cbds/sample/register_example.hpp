/// @file
/// Examples of rules on registers: a small register, made from a base and a few edits, that a rule accepts or that it finds fault with.
///
/// Cases are rows of libcbds/data/rule_cases_register.csv. The base is a school with six pupils of year 8, numbered from 1, who are
/// there in both sessions of each day from Monday to Friday, 7 to 18 September 2026. No rule finds fault with it. Everybody in it is
/// invented. Edits are separated by `; `:
///
///     days=FROM..UNTIL           other days, Monday to Friday; must be the first edit, as must
///     pupils=NUMBER              another number of pupils
///     schools=2                  a second school, with as many pupils: `B1`
///     mark=PUPIL:DAY:HALF:CODE   a mark; PUPIL may be `all`, DAY a range with `..`, HALF `AM`, `PM` or `both`; an empty CODE
///                                takes the mark away
///     again=PUPIL:DAY:HALF:CODE  one more row for a session that has a mark
///     category=PUPIL:DAY:HALF:WORD  what the file says that the mark counts as
///     row=TEXT                   one more row as it stands
///     unknown-id=PUPIL:DAY:HALF:ID  a mark in JSON that refers to a code which the list of codes does not have
///     pupil=PUPIL:COLUMN:VALUE   a cell of the list of pupils
///     -pupil=PUPIL               takes the pupil out of the list
///     calendar=DAY:STATUS        a row of the calendar, or several
///     exclusion=PUPIL:DAY        a suspension that a census tells of
///     reference=DAY              the day that counts as today
#pragma once

#include "cbds/register/register.hpp"
#include "cbds/sample/example.hpp"

#include <optional>
#include <span>
#include <vector>

namespace cbds::sample {

/// All cases: those of a rule stand together. Their base is `register`, their edition empty.
[[nodiscard]] std::span<const ExampleCase> register_cases() noexcept;

struct RegisterExample {
    std::vector<Example> files;         ///< marks.csv, pupils.csv, and calendar.csv where the example has one
    std::vector<Example> plain;         ///< the same of the register that it was made from
    std::vector<std::string> remarks;   ///< what stands in no file: the reference date, what a census tells
    registers::Register read;           ///< what is read from the files
    std::optional<registers::Date> reference_date;
};

/// The register of a case.
/// @throws DictionaryError that names the case and the edit, where an edit cannot be done
[[nodiscard]] RegisterExample make_register_example(const schema::Dictionary& dictionary, const ExampleCase& example);

}  // namespace cbds::sample
