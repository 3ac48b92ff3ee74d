/// @file
/// The values that stand in an element.
#pragma once

#include "cbds/schema/dictionary.hpp"
#include "cbds/xml/element.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cbds::diff {

struct ElementValues {
    std::vector<schema::ElementId> rows;  ///< of items of the dictionary, as often as they occur, empty ones too
    std::vector<std::string> unknown;     ///< paths from the root of what it does not have: elements as written, attributes as `@name`
};

/// @param path  of the element, from the root
[[nodiscard]] ElementValues values_in(const xml::Element& element, std::string_view path, const schema::Dictionary& dictionary);

/// The values of that row in an element, in the order of their bytes, without blanks around them.
[[nodiscard]] std::vector<std::string_view> values_at(const xml::Element& element, schema::ElementId row);

}  // namespace cbds::diff
