#include "cbds/register/calendar.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace cbds::registers {
namespace {

constexpr std::array<std::string_view, 5> kStatusNames{"open", "inset", "holiday", "strike", "excluded"};

constexpr std::string_view kNational = "national";

}  // namespace

std::string_view day_status_name(DayStatus status) noexcept { return kStatusNames[static_cast<std::size_t>(status)]; }

std::optional<DayStatus> find_day_status(std::string_view word) noexcept {
    const auto found = std::find(kStatusNames.begin(), kStatusNames.end(), word);
    if (found == kStatusNames.end()) return std::nullopt;
    return static_cast<DayStatus>(found - kStatusNames.begin());
}

void Calendar::add(const std::string& scope, Date date, std::optional<Half> half, DayStatus status) {
    auto& days = days_[scope];
    if (half != Half::pm) days[session_number(date, Half::am)] = status;
    if (half != Half::am) days[session_number(date, Half::pm)] = status;
}

std::optional<DayStatus> Calendar::status(std::string_view urn, std::string_view la_code, SessionNumber session) const {
    for (const std::string_view scope : {urn, la_code, kNational}) {
        const auto days = scope.empty() ? days_.end() : days_.find(scope);
        if (days == days_.end()) continue;
        if (const auto day = days->second.find(session); day != days->second.end()) return day->second;
    }
    return std::nullopt;
}

}  // namespace cbds::registers
