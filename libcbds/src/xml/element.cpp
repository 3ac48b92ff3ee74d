#include "cbds/xml/element.hpp"

#include "cbds/error.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <utility>

namespace cbds::xml {
namespace {

/// Puts the nodes of a part into a tree. Children come behind their parents, so that one pass is enough.
class TreeMaker {
public:
    TreeMaker(const Part& part, const schema::Dictionary& dictionary) : part_(part), dictionary_(dictionary), children_(part.nodes.size()) {
        for (std::size_t i = 1; i < part.nodes.size(); ++i) ++children_[part.nodes[i].parent];
    }

    Element make() {
        Element root = element(0);
        std::uint32_t next = 1;
        add_children(root, 0, next);
        return root;
    }

private:
    Element element(std::uint32_t number) {
        const Node& node = part_.nodes[number];
        Element made{node.element, std::string(part_.written_name(number, dictionary_)), std::string(node.value()), {}, {}};
        for (; attribute_ < part_.attributes.size() && part_.attributes[attribute_].node == number; ++attribute_)
            made.attributes.push_back({std::string(part_.attributes[attribute_].name), std::string(part_.attributes[attribute_].value)});
        return made;
    }

    void add_children(Element& parent, std::uint32_t number, std::uint32_t& next) {
        parent.children.reserve(children_[number]);
        while (next < part_.nodes.size() && part_.nodes[next].parent == number) {
            const std::uint32_t child = next++;
            parent.children.push_back(element(child));
            add_children(parent.children.back(), child, next);
        }
        if (!parent.children.empty() && ascii::all_blank(parent.text)) parent.text.clear();  // layout
    }

    const Part& part_;
    const schema::Dictionary& dictionary_;
    std::vector<std::uint32_t> children_;  ///< how many a node has
    std::size_t attribute_ = 0;
};

}  // namespace

const Element* Element::child(std::string_view wanted) const noexcept {
    const auto found = std::find_if(children.begin(), children.end(), [=](const Element& each) { return each.name == wanted; });
    return found == children.end() ? nullptr : &*found;
}

Element* Element::child(std::string_view wanted) noexcept { return const_cast<Element*>(std::as_const(*this).child(wanted)); }

const Element* Element::find(std::string_view path) const noexcept {
    const std::size_t slash = path.find('/');
    const Element* const first = child(path.substr(0, slash));
    return first == nullptr || slash == std::string_view::npos ? first : first->find(path.substr(slash + 1));
}

Element* Element::find(std::string_view path) noexcept { return const_cast<Element*>(std::as_const(*this).find(path)); }

std::string_view Element::value(std::string_view path) const noexcept {
    const Element* const found = find(path);
    return found == nullptr ? std::string_view() : std::string_view(found->text);
}

Element element_of(const Part& part, const schema::Dictionary& dictionary) { return TreeMaker(part, dictionary).make(); }

Element& insert_child(Element& parent, Element child) {
    auto place = parent.children.end();
    for (auto each = parent.children.begin(); each != parent.children.end(); ++each) {
        if (each->id == schema::kNoElement || child.id == schema::kNoElement || each->id <= child.id) continue;
        place = each;
        break;
    }
    return *parent.children.insert(place, std::move(child));
}

Element& make_path(Element& parent, std::string_view path, const schema::Dictionary& dictionary) {
    const std::size_t slash = path.find('/');
    const std::string_view name = path.substr(0, slash);
    Element* found = parent.child(name);
    if (found == nullptr) {
        const auto rows = parent.id == schema::kNoElement ? std::span<const schema::ElementRow>() : dictionary.children(parent.id);
        const auto row = std::find_if(rows.begin(), rows.end(), [=](const schema::ElementRow& each) { return each.name == name; });
        if (row == rows.end()) throw DictionaryError(std::string(path) + ": the dictionary has no such element in " + parent.name);
        const auto id = static_cast<schema::ElementId>(&*row - dictionary.elements().data());
        found = &insert_child(parent, {id, std::string(name), {}, {}, {}});
    }
    return slash == std::string_view::npos ? *found : make_path(*found, path.substr(slash + 1), dictionary);
}

ElementPart::ElementPart(const Element& element, const schema::Plan& plan, std::uint64_t record) {
    part_.as_predicted = false;
    part_.record = record;
    add(element, 0, plan);
}

void ElementPart::add(const Element& element, std::uint32_t parent, const schema::Plan& plan) {
    const auto number = static_cast<std::uint32_t>(part_.nodes.size());
    Node& node = part_.nodes.emplace_back();
    node.text = element.text.data();
    node.length = static_cast<std::uint32_t>(element.text.size());
    node.parent = number == 0 ? 0 : parent;
    node.element = element.id;
    node.match = schema::NameMatch::none;
    if (element.id != schema::kNoElement) {
        const bool exact = plan.row(element.id).name == element.name;
        node.match = !exact ? schema::NameMatch::alias : plan.in_edition(element.id) ? schema::NameMatch::exact : schema::NameMatch::other_edition;
    }
    if (node.match == schema::NameMatch::none || node.match == schema::NameMatch::alias) part_.names.push_back({number, element.name});
    for (const ParsedAttribute& attribute : element.attributes) part_.attributes.push_back({number, attribute.name, attribute.value});
    for (const Element& child : element.children) add(child, number, plan);
}

}  // namespace cbds::xml
