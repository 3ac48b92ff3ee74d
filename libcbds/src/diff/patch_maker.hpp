/// @file
/// The operations that make one element of another.
#pragma once

#include "diff/patch_operation.hpp"
#include "diff/selector_maker.hpp"

#include <optional>
#include <vector>

namespace cbds::diff {

/// Operations, in their order. Those of `last` take away what encloses records: they have to come behind those of the records.
struct MadeOperations {
    std::vector<Operation> operations;
    std::vector<Operation> last;
};

/// The operations that make a record, or all that is outside of the records, what it is in the new document. They are tried
/// out, forth and back: what they give is the new element and the old one exactly.
/// @returns nothing where there are none
[[nodiscard]] std::optional<MadeOperations> make_operations(const xml::Element& before, const xml::Element& after, const SelectorMaker& selectors,
                                                            const schema::Dictionary& dictionary);

}  // namespace cbds::diff
