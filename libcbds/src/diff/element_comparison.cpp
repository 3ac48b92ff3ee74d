#include "diff/element_comparison.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::diff {
namespace {

using xml::Element;
using xml::ParsedAttribute;

std::vector<const ParsedAttribute*> attributes_by_name(const Element& element) {
    std::vector<const ParsedAttribute*> sorted;
    for (const ParsedAttribute& attribute : element.attributes) sorted.push_back(&attribute);
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
    return sorted;
}

const ParsedAttribute* find_attribute(const Element& element, std::string_view name) {
    const auto found = std::find_if(element.attributes.begin(), element.attributes.end(), [=](const auto& each) { return each.name == name; });
    return found == element.attributes.end() ? nullptr : &*found;
}

/// Goes through two elements side by side and tells what differs. What is told of a change - its path, the entries and the
/// section that it stands in - is put together from the elements that are open, and only where something differs.
class ComparisonWalk {
public:
    ComparisonWalk(const schema::Dictionary& dictionary, const ValueOptions& options, std::vector<ItemChange>& changes)
        : dictionary_(dictionary), options_(options), changes_(changes) {}

    void compare(const Element& before, const Element& after) {
        if (is_identical(before, after)) return;
        open_.push_back({{&before, &after}, std::nullopt});
        compare_texts(before, after);
        compare_attributes(before, after);
        for (const ElementPair& pair : pair_children(before, after, dictionary_, options_)) {
            if (pair.before != nullptr && pair.after != nullptr) compare(*pair.before, *pair.after);
            else if (pair.after != nullptr) tell_all(*pair.after, ChangeKind::item_added);
            else tell_all(*pair.before, ChangeKind::item_removed);
        }
        open_.pop_back();
    }

private:
    /// Two elements that are compared; one of them is null where only one document has it.
    struct Open {
        ElementPair pair;
        std::optional<std::vector<EntryKey>> keys;  ///< found once, for the first change: an entry may have many
    };

    void compare_texts(const Element& before, const Element& after) {
        const std::string_view old_text = counted_text(before, dictionary_);
        const std::string_view new_text = counted_text(after, dictionary_);
        const schema::TypeId type = type_of(after.id == schema::kNoElement ? before : after, dictionary_);
        if (!same_value(dictionary_, type, old_text, new_text, options_)) tell(ChangeKind::item_changed, old_text, new_text);
    }

    void compare_attributes(const Element& before, const Element& after) {
        for (const ParsedAttribute* const mine : attributes_by_name(before)) {
            const ParsedAttribute* const other = find_attribute(after, mine->name);
            if (other == nullptr) tell(ChangeKind::item_removed, mine->value, {}, mine);
            else if (!same_value(dictionary_, schema::kNoType, mine->value, other->value, options_))
                tell(ChangeKind::item_changed, mine->value, other->value, mine);
        }
        for (const ParsedAttribute* const mine : attributes_by_name(after))
            if (find_attribute(before, mine->name) == nullptr) tell(ChangeKind::item_added, {}, mine->value, mine);
    }

    /// An element that is in one document only, leaf by leaf; one with nothing in it, or with a text of its own, itself too.
    void tell_all(const Element& element, ChangeKind kind) {
        if (!is_counted(element, dictionary_, options_)) return;
        static const Element kNothing;
        const bool is_new = kind == ChangeKind::item_added;
        open_.push_back({is_new ? ElementPair{nullptr, &element} : ElementPair{&element, nullptr}, std::nullopt});
        const std::string_view text = counted_text(element, dictionary_);
        if (!text.empty() || element.children.empty()) tell_value(kind, text);
        for (const ParsedAttribute* const mine : attributes_by_name(element)) tell_value(kind, mine->value, mine);
        for (const ElementPair& child : pair_children(is_new ? kNothing : element, is_new ? element : kNothing, dictionary_, options_))
            tell_all(is_new ? *child.after : *child.before, kind);
        open_.pop_back();
    }

    void tell_value(ChangeKind kind, std::string_view value, const ParsedAttribute* attribute = nullptr) {
        const bool is_new = kind == ChangeKind::item_added;
        tell(kind, is_new ? std::string_view() : value, is_new ? value : std::string_view(), attribute);
    }

    /// Of the element that was opened last, or of an attribute of it.
    void tell(ChangeKind kind, std::string_view before, std::string_view after, const ParsedAttribute* attribute = nullptr) {
        const ElementPair& last = open_.back().pair;
        const bool is_old = last.after == nullptr || (attribute != nullptr && kind == ChangeKind::item_removed);
        const Element& element = is_old ? *last.before : *last.after;
        ItemChange& change = changes_.emplace_back();
        change.kind = kind;
        change.item = attribute == nullptr ? std::string(item_name(element, dictionary_, options_)) : '@' + attribute->name;
        change.path = path_of(is_old);
        if (attribute != nullptr) change.path += '/' + change.item;
        change.entries = entries();
        change.section = section(attribute != nullptr);
        change.before = before;
        change.after = after;
        change.privacy = schema::Privacy::direct;  // nobody knows what unknown elements, attributes and stray texts hold
        if (attribute == nullptr) describe(change, element);
    }

    void describe(ItemChange& change, const Element& element) const {
        change.element = element.id;
        const schema::ElementRow* const row = item_row(element, dictionary_);
        if (row == nullptr) return;
        change.funding = row->funding;
        const bool is_stray_text = row->content != schema::Content::value && !(change.before.empty() && change.after.empty());
        if (!is_stray_text) change.privacy = row->privacy;
    }

    [[nodiscard]] std::string path_of(bool is_old) const {
        const Element& root = is_old ? *open_.front().pair.before : *open_.front().pair.after;
        std::string path = root.id == schema::kNoElement ? root.name : std::string(dictionary_.element(root.id).path);
        for (auto each = open_.begin() + 1; each != open_.end(); ++each)
            path.append(1, '/').append(item_name(is_old ? *each->pair.before : *each->pair.after, dictionary_, options_));
        return path;
    }

    [[nodiscard]] std::vector<EntryKey> entries() {
        std::vector<EntryKey> keys;
        for (auto each = open_.begin() + 1; each != open_.end(); ++each) {
            if (!each->keys) each->keys = keys_of(each->pair.before != nullptr ? *each->pair.before : *each->pair.after);
            keys.insert(keys.end(), each->keys->begin(), each->keys->end());
        }
        return keys;
    }

    [[nodiscard]] std::vector<EntryKey> keys_of(const Element& entry) const {
        std::vector<EntryKey> keys;
        for (const std::string_view path : key_items(entry, dictionary_)) {
            const Element* const found = find_item(entry, path, dictionary_);
            if (found == nullptr) continue;
            const schema::ElementRow* const row = item_row(*found, dictionary_);
            const schema::Privacy privacy = row == nullptr ? schema::Privacy::direct : row->privacy;
            keys.push_back({std::string(item_name(*found, dictionary_, options_)), found->text, privacy});
        }
        return keys;
    }

    /// @param in_last  the change stands in the element that was opened last, and is not that element itself
    [[nodiscard]] std::string section(bool in_last) const {
        const bool is_direct = open_.size() == 1 || (open_.size() == 2 && !in_last && !is_structure(open_[1].pair));
        const ElementPair& place = open_[is_direct ? 0 : 1].pair;
        return std::string(item_name(place.after != nullptr ? *place.after : *place.before, dictionary_, {}));
    }

    [[nodiscard]] bool is_structure(const ElementPair& pair) const {
        const auto may_hold_items = [this](const Element* element) {
            if (element == nullptr) return false;
            const schema::ElementRow* const row = item_row(*element, dictionary_);
            return !element->children.empty() || (row != nullptr && row->content != schema::Content::value);
        };
        return may_hold_items(pair.before) || may_hold_items(pair.after);
    }

    const schema::Dictionary& dictionary_;
    const ValueOptions& options_;
    std::vector<ItemChange>& changes_;
    std::vector<Open> open_;  ///< the two elements, and those in them down to the one that is looked at
};

}  // namespace

void ElementComparison::compare(const xml::Element& before, const xml::Element& after, std::vector<ItemChange>& changes) const {
    ComparisonWalk(dictionary_, options_, changes).compare(before, after);
}

}  // namespace cbds::diff
