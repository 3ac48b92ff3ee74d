#include "rules/part_view.hpp"

#include "cbds/identifiers/date.hpp"

namespace cbds::rules {

using schema::Base;
using schema::ElementId;

std::optional<Measure> date_measure(std::string_view text) noexcept {
    const auto date = identifiers::parse_date(text);
    if (!date) return std::nullopt;
    return Measure{date->year} * 10'000 + date->month * 100 + date->day;
}

std::optional<Measure> number_measure(std::string_view text) noexcept {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    Measure value = 0;
    int decimals = -1;  // behind the point; -1 before it
    bool digits = false;
    for (const char c : text) {
        if (c == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9' || value > 1'000'000'000'000) return std::nullopt;
        digits = true;
        if (decimals >= 4) continue;
        value = 10 * value + (c - '0');
        if (decimals >= 0) ++decimals;
    }
    if (!digits) return std::nullopt;
    for (int i = decimals < 0 ? 0 : decimals; i < 4; ++i) value *= 10;
    return negative ? -value : value;
}

PartView::PartView(const schema::Plan& plan) : plan_(&plan), first_element_(plan.root()) {
    const auto rows = plan.dictionary().elements();
    std::size_t end = first_element_;
    while (end < rows.size() && rows[end].collection == plan.edition().collection) ++end;
    slots_.resize(end - first_element_);
}

void PartView::look_at(const xml::Part& part) {
    part_ = &part;
    ++round_;
    next_.assign(part.nodes.size(), 0);
    if (reads_.size() < part.nodes.size()) reads_.resize(part.nodes.size());
    for (NodeNumber i = 1; i < part.nodes.size(); ++i) {
        const ElementId element = part.nodes[i].element;
        if (element == schema::kNoElement) continue;
        Slot& slot = slots_[element - first_element_];
        if (slot.round == round_) next_[slot.last] = i;
        else slot = {round_, i, i};
        slot.last = i;
    }
}

NodeNumber PartView::first_below(NodeNumber ancestor, ElementId element) const noexcept {
    if (ancestor == 0) return first(element);
    // What is below a node stands right behind it.
    const auto end = static_cast<NodeNumber>(part_->nodes.size());
    for (NodeNumber number = ancestor + 1; number < end && node(number).parent >= ancestor; ++number)
        if (node(number).element == element) return number;
    return 0;
}

void PartView::read_all() {
    for (NodeNumber i = 1; i < part_->nodes.size(); ++i) static_cast<void>(measure(i));
}

std::optional<Measure> PartView::read_measure(NodeNumber number) const noexcept {
    const std::string_view value = text(number);
    if (value.empty()) return std::nullopt;
    const ElementId element = node(number).element;
    const schema::TypeId type = element == schema::kNoElement ? schema::kNoType : plan_->row(element).type;
    if (type == schema::kNoType) return std::nullopt;
    switch (plan_->dictionary().type(type).base) {
        case Base::date: return date_measure(value);
        case Base::date_time: return date_measure(value.substr(0, 10));
        default: return number_measure(value);
    }
}

}  // namespace cbds::rules
