/// @file
/// The entry of a record: what it is known by, and where it stands.
#pragma once

#include "cbds/xml/part.hpp"
#include "diff/record_entry.hpp"

#include <vector>

namespace cbds::diff {

/// Reads the items by which a pupil is known out of a record.
class RecordReader {
public:
    RecordReader(const schema::Dictionary& dictionary, schema::Collection collection);

    [[nodiscard]] RecordEntry entry(const xml::Part& part) const;

private:
    enum class Role : std::uint8_t { none, upn, former_upn, uln, surname, forename, birth_date };

    void set_role(schema::ElementId item, Role role);
    void identify(const xml::Part& part, RecordEntry& entry) const;
    static void set(std::uint64_t& hash, const xml::Node& node);

    std::vector<Role> roles_;  ///< by row of the dictionary
};

/// The hash of a record's elements and values, in the order of the document, with names as they are written.
[[nodiscard]] std::uint64_t hash_of_elements(const xml::Part& part);

}  // namespace cbds::diff
