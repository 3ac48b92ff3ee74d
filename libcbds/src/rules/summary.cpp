#include "cbds/rules/summary.hpp"

namespace cbds::rules {

std::string_view status_name(FileStatus status) noexcept {
    constexpr std::array<std::string_view, 3> kNames{"checked", "refused", "unreadable"};
    return kNames[static_cast<std::size_t>(status)];
}

Counts& Counts::operator+=(const Counts& other) noexcept {
    for (std::size_t i = 0; i < by_severity.size(); ++i) by_severity[i] += other.by_severity[i];
    return *this;
}

}  // namespace cbds::rules
