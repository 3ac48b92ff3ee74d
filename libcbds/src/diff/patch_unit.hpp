/// @file
/// Operations of a patch on what is worked on as a whole: a record, the header, the school block, an unknown element
/// beside them.
#pragma once

#include "diff/patch_operation.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace cbds::diff {

/// An element that an operation put beside a unit.
struct Sibling {
    xml::Element element;
    std::size_t operation = 0;  ///< index of that operation
};

struct Unit {
    std::optional<xml::Element> element;  ///< nothing: it was removed
    std::vector<Sibling> before;          ///< in document order
    std::vector<Sibling> after;
};

/// What became of an operation. No values.
struct Outcome {
    bool done = false;
    std::string reason;  ///< why not: one clause
    bool clash = false;  ///< it must not be done anywhere else either
};

/// Does one operation, or nothing at all.
/// @param first   the step of its selector that is for the unit itself
/// @param number  its index
[[nodiscard]] Outcome apply_to_unit(const Operation& operation, std::size_t first, std::size_t number, Unit& unit);

}  // namespace cbds::diff
