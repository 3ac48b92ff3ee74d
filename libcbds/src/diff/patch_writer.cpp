#include "cbds/diff/patch.hpp"

#include "cbds/error.hpp"
#include "diff/patch_maker.hpp"
#include "diff/patch_text.hpp"

#include <algorithm>
#include <map>
#include <ostream>
#include <utility>

namespace cbds::diff {
namespace {

using xml::Element;

bool declares_prefix(const xml::ParsedAttribute& attribute) {
    return attribute.name == "xmlns" || (attribute.name.starts_with("xmlns:") && attribute.name != "xmlns:cbds");
}

}  // namespace

class PatchWriter::Implementation {
public:
    Implementation(const schema::Dictionary& dictionary, std::ostream& out) : dictionary_(dictionary), out_(out) {}

    void begin() {
        if (std::exchange(begun_, true)) throw UsageError("a patch is made of one document and its successor, and these are several");
    }

    void outside(const Element& before, const Element& after) {
        note_names(before);
        note_namespaces(after);
        note_namespaces(before);
        if (same_tree(before, after)) return;
        auto made = make_operations(before, after, SelectorMaker(dictionary_, {}), dictionary_);
        if (!made) return unsaid_.push_back({false, 0, "what encloses the records differs in a way that no operation can say"});
        write(made->operations);
        last_ = std::move(made->last);
    }

    void record(const RecordDifference& told) {
        const bool stays = told.before != nullptr && told.after != nullptr && told.old_element == told.new_element;
        if (stays) return change(told);
        if (told.before != nullptr) remove(told);
        if (told.after != nullptr) add(told);
    }

    void ambiguous(const Ambiguity& told) {
        constexpr const char* kReason = "the record could be the same pupil as several others";
        for (const std::uint64_t each : told.old_records) unsaid_.push_back({false, each, kReason});
        for (const std::uint64_t each : told.new_records) unsaid_.push_back({true, each, kReason});
    }

    void unpaired(bool is_new) { unsaid_.push_back({is_new, 0, "the document has no partner"}); }

    void end() {
        write(last_);
        std::string text;
        start(text);
        append_patch_end(text);
        out_ << text;
    }

    [[nodiscard]] const std::vector<Unsaid>& unsaid() const noexcept { return unsaid_; }

private:
    /// Names of what encloses records, as they are written.
    void note_names(const Element& element) {
        if (!is_frame(element, dictionary_)) return;
        names_[element.id] = element.name;
        for (const Element& child : element.children) note_names(child);
    }

    /// Of what encloses records: any of them may be used in what the patch adds.
    void note_namespaces(const Element& element) {
        if (!is_frame(element, dictionary_)) return;
        for (const xml::ParsedAttribute& each : element.attributes) note_namespace(each);
        for (const Element& child : element.children) note_namespaces(child);
    }

    void note_namespace(const xml::ParsedAttribute& attribute) {
        const bool known = std::any_of(namespaces_.begin(), namespaces_.end(), [&](const auto& each) { return each.name == attribute.name; });
        if (declares_prefix(attribute) && !known) namespaces_.push_back(attribute);
    }

    [[nodiscard]] SelectorMaker selectors(schema::ElementId record, Naming naming = Naming::short_name) const {
        std::vector<std::string> above;
        for (schema::ElementId id = dictionary_.element(record).parent; id != schema::kNoElement; id = dictionary_.element(id).parent) {
            const auto written = names_.find(id);
            above.insert(above.begin(), written == names_.end() ? std::string(dictionary_.element(id).name) : written->second);
        }
        return {dictionary_, std::move(above), naming};
    }

    void change(const RecordDifference& told) {
        if (same_tree(*told.before, *told.after)) return;
        const bool without_upn = told.rekeyed && (told.key.empty() || told.old_key.empty());
        const SelectorMaker maker = selectors(told.old_element, without_upn ? Naming::whole_name : Naming::short_name);
        const auto made = make_operations(*told.before, *told.after, maker, dictionary_);
        if (made) write(made->operations);
        else unsaid_.push_back({false, told.old_record, "no selector names the record"});
    }

    /// Where the record stood among its neighbours is not known here: taken back it is the last one.
    void remove(const RecordDifference& told) {
        const SelectorMaker maker = selectors(told.old_element);
        auto selector = maker.make(*told.before, {});
        if (!selector) return unsaid_.push_back({false, told.old_record, "no selector names the record"});
        const Removed removed{Anchor{maker.of_enclosing(), Position::append}, {{*told.before}, {}}};
        write({{Operation::Kind::remove, std::move(*selector), Position::append, {}, {}, removed, {}, 0}});
    }

    void add(const RecordDifference& told) {
        const SelectorMaker maker = selectors(told.new_element);
        auto added = maker.make(*told.after, {});
        if (!added) return unsaid_.push_back({true, told.new_record, "no selector names the record"});
        write({{Operation::Kind::add, maker.of_enclosing(), Position::append, {}, {{*told.after}, {}}, std::nullopt, std::move(*added), 0}});
    }

    void start(std::string& text) {
        if (!std::exchange(started_, true)) append_patch_start(namespaces_, text);
    }

    void write(const std::vector<Operation>& operations) {
        std::string text;
        start(text);
        for (const Operation& each : operations) append_operation(each, text);
        out_ << text;
    }

    const schema::Dictionary& dictionary_;
    std::ostream& out_;
    bool begun_ = false;
    bool started_ = false;
    std::map<schema::ElementId, std::string> names_;
    std::vector<xml::ParsedAttribute> namespaces_;
    std::vector<Operation> last_;
    std::vector<Unsaid> unsaid_;
};

PatchWriter::PatchWriter(const schema::Dictionary& dictionary, std::ostream& out)
    : implementation_(std::make_unique<Implementation>(dictionary, out)) {}
PatchWriter::~PatchWriter() = default;

void PatchWriter::begin_pair(const DocumentSide&, const DocumentSide&) { implementation_->begin(); }

void PatchWriter::record(const RecordDifference& difference) {
    if (!difference.outside) implementation_->record(difference);
    else if (difference.before != nullptr && difference.after != nullptr) implementation_->outside(*difference.before, *difference.after);
}

void PatchWriter::ambiguous(const Ambiguity& ambiguity) { implementation_->ambiguous(ambiguity); }
void PatchWriter::end_pair(const DocumentSide&, const DocumentSide&, const Summary&) { implementation_->end(); }
void PatchWriter::unpaired(const DocumentSide&, bool is_new) { implementation_->unpaired(is_new); }
void PatchWriter::end(const Summary&) {}

const std::vector<Unsaid>& PatchWriter::unsaid() const noexcept { return implementation_->unsaid(); }

}  // namespace cbds::diff
