/// @file
/// A part of a document as the readers hand it on: the header, the school block, one record - or the frame
/// that encloses them. A flat list of elements in document order, each tied to its row of the dictionary.
///
/// A part is valid only while it is handed on: its texts are views into the reader's buffers.
#pragma once

#include "cbds/schema/plan.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::xml {

/// One element.
struct Node {
    const char* text = nullptr;  ///< its value, references resolved; for a container text that should not be there
    std::uint32_t length = 0;    ///< of the text, in bytes
    std::uint32_t offset = 0;    ///< of its `<`, in bytes of UTF-8 from the start of the chunk
    std::uint32_t parent = 0;    ///< index of the node that encloses it; the first node is its own parent
    schema::ElementId element = schema::kNoElement;  ///< `kNoElement`: an unknown element
    schema::NameMatch match = schema::NameMatch::exact;
    schema::ValueFault fault = schema::ValueFault::none;  ///< of its value

    [[nodiscard]] std::string_view value() const noexcept { return {text, length}; }
};

/// An attribute, of which the collections have none.
struct Attribute {
    std::uint32_t node = 0;
    std::string_view name;  ///< with its prefix
    std::string_view value;
};

/// An attribute outside a part, which keeps its own text.
struct ParsedAttribute {
    std::string name;  ///< with its prefix
    std::string value;

    friend bool operator==(const ParsedAttribute&, const ParsedAttribute&) = default;
};

/// The name of an element that is not spelled as in the dictionary.
struct WrittenName {
    std::uint32_t node = 0;
    std::string_view name;
};

/// Where text stands between the child elements of a container, or child elements in a value.
struct Misplaced {
    std::uint32_t node = 0;
    std::uint32_t offset = 0;
    bool element = false;  ///< a child element in a value; false: text in a container
};

struct Part {
    std::vector<Node> nodes;                ///< the first is the part's own element
    std::vector<Attribute> attributes;      ///< in document order
    std::vector<WrittenName> names;         ///< in document order
    std::vector<Misplaced> misplaced;       ///< in document order
    bool as_predicted = true;               ///< structure proven to be that of the plan; values may still be at fault
    bool has_faults = false;                ///< some node has a value fault
    bool mixed = false;                     ///< text stands beside child elements somewhere: it is not kept
    std::uint32_t end = 0;                  ///< the byte behind its end tag, counted as the offsets of the nodes
    std::string_view bytes;                 ///< as it is written, where the document is UTF-8 and read in chunks; else empty
    std::uint64_t record = 0;               ///< number among the records of its chunk, from 0, for a record

    [[nodiscard]] schema::ElementId element() const noexcept { return nodes.front().element; }

    /// The name as it is written in the document.
    [[nodiscard]] std::string_view written_name(std::uint32_t node, const schema::Dictionary& dictionary) const noexcept;

    /// The first node of that element, or null.
    [[nodiscard]] const Node* find(schema::ElementId element) const noexcept;

    void clear() noexcept;
};

}  // namespace cbds::xml
