#include "cbds/error.hpp"
#include "cbds/formats/json.hpp"
#include "formats/json_encoder.hpp"

#include <algorithm>
#include <ostream>
#include <set>
#include <utility>
#include <vector>

namespace cbds::formats {
namespace {

/// Begins with this version of the shape.
constexpr std::string_view kVersion = R"({"cbds":"document/1","edition":)";

}  // namespace

/// The document that is written: what is open, and which members it has.
class JsonWriter::Document final : public JsonFrame {
public:
    Document(schema::Edition edition, const schema::Plan& plan, std::ostream& out)
        : names_(plan.dictionary(), edition.collection), part_json_(names_), plan_(plan), out_(out) {
        text_ = kVersion;
        append_json_text(schema::edition_name(edition), text_);
        open_.push_back({.empty = false});
    }

    [[nodiscard]] const JsonNames& names() const noexcept { return names_; }

    void open(const xml::Element& element) override {
        const bool single = begin_member(element.name, is_list(element));
        text_ += '{';
        append_json_attributes(element.attributes, text_);
        open_.push_back({.empty = element.attributes.empty(), .closing = single ? "}}" : "}"});
    }

    void close() override {
        finish_members();
        text_ += open_.back().closing;
        open_.pop_back();
    }

    /// Those of one name that follow each other are one member.
    void unknown(xml::Element element) override {
        if (!unknown_.empty() && unknown_.back().name != element.name) flush_unknown();
        unknown_.push_back(std::move(element));
    }

    void parts(const xml::Element& element, std::string_view text) override {
        const bool list = is_list(element);
        // Each part stands alone where its name has been before, and where it is no list.
        while (!text.empty()) {
            const bool single = begin_member(element.name, list);
            const std::string_view one = single || !list ? first_line(text) : text;
            text_ += one;
            if (single) text_ += '}';
            text.remove_prefix(std::min(text.size(), one.size() + 2));
        }
        flush();
    }

    void end() {
        finish_members();
        text_ += "}\n";
        flush();
    }

    void flush() {
        out_ << text_;
        text_.clear();
    }

private:
    /// An element that is open.
    struct Open {
        bool empty = true;            ///< nothing stands in it
        bool list = false;            ///< the last member is a list and open
        bool content = false;         ///< members stand in "#content"
        std::string closing = "}";
        std::string last = {};             ///< name of the last member
        std::set<std::string> names = {};  ///< of all members
    };

    [[nodiscard]] bool is_list(const xml::Element& element) const { return names_.repeats(element.id); }

    /// The parts of one run stand on lines of their own.
    static std::string_view first_line(std::string_view text) {
        const std::size_t end = text.find(",\n");
        return text.substr(0, end);
    }

    void finish_list() {
        if (open_.back().list) text_ += "\n]";
        open_.back().list = false;
    }

    void finish_members() {
        flush_unknown();
        finish_list();
        if (open_.back().content) text_ += "\n]";
    }

    void separate() {
        text_ += open_.back().empty ? "\n" : ",\n";
        open_.back().empty = false;
    }

    /// A name that has been before cannot stand again: from there on all is content.
    /// @returns whether it is a part of it, an object alone
    bool begin_member(const std::string& name, bool list) {
        flush_unknown();
        return begin_another(name, list);
    }

    bool begin_another(const std::string& name, bool list) {
        Open& open = open_.back();
        if (open.list && open.last == name) {
            text_ += ",\n";
            return false;
        }
        finish_list();
        separate();
        open.last = name;
        if (open.content || !open.names.insert(name).second) {
            begin_content();
            append_json_key(name, text_);
            return true;
        }
        append_json_key(name, text_);
        if (list) text_ += "[\n";
        open.list = list;
        return false;
    }

    void begin_content() {
        if (!open_.back().content) text_ += "\"#content\":[\n";
        open_.back().content = true;
        text_ += '{';
    }

    void flush_unknown() {
        const std::vector<xml::Element> elements = std::exchange(unknown_, {});
        for (const xml::Element& element : elements) {
            const bool single = begin_another(element.name, elements.size() > 1);
            part_json_.append(xml::ElementPart(element, plan_).part(), text_);
            if (single) text_ += '}';
        }
    }

    JsonNames names_;
    PartJson part_json_;
    const schema::Plan& plan_;
    std::ostream& out_;
    std::string text_;
    std::vector<Open> open_;
    std::vector<xml::Element> unknown_;  ///< of one name, not yet written
};

JsonWriter::JsonWriter(io::OutputFile file) : file_(std::move(file)) {}
JsonWriter::~JsonWriter() = default;

void JsonWriter::begin(const DocumentStart& start, const schema::Plan& plan) {
    if (document_) throw UsageError(start.name + ": JSON holds one document a file; take ndjson, or give a folder with -o, and --name");
    document_ = std::make_unique<Document>(start.edition, plan, file_.stream());
}

std::unique_ptr<PartEncoder> JsonWriter::make_encoder() { return std::make_unique<JsonEncoder>(document_->names(), JsonLayout{}); }

void JsonWriter::take(PartEncoder& encoder, std::uint64_t) {
    static_cast<JsonEncoder&>(encoder).replay(*document_);
    document_->flush();
}

void JsonWriter::end() { document_->end(); }

}  // namespace cbds::formats
