#include "cbds/xml/frame.hpp"

namespace cbds::xml {

std::string_view Frame::keep(std::string_view text) { return texts_.emplace_back(text); }

std::uint32_t Frame::add(schema::ElementId element, schema::NameMatch match, std::string_view name, const Place& place) {
    const auto number = static_cast<std::uint32_t>(tree_.nodes.size());
    Node& node = tree_.nodes.emplace_back();
    node.element = element;
    node.match = match;
    node.parent = open_.empty() ? 0 : open_.back();
    tree_.as_predicted = false;
    if (match == schema::NameMatch::alias || match == schema::NameMatch::none) tree_.names.push_back({number, keep(name)});
    places_.push_back(place);
    return number;
}

void Frame::open(schema::ElementId element, schema::NameMatch match, std::string_view name, const Place& place) {
    open_.push_back(add(element, match, name, place));
}

void Frame::part(schema::ElementId element, schema::NameMatch match, std::string_view name, const Place& place) {
    if (!tree_.nodes.empty()) {
        const Node& last = tree_.nodes.back();
        const bool repeated = tree_.nodes.size() >= 2 && tree_.nodes[tree_.nodes.size() - 2].element == element;
        if (last.element == element && last.match == match && last.parent == open_.back() && repeated) return;
    }
    add(element, match, name, place);
}

void Frame::attribute(std::string_view name, std::string_view value) {
    tree_.attributes.push_back({open_.back(), keep(name), keep(value)});
}

void Frame::text(const Place& place) {
    if (!tree_.misplaced.empty() && tree_.misplaced.back().node == open_.back()) return;
    tree_.misplaced.push_back({open_.back(), 0, false});
    misplaced_places_.push_back(place);
}

}  // namespace cbds::xml
