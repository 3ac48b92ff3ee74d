#include "cbds/convert/rewrite.hpp"

#include "cbds/error.hpp"
#include "cbds/formats/known_document.hpp"
#include "io/ascii.hpp"
#include "xml/place_text.hpp"

#include <algorithm>
#include <utility>

namespace cbds::convert {
namespace {

constexpr std::size_t kManyElements = 40'000;  // of one stretch: about 8 MB

/// Something of a stretch, in document order.
struct Event {
    enum class Kind : std::uint8_t { open, text, close, part };
    Kind kind;
    schema::ElementId element = schema::kNoElement;
    std::string text;                              ///< the name, or the text
    std::vector<xml::ParsedAttribute> attributes;
    CarePart part;
    std::optional<std::uint32_t> mixed;            ///< where text stands that would be lost
};

/// Turns parts into elements and has them edited.
class CareWorker final : public xml::PartWorker {
public:
    CareWorker(const schema::Plan& plan, const DocumentVisitor& visitor) : plan_(plan), visitor_(visitor) {}

    bool part(const xml::Part& part) override {
        Event& event = add(Event::Kind::part, part.element(), {});
        event.part.element = xml::element_of(part, plan_.dictionary());
        if (plan_.row(part.element()).part == schema::Part::record) {
            event.part.record = part.record + 1;
            event.part.key = key_of(event.part.element, plan_.dictionary());
        }
        if (part.mixed) event.mixed = place_of_text(part);
        visitor_.edit(event.part.element, event.part.changes);
        elements_ += part.nodes.size();
        return elements_ < kManyElements;
    }

    void frame_open(const xml::FrameElement& element) override {
        add(Event::Kind::open, element.element, element.name).attributes.assign(element.attributes.begin(), element.attributes.end());
    }
    void frame_close(schema::ElementId element) override { add(Event::Kind::close, element, {}); }
    void frame_text(std::string_view text) override { add(Event::Kind::text, schema::kNoElement, text); }

    [[nodiscard]] std::vector<Event> take() {
        elements_ = 0;
        return std::exchange(events_, {});
    }

private:
    Event& add(Event::Kind kind, schema::ElementId element, std::string_view text) {
        return events_.emplace_back(Event{kind, element, std::string(text), {}, {}, {}});
    }

    static std::uint32_t place_of_text(const xml::Part& part) {
        for (const xml::Misplaced& each : part.misplaced)
            if (!each.element) return each.offset;
        return part.nodes.front().offset;
    }

    const schema::Plan& plan_;
    const DocumentVisitor& visitor_;
    std::vector<Event> events_;
    std::size_t elements_ = 0;
};

/// Hands on what the workers gathered.
class CareHandler final : public xml::DocumentHandler {
public:
    CareHandler(const SourceDocument& document, DocumentVisitor& visitor) : document_(document), visitor_(visitor) {}

    std::unique_ptr<xml::PartWorker> make_worker() override { return std::make_unique<CareWorker>(*document_.plan, visitor_); }

    void collect(xml::PartWorker& worker, xml::Locator& locator, std::uint64_t first_record) override {
        for (Event& event : static_cast<CareWorker&>(worker).take()) hand_on(event, locator, first_record);
    }

private:
    /// An element of the frame that is open.
    struct Open {
        bool known = false;
        bool has_children = false;
    };

    void hand_on(Event& event, xml::Locator& locator, std::uint64_t first_record) {
        switch (event.kind) {
        case Event::Kind::open:
            child_begins();
            open_.push_back({event.element != schema::kNoElement, false});
            return visitor_.frame_open({event.element, event.text, event.attributes});
        case Event::Kind::close:
            if (!open_.empty()) open_.pop_back();
            return visitor_.frame_close(event.element);
        case Event::Kind::text:
            refuse_lost_text(event.text);
            return visitor_.frame_text(event.text);
        case Event::Kind::part: break;
        }
        child_begins();
        if (event.mixed) refuse(locator.place(*event.mixed));
        if (event.part.record != 0) event.part.record += first_record;
        for (Change& change : event.part.changes) {
            change.record = event.part.record;
            change.key = event.part.key;
        }
        visitor_.part(event.part);
    }

    void child_begins() {
        if (!open_.empty()) open_.back().has_children = true;
    }

    void refuse_lost_text(std::string_view text) const {
        if (ascii::all_blank(text) || open_.empty() || (!open_.back().known && !open_.back().has_children)) return;
        throw DocumentError(document_.name + ": text stands between the elements that enclose the records, where it would be lost; remove it first");
    }

    [[noreturn]] void refuse(const xml::Place& place) const {
        throw DocumentError(xml::place_text(document_.name, place) + "text stands between elements, where it would be lost; remove it first");
    }

    const SourceDocument& document_;
    DocumentVisitor& visitor_;
    std::vector<Open> open_;
};

}  // namespace

std::string key_of(const xml::Element& record, const schema::Dictionary& dictionary) {
    if (record.id == schema::kNoElement) return {};
    return std::string(record.value(dictionary.element(record.id).key));
}

SourceDocument visit_document(io::ByteStream& stream, const std::string& name, const CareReading& reading, DocumentVisitor& visitor) {
    SourceDocument document;
    document.name = name;
    auto [opening, found] = formats::open_known_document(*reading.dictionary, stream, name, reading.edition, reading.encoding);
    xml::ReadOptions options;
    options.jobs = reading.jobs;
    document.collection = *found.collection;
    document.named = found.named;
    document.plan = std::make_shared<const schema::Plan>(*reading.dictionary, found.edition);
    document.opening.header = opening.header;
    document.opening.encoding = opening.encoding;
    document.opening.declared_encoding = opening.declared_encoding;
    document.opening.root = opening.root;
    visitor.begin(document);
    CareHandler handler(document, visitor);
    const xml::ReadResult result = xml::read_document(std::move(opening), stream, *document.plan, options, handler);
    if (result.fault) throw DocumentError(xml::place_text(name, result.fault_place) + result.fault->message);
    return document;
}

}  // namespace cbds::convert
