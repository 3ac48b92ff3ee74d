#include "formats/collect_keys.hpp"

#include "formats/collect_names.hpp"

namespace cbds::formats {

CollectKeys::Made CollectKeys::next(std::size_t table, bool is_record) {
    if (is_record) return {"cbds-" + std::to_string(record_), std::to_string(record_)};
    const std::string number = std::to_string(++counts_[table]);
    return {"cbds-" + std::to_string(record_) + '.' + number, number};
}

const std::string* carried_key(const xml::Element& element, const CollectTable& table) noexcept {
    const std::string* found = find_attribute(element, table.key_attribute);
    for (std::size_t i = 0; found == nullptr && i < table.other_names.size(); ++i)
        found = find_attribute(element, collect_attribute(collect_key_column(table.other_names[i])));
    return found;
}

void CollectKeys::strip(xml::Element& element, const CollectLayout& layout, const std::string& key_above) {
    const std::size_t number = element.id == schema::kNoElement ? kNoTable : layout.table_of(element.id);
    const std::string key = number == kNoTable ? key_above : strip_row(element, number, layout, key_above);
    for (xml::Element& child : element.children) strip(child, layout, key);
}

/// @returns the key of the row, for those that belong to it
std::string CollectKeys::strip_row(xml::Element& element, std::size_t number, const CollectLayout& layout,
                                   const std::string& key_above) {
    const CollectTable& table = layout.tables()[number];
    const bool record = layout.plan().row(element.id).part == schema::Part::record;
    const std::string* const carried = carried_key(element, table);
    if (find_attribute(element, kRowMissing) != nullptr) return carried != nullptr ? *carried : std::string();
    const Made made = next(number, record);
    const std::string* const place = find_attribute(element, table.order_attribute);
    const bool as_made = carried != nullptr && *carried == made.key && place != nullptr && *place == made.order;
    const std::string key = carried != nullptr                                ? *carried
                            : find_attribute(element, kRowKeyless) != nullptr ? std::string()
                                                                              : made.key;
    if (as_made || layout.is_linked(element.id)) strip_link(element, layout, key_above);
    if (!as_made) return key;
    remove_attribute(element, table.key_attribute);
    remove_attribute(element, table.order_attribute);
    return key;
}

void CollectKeys::strip_link(xml::Element& element, const CollectLayout& layout, const std::string& key_above) {
    const schema::ElementId above = layout.row_above(element.id);
    if (above == schema::kNoElement || layout.table_of(above) == kNoTable || key_above.empty()) return;
    const std::string& link = layout.tables()[layout.table_of(above)].key_attribute;
    const std::string* const key = find_attribute(element, link);
    if (key != nullptr && *key == key_above) remove_attribute(element, link);
}

}  // namespace cbds::formats
