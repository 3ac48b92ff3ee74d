#include "convert/care_frame.hpp"

#include <algorithm>

namespace cbds::convert {

void FrameLog::open(const xml::FrameElement& element) {
    events_.push_back({Event::Kind::open, element.element, std::string(element.name), {element.attributes.begin(), element.attributes.end()}, {}});
}

void FrameLog::text(std::string_view text) { events_.push_back({Event::Kind::text, schema::kNoElement, std::string(text), {}, {}}); }

void FrameLog::close(schema::ElementId element) { events_.push_back({Event::Kind::close, element, {}, {}, {}}); }

void FrameLog::part(xml::Element part) {
    const schema::ElementId id = part.id;
    events_.push_back({Event::Kind::part, id, {}, {}, std::move(part)});
}

std::size_t FrameLog::end_of(schema::ElementId element) const noexcept {
    const auto found = std::find_if(events_.begin(), events_.end(), [=](const Event& event) { return event.kind == Event::Kind::close && event.element == element; });
    return static_cast<std::size_t>(found - events_.begin());
}

const xml::Element* FrameLog::header(const schema::Dictionary& dictionary) const noexcept {
    for (const Event& event : events_)
        if (event.kind == Event::Kind::part && dictionary.element(event.element).part == schema::Part::header) return &event.part;
    return nullptr;
}

void FramedText::record(const xml::Element& record, std::size_t place, std::string& out) {
    advance(place, out);
    frame_.part(out);
    xml::append_element(record, xml::depth_of(record.id, dictionary_), out);
}

void FramedText::advance(std::size_t place, std::string& out) {
    while (next_ < place) write(log_.events_[next_++], out);
}

void FramedText::write(const FrameLog::Event& event, std::string& out) {
    switch (event.kind) {
    case FrameLog::Event::Kind::open: return frame_.open({event.element, event.text, event.attributes}, out);
    case FrameLog::Event::Kind::text: return frame_.text(event.text);
    case FrameLog::Event::Kind::close: return frame_.close(event.element, out);
    case FrameLog::Event::Kind::part: break;
    }
    frame_.part(out);
    if (!edit_) return xml::append_element(event.part, xml::depth_of(event.element, dictionary_), out);
    xml::Element part = event.part;
    edit_(part);
    xml::append_element(part, xml::depth_of(event.element, dictionary_), out);
}

}  // namespace cbds::convert
