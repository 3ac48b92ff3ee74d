/// @file
/// Times as an object with a zone: {"date":"2026-07-06 09:12:00.000000","timezone_type":3,"timezone":"Europe/London"}.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::registers {

/// Seconds since 1970 UTC of a time in a zone: `Europe/London`, `UTC`, `+01:00`, empty for UTC. Nothing where one of them cannot be read.
[[nodiscard]] std::optional<std::int64_t> read_time_in_zone(std::string_view time, std::string_view zone, const std::string& date_form = {});

/// The day, where the time is one of England; the text as read_date() takes it.
[[nodiscard]] std::string date_in_zone(std::string_view time, std::string_view zone);

}  // namespace cbds::registers
