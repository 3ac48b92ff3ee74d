/// @file
/// What the verbs that take care of files share: a document is read part by part, its parts are changed as elements,
/// and another document is written. Nothing but the parts that are worked on is in memory.
///
/// What encloses the parts, unknown elements and attributes are kept; comments are not. A document that is not well formed,
/// is of no collection, or has text that cannot be kept (between the elements of a container) is refused.
#pragma once

#include "cbds/formats/identify.hpp"
#include "cbds/io/stream.hpp"
#include "cbds/xml/document_reader.hpp"
#include "cbds/xml/element.hpp"

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::convert {

/// How documents are read.
struct CareReading {
    const schema::Dictionary* dictionary = &schema::Dictionary::built_in();
    std::optional<schema::Edition> edition;   ///< `--edition`
    std::optional<io::Encoding> encoding;     ///< `--encoding`
    unsigned jobs = 1;
};

/// Where a document is written.
struct CareTarget {
    std::string path = "-";                   ///< `-` for `standard_output`, which gets nothing before the document is complete
    bool overwrite = false;
    bool dry_run = false;                     ///< all the work, but nothing is written; what would stand in its way is told
    std::ostream* standard_output = nullptr;
};

/// One alteration of a document.
struct Change {
    std::string_view kind;       ///< a word: `spaces`, `empty` ...
    std::uint64_t record = 0;    ///< number of the record, from 1; 0 for the header, the school and the file as a whole
    std::string key;             ///< UPN of the record, as it was written
    std::string path;            ///< of the element below its part: `BasicDetails/MiddleNames`
    std::string before;
    std::string after;
    bool removed = false;        ///< the element is gone
    schema::Privacy privacy = schema::Privacy::none;
};

/// A document that is being read.
struct SourceDocument {
    std::string name;
    schema::Collection collection{};
    schema::Edition named;                     ///< the edition that it names
    std::shared_ptr<const schema::Plan> plan;  ///< of the edition by whose rules it is read
    xml::Opening opening;                      ///< header values; without the bytes

    [[nodiscard]] const schema::Dictionary& dictionary() const noexcept { return plan->dictionary(); }
};

/// A part on its way.
struct CarePart {
    xml::Element element;
    std::uint64_t record = 0;  ///< number of the record, from 1; 0 for header and school
    std::string key;           ///< of the record before it was edited
    std::vector<Change> changes;
};

/// The work on a document. All calls but edit() come one at a time and in document order.
class DocumentVisitor {
public:
    virtual ~DocumentVisitor() = default;
    virtual void begin(const SourceDocument&) {}

    /// Changes a part and says how; record and key of the changes are filled in. On any thread, several at a time.
    virtual void edit(xml::Element&, std::vector<Change>&) const {}

    virtual void frame_open(const xml::FrameElement&) {}
    virtual void frame_text(std::string_view) {}
    virtual void frame_close(schema::ElementId) {}
    virtual void part(CarePart& part) = 0;
};

/// Reads a document.
/// @throws DocumentError with the place where it is refused, InputError where it cannot be read
SourceDocument visit_document(io::ByteStream& stream, const std::string& name, const CareReading& reading, DocumentVisitor& visitor);

/// The UPN of a record, or what else its collection knows it by; empty where there is none.
[[nodiscard]] std::string key_of(const xml::Element& record, const schema::Dictionary& dictionary);

}  // namespace cbds::convert
