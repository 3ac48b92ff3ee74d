/// @file
/// The rules that faults of structure and value are reported under, resolved once for an edition.
#pragma once

#include "cbds/rules/selection.hpp"
#include "cbds/schema/plan.hpp"

#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace cbds::rules {

class CodeBook {
public:
    explicit CodeBook(const schema::Plan& plan);

    /// The rule of a code that every build has.
    [[nodiscard]] static const Rule& known(std::string_view code);

    /// The rule for a missing element, and for one whose value is not valid; null where the general code stands.
    [[nodiscard]] const Rule* missing(schema::ElementId id) const noexcept { return missing_[id - first_]; }
    [[nodiscard]] const Rule* invalid(schema::ElementId id) const noexcept { return invalid_[id - first_]; }

    /// The collection's own rule for what a general one says of an element; null where there is none.
    [[nodiscard]] const Rule* special(const Rule& general, schema::ElementId id) const noexcept;

    /// The element by which a record is found: its UPN.
    [[nodiscard]] schema::ElementId key_of(schema::ElementId record) const noexcept { return item_of(keys_, record); }

    /// The element that has the year group of a record; `kNoElement` where there is none.
    [[nodiscard]] schema::ElementId year_group_of(schema::ElementId record) const noexcept { return item_of(year_groups_, record); }

    /// The element that an item of a rule names, below the part: `PupilIdentifiers/UPN`.
    [[nodiscard]] static schema::ElementId item_below(const schema::Plan& plan, schema::ElementId part, std::string_view item) noexcept;

    /// The first of several such items, separated by spaces, that the edition has.
    [[nodiscard]] static schema::ElementId first_item_below(const schema::Plan& plan, schema::ElementId part, std::string_view items) noexcept;

private:
    /// One rule that stands for a general one at one element.
    struct Special {
        const Rule* general;
        schema::ElementId element;
        const Rule* rule;
    };

    using ItemOfRecord = std::pair<schema::ElementId, schema::ElementId>;  ///< record, item

    static schema::ElementId item_of(std::span<const ItemOfRecord> items, schema::ElementId record) noexcept;
    void add_year_group(const schema::Plan& plan, schema::ElementId record);
    void add_special(const schema::Plan& plan, const Rule& rule);

    schema::ElementId first_;
    std::vector<const Rule*> missing_;
    std::vector<const Rule*> invalid_;
    std::vector<Special> specials_;
    std::vector<ItemOfRecord> keys_;
    std::vector<ItemOfRecord> year_groups_;
};

}  // namespace cbds::rules
