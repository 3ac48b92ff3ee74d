/// @file
/// The items that differ between two elements.
#pragma once

#include "cbds/diff/difference.hpp"
#include "diff/element_pairs.hpp"

#include <vector>

namespace cbds::diff {

class ElementComparison {
public:
    /// The dictionary must outlive it.
    ElementComparison(const schema::Dictionary& dictionary, const ValueOptions& options) : dictionary_(dictionary), options_(options) {}

    /// Adds what differs between two records of one pupil, which may be on two rolls, or between what is outside of the records
    /// (two roots). Paths are those of `after`, of removed items those of `before`.
    void compare(const xml::Element& before, const xml::Element& after, std::vector<ItemChange>& changes) const;

private:
    const schema::Dictionary& dictionary_;
    ValueOptions options_;
};

}  // namespace cbds::diff
