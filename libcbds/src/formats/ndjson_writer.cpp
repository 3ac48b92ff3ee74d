#include "cbds/formats/json.hpp"
#include "formats/json_encoder.hpp"

#include <algorithm>
#include <ostream>
#include <utility>
#include <vector>

namespace cbds::formats {
namespace {

/// Begins with this version of the shape.
constexpr std::string_view kLineVersion = R"({"cbds":"records/1","edition":)";

}  // namespace

/// The document that is written. A part says by itself what encloses it, so that an element of the frame has a line of
/// its own only where a reader would not know of it.
class NdjsonWriter::Document final : public JsonFrame {
public:
    Document(schema::Edition edition, const schema::Plan& plan, std::ostream& out)
        : names_(plan.dictionary(), edition.collection), part_json_(names_), plan_(plan), edition_(edition), out_(out) {}

    [[nodiscard]] const JsonNames& names() const noexcept { return names_; }

    void open(const xml::Element& element) override {
        const bool root = open_.empty();
        const bool plain = element.attributes.empty() && element.name == plan_.row(element.id).name && !seems_open(element.id);
        if (root) write_first_line(element);
        else if (!plain) write_line(element);
        open_.push_back({element.id, element.name, plain && !root});
        if (!plain || root) known_ = open_;
    }

    /// What nothing stood in is not known yet.
    void close() override {
        const Open last = std::move(open_.back());
        open_.pop_back();
        if (!last.silent) return;
        write_line({last.id, last.name, {}, {}, {}});
        known_ = open_;
        known_.push_back(last);
    }

    void unknown(xml::Element element) override {
        write_line(element);
        known_ = open_;
    }

    void parts(const xml::Element&, std::string_view text) override {
        speak();
        known_ = open_;
        out_ << text;
    }

private:
    struct Open {
        schema::ElementId id = schema::kNoElement;
        std::string name;
        bool silent = false;  ///< no line has told of it
    };

    /// Whether a reader takes an element of that kind, in this place, for open: that of the lines before.
    [[nodiscard]] bool seems_open(schema::ElementId id) const {
        const auto same = [](const Open& a, const Open& b) { return a.id == b.id; };
        return known_.size() > open_.size() && std::equal(open_.begin(), open_.end(), known_.begin(), same) && known_[open_.size()].id == id;
    }

    /// The line to come tells of all that is open.
    void speak() {
        for (Open& open : open_) open.silent = false;
    }

    void write_first_line(const xml::Element& root) {
        std::string line(kLineVersion);
        append_json_text(schema::edition_name(edition_), line);
        line += R"(,"frame":{)";
        append_json_key(root.name, line);
        line += '{';
        append_json_attributes(root.attributes, line);
        out_ << line << "}}}\n";
    }

    void write_line(const xml::Element& element) {
        speak();
        std::string path;
        for (const Open& open : open_) path.append(path.empty() ? "" : "/").append(open.name);
        std::string line = R"({"#in":)";
        append_json_text(path, line);
        line += ',';
        append_json_key(element.name, line);
        part_json_.append(xml::ElementPart(element, plan_).part(), line);
        out_ << line << "}\n";
    }

    JsonNames names_;
    PartJson part_json_;
    const schema::Plan& plan_;
    schema::Edition edition_;
    std::ostream& out_;
    std::vector<Open> open_;
    std::vector<Open> known_;  ///< what a reader has open after the last line
};

NdjsonWriter::NdjsonWriter(io::OutputFile file) : file_(std::move(file)) {}
NdjsonWriter::~NdjsonWriter() = default;

void NdjsonWriter::begin(const DocumentStart& start, const schema::Plan& plan) {
    document_ = std::make_unique<Document>(start.edition, plan, file_.stream());
}

std::unique_ptr<PartEncoder> NdjsonWriter::make_encoder() {
    return std::make_unique<JsonEncoder>(document_->names(), JsonLayout{.lines = true});
}

void NdjsonWriter::take(PartEncoder& encoder, std::uint64_t) { static_cast<JsonEncoder&>(encoder).replay(*document_); }

}  // namespace cbds::formats
