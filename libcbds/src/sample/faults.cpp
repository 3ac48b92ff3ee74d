#include "sample/faults.hpp"

#include "cbds/identifiers/upn.hpp"

#include <algorithm>
#include <array>

namespace cbds::sample {
namespace {

using schema::Base;
using schema::Content;
using schema::ElementRow;
using schema::TypeRow;

/// The record at work, and the node that is tried.
struct Target {
    Record& record;
    NodeId node;
    const ElementRow& element;
    const TypeRow* type;  ///< nullptr for a container
    Random& random;
    std::string_view previous_upn;

    [[nodiscard]] std::string value() const { return std::string(record.value(node)); }
};

/// What became of it: the code of the finding, or nothing where the fault does not fit the element.
using Planted = std::string_view;
constexpr Planted kDoesNotFit;

bool is_number(const TypeRow& type) { return (type.base == Base::integer || type.base == Base::decimal) && type.code_count == 0; }

Planted wrong_code(Target& target) {
    if (target.type == nullptr || target.type->code_count == 0) return kDoesNotFit;
    target.record.set_value(target.node, "QXQ");
    return "XSD030";
}

Planted impossible_date(Target& target) {
    if (target.type == nullptr || target.type->base != Base::date) return kDoesNotFit;
    target.record.set_value(target.node, target.value().substr(0, 5) + "02-30");
    return "XSD020";
}

Planted letter_in_number(Target& target) {
    if (target.type == nullptr || !is_number(*target.type)) return kDoesNotFit;
    target.record.set_value(target.node, target.value() + "O");
    return "XSD020";
}

Planted no_flag(Target& target) {
    if (target.type == nullptr || target.type->base != Base::boolean) return kDoesNotFit;
    target.record.set_value(target.node, "perhaps");
    return "XSD020";
}

Planted too_long(Target& target) {
    if (target.type == nullptr || target.type->max_length > 200 || target.type->code_count != 0 ||
        !target.type->pattern.empty() || target.type->base != Base::text)
        return kDoesNotFit;
    std::string value = target.value();
    value.append(static_cast<std::size_t>(target.type->max_length) + 1, 'x');
    target.record.set_value(target.node, value);
    return "XSD021";
}

Planted out_of_range(Target& target) {
    if (target.type == nullptr || target.type->base != Base::integer || target.type->code_count != 0 ||
        target.type->max_value > 1'000'000'000)
        return kDoesNotFit;
    target.record.set_value(target.node, std::to_string(target.type->max_value + 1));
    return "XSD024";
}

/// The finding of a value that does not have the shape of its identifier.
Planted shape_code(schema::Identifier identifier) {
    switch (identifier) {
        case schema::Identifier::uln: return "ID201";
        case schema::Identifier::uci: return "ID301";
        case schema::Identifier::urn: return "ID401";
        case schema::Identifier::ukprn: return "ID403";
        case schema::Identifier::uprn: return "ID404";
        case schema::Identifier::postcode: return "ID405";
        case schema::Identifier::email: return "ID406";
        default: return "XSD023";
    }
}

Planted wrong_shape(Target& target) {
    const bool patterned = target.type != nullptr && !target.type->pattern.empty() && target.type->base == Base::text;
    if (!patterned || target.type->identifier == schema::Identifier::upn) return kDoesNotFit;
    std::string value = target.value();
    const std::size_t at = value.find('@');
    value[at == std::string::npos ? 0 : at] = '?';
    target.record.set_value(target.node, value);
    return shape_code(target.type->identifier);
}

Planted misshapen_upn(Target& target) {
    if (target.type == nullptr || target.type->identifier != schema::Identifier::upn) return kDoesNotFit;
    std::string upn = target.value();
    const unsigned way = target.random.below(3);
    if (way == 0) upn.pop_back();
    if (way == 1) upn.back() = 'S';
    if (way == 2) upn[6] = 'O';
    target.record.set_value(target.node, upn);
    return way == 0 ? "ID101" : way == 1 ? "ID102" : "ID103";
}

Planted wrong_check_letter(Target& target) {
    if (target.type == nullptr || target.type->identifier != schema::Identifier::upn) return kDoesNotFit;
    std::string upn = target.value();
    upn[0] = upn[0] == 'A' ? 'B' : 'A';
    target.record.set_value(target.node, upn);
    return "ID105";
}

Planted upn_twice(Target& target) {
    if (target.element.name != "UPN" || target.previous_upn.empty()) return kDoesNotFit;
    target.record.set_value(target.node, target.previous_upn);
    return "ID110";
}

Planted missing(Target& target) {
    const schema::Dictionary& dictionary = target.record.layout().dictionary();
    const bool wanted = dictionary.minimum(target.element, target.record.layout().edition().ordinal) > 0;
    if (!wanted || target.type == nullptr || target.element.max > 1 || target.element.name == "UPN") return kDoesNotFit;
    target.record.remove(target.node);
    return "XSD011";
}

Planted repeated(Target& target) {
    if (target.type == nullptr || target.element.max > 1 || target.element.choice != 0) return kDoesNotFit;
    target.record.repeat(target.node);
    return "XSD012";
}

/// A value changes places with what stands before it.
Planted out_of_order(Target& target) {
    const auto& nodes = target.record.nodes();
    const NodeId parent = nodes[target.node].parent;
    if (target.type == nullptr || parent == kNoNode) return kDoesNotFit;
    const NodeId previous = target.record.before(target.node);
    const ElementRow& above = target.record.layout().dictionary().element(nodes[parent].element);
    if (above.content != Content::sequence || previous == kNoNode || nodes[previous].order == nodes[target.node].order)
        return kDoesNotFit;
    target.record.move_up(target.node);
    return "XSD013";
}

Planted unknown_element(Target& target) {
    if (target.type == nullptr) return kDoesNotFit;
    target.record.add_unknown(target.record.nodes()[target.node].parent, "1");
    return "XSD010";
}

struct Way {
    std::string_view name;
    Planted (*plant)(Target&);
};
constexpr std::array<Way, 8> kValueWays{{{"wrong-code", wrong_code},
                                         {"impossible-date", impossible_date},
                                         {"letter-in-number", letter_in_number},
                                         {"too-long", too_long},
                                         {"out-of-range", out_of_range},
                                         {"wrong-shape", wrong_shape},
                                         {"misshapen-upn", misshapen_upn},
                                         {"no-flag", no_flag}}};
constexpr std::array<Way, 6> kOtherWays{{{"wrong-check-letter", wrong_check_letter},
                                         {"upn-twice", upn_twice},
                                         {"missing", missing},
                                         {"repeated", repeated},
                                         {"out-of-order", out_of_order},
                                         {"unknown-element", unknown_element}}};

const Way& pick_way(FaultKinds kinds, Random& random) {
    const std::size_t count = kinds == FaultKinds::any ? kValueWays.size() + kOtherWays.size() : kValueWays.size();
    const std::size_t place = random.below(static_cast<unsigned>(count));
    return place < kValueWays.size() ? kValueWays[place] : kOtherWays[place - kValueWays.size()];
}

NodeId find_upn(const Record& record) {
    const auto& nodes = record.nodes();
    for (NodeId id = 0; id < nodes.size(); ++id)
        if (nodes[id].element != schema::kNoElement && record.layout().dictionary().element(nodes[id].element).name == "UPN")
            return id;
    return kNoNode;
}

/// The rule that is reported in place of a general finding: the one that the dictionary names, or for UPNs of a
/// census the department's own.
std::string_view rule_in_place_of(Planted code, const ElementRow& element) {
    constexpr std::array<std::array<std::string_view, 2>, 5> kUpnRules{
        {{"ID101", "SC1550"}, {"ID102", "SC1550"}, {"ID103", "SC1540"}, {"ID105", "SC1510"}, {"ID110", "SC1520"}}};
    if (code == "XSD011") return element.missing;
    if (code == "XSD010" || code == "XSD012" || code == "XSD013") return {};
    if (element.collection == schema::Collection::school_census)
        for (const auto& [general, rule] : kUpnRules)
            if (general == code) return rule;
    return element.invalid;
}

constexpr int kTrials = 400;

/// Tries elements of the record at random until one takes the fault.
std::optional<PlantedFault> plant_way(const Way& way, Record& record, Random& random, std::string_view previous_upn) {
    const schema::Dictionary& dictionary = record.layout().dictionary();
    for (int trial = 0; trial < kTrials; ++trial) {
        const auto count = static_cast<unsigned>(record.nodes().size());
        const NodeId node = random.below(count);
        if (node == 0 || record.nodes()[node].removed) continue;
        const ElementRow& element = dictionary.element(record.nodes()[node].element);
        const TypeRow* type = element.content == Content::value ? &dictionary.type(element.type) : nullptr;
        Target target{record, node, element, type, random, previous_upn};
        const Planted code = way.plant(target);
        if (code == kDoesNotFit) continue;
        PlantedFault fault;
        fault.path = element.path;
        if (code == "XSD010") fault.path = std::string(dictionary.element(element.parent).path) + "/NotInTheDictionary";
        fault.kind = way.name;
        fault.code = code;
        fault.rule = rule_in_place_of(code, element);
        return fault;
    }
    return std::nullopt;
}

}  // namespace

FaultPlanter::FaultPlanter(double rate, FaultKinds kinds, std::uint64_t seed)
    : threshold_(static_cast<std::uint64_t>(std::clamp(rate, 0.0, 1.0) * 4294967296.0)), kinds_(kinds), seed_(seed) {}

std::optional<PlantedFault> FaultPlanter::plant(Record& record, std::uint64_t number) {
    if (threshold_ == 0) return std::nullopt;
    Random random(seed_, 'f', number);
    const NodeId upn = find_upn(record);
    std::optional<PlantedFault> fault;
    if ((random.next() >> 32) < threshold_)
        while (!fault) fault = plant_way(pick_way(kinds_, random), record, random, previous_upn_);
    const std::string key(upn == kNoNode ? std::string_view() : record.value(upn));
    if (fault) {
        fault->record = number;
        fault->key = key;
    }
    previous_upn_ = fault ? std::string() : key;
    return fault;
}

}  // namespace cbds::sample
