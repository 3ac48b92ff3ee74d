/// @file
/// Marks that were left out when registers were read, in words.
#pragma once

#include "cbds/register/register.hpp"

#include <cstdint>
#include <string>

namespace cbds::cli {

struct RegisterLosses {
    std::uint64_t without_session = 0;
    std::uint64_t without_pupil = 0;
    std::uint64_t unknown_codes = 0;
    std::uint64_t conflicts = 0;  ///< that nobody solved

    [[nodiscard]] bool any() const noexcept { return without_session + without_pupil + unknown_codes + conflicts > 0; }

    void add(const registers::Incident& incident, bool conflicts_count) noexcept;

    /// `marks were left out: 2 without a date or session that can be read, 1 without a pupil or school; cbds validate names them`
    [[nodiscard]] std::string in_words() const;
};

}  // namespace cbds::cli
