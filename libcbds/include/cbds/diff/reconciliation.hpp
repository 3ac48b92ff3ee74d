/// @file
/// Did everything arrive? The figures of a change of supplier: how many values of each item are equal, changed, missing and
/// new in the export of the new system, with the pupils behind each number, and a verdict for each section.
///
/// An item is what stands at one path below a record: the two rolls of a census are one, told by the path on roll. A section
/// is an element directly below the record, or the record itself for the items that stand in none; header and school block
/// are sections too. Time stamp, serial number and software of the header are not counted: they differ always.
///
/// A value is an element with a value, be it empty. What no dictionary knows - unknown elements, attributes - is told where
/// it differs; how often it is equal is not counted. Records that could be the same pupil in several ways are not compared:
/// their values are in none of the numbers.
#pragma once

#include "cbds/diff/comparison.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::diff {

/// A pupil behind a number.
struct PupilReference {
    std::string key;               ///< UPN, as written, in the new document if the pupil is in there; may be empty
    std::uint64_t old_record = 0;  ///< numbers from 1; 0: not in that document
    std::uint64_t new_record = 0;
};

/// `complete`: every value arrived as it was, perhaps with more beside it; `altered`: all arrived, some of them changed;
/// `incomplete`: values are missing; `empty`: neither document has the section. The later, the worse.
enum class Verdict : std::uint8_t { empty, complete, altered, incomplete };

/// `empty in both`, `everything arrived`, `arrived, but changed`, `values are missing`.
[[nodiscard]] std::string_view verdict_name(Verdict verdict) noexcept;

/// Numbers of values. Values of pupils who are missing or new count as missing or new.
struct ReconciledCounts {
    std::uint64_t equal = 0;
    std::uint64_t changed = 0;
    std::uint64_t missing = 0;
    std::uint64_t added = 0;

    /// New values beside those that arrived are no fault.
    [[nodiscard]] Verdict verdict() const noexcept;

    ReconciledCounts& operator+=(const ReconciledCounts& other) noexcept;
};

struct ReconciledItem {
    std::string item;
    std::string path;   ///< from the root, as in the dictionary; of an unknown element as it is written
    bool known = true;  ///< false: the dictionary does not have it, and `equal` is not counted
    ReconciledCounts counts;
    std::vector<std::uint32_t> changed;  ///< the pupils behind the numbers, each once: indices into Reconciliation::pupils;
    std::vector<std::uint32_t> missing;  ///< none of values outside of the records
    std::vector<std::uint32_t> added;
};

struct ReconciledSection {
    std::string name;
    std::string path;   ///< from the root, of the element; for items that stand directly below a record that of the record
    Verdict verdict = Verdict::empty;
    ReconciledCounts counts;
    std::vector<ReconciledItem> items;  ///< that occur, in the order of the dictionary, unknown ones last
};

/// The whole of it.
struct Reconciliation {
    DocumentSide before;
    DocumentSide after;
    Summary summary;
    std::vector<PupilReference> pupils;         ///< behind any number, in the order in which they were told
    std::vector<std::uint32_t> missing_pupils;  ///< indices into `pupils`
    std::vector<std::uint32_t> new_pupils;
    std::vector<std::uint32_t> moved_pupils;    ///< who are on another roll now
    std::vector<std::uint32_t> rekeyed_pupils;  ///< who have another UPN now; it counts as changed
    std::vector<std::string> rekeyed_from;      ///< their UPNs in the old document, in that order
    std::vector<Ambiguity> ambiguous;
    std::vector<ReconciledSection> sections;    ///< in the order of the dictionary, with those of either edition that are empty

    /// The worst of the sections; a pupil who is missing is a value that is missing, one on another roll is changed.
    /// Records that were not compared have no part in it: who tells the verdict has to tell of `ambiguous` beside it.
    [[nodiscard]] Verdict verdict() const noexcept;

    /// Of all sections.
    [[nodiscard]] ReconciledCounts counts() const noexcept;
};

/// Compares two documents, and reconciles them. The comparison must be one without a selection.
/// @throws as Comparison::compare
[[nodiscard]] Reconciliation reconcile(const schema::Dictionary& dictionary, Comparison& comparison, io::Input& before, io::Input& after);

}  // namespace cbds::diff
