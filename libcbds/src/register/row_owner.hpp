/// @file
/// Whose a row is: its school and its pupil, as every reader finds them.
#pragma once

#include "cbds/register/builder.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace cbds::registers {

/// Authority and establishment without what stands between them: `201/3999` as `2013999`. What has other digits stays as it is.
[[nodiscard]] std::string plain_laestab(std::string_view text);

/// The school that is told with a URN, with authority and establishment, or with both. In the place of a URN there may be a name:
/// what is no number does not count where the other number is there.
[[nodiscard]] std::uint32_t school_of(RegisterBuilder& builder, std::string_view urn, std::string_view laestab);

/// The enrolment of a pupil; a UPN is one in small letters too. Both empty: not allowed.
[[nodiscard]] std::uint32_t enrolment_of(RegisterBuilder& builder, std::uint32_t school, std::string_view pupil_id, std::string_view upn);

}  // namespace cbds::registers
