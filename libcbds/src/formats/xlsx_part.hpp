/// @file
/// Reading an XML part of a workbook: only the elements that matter, by what encloses them.
#pragma once

#include "cbds/io/stream.hpp"
#include "xml/libxml2_parser.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

/// Where the reading is: a number that the reader of a part gives to an element in its place.
using PartState = std::uint8_t;
inline constexpr PartState kOutside = 0;   ///< outside the root
inline constexpr PartState kElsewhere = 255;  ///< in an element that does not matter, with all that is in it

/// "This element in that state is this state." Prefixes do not count: the names are not used with two meanings.
struct PartStep {
    PartState above = kOutside;
    std::string_view name;
    PartState state = kElsewhere;
};

using PartAttributes = std::span<const xml::ParsedAttribute>;

/// The value of an attribute of that name, whatever its prefix (`id` for `r:id`); empty where there is none.
[[nodiscard]] std::string_view attribute(PartAttributes attributes, std::string_view name) noexcept;

/// The value of an attribute that is a number, or another where there is none or it is no number.
[[nodiscard]] std::uint64_t number_attribute(PartAttributes attributes, std::string_view name, std::uint64_t otherwise) noexcept;

/// Whether a value means yes: `1`, `true`.
[[nodiscard]] bool is_true(std::string_view value) noexcept;

class PartReader : private xml::ParserEvents {
public:
    /// @param steps  must outlive the reader
    explicit PartReader(std::span<const PartStep> steps) : steps_(steps) {}

    /// Reads a part to its end.
    /// @param path  of the part, for messages
    /// @throws DocumentError where it is not well formed or has a DTD; what the stream throws
    void read(io::ByteStream& part, const std::string& path);

protected:
    /// An element that matters begins.
    virtual void enter(PartState state, PartAttributes attributes) = 0;
    virtual void leave(PartState state) = 0;
    virtual void characters(PartState, std::string_view) {}

    /// To be called within the events: there is nothing more to read.
    [[noreturn]] static void stop() { throw xml::StopParsing{}; }

private:
    void start_element(std::string_view name, PartAttributes attributes, std::uint64_t offset) final;
    void end_element(std::uint64_t offset) final;
    void text(std::string_view text) final;
    [[nodiscard]] PartState next_state(std::string_view name) const noexcept;

    std::span<const PartStep> steps_;
    std::vector<PartState> open_{kOutside};
};

}  // namespace cbds::formats
