/// @file
/// The dictionary cut down to one edition and compiled for reading: what may stand where, found fast.
///
/// Elements keep their ids, so that a plan, a part of a document and a rule speak of the same rows.
#pragma once

#include "cbds/schema/dictionary.hpp"
#include "cbds/schema/value_type.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace cbds::schema {

/// One element as the readers need it.
struct PlanElement {
    std::string_view name;  ///< empty: not in this edition
    Content content = Content::value;
    Part part = Part::inside;
    std::uint8_t min = 0;
    std::uint16_t max = 1;
    std::uint8_t choice = 0;
    std::uint8_t place = 0;  ///< among the children of its parent that are in this edition, from 0
    std::uint16_t type = 0;  ///< index into the plan's value types, for a value
    ElementId parent = kNoElement;
    ElementId first_child = kNoElement;  ///< children stand together; those not in this edition have no name
    std::uint16_t child_count = 0;
    std::uint64_t required = 0;  ///< places of the children that must be there
    bool has_choice = false;     ///< some children exclude each other
};

/// How a name in a document was found in the dictionary.
enum class NameMatch : std::uint8_t {
    exact,
    other_edition,  ///< exact, but this edition does not have it
    alias,          ///< by an alias or with other letter case
    none,
};

struct FoundName {
    ElementId element = kNoElement;
    NameMatch match = NameMatch::none;
};

class Plan {
public:
    /// @throws DictionaryError where the dictionary cannot be compiled.
    Plan(const Dictionary& dictionary, Edition edition);

    [[nodiscard]] const Dictionary& dictionary() const noexcept { return *dictionary_; }
    [[nodiscard]] Edition edition() const noexcept { return edition_; }
    [[nodiscard]] ElementId root() const noexcept { return root_; }

    [[nodiscard]] const PlanElement& element(ElementId id) const noexcept { return elements_[id - first_]; }
    [[nodiscard]] const ElementRow& row(ElementId id) const noexcept { return dictionary_->element(id); }
    [[nodiscard]] bool in_edition(ElementId id) const noexcept { return !element(id).name.empty(); }
    [[nodiscard]] const ValueType& type(const PlanElement& element) const noexcept { return types_[element.type]; }

    /// The child of that exact name in this edition; `kNoElement` where there is none.
    [[nodiscard]] ElementId exact_child(ElementId parent, std::string_view name) const noexcept;

    /// The child that a name stands for: exact before other edition before alias and letter case.
    [[nodiscard]] FoundName find_child(ElementId parent, std::string_view name) const noexcept;

    /// The elements that are records, in the order of the dictionary.
    [[nodiscard]] std::span<const ElementId> records() const noexcept { return records_; }

private:
    void add_children(ElementId parent);

    const Dictionary* dictionary_;
    Edition edition_;
    ElementId root_;
    ElementId first_ = 0;
    std::vector<PlanElement> elements_;
    std::vector<ValueType> types_;
    std::vector<ElementId> records_;
};

}  // namespace cbds::schema
