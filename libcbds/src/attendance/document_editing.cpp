#include "attendance/document_editing.hpp"

#include "cbds/error.hpp"
#include "cbds/formats/known_document.hpp"
#include "cbds/xml/document_reader.hpp"
#include "io/ascii.hpp"
#include "xml/place_text.hpp"

#include <utility>
#include <vector>

namespace cbds::attendance {
namespace {

constexpr std::size_t kManyBytes = std::size_t{4} << 20;  // that an encoder holds

/// Where text stands between the elements that enclose the records, and would be lost. Of an unknown element without any in it
/// it is the value, and kept.
class FrameTextCheck {
public:
    void open(bool known) {
        child();
        open_.push_back({known, false});
    }
    void close() {
        if (!open_.empty()) open_.pop_back();
    }
    void child() {
        if (!open_.empty()) open_.back().has_children = true;
    }
    [[nodiscard]] bool loses(std::string_view text) const {
        return !ascii::all_blank(text) && !open_.empty() && (open_.back().known || open_.back().has_children);
    }

private:
    struct Open {
        bool known;
        bool has_children;
    };
    std::vector<Open> open_;
};

/// What encloses the parts of a stretch, as FrameTextCheck wants it.
struct FrameNote {
    enum class Kind : std::uint8_t { open, close, child, text };
    Kind kind;
    bool known = false;
    std::string text;
};

class EditingWorker final : public xml::PartWorker {
public:
    EditingWorker(const schema::Plan& plan, std::unique_ptr<RecordEditor> editor, std::unique_ptr<formats::PartEncoder> encoder)
        : plan_(plan), editor_(std::move(editor)), encoder_(std::move(encoder)) {}

    bool part(const xml::Part& part) override {
        if (part.mixed && !mixed_) mixed_ = place_of_text(part);
        notes_.push_back({FrameNote::Kind::child, true, {}});
        const schema::Part kind = plan_.row(part.element()).part;
        if (kind == schema::Part::school) school_ = xml::element_of(part, plan_.dictionary());
        if (kind != schema::Part::record || !edited(part)) encode(part);
        if (school_) return false;  // the records behind it are judged by it
        return encoder_ == nullptr || encoder_->size() < kManyBytes;
    }
    void frame_open(const xml::FrameElement& element) override {
        notes_.push_back({FrameNote::Kind::open, element.element != schema::kNoElement, {}});
        if (encoder_) encoder_->frame_open(element);
    }
    void frame_close(schema::ElementId element) override {
        notes_.push_back({FrameNote::Kind::close, true, {}});
        if (encoder_) encoder_->frame_close(element);
    }
    void frame_text(std::string_view text) override {
        notes_.push_back({FrameNote::Kind::text, true, std::string(text)});
        if (encoder_) encoder_->frame_text(text);
    }

    [[nodiscard]] RecordEditor& editor() noexcept { return *editor_; }
    [[nodiscard]] formats::PartEncoder* encoder() noexcept { return encoder_.get(); }
    [[nodiscard]] std::optional<xml::Element> take_school() { return std::exchange(school_, std::nullopt); }
    [[nodiscard]] std::vector<FrameNote> take_notes() { return std::exchange(notes_, {}); }
    [[nodiscard]] std::optional<std::uint32_t> take_mixed() { return std::exchange(mixed_, std::nullopt); }

private:
    /// Whether a record was changed, and put out so.
    bool edited(const xml::Part& part) {
        xml::Element record = xml::element_of(part, plan_.dictionary());
        if (!editor_->edit(record, part.record + 1)) return false;
        encode(xml::ElementPart(record, plan_, part.record).part());
        return true;
    }
    void encode(const xml::Part& part) {
        if (encoder_) encoder_->part(part);
    }
    static std::uint32_t place_of_text(const xml::Part& part) {
        for (const xml::Misplaced& each : part.misplaced)
            if (!each.element) return each.offset;
        return part.nodes.front().offset;
    }

    const schema::Plan& plan_;
    std::unique_ptr<RecordEditor> editor_;
    std::unique_ptr<formats::PartEncoder> encoder_;
    std::optional<xml::Element> school_;
    std::vector<FrameNote> notes_;
    std::optional<std::uint32_t> mixed_;
};

class EditingHandler final : public xml::DocumentHandler {
public:
    EditingHandler(const std::string& name, const schema::Plan& plan, DocumentEditor& editor, formats::DocumentWriter* writer)
        : name_(name), plan_(plan), editor_(editor), writer_(writer) {}

    std::unique_ptr<xml::PartWorker> make_worker() override {
        return std::make_unique<EditingWorker>(plan_, editor_.make_editor(), writer_ == nullptr ? nullptr : writer_->make_encoder());
    }

    void collect(xml::PartWorker& worker, xml::Locator& locator, std::uint64_t first_record) override {
        auto& done = static_cast<EditingWorker&>(worker);
        const auto mixed = done.take_mixed();
        if (mixed && writer_ != nullptr) refuse_text(xml::place_text(name_, locator.place(*mixed)));
        for (const FrameNote& note : done.take_notes()) check(note);
        if (const auto school = done.take_school()) editor_.school(*school);
        editor_.collect(done.editor(), first_record);
        if (done.encoder() != nullptr) writer_->take(*done.encoder(), first_record);
    }

private:
    void check(const FrameNote& note) {
        switch (note.kind) {
        case FrameNote::Kind::open: return text_check_.open(note.known);
        case FrameNote::Kind::close: return text_check_.close();
        case FrameNote::Kind::child: return text_check_.child();
        case FrameNote::Kind::text: break;
        }
        if (writer_ != nullptr && text_check_.loses(note.text)) refuse_text(name_ + ": ");
    }

    [[noreturn]] static void refuse_text(const std::string& place) {
        throw DocumentError(place + "text stands between elements, where it would be lost; remove it first");
    }

    const std::string& name_;
    const schema::Plan& plan_;
    DocumentEditor& editor_;
    formats::DocumentWriter* writer_;
    FrameTextCheck text_check_;
};

}  // namespace

void edit_document(const schema::Dictionary& dictionary, io::Input& document, std::optional<schema::Edition> edition, unsigned jobs,
                   DocumentEditor& editor, formats::DocumentWriter* writer) {
    const std::string& name = document.name();
    const auto stream = document.open();
    auto [opening, found] = formats::open_known_document(dictionary, *stream, name, edition, std::nullopt);
    const schema::Plan plan(dictionary, found.edition);
    editor.begin(plan, opening, found.named);
    if (writer != nullptr) writer->begin({name, found.edition}, plan);
    EditingHandler handler(name, plan, editor, writer);
    xml::ReadOptions options;
    options.jobs = jobs;
    options.judge_values = false;
    const xml::ReadResult read = xml::read_document(std::move(opening), *stream, plan, options, handler);
    if (read.fault) throw DocumentError(xml::place_text(name, read.fault_place) + read.fault->message);
    editor.end(read.records);
    if (writer != nullptr) writer->end();
}

schema::ElementId child_row(const schema::Plan& plan, schema::ElementId parent, std::string_view name) noexcept {
    const schema::ElementId row = parent == schema::kNoElement ? parent : plan.find_child(parent, name).element;
    return row != schema::kNoElement && plan.in_edition(row) ? row : schema::kNoElement;
}

xml::Element* find_row(xml::Element& above, schema::ElementId row) noexcept {
    if (row == schema::kNoElement) return nullptr;
    for (xml::Element& child : above.children) {
        if (child.id == row) return &child;
        if (child.id == schema::kNoElement || child.id > row || child.children.empty()) continue;
        if (xml::Element* const found = find_row(child, row)) return found;
    }
    return nullptr;
}

std::string value_at(xml::Element& record, std::string_view path, const schema::Dictionary& dictionary) {
    if (record.id == schema::kNoElement) return {};
    const schema::ElementRow& row = dictionary.element(record.id);
    const xml::Element* const found = find_row(record, dictionary.find(row.collection, std::string(row.path).append("/").append(path)));
    return found == nullptr ? std::string() : std::string(ascii::trimmed(found->text));
}

xml::Element ElementSetter::empty(schema::ElementId row) const { return {row, std::string(plan_.row(row).name), {}, {}, {}}; }

xml::Element& ElementSetter::make(xml::Element& parent, schema::ElementId row) {
    if (xml::Element* const found = find_row(parent, row)) return *found;
    changed_ = true;
    return xml::insert_child(parent, empty(row));
}

void ElementSetter::set(xml::Element& parent, schema::ElementId row, const std::string& value) {
    if (row == schema::kNoElement) return;
    xml::Element& element = make(parent, row);
    changed_ |= element.text != value;
    element.text = value;
}

}  // namespace cbds::attendance
