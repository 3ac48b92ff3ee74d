#include "diff/element_item.hpp"

#include "io/ascii.hpp"

#include <algorithm>

namespace cbds::diff {

const schema::ElementRow* item_row(const xml::Element& element, const schema::Dictionary& dictionary) noexcept {
    return element.id == schema::kNoElement ? nullptr : &dictionary.element(element.id);
}

std::vector<std::string_view> key_items(const xml::Element& entry, const schema::Dictionary& dictionary) {
    std::vector<std::string_view> items;
    const schema::ElementRow* const row = item_row(entry, dictionary);
    if (row == nullptr || row->max == 1 || row->part == schema::Part::record) return items;
    for (std::string_view key = row->key; !key.empty();) {
        const std::string_view item = key.substr(0, key.find(' '));
        if (!item.empty()) items.push_back(item);
        key.remove_prefix(std::min(item.size() + 1, key.size()));
    }
    return items;
}

const xml::Element* find_item(const xml::Element& entry, std::string_view path, const schema::Dictionary& dictionary) noexcept {
    const std::string_view name = path.substr(0, path.find('/'));
    const auto is_named = [&](const xml::Element& child) { return item_name(child, dictionary, {}) == name; };
    const auto found = std::find_if(entry.children.begin(), entry.children.end(), is_named);
    if (found == entry.children.end()) return nullptr;
    return name.size() == path.size() ? &*found : find_item(*found, path.substr(name.size() + 1), dictionary);
}

std::string_view item_name(const xml::Element& element, const schema::Dictionary& dictionary, const ValueOptions& options) noexcept {
    const schema::ElementRow* const row = options.as_written ? nullptr : item_row(element, dictionary);
    return row == nullptr ? std::string_view(element.name) : row->name;
}

std::string_view counted_text(const xml::Element& element, const schema::Dictionary& dictionary) noexcept {
    const schema::ElementRow* const row = item_row(element, dictionary);
    const bool is_structure = row != nullptr && row->content != schema::Content::value;
    return is_structure && ascii::all_blank(element.text) ? std::string_view() : std::string_view(element.text);
}

schema::TypeId type_of(const xml::Element& element, const schema::Dictionary& dictionary) noexcept {
    const schema::ElementRow* const row = item_row(element, dictionary);
    return row == nullptr || row->content != schema::Content::value ? schema::kNoType : row->type;
}

bool is_counted(const xml::Element& element, const schema::Dictionary& dictionary, const ValueOptions& options) noexcept {
    const schema::ElementRow* const row = item_row(element, dictionary);
    if (options.as_written || row == nullptr || row->part != schema::Part::frame) return true;
    if (!element.attributes.empty() || !counted_text(element, dictionary).empty()) return true;
    const auto counts = [&](const xml::Element& child) { return is_counted(child, dictionary, options); };
    return std::any_of(element.children.begin(), element.children.end(), counts);
}

bool is_identical(const xml::Element& a, const xml::Element& b) noexcept {
    return a.id == b.id && a.name == b.name && a.text == b.text && a.attributes == b.attributes &&
           std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(), is_identical);
}

}  // namespace cbds::diff
