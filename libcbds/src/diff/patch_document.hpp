/// @file
/// A patch applied to a document that is read part by part.
#pragma once

#include "cbds/diff/patch.hpp"
#include "cbds/xml/opening.hpp"
#include "diff/patch_index.hpp"

#include <string>

namespace cbds::diff {

/// Reads the document that `opening` began, and writes what the patch makes of it.
/// @throws DocumentError, InputError, OutputError
[[nodiscard]] PatchResult patch_document(xml::Opening opening, io::ByteStream& stream, const std::string& name, unsigned jobs, const PatchIndex& index,
                                         formats::DocumentWriter& writer);

}  // namespace cbds::diff
