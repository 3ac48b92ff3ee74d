/// @file
/// Collections of the department that share the census's root element and are not read.
#pragma once

#include <span>
#include <string_view>

namespace cbds::formats {

/// One row of libcbds/data/other_collections.csv.
struct OtherCollection {
    std::string_view code;   ///< as the header's `Collection` has it
    std::string_view title;  ///< as it is written in a sentence
};

[[nodiscard]] std::span<const OtherCollection> other_collections() noexcept;

}  // namespace cbds::formats
