/// @file
/// libxml2's SAX interface as a C++ class: events with offsets, and the first fault in our own words.
#pragma once

#include "cbds/xml/fault.hpp"
#include "cbds/xml/part.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cbds::xml {

/// One attribute as libxml2 hands it over, references resolved.

/// Receives the events of one parse. Offsets are bytes of the text that the parser was given, from 0.
class ParserEvents {
public:
    virtual ~ParserEvents() = default;
    virtual void start_element(std::string_view name, std::span<const ParsedAttribute> attributes, std::uint64_t offset) = 0;
    virtual void end_element(std::uint64_t offset) = 0;
    virtual void text(std::string_view text) = 0;
};

/// Gives the parser its text, piece by piece: fills the buffer, 0 at the end.
using TextSupply = std::function<std::size_t(std::span<char>)>;

/// Ends a parse from inside an event: thrown by the handler, never seen by the caller of `parse`.
struct StopParsing {
    std::optional<Fault> fault;
};

/// Parses one document of UTF-8 text, whatever its declaration says of the encoding. No DTD is loaded, no
/// entity but the five is known, nothing is fetched.
/// @returns the first fault; nothing where the text is well formed or an event stopped the parse without one.
/// Exceptions of the supply and of the events end the parse and are passed on.
[[nodiscard]] std::optional<Fault> parse(const TextSupply& supply, ParserEvents& events);

}  // namespace cbds::xml
