/// @file
/// What the writers of JSON and NDJSON share: parts become text on several threads; what encloses them is put around
/// them in order, by one thread, which knows the whole frame.
#pragma once

#include "cbds/formats/document_writer.hpp"
#include "cbds/xml/element.hpp"
#include "formats/json_part.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

/// Receives a document in order.
class JsonFrame {
public:
    virtual ~JsonFrame() = default;

    virtual void open(const xml::Element& element) = 0;  ///< of the dictionary; it has attributes and no children
    virtual void close() = 0;

    /// An unknown element and all that is in it.
    virtual void unknown(xml::Element element) = 0;

    /// Parts of one name that follow each other, as text.
    virtual void parts(const xml::Element& element, std::string_view text) = 0;
};

/// What stands between the texts of parts.
struct JsonLayout {
    bool lines = false;  ///< each part on a line of its own with its name: {"Pupil":{...}}
};

class JsonEncoder final : public PartEncoder {
public:
    JsonEncoder(const JsonNames& names, JsonLayout layout) : names_(names), layout_(layout), part_json_(names) {}

    void part(const xml::Part& part) override;
    void frame_open(const xml::FrameElement& element) override;
    void frame_close(schema::ElementId element) override;
    void frame_text(std::string_view text) override;
    [[nodiscard]] std::size_t size() const noexcept override { return text_.size() + events_.size() * sizeof(Event); }

    /// Hands on what is held, and forgets it.
    void replay(JsonFrame& frame);

private:
    struct Event {
        enum class Kind : std::uint8_t { open, close, unknown, parts } kind;
        xml::Element element = {};
        std::size_t begin = 0;  ///< of the text of parts
        std::size_t end = 0;
    };

    Event& run_of(schema::ElementId element, std::string_view name);
    void add_unknown(xml::Element element);

    const JsonNames& names_;
    JsonLayout layout_;
    PartJson part_json_;
    std::string text_;
    std::vector<Event> events_;
    std::vector<xml::Element> unknown_;  ///< that are open
};

/// An element without children, as an encoder is told of it.
[[nodiscard]] xml::Element element_of(const xml::FrameElement& element);

/// `,"@name":"value"` for each attribute, without the first comma.
void append_json_attributes(const std::vector<xml::ParsedAttribute>& attributes, std::string& out);

}  // namespace cbds::formats
