/// @file
/// When an extract was taken, as far as it tells that itself.
#pragma once

#include "cbds/register/register.hpp"
#include "register/seconds.hpp"

#include <cstdint>
#include <vector>

namespace cbds::registers {

/// Whether a time of recording cannot be right: more than a day ahead of the present time, which no time zone is.
/// @param now  0: not known, and nothing is in the future
[[nodiscard]] inline bool is_future(std::int64_t time, std::int64_t now) noexcept { return now != 0 && time > now + kSecondsOfADay; }

/// For each school, in seconds since 1970 UTC: the time that is told, or the time of its newest mark (cbds/register/store.hpp). By
/// school, since the extract of one does not tell when that of another was taken. A school without marks was told of when the extract
/// as a whole was taken: with the newest mark of any school, or the newest day from which something holds, as that of a census. Where
/// there is nothing of that, now. What lies behind the present day is passed over: a mistyped date would make the extract the newest
/// for years.
[[nodiscard]] std::vector<std::int64_t> times_of_extract(const Register& extract, std::int64_t told, std::int64_t now);

}  // namespace cbds::registers
