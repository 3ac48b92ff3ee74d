#include "cbds/formats/known_document.hpp"

#include "cbds/error.hpp"
#include "cbds/xml/document_reader.hpp"
#include "xml/place_text.hpp"

#include <utility>

namespace cbds::formats {

KnownDocument open_known_document(const schema::Dictionary& dictionary, io::ByteStream& stream, const std::string& name,
                                  std::optional<schema::Edition> asked, std::optional<io::Encoding> encoding) {
    KnownDocument document{xml::open_document(stream, encoding), {}};
    if (const auto& fault = document.opening.fault) throw DocumentError(xml::place_text(name, document.opening.fault_place) + fault->message);
    document.found = identify(dictionary, document.opening, name, asked);
    if (document.found.collection) return document;
    const xml::ReadResult result = xml::read_unknown_document(std::move(document.opening), stream, {});
    if (result.fault) throw DocumentError(xml::place_text(name, result.fault_place) + result.fault->message);
    throw DocumentError(name + ": " + document.found.problem);
}

}  // namespace cbds::formats
