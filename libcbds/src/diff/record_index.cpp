#include "diff/record_index.hpp"

#include "cbds/error.hpp"
#include "cbds/formats/document_inputs.hpp"
#include "cbds/formats/identify.hpp"
#include "cbds/identifiers/person_name.hpp"
#include "cbds/io/twice.hpp"
#include "diff/hash.hpp"
#include "diff/outside.hpp"
#include "diff/record_items.hpp"
#include "io/ascii.hpp"
#include "xml/place_text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace cbds::diff {
namespace {

constexpr std::size_t kLongIdentifier = 16;
constexpr const char* kTextBetween = "text stands between elements in here, of which a patch cannot tell; remove it first";

/// Letter case does not count. Of those of usual length nothing is allocated: there are three to a record.
std::uint64_t identifier_hash(std::string_view value) {
    const std::string_view identifier = ascii::trimmed(value);
    if (identifier.empty()) return 0;
    if (identifier.size() > kLongIdentifier) return hash_of(ascii::lowered(identifier));
    std::array<char, kLongIdentifier> small{};
    std::transform(identifier.begin(), identifier.end(), small.begin(), ascii::lower);
    return hash_of({small.data(), identifier.size()});
}

/// Reads the items by which a pupil is known out of a record.
class RecordReader {
public:
    RecordReader(const schema::Dictionary& dictionary, schema::Collection collection) : roles_(dictionary.elements().size()) {
        for (const RecordItems& items : record_items(dictionary, collection)) {
            set_role(items.upn, Role::upn);
            set_role(items.former_upn, Role::former_upn);
            set_role(items.uln, Role::uln);
            set_role(items.surname, Role::surname);
            set_role(items.forename, Role::forename);
            set_role(items.birth_date, Role::birth_date);
        }
    }

    [[nodiscard]] RecordEntry entry(const xml::Part& part) const {
        RecordEntry entry;
        entry.element = part.element();
        entry.by_bytes = !part.bytes.empty();
        entry.content = entry.by_bytes ? hash_of(part.bytes) : hash_of_elements(part);
        entry.offset = part.nodes.front().offset;
        entry.length = part.end - part.nodes.front().offset;
        identify(part, entry);
        return entry;
    }

private:
    enum class Role : std::uint8_t { none, upn, former_upn, uln, surname, forename, birth_date };

    void set_role(schema::ElementId item, Role role) {
        if (item != schema::kNoElement) roles_[item] = role;
    }

    /// Of an item that stands there twice the first one with a value counts.
    void identify(const xml::Part& part, RecordEntry& entry) const {
        std::string_view surname;
        std::string_view forename;
        std::string_view birth_date;
        for (const xml::Node& node : part.nodes) {
            const Role role = node.element == schema::kNoElement ? Role::none : roles_[node.element];
            switch (role) {
            case Role::none: break;
            case Role::upn: set(entry.upn, node); break;
            case Role::former_upn: set(entry.former_upn, node); break;
            case Role::uln: set(entry.uln, node); break;
            case Role::surname: surname = node.value(); break;
            case Role::forename: forename = node.value(); break;
            case Role::birth_date: birth_date = ascii::trimmed(node.value()); break;
            }
        }
        if (surname.empty() || forename.empty() || birth_date.empty()) return;
        std::string person = identifiers::name_key(surname);
        person.append(1, '\0').append(identifiers::name_key(forename)).append(1, '\0').append(birth_date);
        entry.person = hash_of(person);
    }

    static void set(std::uint64_t& hash, const xml::Node& node) {
        if (hash == 0) hash = identifier_hash(node.value());
    }

    std::vector<Role> roles_;  ///< by row of the dictionary
};

/// The records of a document that was read before, to be known again by their bytes. Most documents have their pupils in
/// one order: which record comes next is guessed, so that only its bytes have to be compared.
class KnownRecords {
public:
    explicit KnownRecords(std::span<const RecordEntry> records) : records_(records), slots_(std::bit_ceil(2 * records.size() + 1), kNoRecord) {
        for (std::size_t i = records.size(); i-- > 0;)
            if (records[i].upn != 0) slots_[slot_of(records[i].upn)] = static_cast<RecordIndex>(i);
    }

    /// Whether the record with that number begins the text.
    [[nodiscard]] bool begins(RecordIndex number, schema::ElementId element, std::string_view text) const noexcept {
        if (number >= records_.size()) return false;
        const RecordEntry& entry = records_[number];
        const bool fits = entry.by_bytes && entry.element == element && entry.length <= text.size();
        return fits && hash_of(text.substr(0, entry.length)) == entry.content;
    }
    [[nodiscard]] const RecordEntry& operator[](RecordIndex number) const noexcept { return records_[number]; }

    /// The number of the record behind the first one of a UPN; `kNoRecord` where there is no such UPN.
    [[nodiscard]] RecordIndex behind(std::uint64_t upn) const noexcept {
        const RecordIndex found = slots_[slot_of(upn)];
        return found == kNoRecord ? kNoRecord : found + 1;
    }

private:
    /// Where the first record of a UPN is noted, or would be.
    [[nodiscard]] std::size_t slot_of(std::uint64_t upn) const noexcept {
        std::size_t slot = upn & (slots_.size() - 1);
        while (slots_[slot] != kNoRecord && records_[slots_[slot]].upn != upn) slot = (slot + 1) & (slots_.size() - 1);
        return slot;
    }

    std::span<const RecordEntry> records_;
    std::vector<RecordIndex> slots_;  ///< an open hash table by UPN, at most half full
};

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
    IndexHandler(IndexTask& task, IndexedDocument& document, const IndexedDocument* earlier) : task_(task), document_(document), earlier_(earlier) {}

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
        if (earlier_ == nullptr || task_.count_items || !outside_.is_open()) return;
        const bool same = document_.plan->edition() == earlier_->plan->edition() && outside_.root_attributes() == earlier_->outside.attributes;
        if (same) task_.known = &known_.emplace(earlier_->records);
    }

    IndexTask& task_;
    IndexedDocument& document_;
    const IndexedDocument* earlier_;
    OutsideBuilder outside_;
    std::optional<KnownRecords> known_;
    bool begun_ = false;
};

[[noreturn]] void refuse(const std::string& name, const xml::Fault& fault, const xml::Place& place) {
    throw DocumentError(xml::place_text(name, place) + fault.message);
}

/// The nearer reason: it is not well formed, or of no collection that is known.
[[noreturn]] void refuse_unknown(const std::string& name, xml::Opening opening, io::ByteStream& stream, const std::string& problem) {
    const xml::ReadResult result = xml::read_unknown_document(std::move(opening), stream, {});
    if (result.fault) refuse(name, *result.fault, result.fault_place);
    throw DocumentError(name + ": " + problem);
}

/// Whether an element that encloses records has text beside them.
bool has_text_beside_records(const xml::Element& element, const schema::Dictionary& dictionary) {
    if (element.id == schema::kNoElement || dictionary.element(element.id).part != schema::Part::frame) return false;
    if (!ascii::all_blank(element.text)) return true;
    const auto has_text = [&](const xml::Element& child) { return has_text_beside_records(child, dictionary); };
    return std::any_of(element.children.begin(), element.children.end(), has_text);
}

/// The bytes of an input, to be read from any place: its own, or those of a copy.
std::unique_ptr<io::ByteStream> seekable_bytes(io::Input& input) {
    auto stream = input.open();
    return stream->seekable() ? std::move(stream) : io::ReadTwice(*stream, input.name()).open();
}

}  // namespace

std::uint64_t hash_of_elements(const xml::Part& part) {
    std::string form;
    const auto add_number = [&](std::uint64_t number) {
        for (int i = 0; i < 8; ++i) form += static_cast<char>(number >> 8 * i & 0xFF);
    };
    const auto add_text = [&](std::string_view text) {
        add_number(text.size());
        form += text;
    };
    for (std::size_t i = 0; i < part.nodes.size(); ++i) {
        add_number(part.nodes[i].element | (i - part.nodes[i].parent) << 16);
        add_text(part.nodes[i].value());
    }
    for (const xml::WrittenName& name : part.names) {
        add_number(name.node);
        add_text(name.name);
    }
    for (const xml::Attribute& attribute : part.attributes) {
        add_number(attribute.node);
        add_text(attribute.name);
        add_text(attribute.value);
    }
    return hash_of(form);
}

IndexedDocument index_document(const schema::Dictionary& dictionary, io::Input& input, const CompareOptions& options, bool count_items,
                               const IndexedDocument* earlier) {
    IndexedDocument document;
    document.bytes = seekable_bytes(input);
    const auto encoding = formats::is_rewritten(input) ? std::nullopt : options.encoding;
    xml::Opening opening = xml::open_document(*document.bytes, encoding);
    if (opening.fault) refuse(input.name(), *opening.fault, opening.fault_place);
    const formats::Identification found = formats::identify(dictionary, opening, input.name(), options.edition);
    if (!found.collection) refuse_unknown(input.name(), std::move(opening), *document.bytes, found.problem);
    const formats::SourceSchool school = formats::source_school(opening);
    document.side = {input.name(), found.named, std::string(ascii::trimmed(school.la)), std::string(ascii::trimmed(school.estab)), 0};
    document.collection = *found.collection;
    document.encoding = opening.encoding;
    document.plan = std::make_shared<const schema::Plan>(dictionary, found.edition);

    xml::ReadOptions read;
    read.jobs = options.jobs;
    read.judge_values = false;
    read.progress = options.progress;
    IndexTask task{*document.plan, count_items, options.as_written, earlier != nullptr};
    IndexHandler handler(task, document, earlier);
    const xml::ReadResult result = xml::read_document(std::move(opening), *document.bytes, *document.plan, read, handler);
    if (result.fault) refuse(input.name(), *result.fault, result.fault_place);
    document.outside = std::move(handler.outside().root());
    if (options.as_written && has_text_beside_records(document.outside, dictionary)) throw DocumentError(input.name() + ": " + kTextBetween);
    document.records.shrink_to_fit();
    document.same.shrink_to_fit();
    document.side.records = document.records.size();
    return document;
}

}  // namespace cbds::diff
