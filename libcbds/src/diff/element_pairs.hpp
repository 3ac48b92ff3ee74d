/// @file
/// Which child of one element is which child of another.
#pragma once

#include "diff/element_item.hpp"

#include <vector>

namespace cbds::diff {

/// Two children that stand for each other; one of them is null where the other document has nothing for it.
struct ElementPair {
    const xml::Element* before = nullptr;
    const xml::Element* after = nullptr;
};

/// Pairs the children of two elements: those that occur once by their item (aliases of a name and the two rolls of a
/// census are the same item), entries of repeated structures by their keys, repeated values by value, unknown elements by
/// name and contents. Where several entries have one key, equal ones are paired first and the others in their order.
/// In the order of the dictionary, unknown elements last; those of one item in the order of `before`, and behind them those
/// that are only in `after`. What encloses records and has nothing else in it is left out, unless all counts as it is written.
[[nodiscard]] std::vector<ElementPair> pair_children(const xml::Element& before, const xml::Element& after, const schema::Dictionary& dictionary,
                                                     const ValueOptions& options);

/// Whether two elements say the same: order of entries, of attributes and layout do not count.
[[nodiscard]] bool same_element(const xml::Element& a, const xml::Element& b, const schema::Dictionary& dictionary, const ValueOptions& options);

}  // namespace cbds::diff
