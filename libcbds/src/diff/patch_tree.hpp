/// @file
/// One element changed into another, operation by operation.
#pragma once

#include "diff/patch_maker.hpp"
#include "diff/patch_unit.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace cbds::diff {

/// Keeps the element as it is behind the operations made so far: selectors are made for that, and every operation is done
/// on it at once. Where something cannot be said, the element that encloses it is replaced.
class TreeChanges {
public:
    /// All must outlive it.
    TreeChanges(const xml::Element& before, const SelectorMaker& selectors, const schema::Dictionary& dictionary)
        : selectors_(selectors), dictionary_(dictionary), unit_{before, {}, {}} {}

    /// @returns nothing where what encloses records would have to be replaced. To be called once.
    [[nodiscard]] std::optional<MadeOperations> make(const xml::Element& after);

private:
    [[nodiscard]] bool change(const Way& way, const xml::Element& after);
    [[nodiscard]] bool change_parts(const Way& way, const xml::Element& before, const xml::Element& after);
    [[nodiscard]] bool replace(const Way& way, const xml::Element& after);
    [[nodiscard]] bool change_attributes(const Way& way, const xml::Element& before, const xml::Element& after);
    [[nodiscard]] bool change_attribute(const Way& way, const std::string& name, const std::string* before, const std::string* after);
    [[nodiscard]] bool change_text(const Way& way, const std::string& before, const std::string& after);
    [[nodiscard]] bool change_children(const Way& way, const xml::Element& before, const xml::Element& after);
    [[nodiscard]] bool remove(const Way& way);
    [[nodiscard]] bool add(const Way& way, const xml::Element& element);

    /// Takes away what encloses records in the old document only, and all that is in it.
    /// @param after  null: all goes
    [[nodiscard]] bool remove_frames(const Way& way, const xml::Element* after);

    /// Where an add puts an element in front of the child that is there now, or behind all of them.
    [[nodiscard]] std::optional<Anchor> anchor(const Way& way) const;

    [[nodiscard]] std::optional<Selector> selector(const Way& way) const { return selectors_.make(*unit_.element, way); }
    [[nodiscard]] xml::Element& at(const Way& way) { return element_at(*unit_.element, way); }
    [[nodiscard]] const xml::Element& at(const Way& way) const { return element_at(*unit_.element, way); }
    [[nodiscard]] bool perform(Operation operation);

    const SelectorMaker& selectors_;
    const schema::Dictionary& dictionary_;
    Unit unit_;
    std::vector<Operation> operations_;
};

}  // namespace cbds::diff
