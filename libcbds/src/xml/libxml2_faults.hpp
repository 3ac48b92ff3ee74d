/// @file
/// libxml2's errors in our codes, and in words that a school office understands.
#pragma once

#include "cbds/xml/fault.hpp"

#include <libxml/xmlerror.h>

#include <cstdint>
#include <string_view>

namespace cbds::xml {

/// @param at_end  the text ended here
/// @param rest    the text from the offset on, as far as it has been read
/// @param tag     offset of the last `<` before the fault
[[nodiscard]] Fault describe_fault(const xmlError& error, std::uint64_t offset, bool at_end, std::string_view rest, std::uint64_t tag);

/// A document type declaration, which is refused.
[[nodiscard]] Fault doctype_fault(std::uint64_t offset);

/// A version of XML other than 1.0, which is refused.
[[nodiscard]] Fault version_fault(std::uint64_t offset);

}  // namespace cbds::xml
