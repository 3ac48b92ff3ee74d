/// @file
/// Elements of one item, of two documents: which of them stand for each other.
#pragma once

#include "diff/element_pairs.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::diff {

using Siblings = std::vector<const xml::Element*>;

/// Writes an element so that equal ones are equal bytes.
class ElementForm {
public:
    ElementForm(const schema::Dictionary& dictionary, const ValueOptions& options) : dictionary_(dictionary), options_(options) {}

    [[nodiscard]] std::string form(const xml::Element& element) const;

    /// What tells an entry from its siblings. Blanks around it and forms of numbers never count.
    [[nodiscard]] std::string key(const xml::Element& entry, const std::vector<std::string_view>& items) const;

private:
    const schema::Dictionary& dictionary_;
    const ValueOptions& options_;
};

/// Finds for each of the old siblings its partner among the new ones; used for one item after the other.
class SiblingPairing {
public:
    SiblingPairing(const schema::Dictionary& dictionary, const ValueOptions& options) : dictionary_(dictionary), forms_(dictionary, options) {}

    /// Adds the pairs, in the order of the old ones; new ones without partner behind them.
    void pair(std::span<const xml::Element* const> before, std::span<const xml::Element* const> after, std::vector<ElementPair>& pairs);

private:
    using Places = std::vector<std::size_t>;

    void match();
    void match_keys(const Places& old_places, const Places& new_places, const std::vector<std::string_view>& items);
    void match_alike(const Places& old_places, const Places& new_places);
    Places match_equal(const Places& old_places, const Places& new_places);
    void join(std::size_t old_place, std::size_t new_place);
    [[nodiscard]] const xml::Element& known_element() const noexcept;

    const schema::Dictionary& dictionary_;
    ElementForm forms_;
    std::span<const xml::Element* const> before_;
    std::span<const xml::Element* const> after_;
    Places partners_;          ///< of the old siblings
    std::vector<bool> taken_;  ///< of the new ones
};

}  // namespace cbds::diff
