/// @file
/// The beginning of a document that is worked on: opened, and of a collection that is known.
#pragma once

#include "cbds/formats/identify.hpp"
#include "cbds/io/stream.hpp"

#include <optional>
#include <string>

namespace cbds::formats {

struct KnownDocument {
    xml::Opening opening;
    Identification found;  ///< has a collection
};

/// Reads the beginning of a document.
/// @param name  for messages
/// @throws DocumentError naming file and place where it cannot be read on, or is of no collection - if it is not well formed,
///         which is the nearer reason, where; InputError
[[nodiscard]] KnownDocument open_known_document(const schema::Dictionary& dictionary, io::ByteStream& stream, const std::string& name,
                                                std::optional<schema::Edition> asked, std::optional<io::Encoding> encoding);

}  // namespace cbds::formats
