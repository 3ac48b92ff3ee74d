/// @file
/// Which enrolments are those of one pupil.
#pragma once

#include "cbds/attendance/figures.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace cbds::attendance {

/// The enrolments of a register by pupil: those with one UPN together, in their order; those without one each alone. Pupils in the
/// order of their first enrolment.
class SamePupils {
public:
    /// Each enrolment alone.
    [[nodiscard]] static SamePupils apart(const Register& registers);

    /// By UPN, across schools.
    [[nodiscard]] static SamePupils by_upn(const Register& registers);

    [[nodiscard]] std::size_t size() const noexcept { return begins_.size() - 1; }
    [[nodiscard]] std::span<const std::uint32_t> enrolments(std::size_t pupil) const noexcept {
        return std::span(members_).subspan(begins_[pupil], begins_[pupil + 1] - begins_[pupil]);
    }

private:
    /// @param first  for each enrolment the first one of its pupil
    explicit SamePupils(const std::vector<std::uint32_t>& first);

    std::vector<std::uint32_t> members_;
    std::vector<std::uint32_t> begins_;
};

}  // namespace cbds::attendance
