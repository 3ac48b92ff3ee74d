/// @file
/// What became of the operations of a patch, and of the elements that they are about.
#pragma once

#include "cbds/diff/patch.hpp"
#include "diff/patch_index.hpp"
#include "diff/patch_unit.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cbds::diff {

/// What became of one operation in one place.
struct Report {
    std::size_t operation = 0;
    std::uint64_t record = 0;  ///< from 1; 0: outside of the records
    std::string key;           ///< of the record before the patch
    Outcome outcome;
};

/// An element on its way out.
struct Outgoing {
    xml::Element element;
    std::size_t behind = kNoOperation;  ///< operations behind this one have not been tried on it
    bool finished = false;              ///< all have been
};

/// Tries all operations behind one on a unit, in their order, and on what they put beside it.
/// @param unit    one that stands in a document, or is added by an operation
/// @param about   number and key of its record, for the reports
/// @returns what the unit has become, in document order
[[nodiscard]] std::vector<Outgoing> patch_unit(Outgoing unit, schema::ElementId frame, const PatchIndex& index, const Report& about,
                                               std::vector<Report>& reports);

/// The UPN of a record, or what else its collection knows it by; empty for what is no record.
[[nodiscard]] std::string record_key(const xml::Element& unit, const schema::Dictionary& dictionary);

/// Adds up what is reported, and says in the end what did not find its place, or more than one.
class PatchAccount {
public:
    explicit PatchAccount(const PatchIndex& index) : index_(index), entries_(index.operations().size()) {}

    void add(Report report);

    /// Conflicts in the order of the operations, the first of them. @param all  gets their number
    [[nodiscard]] std::vector<Conflict> conflicts(std::uint64_t& all) const;

private:
    struct Entry {
        std::uint64_t done = 0;
        std::uint64_t record = 0;  ///< of the place that is told
        std::string key;
        std::string reason;        ///< of the first place where it failed
        bool clash = false;
    };

    [[nodiscard]] std::string message(std::size_t operation, const Entry& entry) const;
    [[nodiscard]] std::string wanted_key(std::size_t operation) const;

    const PatchIndex& index_;
    std::vector<Entry> entries_;
};

}  // namespace cbds::diff
