/// @file
/// The libxml2 reader: turns the parser's events into parts and a frame. It decides on everything that the
/// fast reader does not prove.
#pragma once

#include "cbds/xml/limits.hpp"
#include "cbds/xml/part.hpp"
#include "xml/libxml2_parser.hpp"

#include <string>
#include <vector>

namespace cbds::xml {

/// Receives what the reader makes of the events. Offsets are those of the parser.
class PartSink {
public:
    virtual ~PartSink() = default;

    /// An element of the frame opens, with its attributes.
    virtual void frame_open(schema::FoundName found, std::string_view name, std::span<const ParsedAttribute> attributes,
                            std::uint64_t offset) = 0;
    virtual void frame_close(schema::ElementId element) = 0;

    /// Text that is not blank stands in the frame, in the gap between two tags that begins there.
    virtual void frame_text(std::uint64_t gap) = 0;

    /// A piece of text in the frame, blank or not.
    virtual void frame_value(std::string_view) {}

    /// A part has been read; its nodes' offsets count from `offset`, that of its `<`. Its misplaced texts have the
    /// offset of the gap between two tags in which they stand: `find_misplaced_texts` finds them.
    virtual void part(Part& part, schema::FoundName found, std::string_view name, std::uint64_t offset, std::uint64_t end) = 0;
};

/// Where text begins in a gap between two tags: behind the start tag at `gap`, if there is one, and behind blanks,
/// comments and processing instructions.
[[nodiscard]] std::size_t first_text(std::string_view document, std::size_t gap) noexcept;

/// Sets the offsets of a part's misplaced texts.
/// @param text  of the part
void find_misplaced_texts(Part& part, std::string_view text) noexcept;

class PartReader final : public ParserEvents {
public:
    PartReader(const schema::Plan& plan, const Limits& limits, PartSink& sink) : plan_(plan), limits_(limits), sink_(sink) {}

    /// The first elements belong to a frame that is open already and are not handed on: `open` of them.
    void skip_open(std::size_t open) { skip_ = open; }

    void start_element(std::string_view name, std::span<const ParsedAttribute> attributes, std::uint64_t offset) override;
    void end_element(std::uint64_t offset) override;
    void text(std::string_view text) override;

private:
    /// An element that is open, in the frame or in a part.
    struct Open {
        schema::FoundName found;
        std::uint32_t node = 0;    ///< in a part
        bool value = false;        ///< its text is its value
        std::size_t text_begin = 0;
    };

    [[nodiscard]] schema::FoundName find(std::string_view name) const;
    void check_limits(std::string_view name, std::span<const ParsedAttribute> attributes, std::uint64_t offset) const;
    void refuse_document_inside(std::string_view name, std::uint64_t offset) const;
    [[nodiscard]] bool holds_anything(schema::ElementId element) const;
    [[nodiscard]] bool has_children(const Open& open) const;
    void start_in_part(schema::FoundName found, std::string_view name, std::span<const ParsedAttribute> attributes, std::uint64_t offset);
    void end_in_part(std::uint64_t offset);
    void hand_on(std::uint64_t end);

    const schema::Plan& plan_;
    const Limits& limits_;
    PartSink& sink_;
    std::size_t skip_ = 0;
    std::uint64_t gap_ = 0;     ///< offset of the start tag or behind the end tag that was read last
    bool text_in_gap_ = false;  ///< text that should not be there was seen behind it
    std::vector<Open> open_;
    std::size_t part_depth_ = 0;  ///< `open_.size()` of the part's own element; 0 outside a part

    Part part_;
    std::uint64_t part_offset_ = 0;
    std::string texts_;                     ///< values of the part, one behind the other
    std::vector<std::size_t> text_begins_;  ///< by node
    struct KeptAttribute {
        std::uint32_t node;
        ParsedAttribute attribute;
    };
    std::vector<KeptAttribute> kept_attributes_;
    std::vector<std::pair<std::uint32_t, std::string>> kept_written_;
};

}  // namespace cbds::xml
