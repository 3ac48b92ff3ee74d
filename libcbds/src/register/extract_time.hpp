/// @file
/// When an extract was taken, as far as it tells that itself.
#pragma once

#include "cbds/register/register.hpp"

#include <cstdint>
#include <vector>

namespace cbds::registers {

/// For each school, in seconds since 1970 UTC: the time that is told, or the time of its newest mark (cbds/register/store.hpp); 0
/// where it has none. By school, since the extract of one does not tell when that of another was taken.
[[nodiscard]] std::vector<std::int64_t> times_of_extract(const Register& extract, std::int64_t told);

}  // namespace cbds::registers
