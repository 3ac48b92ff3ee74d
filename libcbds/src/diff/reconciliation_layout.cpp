#include "diff/reconciliation_layout.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

namespace cbds::diff {
namespace {

using schema::Dictionary;
using schema::Edition;
using schema::ElementId;
using schema::ElementRow;
using schema::kNoElement;

/// `Address/PostCode` of a path below `above`; nothing where it does not stand below it.
std::optional<std::string_view> path_below(std::string_view path, std::string_view above) noexcept {
    if (!path.starts_with(above) || path.size() <= above.size() || path[above.size()] != '/') return std::nullopt;
    return path.substr(above.size() + 1);
}

}  // namespace

ReconciliationLayout::ReconciliationLayout(const Dictionary& dictionary, schema::Collection collection)
    : dictionary_(dictionary), collection_(collection), main_rows_(dictionary.elements().size()) {
    const ElementId root = dictionary.collection(collection).root;
    root_path_ = dictionary.element(root).path;
    find_records();
    set_main_rows();
    for (const ElementId child : children_of(root)) {
        const schema::Part part = dictionary.element(child).part;
        if (part == schema::Part::header || part == schema::Part::school) add_section(child);
    }
    for (const ElementId record : records_) add_record_sections(record);
}

void ReconciliationLayout::find_records() {
    const auto rows = dictionary_.elements();
    for (std::size_t id = 0; id < rows.size(); ++id)
        if (rows[id].collection == collection_ && rows[id].part == schema::Part::record) records_.push_back(static_cast<ElementId>(id));
    std::stable_partition(records_.begin(), records_.end(), [&](ElementId id) { return rows[id].roll != schema::Roll::off; });
}

void ReconciliationLayout::set_main_rows() {
    std::iota(main_rows_.begin(), main_rows_.end(), ElementId{0});
    for (std::size_t id = 0; id < main_rows_.size(); ++id) {
        const ElementRow& row = dictionary_.element(static_cast<ElementId>(id));
        if (row.collection != collection_) continue;
        const ElementId main = dictionary_.find(collection_, main_path(row.path));
        if (main != kNoElement) main_rows_[id] = main;
    }
}

std::string ReconciliationLayout::main_path(std::string_view path) const {
    const std::string_view record = record_of(path);
    if (record.empty()) return std::string(path);
    return std::string(dictionary_.element(records_.front()).path).append(path.substr(record.size()));
}

ElementId ReconciliationLayout::row_on(ElementId record, ElementId row) const {
    const std::string_view path = dictionary_.element(row).path;
    const std::string_view above = record_of(path);
    return above.empty() ? row : dictionary_.find(collection_, std::string(dictionary_.element(record).path).append(path.substr(above.size())));
}

ElementId ReconciliationLayout::item_at(std::string_view path) const {
    const ElementId row = dictionary_.find(collection_, main_path(path));
    return row != kNoElement && dictionary_.element(row).content == schema::Content::value ? row : kNoElement;
}

std::string_view ReconciliationLayout::record_of(std::string_view path) const noexcept {
    for (const ElementId id : records_) {
        const std::string_view record = dictionary_.element(id).path;
        if (path == record || path_below(path, record)) return record;
    }
    return {};
}

std::vector<ElementId> ReconciliationLayout::children_of(ElementId parent) const {
    const ElementRow& row = dictionary_.element(parent);
    std::vector<ElementId> children(row.child_count);
    std::iota(children.begin(), children.end(), row.first_child);
    return children;
}

void ReconciliationLayout::add_section(ElementId row) { add_items(row, sections_.emplace_back(LayoutSection{row, {}})); }

/// What stands directly in the record comes first. Of another roll only what the main one does not have is added.
void ReconciliationLayout::add_record_sections(ElementId record) {
    LayoutSection direct{record, {}};
    std::vector<ElementId> containers;
    for (const ElementId child : children_of(record)) {
        const bool is_value = dictionary_.element(child).content == schema::Content::value;
        if (is_value && main_rows_[child] == child) direct.items.push_back(child);
        if (!is_value) containers.push_back(child);
    }
    if (!direct.items.empty()) sections_.push_back(std::move(direct));
    for (const ElementId child : containers) {
        if (main_rows_[child] == child) add_section(child);
        else add_items(child, section(main_rows_[child]));
    }
}

LayoutSection& ReconciliationLayout::section(ElementId row) {
    return *std::find_if(sections_.begin(), sections_.end(), [row](const LayoutSection& each) { return each.row == row; });
}

void ReconciliationLayout::add_items(ElementId parent, LayoutSection& section) const {
    for (const ElementId child : children_of(parent)) {
        if (dictionary_.element(child).content == schema::Content::value && main_rows_[child] == child) section.items.push_back(child);
        add_items(child, section);
    }
}

/// A path that is the root's own is that of an attribute or of text.
std::string ReconciliationLayout::section_path(std::string_view path) const {
    const std::string_view record = record_of(path);
    const std::string_view above = record.empty() ? root_path_ : record;
    const auto below = path_below(path, above);
    if (!below) return std::string(above);
    const std::size_t slash = below->find('/');
    if (slash == std::string_view::npos) return std::string(above);
    std::string section = std::string(above).append("/").append(below->substr(0, slash));
    const ElementId row = dictionary_.find(collection_, section);
    const bool is_value = row != kNoElement && dictionary_.element(row).content == schema::Content::value;
    return is_value ? std::string(above) : section;
}

bool ReconciliationLayout::is_in(const LayoutSection& section, Edition before, Edition after) const {
    const auto has = [&](const ElementRow& row) { return row.in_edition(dictionary_.nearest(before)) || row.in_edition(dictionary_.nearest(after)); };
    for (std::size_t id = 0; id < main_rows_.size(); ++id)
        if (main_rows_[id] == section.row && has(dictionary_.element(static_cast<ElementId>(id)))) return true;
    return false;
}

}  // namespace cbds::diff
