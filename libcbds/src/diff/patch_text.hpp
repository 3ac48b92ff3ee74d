/// @file
/// The form of a patch: written, and read.
#pragma once

#include "cbds/io/stream.hpp"
#include "diff/patch_operation.hpp"

#include <span>
#include <string>
#include <vector>

namespace cbds::diff {

/// Appends the declaration and the start tag of the root.
/// @param namespaces  attributes that declare prefixes which names in the patch have
void append_patch_start(std::span<const xml::ParsedAttribute> namespaces, std::string& out);

/// Appends an operation, and before it what is kept beside it.
void append_operation(const Operation& operation, std::string& out);

void append_patch_end(std::string& out);

/// Reads a whole patch. @throws DocumentError with file and line, InputError
[[nodiscard]] std::vector<Operation> read_patch(io::Input& input);

}  // namespace cbds::diff
