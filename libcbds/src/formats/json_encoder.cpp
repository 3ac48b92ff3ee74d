#include "formats/json_encoder.hpp"

#include <utility>

namespace cbds::formats {

using schema::kNoElement;

xml::Element element_of(const xml::FrameElement& element) {
    return {element.element, std::string(element.name), {}, {element.attributes.begin(), element.attributes.end()}, {}};
}

void append_json_attributes(const std::vector<xml::ParsedAttribute>& attributes, std::string& out) {
    for (const xml::ParsedAttribute& attribute : attributes) {
        if (&attribute != &attributes.front()) out += ',';
        append_json_key('@' + attribute.name, out);
        append_json_text(attribute.value, out);
    }
}

JsonEncoder::Event& JsonEncoder::run_of(schema::ElementId element, std::string_view name) {
    if (!events_.empty()) {
        Event& last = events_.back();
        if (last.kind == Event::Kind::parts && last.element.id == element && last.element.name == name) return last;
    }
    return events_.emplace_back(Event{Event::Kind::parts, {element, std::string(name), {}, {}, {}}, text_.size(), text_.size()});
}

void JsonEncoder::part(const xml::Part& part) {
    const std::string_view name = part.written_name(0, names_.dictionary());
    Event& run = run_of(part.element(), name);
    if (layout_.lines) {
        text_ += '{';
        append_json_key(name, text_);
    } else if (run.begin != run.end) {
        text_ += ",\n";
    }
    part_json_.append(part, text_);
    if (layout_.lines) text_ += "}\n";
    run.end = text_.size();
}

/// In an unknown element all is unknown.
void JsonEncoder::frame_open(const xml::FrameElement& element) {
    if (element.element == kNoElement) unknown_.push_back(element_of(element));
    else events_.push_back({Event::Kind::open, element_of(element)});
}

void JsonEncoder::frame_close(schema::ElementId element) {
    if (element != kNoElement) {
        events_.push_back({Event::Kind::close});
        return;
    }
    xml::Element closed = std::move(unknown_.back());
    unknown_.pop_back();
    add_unknown(std::move(closed));
}

void JsonEncoder::add_unknown(xml::Element element) {
    if (unknown_.empty()) events_.push_back({Event::Kind::unknown, std::move(element)});
    else unknown_.back().children.push_back(std::move(element));
}

/// As in XML, only what stands before the child elements of an unknown element is kept.
void JsonEncoder::frame_text(std::string_view text) {
    if (!unknown_.empty() && unknown_.back().children.empty()) unknown_.back().text += text;
}

void JsonEncoder::replay(JsonFrame& frame) {
    for (Event& event : events_) {
        switch (event.kind) {
            case Event::Kind::open: frame.open(event.element); break;
            case Event::Kind::close: frame.close(); break;
            case Event::Kind::unknown: frame.unknown(std::move(event.element)); break;
            case Event::Kind::parts:
                frame.parts(event.element, std::string_view(text_).substr(event.begin, event.end - event.begin));
                break;
        }
    }
    events_.clear();
    text_.clear();
}

}  // namespace cbds::formats
