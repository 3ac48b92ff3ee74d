/// @file
/// One operation of a patch (RFC 5261), and what we keep beside it so that it can be taken back.
#pragma once

#include "diff/selector.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::diff {

/// The namespace of what we keep beside the operations.
inline constexpr std::string_view kPatchNamespace = "urn:cbds:patch";

enum class Position : std::uint8_t { append, prepend, before, after };

/// `append` is what no attribute `pos` means.
[[nodiscard]] std::string_view position_name(Position position) noexcept;
[[nodiscard]] std::optional<Position> find_position(std::string_view name) noexcept;

/// Elements, or a text.
struct PatchContent {
    std::vector<xml::Element> elements;
    std::string text;
};

/// Where something stands.
struct Anchor {
    Selector selector;
    Position position = Position::append;
};

/// What an operation takes away: `<cbds:removed>` before it.
struct Removed {
    std::optional<Anchor> place;  ///< in the document as it is behind the operation; nothing: it is not known
    PatchContent content;
};

struct Operation {
    enum class Kind : std::uint8_t { add, replace, remove };

    Kind kind = Kind::replace;
    Selector selector;
    Position position = Position::append;  ///< of an add
    std::string attribute;                 ///< of an add: the name of the attribute that is added; empty: elements or text are
    PatchContent content;                       ///< of add and replace
    std::optional<Removed> removed;
    std::optional<Selector> added;         ///< finds the element that was added: `<cbds:added>`
    std::uint64_t line = 0;                ///< of the patch
};

/// Whether two elements are the same in canonical XML: names, values, attributes in any order, children in their order.
[[nodiscard]] bool same_tree(const xml::Element& a, const xml::Element& b);
[[nodiscard]] bool same_attributes(const xml::Element& a, const xml::Element& b);

/// The operations that take one back, in the order in which they have to be done.
/// @throws SelectorFault with the reason where it cannot be taken back
[[nodiscard]] std::vector<Operation> reversed(const Operation& operation);

/// All of them, the last one first. @throws SelectorFault
[[nodiscard]] std::vector<Operation> reversed(const std::vector<Operation>& operations);

}  // namespace cbds::diff
