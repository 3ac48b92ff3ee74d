/// School Census rules of records. The comment of each function is the rule; its row has the facts.

#include "rules/rule_book.hpp"

#include <algorithm>
#include <vector>

namespace cbds::rules {
namespace {

/// Calls `use` with the start of every FSM period and its end, which is null for an open one.
template <typename Use>
void each_fsm_period(const Items& items, std::size_t start, std::size_t end, Use use) {
    std::vector<const xml::Node*> ends;  // in document order, and so in that of their periods
    items.each(end, [&](const xml::Node& close) { ends.push_back(&close); });
    items.each(start, [&](const xml::Node& begin) {
        const auto close = std::lower_bound(ends.begin(), ends.end(), begin.parent,
                                            [](const xml::Node* node, std::uint32_t period) { return node->parent < period; });
        use(begin, close != ends.end() && (*close)->parent == begin.parent ? *close : nullptr);
    });
}

/// How many FSM periods have no end.
std::size_t open_fsm_periods(const Items& items, std::size_t start, std::size_t end) {
    std::size_t open = 0;
    each_fsm_period(items, start, end, [&](const xml::Node&, const xml::Node* close) { open += close == nullptr ? 1 : 0; });
    return open;
}

/// SC1741: a child of a service family cannot have an open FSM period.
bool service_child_has_open_fsm(const Items& items) { return items.is(0, "Y") && open_fsm_periods(items, 1, 2) > 0; }

/// SC1766: an FSM period does not end before it begins.
bool fsm_period_reversed(const Items& items) {
    bool reversed = false;
    each_fsm_period(items, 0, 1, [&](const xml::Node& begin, const xml::Node* close) {
        const auto from = identifiers::parse_date(begin.value());
        const auto until = close == nullptr ? std::nullopt : identifiers::parse_date(close->value());
        reversed |= from && until && *until < *from;
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
