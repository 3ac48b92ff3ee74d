#include "formats/table_writer.hpp"

#include "cbds/error.hpp"
#include "formats/table_frame.hpp"
#include "formats/table_rows.hpp"

#include <cstring>

namespace cbds::formats {
namespace {

using schema::ElementId;

template <typename Number>
void append_bytes(Number number, std::string& out) {
    char bytes[sizeof number];
    std::memcpy(bytes, &number, sizeof number);
    out.append(bytes, sizeof number);
}

template <typename Number>
Number take_bytes(const char*& at) {
    Number number;
    std::memcpy(&number, at, sizeof number);
    at += sizeof number;
    return number;
}

constexpr std::uint32_t kAbsent = UINT32_MAX;

/// Something that happened around the records.
struct FrameEvent {
    enum class Kind : std::uint8_t { open, close, text, records, part } kind;
    ElementId element = schema::kNoElement;
    std::uint64_t count = 0;  ///< of records
    std::string text;         ///< also the name as it is written
    std::vector<xml::ParsedAttribute> attributes;
    xml::Element tree;        ///< of header or school
    PackedRows rows;
};

/// Rows of one stretch, and what happened around them.
class TableEncoder final : public PartEncoder {
public:
    TableEncoder(const TableLayout& layout, const schema::Plan& plan, std::unique_ptr<RowEncoder> row_encoder)
        : rows(std::move(row_encoder)), layout_(layout), part_rows_(layout, plan) {}

    void part(const xml::Part& part) override {
        const ElementId element = part.element();
        if (layout_.dictionary().element(element).part != schema::Part::record) return keep_part(part);
        part_rows_.put(part, part.record, *rows);
        const bool same = !events.empty() && events.back().kind == FrameEvent::Kind::records && events.back().element == element;
        if (!same) events.push_back({FrameEvent::Kind::records, element, 0, {}, {}, {}, {}});
        ++events.back().count;
    }

    void frame_open(const xml::FrameElement& element) override {
        bytes_ += 200 + element.name.size();
        for (const xml::ParsedAttribute& attribute : element.attributes) bytes_ += attribute.name.size() + attribute.value.size();
        events.push_back({FrameEvent::Kind::open, element.element, 0, std::string(element.name), {element.attributes.begin(), element.attributes.end()}, {}, {}});
    }

    void frame_close(ElementId element) override { events.push_back({FrameEvent::Kind::close, element, 0, {}, {}, {}, {}}); }

    void frame_text(std::string_view text) override {
        bytes_ += text.size();
        if (!events.empty() && events.back().kind == FrameEvent::Kind::text) events.back().text += text;
        else events.push_back({FrameEvent::Kind::text, schema::kNoElement, 0, std::string(text), {}, {}, {}});
    }

    [[nodiscard]] std::size_t size() const noexcept override { return rows->size() + bytes_; }

    void forget_events() {
        events.clear();
        bytes_ = 0;
    }

    std::unique_ptr<RowEncoder> rows;
    std::vector<FrameEvent> events;

private:
    /// Whether it is the first one of the document is known when the stretch is taken.
    void keep_part(const xml::Part& part) {
        FrameEvent& event = events.emplace_back();
        event.kind = FrameEvent::Kind::part;
        event.element = part.element();
        if (layout_.whole()) event.tree = xml::element_of(part, layout_.dictionary());
        part_rows_.put(part, kNoRecord, event.rows);
        bytes_ += 3 * event.rows.size();
    }

    const TableLayout& layout_;
    PartRows part_rows_;
    std::size_t bytes_ = 0;
};

/// Rows of `extras` wait for the end; others go where they belong.
class PartSink final : public RowSink {
public:
    PartSink(const TableLayout& layout, RowSink& now, RowSink& late) : layout_(layout), now_(now), late_(late) {}
    void row(std::size_t table, std::uint64_t record, std::span<const Cell> cells) override {
        (layout_.tables()[table].extras() ? late_ : now_).row(table, record, cells);
    }

private:
    const TableLayout& layout_;
    RowSink& now_;
    RowSink& late_;
};

}  // namespace

void PackedRows::row(std::size_t table, std::uint64_t record, std::span<const Cell> cells) {
    append_bytes(static_cast<std::uint32_t>(table), bytes_);
    append_bytes(record, bytes_);
    append_bytes(static_cast<std::uint32_t>(cells.size()), bytes_);
    for (const Cell& cell : cells) {
        append_bytes(cell ? static_cast<std::uint32_t>(cell->size()) : kAbsent, bytes_);
        if (cell) bytes_.append(*cell);
    }
}

std::size_t PackedRows::size() const noexcept { return bytes_.size(); }

void PackedRows::replay(RowSink& sink) {
    std::vector<Cell> cells;
    for (const char *at = bytes_.data(), *const end = at + bytes_.size(); at != end;) {
        const auto table = take_bytes<std::uint32_t>(at);
        const auto record = take_bytes<std::uint64_t>(at);
        cells.assign(take_bytes<std::uint32_t>(at), std::nullopt);
        for (Cell& cell : cells) {
            const auto length = take_bytes<std::uint32_t>(at);
            if (length == kAbsent) continue;
            cell = std::string_view(at, length);
            at += length;
        }
        sink.row(table, record, cells);
    }
    bytes_.clear();
}

TableWriter::TableWriter(TableLayout layout) : layout_(std::move(layout)) {}

TableWriter::~TableWriter() = default;

void TableWriter::begin(const DocumentStart& start, const schema::Plan& plan) {
    if (plan.edition().collection != layout_.collection())
        throw UsageError(start.name + ": a " + std::string(schema::collection_title(plan.edition().collection)) + " has other tables than a " +
                         std::string(schema::collection_title(layout_.collection())) + "; write it to another file");
    plan_ = &plan;
    ++document_;
    if (!frame_rows_) frame_rows_ = make_row_encoder();
    frame_ = std::make_unique<DocumentFrame>(layout_, late_);
}

std::unique_ptr<PartEncoder> TableWriter::make_encoder() { return std::make_unique<TableEncoder>(layout_, *plan_, make_row_encoder()); }

void TableWriter::take(PartEncoder& encoder, std::uint64_t first_record) {
    auto& taken = static_cast<TableEncoder&>(encoder);
    for (FrameEvent& event : taken.events) {
        switch (event.kind) {
        case FrameEvent::Kind::open: frame_->open(event.element, event.text, std::move(event.attributes)); break;
        case FrameEvent::Kind::close: frame_->close(); break;
        case FrameEvent::Kind::text: frame_->text(event.text); break;
        case FrameEvent::Kind::records: frame_->records(event.element, event.count); break;
        case FrameEvent::Kind::part:
            if (!frame_->part(event.element, std::move(event.tree))) break;
            PartSink sink(layout_, *frame_rows_, late_);
            event.rows.replay(sink);
            break;
        }
    }
    taken.forget_events();
    take_frame_rows();
    take_rows(*taken.rows, first_record);
}

void TableWriter::take_frame_rows() {
    if (frame_rows_->size() != 0) take_rows(*frame_rows_, 0);
}

/// The facts about the frame come last, so that their place among the rows does not depend on how the document was cut.
void TableWriter::end() {
    if (layout_.whole()) {
        frame_->finish();
        late_.replay(*frame_rows_);
        take_frame_rows();
    }
    late_ = {};
    frame_.reset();
}

}  // namespace cbds::formats
