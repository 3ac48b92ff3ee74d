/// @file
/// The frame of a document with its header and school, kept so that several documents can be written in it, or the records
/// of several in one. It is small: what is unknown in a frame is limited by the reader.
#pragma once

#include "cbds/convert/rewrite.hpp"
#include "cbds/xml/writer.hpp"

#include <cstddef>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

namespace cbds::convert {

class FrameLog {
public:
    void open(const xml::FrameElement& element);
    void text(std::string_view text);
    void close(schema::ElementId element);
    void part(xml::Element part);

    /// How much has been kept: the place of a record that comes now.
    [[nodiscard]] std::size_t size() const noexcept { return events_.size(); }

    /// The place for more records behind those that an element of the frame encloses: before its end. size() where it has none.
    [[nodiscard]] std::size_t end_of(schema::ElementId element) const noexcept;

    /// The header; null where there is none.
    [[nodiscard]] const xml::Element* header(const schema::Dictionary& dictionary) const noexcept;

private:
    friend class FramedText;
    struct Event {
        enum class Kind : std::uint8_t { open, text, close, part };
        Kind kind;
        schema::ElementId element = schema::kNoElement;
        std::string text;
        std::vector<xml::ParsedAttribute> attributes;
        xml::Element part;
    };
    std::vector<Event> events_;
};

/// Changes a header or a school before it is written.
using PartEdit = std::function<void(xml::Element&)>;

/// A document in the frame of a log, as text.
class FramedText {
public:
    FramedText(const FrameLog& log, const schema::Dictionary& dictionary, PartEdit edit = {})
        : log_(log), dictionary_(dictionary), edit_(std::move(edit)), frame_(dictionary) {}

    /// Appends what stands before a place, then the record.
    void record(const xml::Element& record, std::size_t place, std::string& out);

    /// Appends the rest.
    void end(std::string& out) { advance(log_.size(), out); }

private:
    void advance(std::size_t place, std::string& out);
    void write(const FrameLog::Event& event, std::string& out);

    const FrameLog& log_;
    const schema::Dictionary& dictionary_;
    PartEdit edit_;
    xml::FrameText frame_;
    std::size_t next_ = 0;
};

}  // namespace cbds::convert
