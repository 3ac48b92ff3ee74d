/// @file
/// What the readers make of a text, written out so that two readings can be compared.
#pragma once

#include "cbds/xml/document_reader.hpp"
#include "xml/documents.hpp"

#include <sstream>
#include <string>
#include <vector>

namespace cbds::test {

inline std::string written(const xml::Place& place) {
    std::ostringstream out;
    out << place.line << ':' << place.column << '@' << place.offset;
    return out.str();
}

/// Everything that a part says, a line for each thing. The places are those of the document.
inline void write_part(std::ostream& out, const xml::Part& part, const schema::Dictionary& dictionary, std::uint64_t shift) {
    for (std::uint32_t i = 0; i < part.nodes.size(); ++i) {
        const xml::Node& node = part.nodes[i];
        out << "  " << i << ' ' << node.parent << ' ' << node.element << ' ' << static_cast<int>(node.match) << ' ' << part.written_name(i, dictionary) << " +"
            << shift + node.offset << ' ' << static_cast<int>(node.fault) << " '" << node.value() << "'\n";
    }
    for (const xml::Attribute& a : part.attributes) out << "  attribute " << a.node << ' ' << a.name << '=' << a.value << '\n';
    for (const xml::Misplaced& m : part.misplaced) out << "  misplaced " << m.node << ' ' << m.element << " +" << shift + m.offset << '\n';
}

/// Writes down the parts with the offsets that they have in their stretch; the first node's place is added when
/// the stretch is collected.
class Recorder final : public xml::DocumentHandler {
public:
    explicit Recorder(const schema::Plan& plan) : plan_(plan) {}

    std::unique_ptr<xml::PartWorker> make_worker() override { return std::make_unique<Worker>(plan_); }

    void collect(xml::PartWorker& part_worker, xml::Locator& locator, std::uint64_t first_record) override {
        auto& worker = static_cast<Worker&>(part_worker);
        for (const Seen& seen : worker.seen) {
            std::ostringstream out;
            out << written(locator.place(seen.offset)) << " record " << first_record + seen.record << '\n' << seen.text;
            parts.push_back(out.str());
        }
        worker.seen.clear();
    }

    std::vector<std::string> parts;

private:
    struct Seen {
        std::uint64_t offset;
        std::uint64_t record;
        std::string text;
    };

    class Worker final : public xml::PartWorker {
    public:
        explicit Worker(const schema::Plan& plan) : plan_(plan) {}
        bool part(const xml::Part& part) override {
            std::ostringstream out;
            // Offsets from the part's own `<`: a stretch may begin anywhere.
            write_part(out, part, plan_.dictionary(), std::uint64_t{0} - part.nodes.front().offset);
            seen.push_back({part.nodes.front().offset, part.record, out.str()});
            return true;
        }
        std::vector<Seen> seen;

    private:
        const schema::Plan& plan_;
    };

    const schema::Plan& plan_;
};

/// One reading of a document.
struct Reading {
    std::vector<std::string> parts;
    std::string frame;
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;
    std::string fault;  ///< code, place and message; empty for none

    friend bool operator==(const Reading&, const Reading&) = default;
};

inline std::string written(const xml::Frame& frame, const schema::Dictionary& dictionary) {
    std::ostringstream out;
    const xml::Part& tree = frame.tree();
    for (std::uint32_t i = 0; i < tree.nodes.size(); ++i)
        out << i << ' ' << tree.nodes[i].parent << ' ' << tree.nodes[i].element << ' ' << static_cast<int>(tree.nodes[i].match) << ' '
            << tree.written_name(i, dictionary) << ' ' << written(frame.place(i)) << '\n';
    for (const xml::Attribute& a : tree.attributes) out << "attribute " << a.node << ' ' << a.name << '=' << a.value << '\n';
    for (std::size_t i = 0; i < tree.misplaced.size(); ++i) out << "text " << tree.misplaced[i].node << ' ' << written(frame.misplaced_place(i)) << '\n';
    return out.str();
}

/// Reads the text through `stream`; the plan is for its edition.
inline Reading read(io::ByteStream& stream, const schema::Plan& plan, const xml::ReadOptions& options) {
    xml::Opening opening = xml::open_document(stream, std::nullopt);
    Recorder recorder(plan);
    const xml::ReadResult result = xml::read_document(std::move(opening), stream, plan, options, recorder);
    Reading reading{std::move(recorder.parts), written(result.frame, plan.dictionary()), result.records, result.bytes, ""};
    // What stands behind a fault may have been read or not.
    if (result.fault) reading.bytes = 0;
    if (result.fault) reading.fault = std::string(result.fault->code) + ' ' + written(result.fault_place) + ' ' + result.fault->message;
    return reading;
}

inline Reading read(std::string_view text, const schema::Plan& plan, unsigned jobs = 1, bool libxml2_only = false) {
    xml::ReadOptions options;
    options.jobs = jobs;
    options.libxml2_only = libxml2_only;
    MemoryStream stream(text);
    return read(stream, plan, options);
}

/// Where two readings differ first, in words; empty where they do not.
inline std::string difference(const Reading& a, const Reading& b) {
    if (a.fault != b.fault) return "fault: " + a.fault + " | " + b.fault;
    if (a.records != b.records || a.bytes != b.bytes) return "records or bytes";
    if (a.frame != b.frame) return "frame:\n" + a.frame + "|\n" + b.frame;
    if (a.parts.size() != b.parts.size()) return "number of parts: " + std::to_string(a.parts.size()) + " | " + std::to_string(b.parts.size());
    for (std::size_t i = 0; i < a.parts.size(); ++i)
        if (a.parts[i] != b.parts[i]) return "part:\n" + a.parts[i] + "|\n" + b.parts[i];
    return {};
}

}  // namespace cbds::test
