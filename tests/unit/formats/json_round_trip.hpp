/// @file
/// Documents through a writer of JSON and back, as a command that converts does it.
#pragma once

#include "cbds/error.hpp"
#include "cbds/formats/document_writer.hpp"
#include "cbds/formats/identify.hpp"
#include "cbds/formats/json.hpp"
#include "cbds/formats/xml_document.hpp"
#include "cbds/io/memory_input.hpp"
#include "cbds/sample/sample.hpp"
#include "formats/writer_handler.hpp"

#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::test {

inline void write_document(std::string_view xml, formats::DocumentWriter& writer, const xml::ReadOptions& options = {}) {
    const schema::Dictionary& dictionary = schema::Dictionary::built_in();
    io::MemoryStream stream(xml);
    xml::Opening opening = xml::open_document(stream, std::nullopt);
    const formats::Identification found = formats::identify(dictionary, opening, "document.xml", std::nullopt);
    if (!found.collection) throw std::logic_error(found.problem);
    const schema::Plan plan(dictionary, found.edition);
    writer.begin({"document.xml", found.named}, plan);
    WriterHandler handler(writer);
    const xml::ReadResult result = xml::read_document(std::move(opening), stream, plan, options, handler);
    if (result.fault) throw std::logic_error(std::string(result.fault->code) + " " + result.fault->message);
    writer.end();
}

/// Documents in the format of a writer.
template <typename Writer>
std::string written(const std::vector<std::string>& documents, const xml::ReadOptions& options = {}) {
    std::ostringstream out;
    Writer writer(io::OutputFile("-", {}, &out));
    for (const std::string& document : documents) write_document(document, writer, options);
    writer.commit();
    return out.str();
}

inline std::string as_json(const std::string& document) { return written<formats::JsonWriter>({document}); }
inline std::string as_ndjson(const std::string& document) { return written<formats::NdjsonWriter>({document}); }
inline std::string rewritten(const std::string& document) { return written<formats::XmlWriter>({document}); }

/// Keeps documents as texts.
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

using JsonRead = decltype(formats::read_json);

inline std::vector<std::string> read_all(JsonRead read, std::string_view text, const formats::JsonReadOptions& options = {}) {
    io::MemoryStream stream(text);
    TextSink sink;
    read(stream, "file.json", schema::Dictionary::built_in(), sink, options);
    return sink.documents;
}

inline std::string from_json(std::string_view text) { return read_all(formats::read_json, text).at(0); }
inline std::string from_ndjson(std::string_view text) { return read_all(formats::read_ndjson, text).at(0); }

/// What a reader says against a text; empty for nothing.
inline std::string refusal(JsonRead read, std::string_view text, const formats::JsonReadOptions& options = {}) {
    try {
        (void)read_all(read, text, options);
        return {};
    } catch (const DocumentError& error) {
        return error.what();
    }
}

inline std::string sample_of(schema::Edition edition, const std::string& phase, std::uint64_t seed, std::uint64_t pupils = 12, double bad = 0) {
    std::ostringstream out;
    sample::SampleOptions options{.edition = edition, .phase = phase, .pupils = pupils, .seed = seed, .bad = bad};
    options.fault_kinds = sample::FaultKinds::any;
    (void)sample::write_sample(schema::Dictionary::built_in(), options, out);
    return out.str();
}

}  // namespace cbds::test
