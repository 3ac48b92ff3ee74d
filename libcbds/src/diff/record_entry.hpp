/// @file
/// All that is kept of a record while documents are compared: hashes, and where it stands.
#pragma once

#include "cbds/schema/dictionary.hpp"

#include <cstdint>
#include <limits>

namespace cbds::diff {

/// Index of a record among those of its document.
using RecordIndex = std::uint32_t;

inline constexpr RecordIndex kNoRecord = std::numeric_limits<RecordIndex>::max();  ///< nobody

/// A hash of 0 stands for an item that the record does not have.
struct RecordEntry {
    std::uint64_t content = 0;     ///< of its bytes; where they are not to be had as they stand, of its elements and values
    std::uint64_t upn = 0;
    std::uint64_t former_upn = 0;
    std::uint64_t uln = 0;
    std::uint64_t person = 0;      ///< of name and birth date
    std::uint64_t offset = 0;      ///< of its `<`, in bytes of the original
    std::uint32_t length = 0;      ///< in bytes of the original
    schema::ElementId element = schema::kNoElement;  ///< its row, which tells its roll
    bool by_bytes = false;         ///< what `content` is of
};

static_assert(sizeof(RecordEntry) <= 56);

}  // namespace cbds::diff
