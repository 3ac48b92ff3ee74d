#include "rules/facts.hpp"

#include "rules/code_book.hpp"

#include <algorithm>
#include <array>

namespace cbds::rules {
namespace {

std::string value_at(const xml::Part& part, const schema::Plan& plan, std::string_view item) {
    const schema::ElementId element = CodeBook::item_below(plan, part.element(), item);
    const xml::Node* node = element == schema::kNoElement ? nullptr : part.find(element);
    return node == nullptr || node->fault != schema::ValueFault::none ? std::string() : std::string(node->value());
}

schema::PhaseSet bit_of(std::string_view phase) {
    constexpr std::array<std::string_view, 8> kPhases{"NS", "PS", "MP", "MS", "SS", "AT", "SP", "PR"};
    const auto found = std::find(kPhases.begin(), kPhases.end(), phase);
    return found == kPhases.end() ? schema::kAllPhases : static_cast<schema::PhaseSet>(1U << (found - kPhases.begin()));
}

}  // namespace

void DocumentFacts::take(const xml::Part& part, const schema::Plan& plan) {
    if (plan.edition().collection != schema::Collection::school_census) return;
    switch (plan.row(part.element()).part) {
        case schema::Part::header: estab = value_at(part, plan, "Source/Estab"); break;
        case schema::Part::school:
            phase = value_at(part, plan, "SchoolCharacteristics/Phase");
            phase_bit = bit_of(phase);
            break;
        default: break;
    }
}

}  // namespace cbds::rules
