/// @file
/// Items of the header that differ whenever a document is made anew: libcbds/data/header_noise.csv.
#pragma once

#include <span>
#include <string_view>

namespace cbds::diff {

struct NoiseRow {
    std::string_view collection;  ///< `ctf`
    std::string_view path;        ///< from the root
};

[[nodiscard]] std::span<const NoiseRow> noise_rows() noexcept;

}  // namespace cbds::diff
