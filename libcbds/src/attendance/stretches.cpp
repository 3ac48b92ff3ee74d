#include "attendance/stretches.hpp"

namespace cbds::attendance {
namespace {

/// There is one table for each stretch, so that its address tells which one a day is in.
const registers::Categories* table_of(SessionNumber session) noexcept { return &registers::categories_in(session); }

CodeId number_of(std::string_view text) noexcept { return registers::find_code(text).value_or(registers::kNoCode); }

}  // namespace

SessionNumber stretch_end(SessionNumber first, SessionNumber end) noexcept {
    const auto* table = table_of(first);
    if (table == table_of(end - 1)) return end;
    SessionNumber inside = first;  // the change lies behind this day, and not behind the other
    SessionNumber outside = end - 1;
    while (outside - inside > 1) {
        const SessionNumber middle = inside + (outside - inside) / 2;
        (table_of(middle) == table ? inside : outside) = middle;
    }
    return outside;
}

const NamedCodes& named_codes() noexcept {
    static const NamedCodes codes{number_of("L"), number_of("U"), number_of("G"), number_of("N"), number_of("O"), number_of("I"), number_of("C2")};
    return codes;
}

}  // namespace cbds::attendance
