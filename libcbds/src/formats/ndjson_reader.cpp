#include "cbds/error.hpp"
#include "cbds/formats/json.hpp"
#include "formats/json_events.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace cbds::formats {
namespace {

using schema::ElementId;
using schema::kNoElement;

class NdjsonReader final : public JsonEvents {
public:
    NdjsonReader(JsonSource& source, const JsonReadOptions& options, const schema::Dictionary& dictionary, DocumentSink& sink)
        : JsonEvents(source, options.limits), dictionary_(dictionary), sink_(sink), asked_(options.edition), edition_(asked_) {}

    /// There are no more lines.
    void finish() {
        if (documents_ == 0) elements().fail("there is no document: the first line has \"cbds\":\"records/1\"");
        end_document();
    }

private:
    /// An element of the frame that is open.
    struct Open {
        ElementId id = kNoElement;
        std::string name;
    };

    [[nodiscard]] bool is_fact(std::string_view name) const override { return name == "cbds" || name == "edition" || name == "#in"; }
    [[nodiscard]] bool is_frame(std::string_view name) const override { return name == "frame"; }

    void begin_object() override {
        place_.reset();
        first_line_ = false;
    }

    void fact(std::string_view name, std::string_view value) override {
        if (name == "#in") {
            place_ = value;
            return;
        }
        begin_frame();
        if (name == "edition") take_edition(value);
        else if (value != "records/1") elements().fail("\"cbds\" is not records/1: the file was written by a later version of the program, or is no NDJSON");
    }

    /// The members of a first line come in any order.
    void begin_frame() override {
        if (!first_line_) end_document();
        first_line_ = true;
    }

    void take_edition(std::string_view text) {
        edition_ = schema::parse_edition(text);
        if (!edition_) elements().fail("\"edition\" is none; write ctf@26.0 or school-census@2026-spring");
    }

    void end_outermost() override {
        if (first_line_) begin_document_if_none();
    }

    void enter(std::string_view name) override {
        if (first_line_ && !begun_) {
            begin_document(name);
            return;
        }
        begin_document_if_none();
        entered_ = place_ ? find_in_place(name) : find_part(name);
        elements().open(name);
        if (is_frame_element(entered_)) open_.push_back({entered_, std::string(name)});
    }

    /// What encloses parts stays open for the lines to come.
    void leave() override {
        if (!is_frame_element(entered_)) elements().close();
    }

    [[nodiscard]] bool is_frame_element(ElementId id) const {
        return id != kNoElement && dictionary_.element(id).part == schema::Part::frame;
    }

    void begin_document_if_none() {
        if (begun_) return;
        if (!edition_) elements().fail("the edition is not known: the first line has \"edition\":\"school-census@2026-spring\" or the like");
        begin_document(dictionary_.element(dictionary_.collection(edition_->collection).root).name);
    }

    void begin_document(std::string_view root) {
        const schema::Edition edition = edition_of(root);
        ++documents_;
        begun_ = true;
        plan_.emplace(dictionary_, edition);
        find_parts();
        elements().begin(sink_.begin({}));
        elements().open(root);
        entered_ = plan_->root();
        open_.assign(1, Open{entered_, std::string(root)});
    }

    /// The root tells the collection, and any edition does to know its frame.
    [[nodiscard]] schema::Edition edition_of(std::string_view root) {
        for (std::size_t i = 0; i < schema::kCollections; ++i) {
            const auto collection = static_cast<schema::Collection>(i);
            const schema::CollectionRow& row = dictionary_.collection(collection);
            if (!ascii::same_but_case(root, dictionary_.element(row.root).name)) continue;
            if (edition_ && edition_->collection != collection) elements().fail("\"edition\" is of another collection than the root in \"frame\"");
            return edition_ ? dictionary_.nearest(*edition_) : schema::Edition{collection, row.editions.until};
        }
        elements().fail("the root in \"frame\" is of no collection that is read");
    }

    void end_document() {
        if (!begun_) return;
        while (!open_.empty()) close_frame();
        elements().end();
        sink_.end();
        begun_ = false;
        edition_ = asked_;
    }

    void close_frame() {
        elements().close();
        open_.pop_back();
    }

    void open_frame(ElementId id, std::string_view name) {
        elements().open(name);
        open_.push_back({id, std::string(name)});
    }

    /// Goes to the place that "#in" names. @returns the element that a name has there
    ElementId find_in_place(std::string_view name) {
        std::string_view rest = *place_;
        std::size_t same = 0;
        while (!rest.empty()) {
            const std::size_t slash = rest.find('/');
            const std::string_view step = rest.substr(0, slash);
            rest.remove_prefix(slash == std::string_view::npos ? rest.size() : slash + 1);
            if (same == open_.size() || open_[same].name != step) open_step(same, step);
            ++same;
        }
        if (same == 0) elements().fail("\"#in\" names no place");
        while (open_.size() > same) close_frame();
        return plan_->find_child(open_.back().id, name).element;
    }

    void open_step(std::size_t depth, std::string_view step) {
        if (depth == 0) elements().fail("\"#in\" begins with the root of the document, as in " + open_.front().name + "/...");
        while (open_.size() > depth) close_frame();
        const ElementId id = plan_->find_child(open_.back().id, step).element;
        if (!is_frame_element(id)) elements().fail("\"#in\" names a place that this collection does not have");
        open_frame(id, step);
    }

    /// Goes to where a part stands. @returns the part
    ElementId find_part(std::string_view name) {
        if (name != last_name_) {
            last_part_ = part_called(name);
            last_name_ = name;
        }
        if (last_part_ == kNoElement)
            elements().fail("a line is no part of the document: it is " + list_of_parts() + "; for what stands beside them, \"#in\" comes first");
        go_to(dictionary_.element(last_part_).parent);
        return last_part_;
    }

    [[nodiscard]] ElementId part_called(std::string_view name) const {
        for (const schema::NameMatch match : {schema::NameMatch::exact, schema::NameMatch::other_edition, schema::NameMatch::alias}) {
            for (const ElementId id : parts_) {
                const schema::FoundName found = plan_->find_child(dictionary_.element(id).parent, name);
                if (found.element == id && found.match == match) return id;
            }
        }
        return kNoElement;
    }

    void find_parts() {
        parts_.clear();
        last_name_.clear();
        const auto rows = dictionary_.elements();
        for (std::size_t id = plan_->root() + std::size_t{1}; id < rows.size() && rows[id].collection == plan_->edition().collection; ++id)
            if (rows[id].part != schema::Part::inside) parts_.push_back(static_cast<ElementId>(id));
    }

    /// Leaves the frame's elements that do not enclose `id`, and opens those that do.
    void go_to(ElementId id) {
        std::vector<ElementId> way;
        for (; id != kNoElement; id = dictionary_.element(id).parent) way.push_back(id);
        std::reverse(way.begin(), way.end());
        std::size_t same = 0;
        while (same < std::min(way.size(), open_.size()) && way[same] == open_[same].id) ++same;
        while (open_.size() > same) close_frame();
        for (; same < way.size(); ++same) open_frame(way[same], dictionary_.element(way[same]).name);
    }

    [[nodiscard]] std::string list_of_parts() const {
        std::string list;
        for (const ElementId id : parts_)
            if (!is_frame_element(id)) list.append(list.empty() ? "" : ", ").append(dictionary_.element(id).name);
        return list;
    }

    const schema::Dictionary& dictionary_;
    DocumentSink& sink_;
    std::optional<schema::Edition> asked_;
    std::optional<schema::Edition> edition_;
    std::optional<schema::Plan> plan_;
    std::uint64_t documents_ = 0;
    bool begun_ = false;
    bool first_line_ = false;           ///< the line begins a document
    std::optional<std::string> place_;  ///< "#in" of the line
    ElementId entered_ = kNoElement;    ///< the element of the frame, or of a part, that was entered last
    std::vector<Open> open_;
    std::vector<ElementId> parts_;  ///< of the collection, and what encloses them
    std::string last_name_;         ///< of the part that was looked for last
    ElementId last_part_ = kNoElement;
};

}  // namespace

void read_ndjson(io::ByteStream& stream, std::string_view name, const schema::Dictionary& dictionary, DocumentSink& sink,
                 const JsonReadOptions& options) {
    JsonSource source(stream, name, options.limits);
    NdjsonReader reader(source, options, dictionary, sink);
    while (source.skip_blanks()) reader.read(false);
    reader.finish();
}

}  // namespace cbds::formats
