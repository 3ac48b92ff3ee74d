/// @file
/// A part as a rule sees it: the items that its row names, by number, as typed values. Never XML.
#pragma once

#include "cbds/identifiers/date.hpp"
#include "cbds/schema/dictionary.hpp"
#include "cbds/xml/part.hpp"
#include "rules/facts.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace cbds::rules {

/// The items of one rule in one part. Item 0 is the first that the rule's row names.
class Items {
public:
    Items(std::span<const schema::ElementId> columns, const xml::Part& part, const DocumentFacts& facts)
        : columns_(columns), part_(part), facts_(facts) {}

    [[nodiscard]] const DocumentFacts& facts() const noexcept { return facts_; }

    /// The first node of an item; null where the part has none.
    [[nodiscard]] const xml::Node* node(std::size_t item) const noexcept {
        return columns_[item] == schema::kNoElement ? nullptr : part_.find(columns_[item]);
    }

    [[nodiscard]] bool has(std::size_t item) const noexcept { return node(item) != nullptr; }

    /// Its value without blanks around it; empty where it is missing or has a fault, which is told already.
    [[nodiscard]] std::string_view text(std::size_t item) const noexcept;

    /// Whether it has a value that can be judged.
    [[nodiscard]] bool known(std::size_t item) const noexcept { return !text(item).empty(); }

    [[nodiscard]] bool is(std::size_t item, std::string_view value) const noexcept { return text(item) == value; }

    /// A whole number; nothing where it is missing or none.
    [[nodiscard]] std::optional<int> number(std::size_t item) const noexcept;

    /// The values of all nodes of an item handed to `use`, with the index of their parents.
    template <typename Use>
    void each(std::size_t item, Use use) const {
        for (const xml::Node& node : part_.nodes)
            if (node.element == columns_[item]) use(node);
    }

private:
    std::span<const schema::ElementId> columns_;
    const xml::Part& part_;
    const DocumentFacts& facts_;
};

/// A rule that needs more than a row: whether it fails for a part.
using PartCheck = bool (*)(const Items& items);

}  // namespace cbds::rules
