/// School Census rules of records. The comment of each function is the rule; its row has the facts.

#include "rules/rule_book.hpp"


namespace cbds::rules {
namespace {

/// How many FSM periods have no end: items 0 FSMstartDate and 1 FSMendDate, one of each a period.
std::size_t open_fsm_periods(const Items& items, std::size_t start, std::size_t end) {
    std::size_t open = 0;
    items.each(start, [&](const xml::Node& begin) {
        bool ended = false;
        items.each(end, [&](const xml::Node& close) { ended |= close.parent == begin.parent; });
        open += ended ? 0 : 1;
    });
    return open;
}

/// SC1741: a child of a service family cannot have an open FSM period.
bool service_child_has_open_fsm(const Items& items) { return items.is(0, "Y") && open_fsm_periods(items, 1, 2) > 0; }

/// SC1766: an FSM period does not end before it begins.
bool fsm_period_reversed(const Items& items) {
    bool reversed = false;
    items.each(0, [&](const xml::Node& begin) {
        items.each(1, [&](const xml::Node& close) {
            const auto from = identifiers::parse_date(begin.value());
            const auto until = identifiers::parse_date(close.value());
            reversed |= close.parent == begin.parent && from && until && *until < *from;
        });
    });
    return reversed;
}

/// SC1768: at most one FSM period is open.
bool several_open_fsm_periods(const Items& items) { return open_fsm_periods(items, 0, 1) > 1; }

constexpr CheckRow kChecks[] = {
    {"SC1741", service_child_has_open_fsm},
    {"SC1766", fsm_period_reversed},
    {"SC1768", several_open_fsm_periods},
};

}  // namespace

std::span<const CheckRow> census_pupil_checks() noexcept { return kChecks; }

}  // namespace cbds::rules
