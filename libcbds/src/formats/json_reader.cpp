#include "cbds/formats/json.hpp"
#include "formats/json_events.hpp"
#include "io/ascii.hpp"

namespace cbds::formats {
namespace {

class JsonReader final : public JsonEvents {
public:
    JsonReader(JsonSource& source, const xml::Limits& limits, const schema::Dictionary& dictionary, DocumentSink& sink)
        : JsonEvents(source, limits), dictionary_(dictionary), sink_(sink) {}

private:
    [[nodiscard]] bool is_fact(std::string_view name) const override { return name == "cbds" || name == "edition"; }

    /// The edition is for whoever looks at the file: the header decides.
    void fact(std::string_view name, std::string_view value) override {
        if (name != "cbds" || value == "document/1") return;
        if (value == "records/1") elements().fail("this is NDJSON, a record a line: take it with --from ndjson");
        elements().fail("\"cbds\" is not document/1: the file was written by a later version of the program");
    }

    void enter(std::string_view name) override {
        if (begun_) elements().fail("there is a second member beside the document");
        if (!is_root(name)) elements().fail("the members of the outermost object are \"cbds\", \"edition\", and " + roots());
        begun_ = true;
        elements().begin(sink_.begin({}));
        elements().open(name);
    }

    void end_outermost() override {
        if (!begun_) elements().fail("there is no document: the outermost object has no member " + roots());
        elements().end();
        sink_.end();
    }

    [[nodiscard]] std::string_view root(std::size_t collection) const {
        return dictionary_.element(dictionary_.collection(static_cast<schema::Collection>(collection)).root).name;
    }

    [[nodiscard]] bool is_root(std::string_view name) const {
        for (std::size_t i = 0; i < schema::kCollections; ++i)
            if (ascii::same_but_case(name, root(i))) return true;
        return false;
    }

    [[nodiscard]] std::string roots() const {
        std::string list;
        for (std::size_t i = 0; i < schema::kCollections; ++i) list.append(i == 0 ? "\"" : " or \"").append(root(i)).append("\"");
        return list;
    }

    const schema::Dictionary& dictionary_;
    DocumentSink& sink_;
    bool begun_ = false;
};

}  // namespace

void read_json(io::ByteStream& stream, std::string_view name, const schema::Dictionary& dictionary, DocumentSink& sink,
               const JsonReadOptions& options) {
    JsonSource source(stream, name, options.limits);
    JsonReader(source, options.limits, dictionary, sink).read(true);
}

}  // namespace cbds::formats
