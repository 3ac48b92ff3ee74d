#include "cbds/attendance/figures.hpp"

#include <cmath>
#include <limits>

namespace cbds::attendance {

std::optional<double> percent(std::uint64_t count, std::uint64_t possible, int places) noexcept {
    if (possible == 0) return std::nullopt;
    const double scale = std::pow(10.0, places);
    const double value = 100.0 * static_cast<double>(count) / static_cast<double>(possible);
    // The little more than a half carries halves over that binary fractions fall short of.
    return std::trunc(value * scale + 0.5 + std::sqrt(std::numeric_limits<double>::epsilon())) / scale;
}

}  // namespace cbds::attendance
