#include "sample/example_tree.hpp"

#include "cbds/error.hpp"
#include "cbds/xml/writer.hpp"

#include <algorithm>
#include <charconv>

namespace cbds::sample {
namespace {

using schema::ElementId;
using schema::kNoElement;

[[noreturn]] void fail(std::string_view path, const std::string& why) { throw DictionaryError(std::string(path) + ": " + why); }

/// A word of a path, `Pupil[2]`, taken apart.
struct Word {
    std::string_view name;
    std::size_t instance = 0;  ///< from 0
};

Word take_apart(std::string_view word) {
    const std::size_t bracket = word.find('[');
    if (bracket == word.npos) return {word, 0};
    std::size_t number = 0;
    const char* const end = word.data() + word.size() - 1;
    const auto [stop, error] = std::from_chars(word.data() + bracket + 1, end, number);
    if (error != std::errc{} || stop != end || *end != ']' || number == 0) fail(word, "not the number of an instance");
    return {word.substr(0, bracket), number - 1};
}

}  // namespace

ExampleTree::ExampleTree(const Layout& layout) : layout_(layout) { root_.element = layout.root(); }

/// The element that the first word of a path stands for.
ElementId ExampleTree::part(std::string_view word) const {
    const auto is_named = [&](const schema::ElementRow& row) {
        if (row.collection != layout_.edition().collection) return false;
        switch (row.part) {
            case schema::Part::header: return word == "Header";
            case schema::Part::school: return word == "School";
            case schema::Part::record: return word == (row.roll == schema::Roll::off ? "Leaver" : "Pupil");
            default: return row.parent == kNoElement && word == row.name;
        }
    };
    const auto rows = layout_.dictionary().elements();
    const auto found = std::find_if(rows.begin(), rows.end(), is_named);
    return found == rows.end() ? kNoElement : static_cast<ElementId>(found - rows.begin());
}

/// The steps from the root to the element that the first word of a path stands for.
void ExampleTree::begin(std::string_view word, std::vector<Step>& steps) const {
    const Word first = take_apart(word);
    const ElementId element = part(first.name);
    if (element == kNoElement) fail(word, "a path begins with Header, School, Pupil, Leaver or the root");
    for (ElementId above = element; above != layout_.root(); above = layout_.dictionary().element(above).parent)
        steps.insert(steps.begin(), {above, 0});
    if (!steps.empty()) steps.back().instance = first.instance;
}

std::vector<ExampleTree::Step> ExampleTree::steps(std::string_view path) const {
    std::vector<Step> steps;
    std::size_t end = std::min(path.find('/'), path.size());
    begin(path.substr(0, end), steps);
    while (end < path.size()) {
        const std::size_t start = end + 1;
        end = std::min(path.find('/', start), path.size());
        const Word word = take_apart(path.substr(start, end - start));
        const ElementId parent = steps.empty() ? layout_.root() : steps.back().element;
        const ElementId child = layout_.child(parent, word.name);
        if (child == kNoElement) fail(path, "the dictionary has no " + std::string(word.name) + " there");
        steps.push_back({child, word.instance});
    }
    return steps;
}

std::vector<ExampleTree::Node>::iterator ExampleTree::find_child(Node& parent, const Step& step) {
    auto& children = parent.children;
    auto child = std::find_if(children.begin(), children.end(), [&](const Node& node) { return node.element >= step.element; });
    for (std::size_t left = step.instance; left > 0 && child != children.end() && child->element == step.element; --left) ++child;
    return child != children.end() && child->element == step.element ? child : children.end();
}

/// The child, which is put behind the last of its kind where it is the next one.
ExampleTree::Node& ExampleTree::make_child(Node& parent, const Step& step) {
    if (const auto found = find_child(parent, step); found != parent.children.end()) return *found;
    auto& children = parent.children;
    const auto count =
        std::count_if(children.begin(), children.end(), [&](const Node& node) { return node.element == step.element; });
    if (step.instance != static_cast<std::size_t>(count)) throw DictionaryError("an instance before this one is missing");
    const auto place =
        std::find_if(children.begin(), children.end(), [&](const Node& node) { return node.element > step.element; });
    return *children.insert(place, Node{step.element, {}, {}});
}

/// The parent of the last step, made with all above it where it is missing.
ExampleTree::Node& ExampleTree::parent_of(const std::vector<Step>& steps) {
    Node* node = &root_;
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) node = &make_child(*node, steps[i]);
    return *node;
}

void ExampleTree::set(std::string_view path, std::string_view value) {
    const std::vector<Step> way = steps(path);
    if (way.empty()) fail(path, "the root is always there");
    const bool holds_value = layout_.dictionary().element(way.back().element).content == schema::Content::value;
    if (!holds_value && !value.empty()) fail(path, "this element holds no value");
    make_child(parent_of(way), way.back()).value = value;
}

void ExampleTree::remove(std::string_view path) {
    Node* parent = &root_;
    const std::vector<Step> way = steps(path);
    if (way.empty()) fail(path, "the root cannot be removed");
    for (std::size_t i = 0; i < way.size(); ++i) {
        const auto child = find_child(*parent, way[i]);
        if (child == parent->children.end()) fail(path, "there is no such element");
        if (i + 1 == way.size()) parent->children.erase(child);
        else parent = &*child;
    }
}

void ExampleTree::add(std::string_view path) {
    const std::vector<Step> way = steps(path);
    if (way.empty()) fail(path, "there is one root only");
    auto& children = parent_of(way).children;
    const ElementId element = way.back().element;
    const auto place = std::find_if(children.begin(), children.end(), [&](const Node& node) { return node.element > element; });
    const bool first = place == children.begin() || (place - 1)->element != element;
    Node copy = first ? Node{element, {}, {}} : *(place - 1);
    children.insert(place, std::move(copy));
}

/// The element, null where it is missing.
const ExampleTree::Node* ExampleTree::find(std::span<const Step> steps) const {
    const Node* node = &root_;
    for (const Step& step : steps) {
        std::size_t left = step.instance;
        const auto found = std::find_if(node->children.begin(), node->children.end(),
                                        [&](const Node& child) { return child.element == step.element && left-- == 0; });
        if (found == node->children.end()) return nullptr;
        node = &*found;
    }
    return node;
}

std::string_view ExampleTree::value(std::string_view path) const {
    const Node* node = find(steps(path));
    return node == nullptr ? std::string_view{} : node->value;
}

bool ExampleTree::excludes(std::string_view path) const {
    const std::vector<Step> way = steps(path);
    const schema::Dictionary& dictionary = layout_.dictionary();
    if (way.empty() || dictionary.element(way.back().element).choice == 0) return false;
    const Node* parent = find(std::span(way).first(way.size() - 1));
    const auto is_other = [&](const Node& child) {
        return child.element != way.back().element &&
               dictionary.element(child.element).choice == dictionary.element(way.back().element).choice;
    };
    return parent != nullptr && std::any_of(parent->children.begin(), parent->children.end(), is_other);
}

bool ExampleTree::collects(std::string_view path) const {
    const std::vector<Step> way = steps(path);
    return way.empty() || layout_.collects(way.back().element);
}

bool ExampleTree::allows(std::string_view path, std::string_view value) const {
    const std::vector<Step> way = steps(path);
    return way.empty() || layout_.allows(layout_.dictionary().element(way.back().element).path, value);
}

void ExampleTree::write(const Node& node, std::string& out) const {
    layout_.open(node.element, out);
    if (layout_.dictionary().element(node.element).content == schema::Content::value) xml::append_text(node.value, out);
    for (const Node& child : node.children) write(child, out);
    layout_.close(node.element, out);
}

}  // namespace cbds::sample
