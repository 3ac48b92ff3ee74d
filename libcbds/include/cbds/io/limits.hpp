/// @file
/// How far an archive may expand: far beyond any real return, and near enough that a bomb fills nothing.
#pragma once

#include <cstdint>

namespace cbds::io {

/// A document of an archive may expand to `free_expansion + max_ratio * its compressed size`, and to
/// `max_expansion` at most. Beyond that reading ends with an InputError that names the limit.
struct Limits {
    std::uint64_t max_expansion = std::uint64_t{20} << 30;  ///< bytes of one document
    std::uint64_t free_expansion = std::uint64_t{64} << 20;  ///< bytes that are never too many
    std::uint64_t max_ratio = 200;
    std::uint64_t max_entries = 100'000;  ///< entries of one zip archive, folders included
};

}  // namespace cbds::io
