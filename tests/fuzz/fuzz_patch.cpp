/// Two documents, with the byte 01 between them: the patch that makes the new one of the old one does so, and makes the
/// old one of the new one in reverse. Without that byte the input is a patch, which is read and applied to a small document:
/// where it finds what it expects it can be taken back, and what it cannot do is told as a conflict.
///
/// The order of records and of the entries of repeated structures is not compared: it does not count.

#include "cbds/diff/comparison.hpp"
#include "cbds/diff/patch.hpp"
#include "cbds/error.hpp"
#include "cbds/formats/xml_document.hpp"
#include "cbds/io/memory_input.hpp"

#include <cstdint>
#include <iostream>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

using namespace cbds;

constexpr std::string_view kDocument =
    "<CTfile><Header><CTFversion>26.0</CTFversion><SupplierID>MIS</SupplierID></Header><CTFpupilData>"
    "<Pupil><UPN>A1</UPN><Surname>Oak</Surname><Forename>Ann</Forename><BasicDetails><Disabilities><Disability>LD</Disability>"
    "<Disability>HI</Disability></Disabilities></BasicDetails><FSMhistory><FSMinstance><FSMstartDate>2020-01-01</FSMstartDate>"
    "<UKcountry>ENG</UKcountry></FSMinstance></FSMhistory><Unheard a=\"1\">x</Unheard></Pupil>"
    "<Pupil><UPN>B2</UPN><Surname>Elm</Surname><Forename>Bob</Forename></Pupil></CTFpupilData></CTfile>";

class NoReport final : public diff::DifferenceSink {
public:
    void begin_pair(const diff::DocumentSide&, const diff::DocumentSide&) override {}
    void record(const diff::RecordDifference&) override {}
    void ambiguous(const diff::Ambiguity&) override {}
    void end_pair(const diff::DocumentSide&, const diff::DocumentSide&, const diff::Summary&) override {}
    void unpaired(const diff::DocumentSide&, bool) override {}
    void end(const diff::Summary&) override {}
};

[[noreturn]] void fail(const std::string& what, const std::string& patch, const std::string& document) {
    std::cerr << patch << '\n' << document << '\n';
    throw std::logic_error(what);
}

diff::CompareResult compare(const std::string& before, const std::string& after, diff::DifferenceSink& sink) {
    diff::CompareOptions options;
    options.as_written = true;
    io::MemoryInput old_input(before, "old.xml");
    io::MemoryInput new_input(after, "new.xml");
    return diff::Comparison(schema::Dictionary::built_in(), options).compare(old_input, new_input, sink);
}

/// The patch of two documents; nothing where no patch can say what differs.
std::optional<std::string> patch_of(const std::string& before, const std::string& after) {
    std::ostringstream out;
    diff::PatchWriter writer(schema::Dictionary::built_in(), out);
    const diff::CompareResult result = compare(before, after, writer);
    writer.end_pair(result.before, result.after, result.summary);
    writer.end(result.summary);
    return writer.unsaid().empty() ? std::optional(out.str()) : std::nullopt;
}

diff::Patch read(const std::string& patch) {
    io::MemoryInput input(patch, "patch.xml");
    return diff::Patch::read(input);
}

/// What a patch makes of a document; nothing where there are conflicts.
std::optional<std::string> patched(const diff::Patch& patch, const std::string& document) {
    std::ostringstream out;
    formats::XmlWriter writer(io::OutputFile("-", {}, &out));
    io::MemoryInput input(document);
    if (!patch.apply(schema::Dictionary::built_in(), input, writer, {}).conflicts.empty()) return std::nullopt;
    writer.commit();
    return out.str();
}

void must_be_made(const diff::Patch& patch, const std::string& from, const std::string& wanted, const std::string& text) {
    std::optional<std::string> made;
    try {
        made = patched(patch, from);
    } catch (const DocumentError&) {
        return;  // text between elements, which would be lost
    }
    if (!made) fail("conflicts in the document that the patch was made for", text, from);
    NoReport nothing;
    if (compare(*made, wanted, nothing).summary.any()) fail("not the other document", text, *made);
}

void use_pair(const std::string& before, const std::string& after) {
    std::optional<std::string> text;
    try {
        text = patch_of(before, after);
    } catch (const DocumentError&) {
        return;
    }
    if (!text) return;
    const diff::Patch patch = read(*text);
    must_be_made(patch, before, after, *text);
    must_be_made(patch.reversed(), after, before, *text);
}

void use_patch(const std::string& text) {
    const std::string document(kDocument);
    try {
        const diff::Patch patch = read(text);
        const std::optional<std::string> made = patched(patch, document);
        if (!made) return;
        const std::optional<std::string> back = patched(patch.reversed(), *made);
        NoReport nothing;
        if (back && compare(*back, document, nothing).summary.any()) fail("taken back to another document", text, *back);
    } catch (const DocumentError&) {
        return;  // the reason is for whoever made the patch
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const std::size_t middle = text.find('\1');
    if (middle == std::string::npos) use_patch(text);
    else use_pair(text.substr(0, middle), text.substr(middle + 1));
    return 0;
}
