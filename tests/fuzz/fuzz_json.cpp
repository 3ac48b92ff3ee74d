/// Any bytes are read as JSON and as NDJSON. What is not refused is well-formed XML; a document of a collection that is
/// written as JSON, and read again, is the same as when it is written as XML.

#include "cbds/error.hpp"
#include "cbds/formats/identify.hpp"
#include "cbds/formats/json.hpp"
#include "cbds/formats/xml_document.hpp"
#include "cbds/io/memory_input.hpp"
#include "cbds/xml/document_reader.hpp"
#include "../unit/formats/writer_handler.hpp"

#include <cstdint>
#include <iostream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace cbds;

class TextSink final : public formats::DocumentSink {
public:
    std::ostream& begin(std::string_view) override {
        out_ = std::ostringstream();
        return out_;
    }
    void end() override { documents.push_back(out_.str()); }

    std::vector<std::string> documents;

private:
    std::ostringstream out_;
};

[[noreturn]] void fail(const std::string& what, const std::string& document) {
    std::cerr << document << '\n';
    throw std::logic_error(what);
}

/// Larger than what is read, a document in another, and the name of a namespace are judged by the reader of XML.
bool is_left_to_xml(const xml::Fault& fault) { return fault.code.starts_with("XML08") || fault.code == "XML071" || fault.code == "XSD002"; }

/// The document in the format of a writer; empty where it is refused.
template <typename Writer>
std::string written(const std::string& document) {
    const schema::Dictionary& dictionary = schema::Dictionary::built_in();
    io::MemoryStream stream(document);
    xml::Opening opening = xml::open_document(stream, std::nullopt);
    const formats::Identification found = formats::identify(dictionary, opening, "document.xml", std::nullopt);
    if (opening.fault) fail(opening.fault->message, document);
    if (!found.collection) return {};
    const schema::Plan plan(dictionary, found.edition);
    std::ostringstream out;
    Writer writer(io::OutputFile("-", {}, &out));
    writer.begin({"document.xml", found.named}, plan);
    test::WriterHandler handler(writer);
    const xml::ReadResult result = xml::read_document(std::move(opening), stream, plan, {}, handler);
    if (result.fault && !is_left_to_xml(*result.fault)) fail(result.fault->message, document);
    if (result.fault) return {};
    writer.end();
    writer.commit();
    return out.str();
}

template <typename Read>
std::vector<std::string> read_all(Read read, std::string_view text) {
    io::MemoryStream stream(text);
    TextSink sink;
    read(stream, "file.json", schema::Dictionary::built_in(), sink, formats::JsonReadOptions{});
    return std::move(sink.documents);
}

/// Layout is nothing of JSON's.
std::string without_layout(std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
}

template <typename Read>
void use(Read read, std::string_view text) {
    std::vector<std::string> documents;
    try {
        documents = read_all(read, text);
    } catch (const DocumentError&) {
        return;  // the reason is for whoever made the file
    }
    for (const std::string& document : documents) {
        const std::string json = written<formats::JsonWriter>(document);
        if (json.empty()) continue;
        const std::string lines = written<formats::NdjsonWriter>(document);
        const std::string plain = without_layout(written<formats::XmlWriter>(document));
        if (without_layout(read_all(formats::read_json, json).at(0)) != plain) fail(json, document);
        if (without_layout(read_all(formats::read_ndjson, lines).at(0)) != plain) fail(lines, document);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    use(formats::read_json, text);
    use(formats::read_ndjson, text);
    return 0;
}
