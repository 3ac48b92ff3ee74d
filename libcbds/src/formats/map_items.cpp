#include "formats/map_items.hpp"

#include "cbds/schema/nearest.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <charconv>

namespace cbds::formats {
namespace {

struct Step {
    std::string name;
    unsigned instance = 1;
};

/// `SENneed[2]/SENtype`; nothing where a number in brackets is none.
std::optional<std::vector<Step>> steps_of(std::string_view text) {
    std::vector<Step> steps;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find('/'));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
        const std::size_t bracket = std::min(word.find('['), word.size());
        Step step{std::string(word.substr(0, bracket)), 1};
        if (bracket != word.size()) {
            const auto [end, error] = std::from_chars(word.data() + bracket + 1, word.data() + word.size(), step.instance);
            if (error != std::errc() || end + 1 != word.data() + word.size() || *end != ']' || step.instance == 0 || step.instance > 100) return std::nullopt;
        }
        steps.push_back(std::move(step));
    }
    return steps;
}

bool ends_with(const std::vector<std::string>& path, const std::vector<Step>& steps) {
    return steps.size() <= path.size() &&
           std::equal(steps.rbegin(), steps.rend(), path.rbegin(), [](const Step& step, const std::string& name) { return ascii::same_but_case(step.name, name); });
}

void visit_values(schema::ElementId element, const schema::Plan& plan, std::vector<std::string>& path,
                  const std::function<void(schema::ElementId, const std::vector<std::string>&)>& visit) {
    const schema::ElementRow& row = plan.row(element);
    for (unsigned i = 0; i < row.child_count; ++i) {
        const auto id = static_cast<schema::ElementId>(row.first_child + i);
        if (!plan.in_edition(id)) continue;
        path.emplace_back(plan.row(id).name);
        if (plan.row(id).content == schema::Content::value) visit(id, path);
        else visit_values(id, plan, path, visit);
        path.pop_back();
    }
}

/// A repeated structure with a name in it is another person: a contact.
bool is_person(schema::ElementId element, const schema::Plan& plan) {
    const auto children = plan.dictionary().children(element);
    return plan.row(element).max > 1 && std::any_of(children.begin(), children.end(), [](const schema::ElementRow& row) { return row.name == "Surname"; });
}

}  // namespace

std::string joined(const std::vector<std::string>& path) {
    std::string text;
    for (const std::string& name : path) text += (text.empty() ? "" : "/") + name;
    return text;
}

std::size_t fewest_steps(schema::ElementId element, schema::ElementId record, const schema::Plan& plan) {
    std::size_t steps = 1;
    for (schema::ElementId above = plan.row(element).parent; above != record; above = plan.row(above).parent) {
        ++steps;
        if (is_person(above, plan)) return steps;
    }
    return 1;
}

void for_each_value(schema::ElementId below, const schema::Plan& plan,
                    const std::function<void(schema::ElementId, const std::vector<std::string>&)>& visit) {
    std::vector<std::string> path;
    visit_values(below, plan, path, visit);
}

std::string find_item(std::string_view item, schema::ElementId record, const schema::Plan& plan, MappedItem& found) {
    const auto steps = steps_of(item);
    if (!steps || steps->empty()) return "is no item: write a name or the end of a path, as SENneed[2]/SENtype";
    std::vector<std::string> names;
    std::string all;
    std::string other;  // that of another person
    unsigned count = 0;
    bool whole = false;  // a whole path is no other's end
    for_each_value(record, plan, [&](schema::ElementId id, const std::vector<std::string>& path) {
        names.push_back(path.back());
        if (whole || !ends_with(path, *steps)) return;
        if (steps->size() < fewest_steps(id, record, plan)) {
            other = joined(path);
            return;
        }
        whole = path.size() == steps->size();
        count = whole ? 1 : count + 1;
        all += (all.empty() ? "" : ", ") + joined(path);
        found.element = id;
        found.path = path;
    });
    const std::vector<std::string_view> views(names.begin(), names.end());
    if (count == 0 && !other.empty()) return "the edition has no such item of a pupil, only " + other;
    if (count == 0) return "the edition has no such item" + schema::did_you_mean(steps->back().name, views);
    if (count > 1) return "there is more than one: " + all;
    found.item = item;
    found.instances.assign(found.path.size(), 1);
    for (std::size_t i = 0; i < steps->size(); ++i) found.instances[found.path.size() - steps->size() + i] = (*steps)[i].instance;
    return {};
}

}  // namespace cbds::formats
