/// @file
/// The structure of a part changed to that of another edition: names, lists, what is left out.
#pragma once

#include "convert/edition_teller.hpp"

namespace cbds::convert {

/// Renames, regroups and leaves out, until every element with a row is one that the target has.
class StructureChange {
public:
    StructureChange(const EditionPlan& plan, ChangeTeller& teller) : plan_(plan), teller_(teller) {}

    void change(xml::Element& part) { change_children(part); }

    /// Of lists that were taken apart only as many items stay as the target takes.
    void trim(xml::Element& part);

private:
    void change_children(xml::Element& parent);
    bool keep(xml::Element& child, const xml::Element& parent);
    bool rename(xml::Element& child, const xml::Element& parent);
    bool keep_changed(xml::Element& child);
    void drop(const xml::Element& element);

    void regroup(xml::Element& parent, const GroupChange& group);
    void put_into_list(xml::Element& parent, const GroupChange& group);
    void put_into_structure(xml::Element& parent, const GroupChange& group);
    void take_apart(xml::Element& parent, const GroupChange& group);
    void take_list_apart(xml::Element& parent, const GroupChange& group);
    void take_structures_apart(xml::Element& parent, const GroupChange& group);
    void trim(xml::Element& parent, const GroupChange& group);
    [[nodiscard]] schema::Confidence sure_of(const GroupChange& group) const noexcept;

    const EditionPlan& plan_;
    ChangeTeller& teller_;
};

}  // namespace cbds::convert
