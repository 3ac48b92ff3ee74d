/// @file
/// A reconciliation in words, for every format.
#pragma once

#include "cbds/diff/reconciliation.hpp"
#include "cbds/report/changes.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::report {

/// How many pupils behind a number are named where not all of them are.
inline constexpr std::size_t kNamedPupils = 10;

/// UPN; `record 3` or `new record 5` where there is none, or where it may not be shown. Not made fit for a terminal.
[[nodiscard]] std::string pupil_words(const diff::PupilReference& pupil, Redact redact);

/// `A > B`: a re-keyed pupil with the old UPN and the new one; as above where they may not be shown.
/// @param place  among the re-keyed pupils, from 0
[[nodiscard]] std::string new_key_words(const diff::Reconciliation& reconciliation, std::size_t place, Redact redact);

/// The pupils behind a number, one text each; of more than `kNamedPupils` the first, and `and 23 more`.
[[nodiscard]] std::vector<std::string> named_pupils(const diff::Reconciliation& reconciliation, std::span<const std::uint32_t> pupils, Redact redact);

/// Another list of pupils: a heading, the pupils of it, all of them.
struct ListOfPupils {
    std::string_view heading;
    std::vector<std::string> pupils;  ///< cut short as above
    std::size_t count = 0;
};

/// Missing, new, on another roll, with another UPN; lists of nobody are left out.
[[nodiscard]] std::vector<ListOfPupils> pupil_lists(const diff::Reconciliation& reconciliation, Redact redact);

/// `sims.xml: School Census 2026-spring, school 201/4633, 412 pupils`. Fit to be printed.
[[nodiscard]] std::string side_words(const diff::DocumentSide& side);

/// `409 in both, 3 missing, 2 new, 1 on another roll, 1 with another UPN, 2 not compared`: pupils.
[[nodiscard]] std::string pupils_sentence(const diff::Reconciliation& reconciliation);

/// The verdict at the end: its name, and that not all records could be compared where that is so.
[[nodiscard]] std::string verdict_words(const diff::Reconciliation& reconciliation);

/// The path of an item below its section. Fit to be printed.
[[nodiscard]] std::string item_words(const diff::ReconciledItem& item, const diff::ReconciledSection& section);

/// The number of equal values; `-` of an item that the dictionary does not have, of which they are not counted.
[[nodiscard]] std::string equal_words(const diff::ReconciledItem& item);

/// Whether anything of it changed, is missing or is new.
[[nodiscard]] bool differs_at_all(const diff::ReconciledCounts& counts) noexcept;

}  // namespace cbds::report
