#include "rules/header_items.hpp"

#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::rules {

HeaderItems::Item HeaderItems::item(std::string_view path) const {
    const auto& nodes = maker_.part().nodes;
    const schema::ElementId element = CodeBook::item_below(maker_.plan(), maker_.part().element(), path);
    const auto found = std::find_if(nodes.begin(), nodes.end(), [=](const xml::Node& node) { return node.element == element; });
    if (element == schema::kNoElement || found == nodes.end() || found->fault != schema::ValueFault::none) return {};
    return {static_cast<std::uint32_t>(found - nodes.begin()), ascii::trimmed(found->value()), true};
}

void HeaderItems::report(std::string_view code, const Item& item, schema::Confidence confidence, Words words) const {
    const Rule& general = CodeBook::known(code);
    const schema::ElementId element = maker_.part().nodes[item.number].element;
    maker_.add(maker_.codes().special(general, element), general, confidence, item.number, std::move(words));
}

void HeaderItems::compare(std::string_view code, const Item& item, std::string_view expected, std::string message) const {
    if (item.there && item.value != expected) report(code, item, schema::Confidence::certain, {std::move(message), std::string(expected)});
}

}  // namespace cbds::rules
