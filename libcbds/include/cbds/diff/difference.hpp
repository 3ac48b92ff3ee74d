/// @file
/// What differs between two documents, pupil by pupil: ordinary values, told to a sink in a fixed order.
///
/// A record is one pupil of a document. What stands outside of the records - header, school block, what encloses the
/// records - is told as one difference of its own, the first.
#pragma once

#include "cbds/rules/finding.hpp"
#include "cbds/schema/dictionary.hpp"
#include "cbds/xml/element.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::diff {

/// The kinds of change. The first four are of a record as a whole, the others of one item.
enum class ChangeKind : std::uint8_t { added, removed, moved, rekeyed, item_added, item_removed, item_changed };

inline constexpr std::size_t kChangeKinds = 7;

/// `added`, `removed`, `moved`, `re-keyed`, `item-added`, `item-removed`, `item-changed`: as options and reports write it.
[[nodiscard]] std::string_view change_kind_name(ChangeKind kind) noexcept;
[[nodiscard]] std::optional<ChangeKind> find_change_kind(std::string_view name) noexcept;

/// What two records were known to be the same pupil by. In the order in which it is tried.
enum class MatchedBy : std::uint8_t { upn, former_upn, uln, name_and_birth_date };

inline constexpr std::size_t kMatchedBy = 4;

/// `UPN`, `FormerUPN`, `ULN`, `name and birth date`: in the words of a report.
[[nodiscard]] std::string_view matched_by_name(MatchedBy by) noexcept;

/// An item that tells an entry of a repeated structure from the others: `SENtypeRank` 1.
struct EntryKey {
    std::string item;   ///< its name
    std::string value;  ///< as written, in the old document where it has the entry
    schema::Privacy privacy = schema::Privacy::none;
};

/// One item that differs. Of a structure that is only in one document every item is told by itself.
///
/// An empty element is an item with an empty value, another thing than none; a structure without anything in it is told
/// itself, and so is text that stands in a structure. What encloses records is not told where there is nothing in it but
/// them. Where documents are compared as written, names and paths are as written too.
struct ItemChange {
    ChangeKind kind = ChangeKind::item_changed;  ///< one of the last three
    schema::ElementId element = schema::kNoElement;  ///< its row; `kNoElement`: an unknown element, or an attribute
    std::string item;              ///< its name: `SENtype`; of an attribute `@name`; a repeated one is told value by value
    std::string path;              ///< from the root, as in the dictionary, an unknown element as it is written
    std::vector<EntryKey> entries; ///< of the repeated structures that it stands in, the outermost first; key items that are not there are left out
    std::string section;           ///< the element directly below the record that it stands in; its record's name where it stands in none
    std::string before;            ///< value as written; empty where it is added
    std::string after;             ///< empty where it is removed
    schema::Privacy privacy = schema::Privacy::none;  ///< of the value; `direct` where nobody knows what it is
    bool funding = false;          ///< money follows it
};

/// What differs of one pupil, or outside of the records.
struct RecordDifference {
    bool outside = false;             ///< header, school block and what encloses the records; no key, no numbers
    std::uint64_t old_record = 0;     ///< its number among the records of the old document, from 1; 0: it is not in there
    std::uint64_t new_record = 0;     ///< the same in the new document
    schema::ElementId old_element = schema::kNoElement;  ///< row of the record, which tells its roll; `kNoElement`: not in there
    schema::ElementId new_element = schema::kNoElement;
    MatchedBy matched_by = MatchedBy::upn;  ///< where it is in both
    bool moved = false;               ///< from one roll to another
    bool rekeyed = false;             ///< it has another UPN now: UPN and FormerUPN are no changes of items then
    std::string key;                  ///< UPN as it stands in the new document, or in the old one if it is not in the new
    std::string old_key;              ///< of a re-keyed one the UPN in the old document
    std::string name;                 ///< `Surname, Forename`, as it stands; may be empty; privacy `direct`
    std::string year_group;           ///< may be empty
    std::vector<ItemChange> items;    ///< in the order of the dictionary; none of a record that is in one document only

    /// The elements themselves, for who needs all of them; null where it is not in that document. Valid only while told.
    /// Outside of the records: the root with all that is in it but the records.
    const xml::Element* before = nullptr;
    const xml::Element* after = nullptr;

    [[nodiscard]] bool in_both() const noexcept { return outside || (old_record != 0 && new_record != 0); }
};

/// Records that could be the same pupil in several ways. Nothing is guessed: they are not compared.
struct Ambiguity {
    MatchedBy by = MatchedBy::upn;
    std::string key;                          ///< the UPN or ULN they share; of a name nothing
    std::vector<std::uint64_t> old_records;   ///< numbers, from 1
    std::vector<std::uint64_t> new_records;
};

/// What became of a finding.
enum class FindingState : std::uint8_t { fixed, appeared, stayed };

/// `fixed`, `new`, `still there`.
[[nodiscard]] std::string_view finding_state_name(FindingState state) noexcept;

struct FindingDifference {
    FindingState state = FindingState::fixed;
    rules::Finding finding;  ///< of the new document; of the old one where it is fixed
};

/// One of the two documents.
struct DocumentSide {
    std::string name;             ///< of the input
    schema::Edition edition;      ///< that it names
    std::string la;               ///< of the school that made it; may be empty
    std::string estab;
    std::uint64_t records = 0;    ///< complete when the pair ends
};

/// How often an item differs.
struct ItemCount {
    schema::ElementId element = schema::kNoElement;
    std::string item;
    std::string section;
    bool funding = false;
    std::uint64_t added = 0;
    std::uint64_t removed = 0;
    std::uint64_t changed = 0;
};

/// Figures of one pair of documents, or of all pairs.
struct Summary {
    std::array<std::uint64_t, kChangeKinds> changes{};  ///< that are told, by kind
    std::array<std::uint64_t, kMatchedBy> matched{};    ///< records that are in both, by what they were matched by
    std::uint64_t old_records = 0;
    std::uint64_t new_records = 0;
    std::uint64_t equal = 0;       ///< records without any difference, whatever was selected
    std::uint64_t different = 0;   ///< records in both documents of which something is told
    std::uint64_t ambiguous = 0;   ///< records that were not compared
    std::uint64_t outside = 0;     ///< changes of items outside of the records; they are in `changes` too
    std::map<std::string, ItemCount, std::less<>> items;  ///< by path from the root
    std::array<std::uint64_t, 3> findings{};  ///< by state; all 0 unless they were compared

    [[nodiscard]] std::uint64_t count(ChangeKind kind) const noexcept { return changes[static_cast<std::size_t>(kind)]; }

    /// Whether anything differs of what was selected: changes, ambiguous records, findings that are fixed or new.
    [[nodiscard]] bool any() const noexcept;

    /// Counts in what is told of a record: changes, items, records that differ. Not who matched whom, which equal records
    /// do too. Reports and totals agree that way.
    void count(const RecordDifference& difference);

    Summary& operator+=(const Summary& other);
};

/// Receives what differs: for every pair of documents begin_pair, what is outside of the records, the records that are in
/// the old document in its order, those only in the new one in its order, ambiguities, findings, end_pair; then end, once.
class DifferenceSink {
public:
    virtual ~DifferenceSink() = default;
    virtual void begin_pair(const DocumentSide& before, const DocumentSide& after) = 0;
    virtual void record(const RecordDifference& difference) = 0;
    virtual void ambiguous(const Ambiguity& ambiguity) = 0;
    virtual void finding(const FindingDifference&) {}
    virtual void end_pair(const DocumentSide& before, const DocumentSide& after, const Summary& summary) = 0;

    /// A document without a partner: a school that is only in one of two folders. @param is_new  it is only in the new one
    virtual void unpaired(const DocumentSide& document, bool is_new) = 0;

    /// @param total  of all pairs
    virtual void end(const Summary& total) = 0;
};

}  // namespace cbds::diff
