#include "cbds/convert/conversion.hpp"

#include "cbds/error.hpp"
#include "cbds/formats/document_inputs.hpp"
#include "cbds/formats/known_document.hpp"
#include "cbds/xml/element.hpp"
#include "io/ascii.hpp"
#include "xml/place_text.hpp"

#include <map>
#include <utility>
#include <vector>

namespace cbds::convert {
namespace {

/// What the workers share of one document.
struct Task {
    const schema::Plan& from;
    const schema::Plan& to;
    const Where& where;
    const EditionChange* change = nullptr;  ///< null: the edition stays
    formats::DocumentWriter& writer;
};

/// Filters and changes the parts of a stretch, and hands them to the encoder.
class Worker final : public xml::PartWorker {
public:
    explicit Worker(const Task& task) : task_(task), encoder_(task.writer.make_encoder()) {}

    bool part(const xml::Part& part) override {
        begin_child();
        const bool record = task_.from.row(part.element()).part == schema::Part::record;
        if (record && !task_.where.keeps(part)) return true;
        written_ += record ? 1 : 0;
        if (part.mixed) losses_.text_beside_elements(part.record, record);
        if (task_.change == nullptr) encoder_->part(part);
        else change(part, record);
        return true;
    }
    void frame_open(const xml::FrameElement& element) override {
        begin_child();
        keeps_text_.push_back(element.element == schema::kNoElement);
        encoder_->frame_open(element);
    }
    void frame_close(schema::ElementId element) override {
        if (!keeps_text_.empty()) keeps_text_.pop_back();
        encoder_->frame_close(element);
    }
    void frame_text(std::string_view text) override {
        const bool kept = !keeps_text_.empty() && keeps_text_.back();
        if (!kept && !ascii::trimmed(text).empty()) losses_.text_beside_elements(0, false);
        encoder_->frame_text(text);
    }

    /// Hands on what was gathered.
    void give(std::uint64_t first_record, ConversionResult& result) {
        task_.writer.take(*encoder_, first_record);
        result.written += std::exchange(written_, 0);
        losses_.move_to(result.losses, first_record);
    }

private:
    void begin_child() {
        if (!keeps_text_.empty()) keeps_text_.back() = false;
    }

    void change(const xml::Part& part, bool record) {
        xml::Element element = xml::element_of(part, task_.from.dictionary());
        task_.change->change(element, record ? part.record : kNoRecordNumber, losses_);
        xml::ElementPart changed(element, task_.to, part.record);
        encoder_->part(changed.part());
    }

    const Task& task_;
    std::unique_ptr<formats::PartEncoder> encoder_;
    std::vector<bool> keeps_text_;  ///< of the elements of the frame that are open: an unknown one has its text before other elements
    std::uint64_t written_ = 0;
    LossList losses_;
};

class Handler final : public xml::DocumentHandler {
public:
    Handler(const Task& task, ConversionResult& result) : task_(task), result_(result) {}

    std::unique_ptr<xml::PartWorker> make_worker() override { return std::make_unique<Worker>(task_); }
    void collect(xml::PartWorker& worker, xml::Locator&, std::uint64_t first_record) override {
        static_cast<Worker&>(worker).give(first_record, result_);
    }

private:
    const Task& task_;
    ConversionResult& result_;
};

}  // namespace

class Conversion::Implementation {
public:
    Implementation(const schema::Dictionary& dictionary, ConversionOptions options) : dictionary_(dictionary), options_(std::move(options)) {
        options_.read.judge_values = false;
    }

    ConversionResult convert(io::Input& input, const WriterChoice& choose) {
        ConversionResult result;
        try {
            const auto stream = input.open();
            const auto encoding = formats::is_rewritten(input) ? std::nullopt : options_.encoding;
            read(input.name(), formats::open_known_document(dictionary_, *stream, input.name(), options_.edition, encoding), *stream, choose, result);
        } catch (const InputError& error) {
            result.problem = error.what();
            result.unreadable = true;
        } catch (const DocumentError& error) {
            result.problem = error.what();
        }
        return result;
    }

private:
    void read(const std::string& name, formats::KnownDocument document, io::ByteStream& stream, const WriterChoice& choose, ConversionResult& result) {
        const formats::Identification& found = document.found;
        result.from = found.edition;
        result.to = target(name, found);
        const schema::Plan& to = plan(result.to);
        formats::DocumentWriter& writer = choose({name, found, result.to, &document.opening});
        writer.begin({name, result.to}, to);
        const Task task{plan(found.edition), to, where(*found.collection), change(name, result), writer};
        Handler handler(task, result);
        const xml::ReadResult read = xml::read_document(std::move(document.opening), stream, task.from, options_.read, handler);
        result.records = read.records;
        result.bytes = read.bytes;
        if (read.fault) {
            result.problem = xml::place_text(name, read.fault_place) + read.fault->message;
            return;
        }
        writer.end();
        result.left_out = writer.losses();
    }

    schema::Edition target(const std::string& name, const formats::Identification& found) const {
        if (!options_.target) return found.edition;
        if (options_.target->collection != *found.collection)
            throw DocumentError(name + ": is a " + std::string(schema::collection_title(*found.collection)) + ", which has no edition " +
                                schema::edition_name(*options_.target));
        return *options_.target;
    }

    const schema::Plan& plan(schema::Edition edition) {
        auto& plan = plans_[key(edition)];
        if (!plan) plan = std::make_unique<schema::Plan>(dictionary_, edition);
        return *plan;
    }

    const Where& where(schema::Collection collection) {
        const auto [found, is_new] = wheres_.try_emplace(collection);
        if (is_new && !options_.where.empty()) found->second = Where(options_.where, dictionary_, collection);
        return found->second;
    }

    /// Null where the edition stays.
    const EditionChange* change(const std::string& name, const ConversionResult& result) {
        if (!options_.target || result.from == result.to) return nullptr;
        auto& change = changes_[{key(result.from), key(result.to)}];
        try {
            if (!change) change = std::make_unique<EditionChange>(dictionary_, result.from, result.to, options_.other_term);
        } catch (const UsageError& error) {
            if (dictionary_.nearest(result.to) != result.to) throw;
            throw DocumentError(name + ": " + error.what());  // of a batch others may be changed
        }
        return change.get();
    }

    using Key = std::pair<schema::Collection, schema::Ordinal>;
    static Key key(schema::Edition edition) { return {edition.collection, edition.ordinal}; }

    const schema::Dictionary& dictionary_;
    ConversionOptions options_;
    std::map<Key, std::unique_ptr<schema::Plan>> plans_;
    std::map<std::pair<Key, Key>, std::unique_ptr<EditionChange>> changes_;
    std::map<schema::Collection, Where> wheres_;
};

Conversion::Conversion(const schema::Dictionary& dictionary, ConversionOptions options)
    : implementation_(std::make_unique<Implementation>(dictionary, std::move(options))) {}
Conversion::Conversion(Conversion&&) noexcept = default;
Conversion::~Conversion() = default;

ConversionResult Conversion::convert(io::Input& input, const WriterChoice& choose) { return implementation_->convert(input, choose); }

}  // namespace cbds::convert
