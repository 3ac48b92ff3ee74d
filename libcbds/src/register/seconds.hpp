/// @file
/// Seconds of hours and days. All times are UTC, which has no others.
#pragma once

#include <cstdint>

namespace cbds::registers {

inline constexpr std::int64_t kSecondsOfAnHour = 3'600;
inline constexpr std::int64_t kSecondsOfADay = 24 * kSecondsOfAnHour;

}  // namespace cbds::registers
