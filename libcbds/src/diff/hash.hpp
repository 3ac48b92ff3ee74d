/// @file
/// Bytes known again by a hash.
#pragma once

#include <cstdint>
#include <string_view>

namespace cbds::diff {

/// A hash of 64 bits (XXH3); never 0. That different bytes have the same one is chance, one in 2^64 for a pair of records.
[[nodiscard]] std::uint64_t hash_of(std::string_view bytes) noexcept;

}  // namespace cbds::diff
