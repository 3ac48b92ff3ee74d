#include "rules/facts.hpp"

#include "cbds/reference/school_phase.hpp"
#include "rules/code_book.hpp"

namespace cbds::rules {
namespace {

std::string value_at(const PartView& view, std::string_view item) {
    return std::string(view.text(view.first(CodeBook::item_below(view.plan(), view.part().element(), item))));
}

/// Of a phase that is missing or unknown: all.
schema::PhaseSet bit_of(std::string_view phase) {
    const schema::PhaseSet bit = reference::phase_bit(phase);
    return bit == 0 ? schema::kAllPhases : bit;
}

}  // namespace

KeptPart::KeptPart(const schema::Plan& plan, const xml::Part& part) : view_(plan) {
    part_.nodes = part.nodes;
    std::size_t length = 0;
    for (const xml::Node& node : part_.nodes) length += node.length;
    text_.reserve(length);
    for (xml::Node& node : part_.nodes) {
        const std::size_t at = text_.size();
        text_ += node.value();
        node.text = text_.data() + at;
    }
    view_.look_at(part_);
    view_.read_all();
}

void KeptPart::take_places(xml::Locator& locator) {
    for (const xml::Node& node : part_.nodes) places_.push_back(locator.place(node.offset));
}

void DocumentFacts::take(const xml::Part& part, const schema::Plan& plan) {
    const schema::Part role = plan.row(part.element()).part;
    if (role == schema::Part::header && !header) {
        header.emplace(plan, part);
        const bool census = plan.edition().collection == schema::Collection::school_census;
        if (census) estab = value_at(header->view(), "Source/Estab");
        const std::string source = census ? "Source/" : "SourceSchool/";
        school_number = value_at(header->view(), source + "LEA") + value_at(header->view(), source + "Estab");
    }
    if (role == schema::Part::school && !school) {
        school.emplace(plan, part);
        phase_bit = bit_of(value_at(school->view(), "SchoolCharacteristics/Phase"));
    }
}

void DocumentFacts::take_places(xml::Locator& locator) {
    for (auto* kept : {&header, &school})
        if (*kept && !(*kept)->has_places()) (*kept)->take_places(locator);
}

}  // namespace cbds::rules
