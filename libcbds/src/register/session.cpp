#include "cbds/register/session.hpp"

#include "io/ascii.hpp"

namespace cbds::registers {

std::string_view half_name(Half half) noexcept { return half == Half::am ? "AM" : "PM"; }

std::optional<Half> find_half(std::string_view word) noexcept {
    if (ascii::same_but_case(word, "AM")) return Half::am;
    if (ascii::same_but_case(word, "PM")) return Half::pm;
    return std::nullopt;
}

}  // namespace cbds::registers
