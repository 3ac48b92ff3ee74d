/// @file
/// The table `extras`: facts that no other table can state, and elements written out as XML to be kept there.
#pragma once

#include "cbds/formats/tables.hpp"
#include "cbds/xml/element.hpp"
#include "cbds/xml/part.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::formats {

/// The columns of `extras`, in their order.
enum ExtrasColumn : std::size_t { kDocument, kRecord, kPath, kPlace, kKind, kName, kValue, kExtrasColumns };

/// One row of it, without its keys.
struct Fact {
    std::string path;
    std::optional<std::uint64_t> place;
    std::string_view kind;
    std::optional<std::string> name;
    std::optional<std::string> value;
};

inline constexpr std::string_view kElementFact = "element";
inline constexpr std::string_view kAttributeFact = "attribute";
inline constexpr std::string_view kNameFact = "name";
inline constexpr std::string_view kOrderFact = "order";
inline constexpr std::string_view kPlaceFact = "place";

/// Hands a fact on as a row.
void put_fact(const Fact& fact, std::size_t table, std::uint64_t record, RowSink& sink);

/// An element with all that is in it, on one line as far as its own values allow.
[[nodiscard]] std::string fragment_of(const xml::Element& element);

/// The same of a node of a part.
[[nodiscard]] std::string fragment_of(const xml::Part& part, std::uint32_t node, const schema::Dictionary& dictionary);

/// Reads an element back. Nothing in it is tied to the dictionary.
/// @param path  of the element that it stands in, for messages
/// @throws DocumentError where the text is not one element
[[nodiscard]] xml::Element read_fragment(std::string_view text, std::string_view path);

/// A step of a path: a name, and which of its repetitions, from 1.
struct PathStep {
    std::string_view name;
    std::uint64_t number = 1;
};

/// Takes the first step off a path. @throws DocumentError where it is none
[[nodiscard]] PathStep take_step(std::string_view& path);

}  // namespace cbds::formats
