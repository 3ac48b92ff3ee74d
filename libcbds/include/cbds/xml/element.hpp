/// @file
/// An element with all that is in it, as a value of its own: for work that changes records - another edition, tidying,
/// merging. Reading and checking need none of this: they see parts (cbds/xml/part.hpp).
#pragma once

#include "cbds/xml/part.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::xml {

/// One element. Blank text between child elements is layout, and not kept.
struct Element {
    schema::ElementId id = schema::kNoElement;  ///< its row of the dictionary; `kNoElement`: an unknown element
    std::string name;                           ///< as written
    std::string text;                           ///< its value; of an unknown element with children what stands before them
    std::vector<ParsedAttribute> attributes;
    std::vector<Element> children;              ///< in document order

    /// The first child of that name, letter case exact; null where there is none.
    [[nodiscard]] const Element* child(std::string_view name) const noexcept;
    [[nodiscard]] Element* child(std::string_view name) noexcept;

    /// The first element at a path below this one: `PupilIdentifiers/UPN`; null where there is none.
    [[nodiscard]] const Element* find(std::string_view path) const noexcept;
    [[nodiscard]] Element* find(std::string_view path) noexcept;

    /// The value at a path below this one; empty where there is none.
    [[nodiscard]] std::string_view value(std::string_view path) const noexcept;
};

/// A part as an element.
[[nodiscard]] Element element_of(const Part& part, const schema::Dictionary& dictionary);

/// Adds a child in its place: behind the last sibling whose row stands before or is its own, unknown ones left where
/// they are. @returns the child
Element& insert_child(Element& parent, Element child);

/// The element at a path below `parent`, which must have a row; what is missing on the way is made, each in its place.
/// @throws DictionaryError where the dictionary has no such path
Element& make_path(Element& parent, std::string_view path, const schema::Dictionary& dictionary);

/// An element as a part. The part's texts are views into the element, which must outlive it unchanged.
class ElementPart {
public:
    /// @param record  its number in the stretch, where it is a record
    ElementPart(const Element& element, const schema::Plan& plan, std::uint64_t record = 0);

    [[nodiscard]] const Part& part() const noexcept { return part_; }

private:
    void add(const Element& element, std::uint32_t parent, const schema::Plan& plan);

    Part part_;
};

}  // namespace cbds::xml
