/// @file
/// Marks of one academic year, a row a pupil: where a row stands is computed and not looked up, so that it can be fetched ahead.
#pragma once

#include "cbds/register/builder.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace cbds::registers {

class MarksMatrix {
public:
    /// @param session  of which the academic year is
    explicit MarksMatrix(SessionNumber session) {
        const Period year = academic_year_period(academic_year(date_of(session)));
        first_ = year.first();
        width_ = static_cast<std::size_t>(year.end() - first_);
    }

    [[nodiscard]] bool holds(SessionNumber session) const noexcept { return static_cast<std::uint32_t>(session - first_) < width_; }

    /// The cell of a session that it holds.
    [[nodiscard]] CodeId& at(std::uint32_t enrolment, SessionNumber session) { return row(enrolment)[session - first_]; }

    /// Has the cell brought into the cache, if it is there already.
    void fetch(std::uint32_t enrolment, SessionNumber session) const noexcept {
        const std::size_t block = enrolment / kBlock;
        if (block >= blocks_.size() || blocks_[block] == nullptr || !holds(session)) return;
        __builtin_prefetch(blocks_[block].get() + (enrolment % kBlock) * width_ + (session - first_), 1);
    }

    /// Hands all rows that have a mark to the builder.
    void give(RegisterBuilder& builder) const;

private:
    static constexpr std::size_t kBlock = 512;  ///< rows that are made at a time

    [[nodiscard]] CodeId* row(std::uint32_t enrolment) {
        const std::size_t block = enrolment / kBlock;
        if (block >= blocks_.size()) blocks_.resize(block + 1);
        if (blocks_[block] == nullptr) blocks_[block] = std::make_unique<CodeId[]>(kBlock * width_);
        return blocks_[block].get() + (enrolment % kBlock) * width_;
    }

    SessionNumber first_ = 0;
    std::size_t width_ = 0;  ///< sessions of the year
    std::vector<std::unique_ptr<CodeId[]>> blocks_;
};

}  // namespace cbds::registers
