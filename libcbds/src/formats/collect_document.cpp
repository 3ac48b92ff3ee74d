#include "formats/collect_set.hpp"

#include "cbds/error.hpp"
#include "cbds/schema/nearest.hpp"
#include "cbds/xml/writer.hpp"
#include "formats/collect_keys.hpp"
#include "formats/collect_names.hpp"
#include "io/ascii.hpp"
#include "schema/term_code.hpp"

#include <algorithm>

namespace cbds::formats {
namespace {

using schema::ElementId;
using xml::Element;

bool has_collect_attribute(const Element& element) {
    const auto ours = [](const xml::ParsedAttribute& each) { return each.name.starts_with(kCollectPrefix); };
    return std::any_of(element.attributes.begin(), element.attributes.end(), ours) ||
           std::any_of(element.children.begin(), element.children.end(), has_collect_attribute);
}

std::string_view last_step(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// Whether a path ends with what a user wrote of it: `Year`, `Source/LEA`.
bool names_path(std::string_view path, std::string_view name) {
    if (path.size() < name.size() || !ascii::same_but_case(path.substr(path.size() - name.size()), name)) return false;
    return path.size() == name.size() || path[path.size() - name.size() - 1] == '/';
}

}  // namespace

void CollectDocument::write(const CollectReturn& of, bool with_orphans, bool edition_known, std::ostream& out) {
    out_ = &out;
    records_ = 0;
    block_keys_ = CollectKeys(0);
    out << xml::xml_declaration();
    open_root();
    write_header(of, edition_known);
    write_schools(of);
    write_records(of, with_orphans);
    while (!open_.empty()) close_frame();
}

/// The lists of columns stand on the root; then the namespace is declared there, and not on every part that needs it.
void CollectDocument::open_root() {
    Element root = builder_.empty(layout_.plan().root());
    std::map<std::string, std::vector<std::string>> lists;
    for (const CollectSource& source : sources_)
        for (const std::string& column : source.columns) {
            auto& list = lists[source.table_name];
            if (std::find(list.begin(), list.end(), column) == list.end()) list.push_back(column);
        }
    for (const auto& [table, columns] : lists) {
        if (options_.drop_keys || layout_.ordered_columns(layout_.find(table), columns) == columns) continue;
        std::string list;
        for (const std::string& column : columns) list.append(list.empty() ? "" : " ").append(escape_collect_name(column));
        root.attributes.push_back({std::string(kColumnsOf) + escape_collect_name(table), std::move(list)});
    }
    namespace_on_root_ = !root.attributes.empty();
    if (namespace_on_root_)
        root.attributes.insert(root.attributes.begin(), {std::string(kCollectDeclaration), std::string(kCollectNamespace)});
    open_frame(std::move(root));
}

void CollectDocument::open_frame(Element element) {
    std::string text;
    xml::append_element(element, static_cast<unsigned>(open_.size()), text);
    text.erase(text.rfind("</"));
    *out_ << text << '\n';
    open_.push_back(std::move(element.name));
}

void CollectDocument::close_frame() {
    *out_ << std::string(2 * (open_.size() - 1), ' ') << "</" << open_.back() << ">\n";
    open_.pop_back();
}

void CollectDocument::write_part(Element part, std::uint64_t record, const std::string& key_above) {
    CollectKeys of_record(record);
    (record == 0 ? block_keys_ : of_record).strip(part, layout_, key_above);
    if (!namespace_on_root_ && has_collect_attribute(part))
        part.attributes.insert(part.attributes.begin(), {std::string(kCollectDeclaration), std::string(kCollectNamespace)});
    std::string text;
    xml::append_element(part, static_cast<unsigned>(open_.size()), text);
    *out_ << text;
}

/// The first header row is the header; there is no second one in a return.
void CollectDocument::write_header(const CollectReturn& of, bool edition_known) {
    std::optional<CollectRow> row;
    const std::size_t table = layout_.table_of(layout_.header());
    if (of.all || of.header)
        store_.for_each(table, {}, [&](CollectRow& each) {
            if (!row && (of.all || each.key == *of.header)) row = each;
        });
    Element header = row ? builder_.build(*row, layout_.header()) : builder_.empty(layout_.header());
    if (!row)
        notes_.tell("", 0, "",
                    "there is no table " + layout_.tables()[table].name +
                        ": the header is made of the options and the names of the files");
    fill_header(header, edition_known);
    tell_of_gaps(header);
    header_key_ = row && !row->key.empty() ? row->key : CollectKeys(0).next(table, false).key;
    write_part(std::move(header), 0, {});
}

void CollectDocument::fill_header(Element& header, bool edition_known) {
    for (const auto& [name, value] : options_.header) fill(header, header_item(name), value);
    fill(header, header_item("Collection"), "SC");
    if (!edition_known) return;
    const schema::Edition edition = layout_.plan().edition();
    fill(header, header_item("Term"), std::string(schema::term_code(census_term(edition))));
    fill(header, header_item("Year"), std::to_string(census_year(edition)));
}

void CollectDocument::fill(Element& header, ElementId item, const std::string& value) {
    const std::string_view path = layout_.plan().row(item).path;
    const std::string_view above = layout_.plan().row(layout_.header()).path;
    Element& element = xml::make_path(header, path.substr(above.size() + 1), layout_.plan().dictionary());
    if (element.text.empty()) element.text = value;
}

ElementId CollectDocument::header_item(std::string_view name) const {
    const auto elements = layout_.plan().dictionary().elements();
    std::vector<std::string_view> names;
    for (ElementId id = 0; id < elements.size(); ++id) {
        const schema::ElementRow& row = elements[id];
        if (row.collection != layout_.plan().edition().collection || row.content != schema::Content::value ||
            layout_.row_of(id) != layout_.header())
            continue;
        if (names_path(row.path, name)) return id;
        names.push_back(last_step(row.path));
    }
    throw UsageError("--header " + std::string(name) + ": no header of a return has this item" +
                     schema::did_you_mean(name, names));
}

void CollectDocument::tell_of_gaps(const Element& header) {
    const schema::Plan& plan = layout_.plan();
    const auto elements = plan.dictionary().elements();
    const std::string_view above = plan.row(layout_.header()).path;
    for (ElementId id = 0; id < elements.size(); ++id) {
        if (elements[id].collection != plan.edition().collection || elements[id].content != schema::Content::value) continue;
        if (layout_.row_of(id) != layout_.header() || !layout_.collects(id) || plan.element(id).min == 0) continue;
        if (header.find(elements[id].path.substr(above.size() + 1)) == nullptr)
            notes_.tell("", 0, "",
                        "the header lacks " + std::string(elements[id].name) + "; give it with --header " +
                            std::string(elements[id].name) + "=...");
    }
}

/// The school block: a row of its table, with the rows of the tables about the school. More schools than one are kept.
void CollectDocument::write_schools(const CollectReturn& of) {
    std::vector<School> schools;
    const std::size_t own = layout_.table_of(layout_.school());
    store_.for_each(own, of, [&](CollectRow& row) {
        if (!schools.empty())
            notes_.tell(sources_[row.source].file, row.number, "",
                        "another school in the same return; kept as a second school block");
        schools.push_back({row.key, builder_.build(row, layout_.school())});
    });
    const auto add = [&](const CollectRow& row) {
        const ElementId element = layout_.row_below(row.table, layout_.school());
        if (element == schema::kNoElement) return;
        if (schools.empty()) schools.push_back({{}, absent(layout_.school())});
        auto owner = std::find_if(schools.begin(), schools.end(), [&](const School& each) { return each.key == row.parent; });
        if (owner == schools.end()) owner = schools.begin();
        builder_.place(owner->element, builder_.build(row, element));
    };
    if (of.all) {
        for (std::size_t table = 0; table < layout_.tables().size(); ++table)
            if (layout_.row_below(table, layout_.school()) != schema::kNoElement) store_.for_each(table, of, add);
    } else {
        std::vector<std::string> keys;
        for (const School& school : schools) keys.push_back(school.key);
        for (const std::string& key : keys)
            for (const CollectRow& row : store_.children(own, key)) add(row);
    }
    for (School& school : schools) write_part(std::move(school.element), 0, header_key_);
}

void CollectDocument::write_records(const CollectReturn& of, bool with_orphans) {
    for (const ElementId record : layout_.plan().records()) {
        const std::size_t depth = open_.size();
        frames_.clear();
        for (ElementId up = layout_.plan().row(record).parent; up != layout_.plan().root(); up = layout_.plan().row(up).parent)
            frames_.push_back(up);
        write_roll(record, of, with_orphans);
        // What encloses the rolls stays open for the next one.
        while (open_.size() > depth && open_.size() > 2) close_frame();
    }
}

/// Opens what encloses the records with the first of them: elements without anything in them are not written.
void CollectDocument::open_rolls() {
    for (std::size_t i = frames_.size(); i > 0; --i)
        if (open_.size() <= frames_.size() - i + 1) open_frame(builder_.empty(frames_[i - 1]));
}

void CollectDocument::write_roll(ElementId record, const CollectReturn& of, bool with_orphans) {
    const std::size_t table = layout_.table_of(record);
    store_.for_each(table, of, [&](CollectRow& row) {
        if (row.repeats_key)
            notes_.tell(sources_[row.source].file, row.number, collect_key_column(layout_.tables()[table].name),
                        "an earlier row has the same key; both are kept");
        open_rolls();
        write_part(with_children(row, record), ++records_, header_key_);
    });
    if (with_orphans) write_orphans(record);
}

Element CollectDocument::with_children(const CollectRow& row, ElementId element) {
    Element made = builder_.build(row, element);
    if (!row.key.empty() && !row.repeats_key) add_children(made, row.table, row.key);
    return made;
}

void CollectDocument::add_children(Element& element, std::size_t table, const std::string& key) {
    for (const CollectRow& child : store_.children(table, key)) {
        const ElementId row = layout_.row_below(child.table, element.id);
        if (row == schema::kNoElement) continue;
        const bool same = child.repeats_key;
        if (same)
            notes_.tell(sources_[child.source].file, child.number, collect_key_column(layout_.tables()[child.table].name),
                        "an earlier row has the same key; both are kept");
        builder_.place(element, with_children(child, row));
    }
}

/// Rows of which the record is not in the set: a record with nothing but its key, and the rows.
void CollectDocument::write_orphans(ElementId record) {
    std::vector<std::pair<std::size_t, std::string>> missing;
    store_.for_each_missing([&](std::size_t table, const std::string& key) { missing.emplace_back(table, key); });
    for (const auto& [table, key] : missing) {
        auto made = orphans_of(table, key, record);
        if (!made) continue;
        open_rolls();
        write_part(std::move(*made), ++records_, header_key_);
    }
}

std::optional<Element> CollectDocument::orphans_of(std::size_t table, const std::string& key, ElementId record) {
    ElementId row = schema::kNoElement;
    for (const ElementId each : layout_.tables()[table].rows)
        if (record_around(each) == record && (row == schema::kNoElement || layout_.collects(each))) row = each;
    if (row == schema::kNoElement) return std::nullopt;
    Element made = absent(row);
    if (!key.empty() && !options_.drop_keys)
        made.attributes.push_back({collect_attribute(collect_key_column(layout_.tables()[table].name)), key});
    add_children(made, table, key);
    if (made.children.empty()) return std::nullopt;
    for (const CollectRow& child : store_.children(table, key))
        notes_.tell(sources_[child.source].file, child.number, collect_key_column(layout_.tables()[table].name),
                    "the row that it belongs to is in no table of the set; kept in a record of its own");
    while (layout_.plan().row(row).part != schema::Part::record) {
        row = layout_.row_above(row);
        Element above = absent(row);
        builder_.place(above, std::move(made));
        made = std::move(above);
    }
    return made;
}

/// The record that an element stands in; `kNoElement` outside records.
ElementId CollectDocument::record_around(ElementId element) const {
    while (element != schema::kNoElement && layout_.plan().row(element).part != schema::Part::record)
        element = layout_.plan().row(element).parent;
    return element;
}

/// An element of which there is no row.
Element CollectDocument::absent(ElementId element) const {
    Element made = builder_.empty(element);
    if (!options_.drop_keys) made.attributes.push_back({std::string(kRowMissing), "true"});
    return made;
}

}  // namespace cbds::formats
