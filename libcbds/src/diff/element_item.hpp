/// @file
/// What an element is among the items of the dictionary: by which name, key and text it is compared.
#pragma once

#include "cbds/xml/element.hpp"
#include "diff/value_comparison.hpp"

#include <string_view>
#include <vector>

namespace cbds::diff {

/// The row of an element; null for an unknown one.
[[nodiscard]] const schema::ElementRow* item_row(const xml::Element& element, const schema::Dictionary& dictionary) noexcept;

/// The child items that tell an entry of a repeated structure from its siblings, by name below the entry; empty for an
/// element that is no such entry.
[[nodiscard]] std::vector<std::string_view> key_items(const xml::Element& entry, const schema::Dictionary& dictionary);

/// The element at a path below an entry, by names of the dictionary, however they are written; null where there is none.
[[nodiscard]] const xml::Element* find_item(const xml::Element& entry, std::string_view path, const schema::Dictionary& dictionary) noexcept;

/// The name by which an element is found again: that of the dictionary; of an unknown element, or where names count as
/// they are written, the written one.
[[nodiscard]] std::string_view item_name(const xml::Element& element, const schema::Dictionary& dictionary, const ValueOptions& options) noexcept;

/// The text of an element that counts: blank text in a structure of the dictionary is layout.
[[nodiscard]] std::string_view counted_text(const xml::Element& element, const schema::Dictionary& dictionary) noexcept;

/// The type of its value; `kNoType` for a structure and an unknown element.
[[nodiscard]] schema::TypeId type_of(const xml::Element& element, const schema::Dictionary& dictionary) noexcept;

/// Whether the element says anything by itself. What encloses records does not where nothing else is in it: a document
/// without leavers may have an empty list of them, or none. As written, everything counts.
[[nodiscard]] bool is_counted(const xml::Element& element, const schema::Dictionary& dictionary, const ValueOptions& options) noexcept;

/// Whether two elements of one row are written the same, to the order of what is in them. The quick answer for most.
[[nodiscard]] bool is_identical(const xml::Element& a, const xml::Element& b) noexcept;

}  // namespace cbds::diff
