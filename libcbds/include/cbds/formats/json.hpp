/// @file
/// Documents as JSON and as NDJSON, and back. The whole shape is told in cbds-json(5); in short:
///
///   {"cbds":"document/1","edition":"ctf@26.0","CTfile":{"Header":{...},"CTFpupilData":{"Pupil":[{...},{...}]}}}
///
/// Elements are members, in document order. An element that may occur more than once is always a list; another one only
/// where it does. An absent element is no member, an empty value is "", an empty container {}. Counts, measures and
/// truth values are JSON's own where that gives the same text back, all else is text. What objects cannot say:
///
///   "@name"     an attribute
///   "#text"     the value of an element that has attributes or child elements
///   "#content"  child elements one by one, where those of one name do not stand together: [{"A":""},{"B":""},{"A":""}]
///
/// NDJSON is a first line {"cbds":"records/1","edition":...,"frame":{"CTfile":{}}}, then a line a part: {"Header":{...}},
/// {"Pupil":{...}}. What stands beside the parts, and an element of the frame that says more than its parts do, is a
/// line {"#in":"CTfile/CTFpupilData","Name":...}. Another first line begins another document.
///
/// Reading knows no dictionary but for the frame: every member is an element. So hand-made JSON is read too: a list or
/// not, numbers or texts; null is absent; the members "cbds" and "edition" may be missing.
#pragma once

#include "cbds/formats/document_sink.hpp"
#include "cbds/formats/document_writer.hpp"
#include "cbds/io/output.hpp"
#include "cbds/io/stream.hpp"
#include "cbds/xml/limits.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::formats {

/// Writes one document into one file.
class JsonWriter final : public DocumentWriter {
public:
    explicit JsonWriter(io::OutputFile file);
    ~JsonWriter() override;

    void begin(const DocumentStart& start, const schema::Plan& plan) override;
    [[nodiscard]] std::unique_ptr<PartEncoder> make_encoder() override;
    void take(PartEncoder& encoder, std::uint64_t first_record) override;
    void end() override;
    void commit() override { file_.commit(); }

private:
    class Document;
    io::OutputFile file_;
    std::unique_ptr<Document> document_;
};

/// Writes documents into one file, a record a line.
class NdjsonWriter final : public DocumentWriter {
public:
    explicit NdjsonWriter(io::OutputFile file);
    ~NdjsonWriter() override;

    void begin(const DocumentStart& start, const schema::Plan& plan) override;
    [[nodiscard]] std::unique_ptr<PartEncoder> make_encoder() override;
    void take(PartEncoder& encoder, std::uint64_t first_record) override;
    void end() override {}
    void commit() override { file_.commit(); }

private:
    class Document;
    io::OutputFile file_;
    std::unique_ptr<Document> document_;
};

struct JsonReadOptions {
    std::optional<schema::Edition> edition = {};  ///< of NDJSON whose first line names none
    xml::Limits limits = {};
};

/// Reads one document.
/// @param name  of the file, for messages
/// @throws DocumentError naming file, place and path; InputError
void read_json(io::ByteStream& stream, std::string_view name, const schema::Dictionary& dictionary, DocumentSink& sink,
               const JsonReadOptions& options = {});

/// Reads all documents of the file.
void read_ndjson(io::ByteStream& stream, std::string_view name, const schema::Dictionary& dictionary, DocumentSink& sink,
                 const JsonReadOptions& options = {});

}  // namespace cbds::formats
