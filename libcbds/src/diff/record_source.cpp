#include "diff/record_source.hpp"

#include "cbds/error.hpp"
#include "cbds/io/memory_input.hpp"
#include "cbds/xml/writer.hpp"
#include "diff/hash.hpp"
#include "diff/record_reader.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace cbds::diff {
namespace {

[[noreturn]] void refuse_change(const IndexedDocument& document) { throw InputError(document.side.name + ": was changed while it was read"); }

/// The text of a record as UTF-8.
void append_record(const IndexedDocument& document, const RecordEntry& entry, std::string& out) {
    std::string bytes(entry.length, '\0');
    if (document.bytes->read_at(entry.offset, bytes) != bytes.size()) refuse_change(document);
    if (entry.by_bytes && hash_of(bytes) != entry.content) refuse_change(document);
    if (document.encoding == io::Encoding::utf8) {
        out += bytes;
        return;
    }
    io::ConversionFault fault;
    if (!io::Utf8Converter(document.encoding).convert(bytes, true, out, fault)) refuse_change(document);
}

/// A document that has nothing but some records, in the frame in which they stand.
class Excerpt {
public:
    explicit Excerpt(const IndexedDocument& document) : document_(document), plan_(*document.plan) {
        const xml::Element& root = document.outside;
        text_ = '<' + root.name;
        for (const xml::ParsedAttribute& attribute : root.attributes) append_attribute(attribute);
        std::set<std::string_view> declared;
        for (const xml::ParsedAttribute& attribute : root.attributes) declared.insert(attribute.name);
        for (const xml::Element& child : root.children) declare_prefixes(child, declared);
        text_ += '>';
    }

    void add(const RecordEntry& entry) {
        enter(plan_.row(entry.element).parent);
        append_record(document_, entry, text_);
    }

    [[nodiscard]] std::string finish() {
        leave_all();
        return std::move(text_) + "</" + document_.outside.name + '>';
    }

private:
    void append_attribute(const xml::ParsedAttribute& attribute) {
        text_ += ' ' + attribute.name + "=\"";
        xml::append_attribute_value(attribute.value, text_);
        text_ += '"';
    }

    /// Records may use the prefixes that are declared by what encloses them. Which namespace a prefix stands for does not
    /// count, so that the root can declare all of them.
    void declare_prefixes(const xml::Element& element, std::set<std::string_view>& declared) {
        if (element.id == schema::kNoElement || plan_.row(element.id).part != schema::Part::frame) return;
        for (const xml::ParsedAttribute& attribute : element.attributes)
            if (attribute.name.starts_with("xmlns:") && declared.insert(attribute.name).second) append_attribute(attribute);
        for (const xml::Element& child : element.children) declare_prefixes(child, declared);
    }

    /// Opens what encloses a record, below the root.
    void enter(schema::ElementId parent) {
        if (parent == inside_) return;
        leave_all();
        inside_ = parent;
        std::string tags;
        for (schema::ElementId at = parent; at != plan_.root() && at != schema::kNoElement; at = plan_.row(at).parent)
            tags.insert(0, '<' + std::string(plan_.row(at).name) + '>');
        text_ += tags;
    }

    void leave_all() {
        for (schema::ElementId at = inside_; at != plan_.root() && at != schema::kNoElement; at = plan_.row(at).parent)
            text_ += "</" + std::string(plan_.row(at).name) + '>';
        inside_ = schema::kNoElement;
    }

    const IndexedDocument& document_;
    const schema::Plan& plan_;
    std::string text_;
    schema::ElementId inside_ = schema::kNoElement;  ///< the element of the frame that is open
};

/// Makes elements of records, and takes their hashes once more.
class RecordWorker final : public xml::PartWorker {
public:
    /// @param hashed  hashes are wanted: the bytes cannot be compared
    /// @param count   how many are expected
    RecordWorker(const schema::Dictionary& dictionary, bool hashed, std::size_t count) : dictionary_(dictionary), hashed_(hashed) {
        elements.reserve(count);
    }

    bool part(const xml::Part& part) override {
        elements.push_back(xml::element_of(part, dictionary_));
        hashes.push_back(hashed_ ? hash_of_elements(part) : 0);
        return true;
    }

    std::vector<xml::Element> elements;
    std::vector<std::uint64_t> hashes;

private:
    const schema::Dictionary& dictionary_;
    bool hashed_;
};

class RecordHandler final : public xml::DocumentHandler {
public:
    RecordHandler(const schema::Dictionary& dictionary, bool hashed, std::size_t count) : dictionary_(dictionary), hashed_(hashed), count_(count) {}

    std::unique_ptr<xml::PartWorker> make_worker() override { return std::make_unique<RecordWorker>(dictionary_, hashed_, count_); }
    void collect(xml::PartWorker& worker, xml::Locator&, std::uint64_t) override {
        auto& read = static_cast<RecordWorker&>(worker);
        elements.insert(elements.end(), std::make_move_iterator(read.elements.begin()), std::make_move_iterator(read.elements.end()));
        hashes.insert(hashes.end(), read.hashes.begin(), read.hashes.end());
        read.elements.clear();
        read.hashes.clear();
    }

    std::vector<xml::Element> elements;
    std::vector<std::uint64_t> hashes;

private:
    const schema::Dictionary& dictionary_;
    bool hashed_;
    std::size_t count_;
};

}  // namespace

std::vector<xml::Element> read_records(const IndexedDocument& document, std::span<const RecordIndex> records, xml::ReaderMemory& memory) {
    if (records.empty()) return {};
    Excerpt excerpt(document);
    for (const RecordIndex record : records) excerpt.add(document.records[record]);
    xml::Opening opening;  // there is no header to look for
    opening.bytes = excerpt.finish();
    opening.whole = true;
    io::MemoryStream nothing_more{std::string_view()};
    xml::ReadOptions options;
    options.judge_values = false;
    const bool hashed = std::any_of(records.begin(), records.end(), [&](RecordIndex record) { return !document.records[record].by_bytes; });
    RecordHandler handler(document.plan->dictionary(), hashed, records.size());
    const xml::ReadResult result = xml::read_document(std::move(opening), nothing_more, *document.plan, options, handler, memory);
    bool same = !result.fault && handler.elements.size() == records.size();
    for (std::size_t i = 0; same && i < records.size(); ++i) {
        const RecordEntry& entry = document.records[records[i]];
        same = entry.by_bytes || handler.hashes[i] == entry.content;
    }
    if (!same) refuse_change(document);
    return std::move(handler.elements);
}

}  // namespace cbds::diff
