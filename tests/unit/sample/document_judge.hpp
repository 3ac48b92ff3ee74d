/// @file
/// libxml2's opinion of a document, by the plain schema of its edition.
#pragma once

#include "cbds/schema/edition_xsd.hpp"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <memory>
#include <sstream>
#include <string>

namespace cbds::test {

class DocumentJudge {
public:
    explicit DocumentJudge(schema::Edition edition) {
        std::ostringstream text;
        schema::write_edition_xsd(schema::Dictionary::built_in(), edition, text);
        const std::string xsd = text.str();
        xmlSchemaParserCtxtPtr parser = xmlSchemaNewMemParserCtxt(xsd.data(), static_cast<int>(xsd.size()));
        schema_.reset(xmlSchemaParse(parser));
        xmlSchemaFreeParserCtxt(parser);
    }

    /// Empty for a valid document, else the first complaint.
    [[nodiscard]] std::string complaint(const std::string& document) const {
        if (!schema_) return "the schema does not compile";
        const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> tree(
            xmlReadMemory(document.data(), static_cast<int>(document.size()), nullptr, nullptr, XML_PARSE_NONET), xmlFreeDoc);
        if (!tree) return "not well formed";
        const std::unique_ptr<xmlSchemaValidCtxt, decltype(&xmlSchemaFreeValidCtxt)> context(
            xmlSchemaNewValidCtxt(schema_.get()), xmlSchemaFreeValidCtxt);
        std::string first;
        xmlSchemaSetValidStructuredErrors(context.get(), keep_first, &first);
        xmlSchemaValidateDoc(context.get(), tree.get());
        return first;
    }

private:
    static void keep_first(void* target, const xmlError* error) {
        auto& text = *static_cast<std::string*>(target);
        if (text.empty()) text = error->message;
    }
    static void keep_first(void* target, xmlError* error) { keep_first(target, static_cast<const xmlError*>(error)); }

    std::unique_ptr<xmlSchema, decltype(&xmlSchemaFree)> schema_{nullptr, xmlSchemaFree};
};

}  // namespace cbds::test
