#include "diff/sibling_pairing.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <unordered_map>
#include <utility>

namespace cbds::diff {
namespace {

constexpr std::size_t kNoPartner = std::numeric_limits<std::size_t>::max();

std::vector<std::size_t> places_between(std::size_t first, std::size_t end) {
    std::vector<std::size_t> places;
    for (; first < end; ++first) places.push_back(first);
    return places;
}

}  // namespace

/// XML has none of the characters that stand between the parts.
std::string ElementForm::form(const xml::Element& element) const {
    std::string made(item_name(element, dictionary_, options_));
    made += '\1' + canonical_value(dictionary_, type_of(element, dictionary_), counted_text(element, dictionary_), options_);
    std::vector<std::string> parts;
    for (const xml::ParsedAttribute& attribute : element.attributes)
        parts.push_back('\2' + attribute.name + '\1' + canonical_value(dictionary_, schema::kNoType, attribute.value, options_));
    for (const xml::Element& child : element.children)
        if (is_counted(child, dictionary_, options_)) parts.push_back('\3' + form(child) + '\4');
    std::sort(parts.begin(), parts.end());
    for (const std::string& part : parts) made += part;
    return made;
}

std::string ElementForm::key(const xml::Element& entry, const std::vector<std::string_view>& items) const {
    const ValueOptions options{options_.ignore_case, options_.ignore_space, false};
    std::string made;
    for (const std::string_view item : items) {
        made += '\2';
        const xml::Element* const found = find_item(entry, item, dictionary_);
        if (found != nullptr) made += '\1' + canonical_value(dictionary_, type_of(*found, dictionary_), found->text, options);
    }
    return made;
}

void SiblingPairing::pair(std::span<const xml::Element* const> before, std::span<const xml::Element* const> after, std::vector<ElementPair>& pairs) {
    before_ = before;
    after_ = after;
    partners_.assign(before.size(), kNoPartner);
    taken_.assign(after.size(), false);
    if (!before.empty() && !after.empty()) match();
    for (std::size_t i = 0; i < before.size(); ++i) pairs.push_back({before[i], partners_[i] == kNoPartner ? nullptr : after[partners_[i]]});
    for (std::size_t i = 0; i < after.size(); ++i)
        if (!taken_[i]) pairs.push_back({nullptr, after[i]});
}

/// Most siblings are as they were: what is identical at the beginning and at the end needs no search.
void SiblingPairing::match() {
    std::size_t first = 0;
    std::size_t old_end = before_.size();
    std::size_t new_end = after_.size();
    for (; first < old_end && first < new_end && is_identical(*before_[first], *after_[first]); ++first) join(first, first);
    for (; old_end > first && new_end > first && is_identical(*before_[old_end - 1], *after_[new_end - 1]); --old_end, --new_end)
        join(old_end - 1, new_end - 1);
    const Places old_places = places_between(first, old_end);
    const Places new_places = places_between(first, new_end);
    if (old_places.empty() || new_places.empty()) return;
    const xml::Element& known = known_element();
    const schema::ElementRow* const row = item_row(known, dictionary_);
    const bool repeated = row != nullptr && row->max != 1;
    if (repeated && !row->key.empty()) match_keys(old_places, new_places, key_items(known, dictionary_));
    else if (repeated && row->content == schema::Content::value) match_equal(old_places, new_places);
    else match_alike(old_places, new_places);
}

/// One that the dictionary knows, if there is any: on another roll the same item may be unknown.
const xml::Element& SiblingPairing::known_element() const noexcept {
    const auto is_known = [](const xml::Element* each) { return each->id != schema::kNoElement; };
    const auto old_one = std::find_if(before_.begin(), before_.end(), is_known);
    if (old_one != before_.end()) return **old_one;
    const auto new_one = std::find_if(after_.begin(), after_.end(), is_known);
    return new_one == after_.end() ? *before_.front() : **new_one;
}

void SiblingPairing::match_keys(const Places& old_places, const Places& new_places, const std::vector<std::string_view>& items) {
    std::map<std::string, std::pair<Places, Places>> by_key;
    for (const std::size_t place : old_places) by_key[forms_.key(*before_[place], items)].first.push_back(place);
    for (const std::size_t place : new_places) by_key[forms_.key(*after_[place], items)].second.push_back(place);
    for (const auto& [key, places] : by_key) match_alike(places.first, places.second);
}

/// Equal ones first, the others in their order.
void SiblingPairing::match_alike(const Places& old_places, const Places& new_places) {
    if (old_places.empty() || new_places.empty()) return;
    if (old_places.size() == 1 && new_places.size() == 1) return join(old_places.front(), new_places.front());
    const Places left = match_equal(old_places, new_places);
    auto next = left.begin();
    for (const std::size_t place : old_places)
        if (next != left.end() && partners_[place] == kNoPartner) join(place, *next++);
}

/// @returns the new ones that are equal to none, in their order
SiblingPairing::Places SiblingPairing::match_equal(const Places& old_places, const Places& new_places) {
    std::unordered_map<std::string, Places> by_form;  // the last of equal ones is the next to be taken
    for (auto place = old_places.rbegin(); place != old_places.rend(); ++place) by_form[forms_.form(*before_[*place])].push_back(*place);
    Places left;
    for (const std::size_t place : new_places) {
        const auto found = by_form.find(forms_.form(*after_[place]));
        if (found == by_form.end() || found->second.empty()) {
            left.push_back(place);
            continue;
        }
        join(found->second.back(), place);
        found->second.pop_back();
    }
    return left;
}

void SiblingPairing::join(std::size_t old_place, std::size_t new_place) {
    partners_[old_place] = new_place;
    taken_[new_place] = true;
}

}  // namespace cbds::diff
