/// @file
/// Faults of well-formedness: what makes a text no XML 1.0 document, or one that is not read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cbds::xml {

/// One fault; it ends the reading of its document. `code` names the rule (`XML003`).
struct Fault {
    std::string_view code;
    std::uint64_t offset = 0;  ///< in bytes of the UTF-8 text, from the start of the document
    std::string message;       ///< a sentence without full stop; no value of a record in it
    std::string expected;      ///< may be empty
};

}  // namespace cbds::xml
