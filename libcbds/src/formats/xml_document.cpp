#include "cbds/formats/xml_document.hpp"

#include "cbds/error.hpp"
#include "cbds/xml/writer.hpp"

namespace cbds::formats {
namespace {

/// Parts as text, and between them what encloses them: only the writer, which sees the whole document, knows how
/// deep that stands.
class XmlEncoder final : public PartEncoder {
public:
    explicit XmlEncoder(const schema::Dictionary& dictionary) : dictionary_(dictionary) {}

    void part(const xml::Part& part) override { xml::append_part(part, dictionary_, xml::depth_of(part.element(), dictionary_), text_); }
    void frame_open(const xml::FrameElement& element) override {
        events_.push_back({text_.size(), Event::Kind::open, element.element, std::string(element.name), {element.attributes.begin(), element.attributes.end()}});
    }
    void frame_close(schema::ElementId element) override { events_.push_back({text_.size(), Event::Kind::close, element, {}, {}}); }
    void frame_text(std::string_view text) override { events_.push_back({text_.size(), Event::Kind::text, schema::kNoElement, std::string(text), {}}); }
    [[nodiscard]] std::size_t size() const noexcept override { return text_.size(); }

    void write_to(std::ostream& out, xml::FrameText& frame) {
        std::size_t done = 0;
        for (const Event& event : events_) {
            write_parts(done, event.at, out, frame);
            done = event.at;
            std::string text;
            if (event.kind == Event::Kind::open) frame.open({event.element, event.text, event.attributes}, text);
            else if (event.kind == Event::Kind::close) frame.close(event.element, text);
            else frame.text(event.text);
            out << text;
        }
        write_parts(done, text_.size(), out, frame);
        text_.clear();
        events_.clear();
    }

private:
    struct Event {
        enum class Kind : std::uint8_t { open, close, text };
        std::size_t at = 0;  ///< in the text of the parts
        Kind kind{};
        schema::ElementId element = schema::kNoElement;
        std::string text;
        std::vector<xml::ParsedAttribute> attributes;
    };

    void write_parts(std::size_t begin, std::size_t end, std::ostream& out, xml::FrameText& frame) {
        if (begin == end) return;
        std::string line_end;
        frame.part(line_end);
        out << line_end;
        out.write(text_.data() + begin, static_cast<std::streamsize>(end - begin));
    }

    const schema::Dictionary& dictionary_;
    std::string text_;
    std::vector<Event> events_;
};

}  // namespace

void XmlWriter::begin(const DocumentStart& start, const schema::Plan& plan) {
    if (plan_ != nullptr) throw UsageError(start.name + ": XML holds one document a file; give a folder with -o, and --name");
    plan_ = &plan;
    frame_.emplace(plan.dictionary());
    file_.stream() << xml::xml_declaration();
}

std::unique_ptr<PartEncoder> XmlWriter::make_encoder() { return std::make_unique<XmlEncoder>(plan_->dictionary()); }

void XmlWriter::take(PartEncoder& encoder, std::uint64_t) { static_cast<XmlEncoder&>(encoder).write_to(file_.stream(), *frame_); }

}  // namespace cbds::formats
