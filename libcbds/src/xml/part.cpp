#include "cbds/xml/part.hpp"

#include <algorithm>

namespace cbds::xml {

std::string_view Part::written_name(std::uint32_t node, const schema::Dictionary& dictionary) const noexcept {
    const auto found = std::lower_bound(names.begin(), names.end(), node,
                                        [](const WrittenName& name, std::uint32_t wanted) { return name.node < wanted; });
    if (found != names.end() && found->node == node) return found->name;
    return dictionary.element(nodes[node].element).name;
}

const Node* Part::find(schema::ElementId element) const noexcept {
    const auto found = std::find_if(nodes.begin(), nodes.end(), [=](const Node& node) { return node.element == element; });
    return found == nodes.end() ? nullptr : &*found;
}

void Part::clear() noexcept {
    nodes.clear();
    attributes.clear();
    names.clear();
    misplaced.clear();
    as_predicted = true;
    has_faults = false;
    mixed = false;
    end = 0;
    bytes = {};
    record = 0;
}

}  // namespace cbds::xml
