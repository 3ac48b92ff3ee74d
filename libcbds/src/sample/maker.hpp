/// @file
/// What a kind of document needs to be invented: its header, its school block, its records.
#pragma once

#include "sample/record.hpp"

#include <cstdint>

namespace cbds::sample {

/// The sizes of a document, fixed before the first byte is written, because the school block counts pupils.
struct Plan {
    std::uint64_t on_roll = 0;
    std::uint64_t leavers = 0;

    [[nodiscard]] std::uint64_t records() const noexcept { return on_roll + leavers; }
};


class Maker {
public:
    virtual ~Maker() = default;

    /// Divides so many records into pupils on roll and leavers.
    [[nodiscard]] virtual Plan plan(std::uint64_t records) const = 0;

    /// Fills the header, or the school block, whichever `part` was started with.
    virtual void part(const Plan& plan, Record& part) const = 0;

    /// The element of a record on roll, or of a leaver.
    [[nodiscard]] virtual schema::ElementId record_element(bool leaver) const noexcept = 0;

    /// Fills one record. A pupil depends on the seed and the index alone, leavers being counted apart.
    virtual void pupil(std::uint64_t index, bool leaver, Record& record) const = 0;
};

}  // namespace cbds::sample
