/// @file
/// Validation against any XML Schema, by libxml2 (`--schema`).
#pragma once

#include "cbds/xml/document_reader.hpp"

#include <functional>
#include <memory>
#include <string>

namespace cbds::xml {

/// Something that the schema does not allow. No value of the document is in it.
struct SchemaFault {
    Place place;          ///< of the element's `<`
    std::string path;     ///< from the root, as the document names it
    std::string message;
};

/// An XML Schema, read once. What it includes or imports is read from files; nothing is fetched.
class XmlSchema {
public:
    /// @throws DictionaryError where the file is no XML Schema, InputError where it cannot be read
    explicit XmlSchema(const std::string& file);
    XmlSchema(XmlSchema&&) noexcept;
    XmlSchema& operator=(XmlSchema&&) noexcept;
    ~XmlSchema();

    /// Validates a document. A fault of well-formedness ends it silently: reading the document reports that.
    void check(io::ByteStream& stream, io::Encoding encoding, bool byte_order_mark, const std::function<void(const SchemaFault&)>& report) const;

private:
    struct Schema;
    std::unique_ptr<Schema> schema_;
};

}  // namespace cbds::xml
