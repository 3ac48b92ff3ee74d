#include "rules/census/year_groups.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace cbds::rules {

std::optional<int> year_place(std::string_view year) noexcept {
    constexpr std::array<std::string_view, 5> kEarly{"E1", "E2", "N1", "N2", "R"};
    if (const auto found = std::find(kEarly.begin(), kEarly.end(), year); found != kEarly.end())
        return static_cast<int>(found - kEarly.begin()) - 4;
    int number = 0;
    const auto [end, error] = std::from_chars(year.data(), year.data() + year.size(), number);
    if (error != std::errc{} || end != year.data() + year.size()) return std::nullopt;
    return number;
}

}  // namespace cbds::rules
