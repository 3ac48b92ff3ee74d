#include "formats/irregular_part.hpp"

namespace cbds::formats {

using schema::ElementId;
using schema::kNoElement;
using xml::Node;
using xml::Part;

bool IrregularPart::has_children(const Part& part, std::uint32_t node) const {
    return node + 1 < part.nodes.size() && part.nodes[node + 1].parent == node;
}

bool IrregularPart::is_regular(const Part& part) {
    if (!part.names.empty() || !part.attributes.empty() || !part.misplaced.empty()) return false;
    const auto count = static_cast<std::uint32_t>(part.nodes.size());
    last_.resize(std::max<std::size_t>(last_.size(), count));
    last_[0] = 0;
    for (std::uint32_t i = 1; i < count; ++i) {
        const Node& node = part.nodes[i];
        if (node.element == kNoElement) return false;
        const ElementPlace& place = places_[node.element];
        if (place.free || !place.preferred) return false;
        ElementId& last = last_[node.parent];
        if (node.element < last || (node.element == last && !place.begins_row)) return false;
        last = node.element;
        last_[i] = 0;
        if (place.value ? has_children(part, i) : !place.begins_row && !has_children(part, i)) return false;
    }
    return true;
}

std::span<const char> IrregularPart::kept(const Part& part) {
    const auto count = static_cast<std::uint32_t>(part.nodes.size());
    seen_.assign(count, {});
    kept_.assign(count, 1);
    count_.clear();
    chosen_.assign(places_.rivals() + 1U, kNoElement);
    for (std::uint32_t i = 1; i < count; ++i) {
        const std::uint32_t parent = part.nodes[i].parent;
        seen_[i].place = seen_[parent].children++;
        kept_[i] = kept_[parent] != 0 && takes(part, i) ? 1 : 0;
        if (kept_[i] != 0) seen_[i].number = ++count_[{parent, part.nodes[i].element}];
    }
    drop_empty_containers(part);
    see_order(part);
    return kept_;
}

bool IrregularPart::takes(const Part& part, std::uint32_t node) {
    const ElementId element = part.nodes[node].element;
    if (element == kNoElement) return false;
    const ElementPlace& place = places_[element];
    if (place.free || (place.value && has_children(part, node))) return false;
    if (!place.begins_row && count_.contains({part.nodes[node].parent, element})) return false;
    return place.rivals == 0 || takes_rival(element);
}

/// Of elements with one column, the first that occurs in the part has it.
bool IrregularPart::takes_rival(ElementId element) {
    ElementId& chosen = chosen_[places_[element].rivals];
    if (chosen == kNoElement) chosen = element;
    return chosen == element;
}

/// Tables know of a container by what is in it.
void IrregularPart::drop_empty_containers(const Part& part) {
    for (auto i = static_cast<std::uint32_t>(part.nodes.size()); i-- > 1;) {
        if (kept_[i] == 0) continue;
        const ElementPlace& place = places_[part.nodes[i].element];
        if (!place.value && !place.begins_row && seen_[i].kept_children == 0) kept_[i] = 0;
        else ++seen_[part.nodes[i].parent].kept_children;
    }
}

void IrregularPart::see_order(const Part& part) {
    for (std::uint32_t i = 1; i < part.nodes.size(); ++i) {
        if (kept_[i] == 0) continue;
        Seen& parent = seen_[part.nodes[i].parent];
        parent.in_order &= part.nodes[i].element >= parent.last;
        parent.last = part.nodes[i].element;
    }
}

std::string IrregularPart::path_of(const Part& part, std::uint32_t node) const {
    const auto& row = layout_.dictionary().element(part.nodes[node].element);
    if (node == 0) return std::string(row.name);
    std::string path = path_of(part, part.nodes[node].parent).append("/").append(row.name);
    if (places_[part.nodes[node].element].begins_row) path.append("[").append(std::to_string(seen_[node].number)).append("]");
    return path;
}

std::string IrregularPart::kept_names(const Part& part, std::uint32_t parent) const {
    std::string names;
    for (std::uint32_t i = parent + 1; i < part.nodes.size() && part.nodes[i].parent >= parent; ++i) {
        if (part.nodes[i].parent != parent || kept_[i] == 0) continue;
        if (!names.empty()) names += ' ';
        names += layout_.dictionary().element(part.nodes[i].element).name;
    }
    return names;
}

void IrregularPart::put_facts(const Part& part, std::uint64_t record, RowSink& sink) {
    const std::size_t table = layout_.tables().size() - 1;
    const schema::Dictionary& dictionary = layout_.dictionary();
    const std::string_view own = dictionary.element(part.element()).path;
    for (const ElementId chosen : chosen_) {
        if (chosen == kNoElement || places_[chosen].preferred) continue;
        const std::string_view path = dictionary.element(chosen).path.substr(own.rfind('/') + 1);
        put_fact({std::string(path), {}, kPlaceFact, {}, {}}, table, record, sink);
    }
    std::size_t attribute = 0;
    for (std::uint32_t i = 0; i < part.nodes.size(); ++i) {
        while (attribute < part.attributes.size() && part.attributes[attribute].node < i) ++attribute;
        if (kept_[i] != 0) put_facts_of(part, i, attribute, record, sink);
        else if (kept_[part.nodes[i].parent] != 0)
            put_fact({path_of(part, part.nodes[i].parent), seen_[i].place, kElementFact, {}, fragment_of(part, i, dictionary)}, table, record, sink);
    }
}

/// The facts about an element that the tables hold.
void IrregularPart::put_facts_of(const Part& part, std::uint32_t node, std::size_t& attribute, std::uint64_t record, RowSink& sink) const {
    const std::size_t table = layout_.tables().size() - 1;
    const std::string_view written = part.written_name(node, layout_.dictionary());
    if (written != layout_.dictionary().element(part.nodes[node].element).name)
        put_fact({path_of(part, node), {}, kNameFact, std::string(written), {}}, table, record, sink);
    for (std::uint64_t place = 0; attribute < part.attributes.size() && part.attributes[attribute].node == node; ++attribute, ++place)
        put_fact({path_of(part, node), place, kAttributeFact, std::string(part.attributes[attribute].name), std::string(part.attributes[attribute].value)},
                 table, record, sink);
    if (!seen_[node].in_order) put_fact({path_of(part, node), {}, kOrderFact, {}, kept_names(part, node)}, table, record, sink);
}

}  // namespace cbds::formats
