/// @file
/// Documents in memory, converted by a writer.
#pragma once

#include "cbds/convert/conversion.hpp"
#include "cbds/formats/xml_document.hpp"
#include "xml/documents.hpp"

#include <sstream>
#include <string>
#include <utility>

namespace cbds::test {

/// Converts a text with the writer that `make` makes for a stream that gathers its output.
template <typename MakeWriter>
std::string converted(const std::string& text, MakeWriter make, convert::ConversionOptions options = {}, convert::ConversionResult* result = nullptr) {
    std::ostringstream out;
    MemoryInput input(text);
    auto writer = make(io::OutputFile("-", {}, &out));
    const convert::ConversionResult made = convert::Conversion(schema::Dictionary::built_in(), std::move(options))
                                               .convert(input, [&](const convert::DocumentFacts&) -> formats::DocumentWriter& { return *writer; });
    if (made.problem.empty()) writer->commit();
    if (result != nullptr) *result = made;
    return out.str();
}

inline std::string as_xml(const std::string& text, convert::ConversionOptions options = {}, convert::ConversionResult* result = nullptr) {
    return converted(text, [](io::OutputFile file) { return std::make_unique<formats::XmlWriter>(std::move(file)); }, std::move(options), result);
}

}  // namespace cbds::test
