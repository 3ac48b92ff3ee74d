#include "xml/sequential_reader.hpp"
#include "io/ascii.hpp"

namespace cbds::xml {

void SequentialReader::read(Beginning beginning, ByteSupply supply) {
    PartReader reader(plan_, options_.limits, *this);
    reader.skip_open(beginning.open);
    text_ = std::make_unique<DocumentText>(std::move(beginning), encoding_, std::move(supply));
    result_.fault = text_->parse_with(reader);
    Locator locator({}, text_->place_of(text_->begin()), encoding_);
    handler_.collect(*worker_, locator, result_.records);  // what stood behind the last part
    if (result_.fault) result_.fault_place = text_->place_of(result_.fault->offset);
}

void SequentialReader::frame_open(schema::FoundName found, std::string_view name, std::span<const ParsedAttribute> attributes,
                                  std::uint64_t offset) {
    frame_bytes_ += name.size();
    for (const ParsedAttribute& attribute : attributes) frame_bytes_ += attribute.name.size() + attribute.value.size();
    check_frame_size(offset);
    worker_->frame_open({found.element, name, attributes});
    result_.frame.open(found.element, found.match, name, text_->place_of(offset));
    for (const ParsedAttribute& attribute : attributes) result_.frame.attribute(attribute.name, attribute.value);
    text_->forget(offset);
}

void SequentialReader::check_frame_size(std::uint64_t offset) const {
    if (result_.frame.tree().nodes.size() > options_.limits.frame_elements || frame_bytes_ > options_.limits.part)
        throw StopParsing{Fault{"XML083", offset, "too many unknown elements stand between the records", ""}};
}

void SequentialReader::frame_close(schema::ElementId element) {
    // A root that was closed before the rest began is closed a second time by the text that puts the parser there.
    if (result_.frame.depth() == 0) return;
    result_.frame.close();
    worker_->frame_close(element);
}

void SequentialReader::frame_value(std::string_view text) {
    if (!ascii::all_blank(text)) frame_bytes_ += text.size();
    worker_->frame_text(text);
}

void SequentialReader::frame_text(std::uint64_t gap) {
    // The gap may begin in the text that puts the parser into the place.
    gap = std::max(gap, text_->begin());
    result_.frame.text(text_->place_of(gap + first_text(text_->from(gap), 0)));
}

void SequentialReader::part(Part& part, schema::FoundName found, std::string_view name, std::uint64_t offset, std::uint64_t end) {
    check_frame_size(offset);
    const Place place = text_->place_of(offset);
    Locator locator(text_->text(offset, end), place, encoding_);
    find_misplaced_texts(part, text_->text(offset, end));
    part.record = 0;
    part.end = static_cast<std::uint32_t>(end - offset);
    (void)worker_->part(part);  // collected at once, whatever it says
    handler_.collect(*worker_, locator, result_.records);
    if (plan_.row(found.element).part == schema::Part::record) ++result_.records;
    result_.frame.part(found.element, found.match, name, place);
    text_->forget(end);
}

}  // namespace cbds::xml
