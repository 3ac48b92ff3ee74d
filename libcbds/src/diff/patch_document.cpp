#include "diff/patch_document.hpp"

#include "cbds/error.hpp"
#include "cbds/xml/document_reader.hpp"
#include "diff/patch_account.hpp"
#include "diff/patch_frame.hpp"
#include "xml/place_text.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace cbds::diff {
namespace {

/// The encoders of a writer, handed out to several threads.
class Encoders {
public:
    explicit Encoders(formats::DocumentWriter& writer) : writer_(writer) {}

    std::unique_ptr<formats::PartEncoder> take() {
        const std::lock_guard lock(mutex_);
        if (free_.empty()) return writer_.make_encoder();
        auto encoder = std::move(free_.back());
        free_.pop_back();
        return encoder;
    }

    void give_back(std::unique_ptr<formats::PartEncoder> encoder) {
        const std::lock_guard lock(mutex_);
        free_.push_back(std::move(encoder));
    }

private:
    std::mutex mutex_;
    formats::DocumentWriter& writer_;
    std::vector<std::unique_ptr<formats::PartEncoder>> free_;
};

/// Something of a stretch, in document order.
struct PatchEvent {
    enum class Kind : std::uint8_t { parts, open, text, close, units };
    Kind kind = Kind::parts;
    std::unique_ptr<formats::PartEncoder> encoder;  ///< of parts that nothing is done to
    std::uint64_t records = 0;                      ///< among them
    schema::ElementId element = schema::kNoElement;
    std::string text;                               ///< the name, or the text
    std::vector<xml::ParsedAttribute> attributes;
    std::vector<Outgoing> units;                    ///< what has become of a part
};

/// Encodes the parts of a stretch; those that the patch is about are patched first.
class PatchWorker final : public xml::PartWorker {
public:
    PatchWorker(const PatchIndex& index, Encoders& encoders) : index_(index), encoders_(encoders) {}

    bool part(const xml::Part& part) override {
        const schema::ElementRow& row = index_.plan().row(part.element());
        const bool record = row.part == schema::Part::record;
        if (part.mixed && !mixed_) mixed_ = place_of_text(part);
        if (!index_.concerns(part)) {
            encode(part, record);
            return true;
        }
        const schema::Dictionary& dictionary = index_.plan().dictionary();
        xml::Element element = xml::element_of(part, dictionary);
        const Report about{0, record ? part.record + 1 : 0, record_key(element, dictionary), {}};
        auto units = patch_unit({std::move(element), kNoOperation, false}, row.parent, index_, about, reports_);
        const bool still_record = units.size() == 1 && units.front().finished && units.front().element.id == part.element();
        if (still_record) encode(xml::ElementPart(units.front().element, index_.plan(), part.record).part(), record);
        else add(PatchEvent::Kind::units).units = std::move(units);
        return true;
    }

    void frame_open(const xml::FrameElement& element) override {
        PatchEvent& event = add(PatchEvent::Kind::open);
        event.element = element.element;
        event.text = element.name;
        event.attributes.assign(element.attributes.begin(), element.attributes.end());
    }
    void frame_close(schema::ElementId) override { add(PatchEvent::Kind::close); }
    void frame_text(std::string_view text) override { add(PatchEvent::Kind::text).text = text; }

    [[nodiscard]] std::vector<PatchEvent> take_events() { return std::exchange(events_, {}); }
    [[nodiscard]] std::vector<Report> take_reports() { return std::exchange(reports_, {}); }

    /// Where text stands that would be lost.
    [[nodiscard]] std::optional<std::uint32_t> mixed() const noexcept { return mixed_; }

private:
    PatchEvent& add(PatchEvent::Kind kind) {
        events_.emplace_back().kind = kind;
        return events_.back();
    }

    void encode(const xml::Part& part, bool record) {
        if (events_.empty() || events_.back().kind != PatchEvent::Kind::parts) add(PatchEvent::Kind::parts).encoder = encoders_.take();
        events_.back().encoder->part(part);
        events_.back().records += record ? 1 : 0;
    }

    static std::uint32_t place_of_text(const xml::Part& part) {
        for (const xml::Misplaced& each : part.misplaced)
            if (!each.element) return each.offset;
        return part.nodes.front().offset;
    }

    const PatchIndex& index_;
    Encoders& encoders_;
    std::vector<PatchEvent> events_;
    std::vector<Report> reports_;
    std::optional<std::uint32_t> mixed_;
};

/// Puts the stretches together.
class PatchHandler final : public xml::DocumentHandler {
public:
    PatchHandler(const std::string& name, const PatchIndex& index, formats::DocumentWriter& writer)
        : name_(name), index_(index), writer_(writer), encoders_(writer), account_(index), frame_(index, account_, writer) {}

    std::unique_ptr<xml::PartWorker> make_worker() override { return std::make_unique<PatchWorker>(index_, encoders_); }

    void collect(xml::PartWorker& worker, xml::Locator& locator, std::uint64_t first_record) override {
        auto& patched = static_cast<PatchWorker&>(worker);
        if (const auto mixed = patched.mixed()) refuse_text(xml::place_text(name_, locator.place(*mixed)));
        for (PatchEvent& event : patched.take_events()) hand_on(event);
        for (Report& report : patched.take_reports()) {
            if (report.record != 0) report.record += first_record;
            account_.add(std::move(report));
        }
        frame_.flush();
    }

    [[nodiscard]] PatchResult result() {
        PatchResult made;
        made.operations = index_.operations().size();
        made.records = records_ + frame_.records();
        made.conflicts = account_.conflicts(made.conflict_count);
        return made;
    }

private:
    void hand_on(PatchEvent& event) {
        switch (event.kind) {
        case PatchEvent::Kind::open: return frame_.open(event.element, event.text, std::move(event.attributes));
        case PatchEvent::Kind::close: return frame_.close();
        case PatchEvent::Kind::text:
            if (!frame_.text(event.text)) refuse_text(name_ + ": ");
            return;
        case PatchEvent::Kind::units:
            for (Outgoing& each : event.units) frame_.put(std::move(each));
            return;
        case PatchEvent::Kind::parts: break;
        }
        frame_.parts_follow();
        frame_.flush();
        writer_.take(*event.encoder, records_ + frame_.records());
        records_ += event.records;
        encoders_.give_back(std::move(event.encoder));
    }

    [[noreturn]] static void refuse_text(const std::string& place) {
        throw DocumentError(place + "text stands between elements, where it would be lost; remove it first");
    }

    const std::string& name_;
    const PatchIndex& index_;
    formats::DocumentWriter& writer_;
    Encoders encoders_;
    PatchAccount account_;
    PatchedFrame frame_;
    std::uint64_t records_ = 0;  ///< that were put out as they were
};

}  // namespace

PatchResult patch_document(xml::Opening opening, io::ByteStream& stream, const std::string& name, unsigned jobs, const PatchIndex& index,
                           formats::DocumentWriter& writer) {
    PatchHandler handler(name, index, writer);
    xml::ReadOptions options;
    options.jobs = jobs;
    options.judge_values = false;
    const xml::ReadResult read = xml::read_document(std::move(opening), stream, index.plan(), options, handler);
    if (read.fault) throw DocumentError(xml::place_text(name, read.fault_place) + read.fault->message);
    return handler.result();
}

}  // namespace cbds::diff
