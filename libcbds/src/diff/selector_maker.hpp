/// @file
/// Selectors made for elements: by their keys, else by what tells them from their siblings; never by a position.
#pragma once

#include "diff/record_items.hpp"
#include "diff/selector.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cbds::diff {

/// By what a record is named: its UPN, and only without one by all else that the pupil is known by; or by all of it. A record
/// that has no UPN before or behind a change needs the whole name, so that it is found by what is left of it.
enum class Naming : bool { short_name, whole_name };

/// Makes selectors for what is in one element: a record, or the root with all that is outside of the records.
class SelectorMaker {
public:
    /// @param above  names of the elements that enclose it, the root first. The dictionary must outlive it.
    SelectorMaker(const schema::Dictionary& dictionary, std::vector<std::string> above, Naming naming = Naming::short_name)
        : dictionary_(dictionary), above_(std::move(above)), naming_(naming) {}

    /// How many steps stand before the one for the element itself.
    [[nodiscard]] std::size_t first() const noexcept { return above_.size(); }

    /// A selector that finds, below `top`, that element and no other; nothing where there is none.
    [[nodiscard]] std::optional<Selector> make(const xml::Element& top, const Way& way) const;

    /// What a selector of a frame begins with.
    [[nodiscard]] Selector of_enclosing() const;

private:
    [[nodiscard]] Step top_step(const xml::Element& top) const;
    [[nodiscard]] std::optional<Step> child_step(const xml::Element& parent, std::size_t child) const;
    [[nodiscard]] Step key_step(const xml::Element& entry) const;

    const schema::Dictionary& dictionary_;
    std::vector<std::string> above_;
    Naming naming_;
};

/// Whether an element encloses parts of a document.
[[nodiscard]] bool is_frame(const xml::Element& element, const schema::Dictionary& dictionary) noexcept;

}  // namespace cbds::diff
