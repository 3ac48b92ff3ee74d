#include "convert/merge_elements.hpp"

#include "cbds/identifiers/person_name.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <array>

namespace cbds::convert {
namespace {

/// Elements whose items belong together: half of each of two would be a third that nobody said.
constexpr std::array<std::string_view, 3> kWholes{"Address", "YearData", "StageAssessment"};

bool same_text(std::string_view a, std::string_view b) { return ascii::trimmed(a) == ascii::trimmed(b); }

bool same_name(const xml::Element& a, const xml::Element& b) { return a.id == b.id && (a.id != schema::kNoElement || a.name == b.name); }

bool same_attributes(const xml::Element& a, const xml::Element& b) {
    const auto same = [](const xml::ParsedAttribute& x, const xml::ParsedAttribute& y) { return x.name == y.name && x.value == y.value; };
    return std::equal(a.attributes.begin(), a.attributes.end(), b.attributes.begin(), b.attributes.end(), same);
}

bool is_empty(const xml::Element& element) { return element.children.empty() && ascii::trimmed(element.text).empty() && element.attributes.empty(); }

/// Whether all the items of a key are the same, and one of them is there.
bool same_key(const xml::Element& a, const xml::Element& b, std::string_view key) {
    bool any = false;
    while (!key.empty()) {
        const std::string_view item = key.substr(0, key.find(' '));
        key.remove_prefix(std::min(item.size() + 1, key.size()));
        if (!same_text(a.value(item), b.value(item))) return false;
        any |= !ascii::trimmed(a.value(item)).empty();
    }
    return any;
}

/// `Result, ResultDate differ`: the items in which two elements differ.
std::string differing_items(const xml::Element& a, const xml::Element& b) {
    std::string items;
    const auto add = [&](const std::string& name) { items += (items.empty() ? "" : ", ") + name; };
    for (const xml::Element& child : a.children) {
        const xml::Element* const other = b.child(child.name);
        if (other == nullptr || !same_elements(child, *other)) add(child.name);
    }
    for (const xml::Element& child : b.children)
        if (a.child(child.name) == nullptr) add(child.name);
    return items.empty() ? "differs" : "differs in " + items;
}

/// Whether an element says nothing that the other does not say too.
bool is_within(const xml::Element& a, const xml::Element& b) {
    if (a.id == schema::kNoElement || a.children.empty()) return is_empty(a) || same_elements(a, b);
    return same_name(a, b) && std::all_of(a.children.begin(), a.children.end(), [&](const xml::Element& child) {
        return std::any_of(b.children.begin(), b.children.end(), [&](const xml::Element& each) { return same_name(child, each) && is_within(child, each); });
    });
}

std::string names_of(const xml::Element& pupil) {
    return identifiers::name_key(pupil.value("Surname")) + '/' + identifiers::name_key(pupil.value("Forename"));
}

}  // namespace

bool same_elements(const xml::Element& a, const xml::Element& b) {
    return same_name(a, b) && same_text(a.text, b.text) && same_attributes(a, b) &&
           std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(), same_elements);
}

bool are_two_pupils(const xml::Element& a, const xml::Element& b) {
    return !same_text(a.value("DOB"), b.value("DOB")) && names_of(a) != names_of(b);
}

std::string person_key(const xml::Element& pupil) {
    const std::string_view birth = ascii::trimmed(pupil.value("DOB"));
    const std::string names = names_of(pupil);
    return birth.empty() || names.starts_with('/') || names.ends_with('/') ? std::string() : names + '/' + std::string(birth);
}

void ElementMerger::merge_children(xml::Element& first, xml::Element& second, const std::string& path) const {
    for (xml::ParsedAttribute& attribute : second.attributes) {
        const bool there = std::any_of(first.attributes.begin(), first.attributes.end(), [&](const auto& each) { return each.name == attribute.name; });
        if (!there) first.attributes.push_back(std::move(attribute));
    }
    for (xml::Element& child : second.children) take(first, child, path.empty() ? child.name : path + '/' + child.name);
}

void ElementMerger::take(xml::Element& first, xml::Element& child, const std::string& path) const {
    if (xml::Element* const mine = partner(first, child)) return merge_pair(*mine, child, path);
    if (xml::Element* const other = alternative(first, child)) {
        if (!other->children.empty() || !child.children.empty() || !same_text(other->text, child.text)) decide(*other, child, path, "is instead of " + other->name);
        return;
    }
    xml::insert_child(first, std::move(child));
}

xml::Element* ElementMerger::partner(xml::Element& first, const xml::Element& child) const {
    const schema::ElementRow* const row = child.id == schema::kNoElement ? nullptr : &dictionary_.element(child.id);
    const auto fits = [&](const xml::Element& each) {
        if (!same_name(each, child)) return false;
        if (row == nullptr || row->max == 1) return true;
        return same_elements(each, child) || (!row->key.empty() && same_key(each, child, row->key));
    };
    const auto found = std::find_if(first.children.begin(), first.children.end(), fits);
    return found == first.children.end() ? nullptr : &*found;
}

/// An element that excludes this one: Gender and Sex.
xml::Element* ElementMerger::alternative(xml::Element& first, const xml::Element& child) const {
    const int choice = child.id == schema::kNoElement ? 0 : dictionary_.element(child.id).choice;
    if (choice == 0) return nullptr;
    const auto found = std::find_if(first.children.begin(), first.children.end(), [&](const xml::Element& each) {
        return each.id != schema::kNoElement && each.id != child.id && dictionary_.element(each.id).choice == choice;
    });
    return found == first.children.end() ? nullptr : &*found;
}

bool ElementMerger::is_whole(const xml::Element& element) const {
    if (element.id == schema::kNoElement) return true;
    const schema::ElementRow& row = dictionary_.element(element.id);
    return row.content == schema::Content::any || std::find(kWholes.begin(), kWholes.end(), row.name) != kWholes.end();
}

void ElementMerger::merge_pair(xml::Element& mine, xml::Element& other, const std::string& path) const {
    if (is_empty(other) || same_elements(mine, other)) return;
    if (is_empty(mine)) {
        mine = std::move(other);
    } else if (is_whole(mine)) {
        if (is_within(other, mine)) return;
        if (is_within(mine, other)) mine = std::move(other);
        else decide(mine, other, path, differing_items(mine, other));
    } else if (dictionary_.element(mine.id).content != schema::Content::value) {
        merge_children(mine, other, path);
    } else if (!same_text(mine.text, other.text)) {
        decide(mine, other, path, {});
    }
}

void ElementMerger::decide(xml::Element& mine, xml::Element& other, const std::string& path, const std::string& message) const {
    const bool values = mine.children.empty() && other.children.empty();
    const schema::Privacy privacy = mine.id == schema::kNoElement ? schema::Privacy::direct : dictionary_.element(mine.id).privacy;
    differ_({path, values ? mine.text : std::string(), values ? other.text : std::string(), privacy, message});
    if (prefer_ == Prefer::overwrite) mine = std::move(other);
}

}  // namespace cbds::convert
