#include "convert/edition_structure.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace cbds::convert {
namespace {

using schema::ElementId;
using schema::kNoElement;
using xml::Element;

auto is_of(ElementId id) {
    return [id](const Element& each) { return each.id == id; };
}

std::size_t count_of(const Element& parent, ElementId id) {
    return static_cast<std::size_t>(std::count_if(parent.children.begin(), parent.children.end(), is_of(id)));
}

/// Ties an element that was moved, and what is in it, to the rows of its new place.
void tie(Element& element, ElementId id, const schema::Dictionary& dictionary) {
    const auto rows = dictionary.children(id);
    element.id = id;
    for (Element& child : element.children) {
        if (child.id == kNoElement) continue;
        const std::string_view name = dictionary.element(child.id).name;
        const auto row = std::find_if(rows.begin(), rows.end(), [=](const schema::ElementRow& each) { return each.name == name; });
        if (row != rows.end()) tie(child, static_cast<ElementId>(&*row - dictionary.elements().data()), dictionary);
    }
}

auto first_of(Element& parent, ElementId id) { return std::find_if(parent.children.begin(), parent.children.end(), is_of(id)); }

/// Takes the children of one row out of their parent.
std::vector<Element> taken_out(Element& parent, ElementId id) {
    std::vector<Element> taken;
    std::vector<Element> left;
    for (Element& child : parent.children) (child.id == id ? taken : left).push_back(std::move(child));
    parent.children = std::move(left);
    return taken;
}

}  // namespace

void StructureChange::change_children(Element& parent) {
    if (parent.id == kNoElement || plan_.row(parent.id).content == schema::Content::any) return;
    for (const GroupChange& group : plan_.groups(parent.id)) regroup(parent, group);
    std::vector<bool> kept;
    for (Element& child : parent.children) kept.push_back(keep(child, parent));
    if (std::find(kept.begin(), kept.end(), false) == kept.end()) return;
    std::vector<Element> left;
    for (std::size_t place = 0; place < kept.size(); ++place)
        if (kept[place]) left.push_back(std::move(parent.children[place]));
    parent.children = std::move(left);
}

bool StructureChange::keep(Element& child, const Element& parent) {
    if (child.id == kNoElement) return true;
    if (!plan_.element(child.id).in_target && !rename(child, parent)) {
        drop(child);
        return false;
    }
    return keep_changed(child);
}

/// A structure that was emptied goes too, where the target does not ask for it.
bool StructureChange::keep_changed(Element& child) {
    const bool was_empty = child.children.empty();
    change_children(child);
    return was_empty || !child.children.empty() || !child.attributes.empty() || plan_.minimum(child.id) > 0;
}

bool StructureChange::rename(Element& child, const Element& parent) {
    const ElementChange& change = plan_.element(child.id);
    if (change.renamed == kNoElement || count_of(parent, change.renamed) != 0) return false;
    const bool both = plan_.row(change.renamed).in_edition(plan_.from()) && plan_.row(child.id).in_edition(plan_.from());
    const std::string source = both ? "; " + schema::edition_name(plan_.from()) + " takes both names" : "";
    teller_.tell(LossKind::changed, child.id, "is " + std::string(plan_.row(change.renamed).name) + " now" + source, change.confidence);
    child.id = change.renamed;
    child.name = plan_.row(change.renamed).name;
    return true;
}

void StructureChange::drop(const Element& element) {
    const ElementChange& change = plan_.element(element.id);
    if (change.renamed != kNoElement)
        return teller_.dropped(element, "the item in its place, " + std::string(plan_.row(change.renamed).name) + ", is there already",
                               change.confidence);
    teller_.dropped(element, plan_.lack_of(element.id), plan_.row(element.id).confidence);
}

schema::Confidence StructureChange::sure_of(const GroupChange& group) const noexcept {
    return std::min({group.row->confidence, plan_.row(group.group).confidence, plan_.row(group.single).confidence});
}

void StructureChange::regroup(Element& parent, const GroupChange& group) {
    if (!group.into) return take_apart(parent, group);
    if (count_of(parent, group.single) == 0) return;
    if (group.row->rule == EditionRule::list) put_into_list(parent, group);
    else put_into_structure(parent, group);
}

void StructureChange::put_into_list(Element& parent, const GroupChange& group) {
    if (first_of(parent, group.group) == parent.children.end())
        parent.children.insert(first_of(parent, group.single), {group.group, std::string(plan_.row(group.group).name), {}, {}, {}});
    std::vector<Element> items = taken_out(parent, group.single);
    Element& list = *first_of(parent, group.group);
    for (Element& item : items) {
        teller_.tell(LossKind::changed, item.id, "is in a list now", sure_of(group));
        tie(item, group.inner, plan_.dictionary());
        xml::insert_child(list, std::move(item));
    }
}

void StructureChange::put_into_structure(Element& parent, const GroupChange& group) {
    const std::string name(plan_.row(group.group).name);
    const std::size_t structures = count_of(parent, group.group);
    std::vector<Element> items = taken_out(parent, group.single);
    for (Element& item : items) {
        if (structures != 1) {
            const std::string why = structures == 0 ? "it belongs in a " + name + " now, and there is none"
                                                    : "it belongs in a " + name + " now, and the document does not tell in which";
            teller_.dropped(item, why, sure_of(group));
            continue;
        }
        teller_.tell(LossKind::changed, item.id, "is in the " + name + " now", sure_of(group));
        tie(item, group.inner, plan_.dictionary());
        xml::insert_child(*first_of(parent, group.group), std::move(item));
    }
}

void StructureChange::take_apart(Element& parent, const GroupChange& group) {
    if (group.row->rule == EditionRule::list) take_list_apart(parent, group);
    else take_structures_apart(parent, group);
}

/// The items stand where the list was. What else is in the list stays in it, and is dropped with it.
void StructureChange::take_list_apart(Element& parent, const GroupChange& group) {
    const auto list = first_of(parent, group.group);
    if (list == parent.children.end()) return;
    std::vector<Element> items = taken_out(*list, group.inner);
    for (Element& item : items) {
        teller_.tell(LossKind::changed, item.id, "stands by itself now", sure_of(group));
        tie(item, group.single, plan_.dictionary());
    }
    const bool empty = list->children.empty() && list->attributes.empty();
    const auto place = empty ? parent.children.erase(list) : list;
    parent.children.insert(place, std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
}

/// With one structure, that stays, it is known where its items were.
void StructureChange::take_structures_apart(Element& parent, const GroupChange& group) {
    const bool only = count_of(parent, group.group) == 1 && plan_.element(group.group).in_target;
    const std::string name(plan_.row(group.group).name);
    std::vector<Element> items;
    for (Element& child : parent.children)
        if (child.id == group.group)
            for (Element& item : taken_out(child, group.inner)) items.push_back(std::move(item));
    for (Element& item : items) {
        teller_.tell(only ? LossKind::changed : LossKind::altered, item.id,
                     only ? "stands by itself now" : "stands by itself now, and in which " + name + " it was is not kept", sure_of(group));
        tie(item, group.single, plan_.dictionary());
        xml::insert_child(parent, std::move(item));
    }
}

void StructureChange::trim(Element& part) {
    if (!plan_.takes_groups_apart() || part.id == kNoElement) return;
    for (const GroupChange& group : plan_.groups(part.id))
        if (!group.into) trim(part, group);
    for (Element& child : part.children) trim(child);
}

void StructureChange::trim(Element& parent, const GroupChange& group) {
    std::size_t room = plan_.row(group.single).max;
    std::erase_if(parent.children, [&](const Element& each) {
        if (each.id != group.single) return false;
        if (room > 0) return --room, false;
        teller_.dropped(each, "the edition takes only the first of a list", schema::Confidence::guess);
        return true;
    });
}

}  // namespace cbds::convert
