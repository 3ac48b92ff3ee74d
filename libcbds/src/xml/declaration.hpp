/// @file
/// What can be told from the first bytes alone: no XML, an encoding that contradicts itself, XML 1.1.
#pragma once

#include "cbds/io/encoding.hpp"
#include "cbds/xml/fault.hpp"

#include <optional>
#include <string_view>

namespace cbds::xml {

/// The fault that forbids to read a document with this beginning; nothing where there is none.
/// @param chosen  the encoding that the user chose, which silences what the document says of it
[[nodiscard]] std::optional<Fault> beginning_fault(std::string_view bytes, const io::EncodingEvidence& evidence,
                                                   std::optional<io::Encoding> chosen);

/// Where a document type declaration stands in the text, comments, CDATA sections and processing
/// instructions apart: a rough look, for documents that are faulty anyway.
[[nodiscard]] std::optional<std::size_t> find_doctype(std::string_view text);

}  // namespace cbds::xml
