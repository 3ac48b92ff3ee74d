#include "diff/hash.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace cbds::diff {

std::uint64_t hash_of(std::string_view bytes) noexcept {
    const std::uint64_t hash = XXH3_64bits(bytes.data(), bytes.size());
    return hash == 0 ? 1 : hash;
}

}  // namespace cbds::diff
