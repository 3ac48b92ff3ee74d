#include "diff/record_index.hpp"

#include "cbds/error.hpp"
#include "cbds/formats/document_inputs.hpp"
#include "cbds/formats/known_document.hpp"
#include "cbds/io/twice.hpp"
#include "diff/hash.hpp"
#include "diff/known_records.hpp"
#include "diff/outside.hpp"
#include "diff/record_reader.hpp"
#include "io/ascii.hpp"
#include "xml/place_text.hpp"

#include <algorithm>
#include <utility>

namespace cbds::diff {
namespace {

constexpr const char* kTextBetween = "text stands between elements in here, of which a patch cannot tell; remove it first";

/// Bytes of a record that is still worth room of its own beforehand.
constexpr std::uint64_t kSmallRecord = 1024;

/// What the workers share.
struct IndexTask {
    const schema::Plan& plan;
    bool count_items = false;
    bool as_written = false;
    bool is_later = false;                ///< there is a document that was read before
    const KnownRecords* known = nullptr;  ///< null while nothing is known
};

class IndexWorker final : public xml::PartWorker {
public:
    explicit IndexWorker(const IndexTask& task) : task_(task), reader_(task.plan.dictionary(), task.plan.edition().collection) {
        if (task_.count_items) items_.resize(task_.plan.dictionary().elements().size());
    }

    bool part(const xml::Part& part) override {
        if (task_.as_written && part.mixed && !mixed_) mixed_ = part.nodes.front().offset;
        if (task_.plan.row(part.element()).part != schema::Part::record) {
            events_.push_back({OutsideEvent::Kind::part, xml::element_of(part, task_.plan.dictionary()), {}});
            return true;
        }
        entries_.push_back(reader_.entry(part));
        same_.push_back(kNoRecord);
        if (task_.known != nullptr) next_ = task_.known->behind(entries_.back().upn);
        if (task_.count_items) count(part);
        return true;
    }
    std::size_t known_part(schema::ElementId element, std::string_view text, std::uint32_t offset) override {
        if (task_.known == nullptr || !task_.known->begins(next_, element, text)) return 0;
        entries_.push_back((*task_.known)[next_]);
        entries_.back().offset = offset;
        same_.push_back(next_++);
        return entries_.back().length;
    }
    void frame_open(const xml::FrameElement& element) override {
        xml::Element opened;
        opened.id = element.element;
        opened.name = element.name;
        opened.attributes.assign(element.attributes.begin(), element.attributes.end());
        events_.push_back({OutsideEvent::Kind::open, std::move(opened), {}});
    }
    void frame_close(schema::ElementId) override { events_.push_back({OutsideEvent::Kind::close, {}, {}}); }
    void frame_text(std::string_view text) override { events_.push_back({OutsideEvent::Kind::text, {}, std::string(text)}); }

    /// Hands on what was gathered of one stretch.
    void give(xml::Locator& locator, IndexedDocument& document, OutsideBuilder& outside) {
        if (mixed_) throw DocumentError(xml::place_text(document.side.name, locator.place(*mixed_)) + kTextBetween);
        for (RecordEntry& entry : entries_) {
            const std::uint64_t begin = locator.byte(entry.offset);
            entry.length = static_cast<std::uint32_t>(locator.byte(entry.offset + entry.length) - begin);
            entry.offset = begin;
        }
        document.records.insert(document.records.end(), entries_.begin(), entries_.end());
        entries_.clear();
        if (task_.is_later) document.same.insert(document.same.end(), same_.begin(), same_.end());
        same_.clear();
        next_ = kNoRecord;
        for (OutsideEvent& event : events_) outside.take(std::move(event));
        events_.clear();
        if (!task_.count_items) return;
        document.items.resize(items_.size());
        for (std::size_t i = 0; i < items_.size(); ++i) document.items[i] += std::exchange(items_[i], 0);
    }

private:
    void count(const xml::Part& part) {
        for (const xml::Node& node : part.nodes)
            if (node.element != schema::kNoElement && task_.plan.row(node.element).content == schema::Content::value) ++items_[node.element];
    }

    const IndexTask& task_;
    RecordReader reader_;
    RecordIndex next_ = kNoRecord;  ///< the known record that is expected
    std::vector<RecordEntry> entries_;
    std::vector<RecordIndex> same_;  ///< of each entry: the known record that it is
    std::vector<OutsideEvent> events_;
    std::optional<std::uint32_t> mixed_;  ///< offset of a part that has text between its elements
    ItemTotals items_;
};

class IndexHandler final : public xml::DocumentHandler {
public:
    /// @param earlier  may be null
    /// @param size     bytes of the document, where that is known
    IndexHandler(IndexTask& task, IndexedDocument& document, const IndexedDocument* earlier, std::optional<std::uint64_t> size)
        : task_(task), document_(document), earlier_(earlier), size_(size) {}

    std::unique_ptr<xml::PartWorker> make_worker() override { return std::make_unique<IndexWorker>(task_); }
    void collect(xml::PartWorker& worker, xml::Locator& locator, std::uint64_t) override {
        static_cast<IndexWorker&>(worker).give(locator, document_, outside_);
        if (!std::exchange(begun_, true)) begin();
    }
    [[nodiscard]] OutsideBuilder& outside() noexcept { return outside_; }

private:
    /// The first stretch was read, on one thread still. The same bytes are the same record only where they are read by the same
    /// rules, with the same namespaces.
    void begin() {
        make_room();
        if (earlier_ == nullptr || task_.count_items || !outside_.is_open()) return;
        const bool same = document_.plan->edition() == earlier_->plan->edition() && outside_.root_attributes() == earlier_->outside.attributes;
        if (same) task_.known = &known_.emplace(earlier_->records);
    }

    /// Room for as many records as there will be if all are about as long as the first ones, though not for tiny ones: a
    /// vector that grows is copied.
    void make_room() {
        std::vector<RecordEntry>& records = document_.records;
        if (!size_ || records.empty()) return;
        const std::uint64_t read = records.back().offset + records.back().length;
        const std::uint64_t expected = read < *size_ ? records.size() * (*size_ + *size_ / 16) / read : 0;
        records.reserve(std::min(expected, *size_ / kSmallRecord));
        if (task_.is_later) document_.same.reserve(records.capacity());
    }

    IndexTask& task_;
    IndexedDocument& document_;
    const IndexedDocument* earlier_;
    std::optional<std::uint64_t> size_;
    OutsideBuilder outside_;
    std::optional<KnownRecords> known_;
    bool begun_ = false;
};

/// Whether an element that encloses records has text beside them.
bool has_text_beside_records(const xml::Element& element, const schema::Dictionary& dictionary) {
    if (element.id == schema::kNoElement || dictionary.element(element.id).part != schema::Part::frame) return false;
    if (!ascii::all_blank(element.text)) return true;
    const auto has_text = [&](const xml::Element& child) { return has_text_beside_records(child, dictionary); };
    return std::any_of(element.children.begin(), element.children.end(), has_text);
}

/// Bytes that can be read from any place, read from the first one on.
class FromStart final : public io::ByteStream {
public:
    explicit FromStart(io::ByteStream& bytes) : bytes_(bytes) {}
    std::size_t read(std::span<char> buffer) override {
        const std::size_t length = bytes_.read_at(at_, buffer);
        at_ += length;
        return length;
    }

private:
    io::ByteStream& bytes_;
    std::uint64_t at_ = 0;
};

/// Takes nothing of a document.
class NothingHandler final : public xml::DocumentHandler {
public:
    std::unique_ptr<xml::PartWorker> make_worker() override {
        class Worker final : public xml::PartWorker {
            bool part(const xml::Part&) override { return true; }
        };
        return std::make_unique<Worker>();
    }
    void collect(xml::PartWorker&, xml::Locator&, std::uint64_t) override {}
};

/// A document that is no good is read once more, to find the line: those that are good need not count theirs.
[[noreturn]] void refuse_with_line(const IndexedDocument& document, std::optional<io::Encoding> encoding, xml::ReadOptions options) {
    options.count_lines = true;
    options.progress = nullptr;
    FromStart stream(*document.bytes);
    NothingHandler handler;
    const xml::ReadResult result = xml::read_document(xml::open_document(stream, encoding), stream, *document.plan, options, handler);
    if (!result.fault) throw InputError(document.side.name + ": was changed while it was read");
    throw DocumentError(xml::place_text(document.side.name, result.fault_place) + result.fault->message);
}

/// The bytes of an input, to be read from any place: its own, or those of a copy.
std::unique_ptr<io::ByteStream> seekable_bytes(io::Input& input) {
    auto stream = input.open();
    return stream->seekable() ? std::move(stream) : io::ReadTwice(*stream, input.name()).open();
}

}  // namespace

IndexedDocument index_document(const schema::Dictionary& dictionary, io::Input& input, const CompareOptions& options, bool count_items,
                               const IndexedDocument* earlier) {
    IndexedDocument document;
    document.bytes = seekable_bytes(input);
    const auto encoding = formats::is_rewritten(input) ? std::nullopt : options.encoding;
    auto [opening, found] = formats::open_known_document(dictionary, *document.bytes, input.name(), options.edition, encoding);
    const formats::SourceSchool school = formats::source_school(opening);
    document.side = {input.name(), found.named, std::string(ascii::trimmed(school.la)), std::string(ascii::trimmed(school.estab)), 0};
    document.collection = *found.collection;
    document.encoding = opening.encoding;
    const bool same_edition = earlier != nullptr && earlier->plan->edition() == found.edition;
    document.plan = same_edition ? earlier->plan : std::make_shared<const schema::Plan>(dictionary, found.edition);

    xml::ReadOptions read;
    read.jobs = options.jobs;
    read.judge_values = false;
    read.count_lines = options.as_written;  // text where none belongs is told with its line then
    read.progress = options.progress;
    IndexTask task{*document.plan, count_items, options.as_written, earlier != nullptr};
    IndexHandler handler(task, document, earlier, input.size());
    if (same_edition) document.memory = earlier->memory;
    const xml::ReadResult result = xml::read_document(std::move(opening), *document.bytes, *document.plan, read, handler, document.memory);
    if (result.fault) refuse_with_line(document, encoding, read);
    document.outside = std::move(handler.outside().root());
    if (options.as_written && has_text_beside_records(document.outside, dictionary)) throw DocumentError(input.name() + ": " + kTextBetween);
    document.side.records = document.records.size();
    return document;
}

}  // namespace cbds::diff
