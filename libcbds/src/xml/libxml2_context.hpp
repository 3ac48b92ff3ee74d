/// @file
/// What our two uses of libxml2's SAX interface share: how a parser is made, and where it stands.
#pragma once

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <cstdint>
#include <memory>
#include <new>

namespace cbds::xml {

using ParserContext = std::unique_ptr<xmlParserCtxt, void (*)(xmlParserCtxtPtr)>;

/// A parser of UTF-8 text, whatever its declaration says, that calls the handler with `self`. No network.
inline ParserContext make_parser(xmlSAXHandler& handler, xmlInputReadCallback on_read, void* self) {
    ParserContext context(xmlCreateIOParserCtxt(&handler, self, on_read, nullptr, self, XML_CHAR_ENCODING_UTF8), xmlFreeParserCtxt);
    if (!context) throw std::bad_alloc();
    xmlCtxtUseOptions(context.get(), XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_BIG_LINES);
    return context;
}

/// Where the parser is, in bytes of the text.
inline std::uint64_t offset_of(const xmlParserCtxt& context) {
    const xmlParserInput* input = context.input;
    return input == nullptr ? 0 : input->consumed + static_cast<std::uint64_t>(input->cur - input->base);
}

/// Where the tag begins that the parser is in: `<` cannot stand inside one.
inline std::uint64_t tag_offset_of(const xmlParserCtxt& context) {
    const xmlParserInput* input = context.input;
    const xmlChar* at = input->cur;
    while (at > input->base && *at != '<') --at;
    return input->consumed + static_cast<std::uint64_t>(at - input->base);
}

}  // namespace cbds::xml
