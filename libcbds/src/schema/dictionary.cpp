#include "cbds/schema/dictionary.hpp"

#include "schema/built_in_tables.hpp"
#include "schema/xsd_compiler.hpp"

#include <algorithm>
#include <utility>

namespace cbds::schema {

struct Dictionary::Storage {
    Rows rows;
};

bool ElementRow::in_edition(Edition edition) const noexcept {
    if (edition.collection != collection || !editions.holds(edition.ordinal)) return false;
    return collection != Collection::school_census || (terms & static_cast<TermSet>(census_term(edition))) != 0;
}

Dictionary::Dictionary(const Tables& tables, std::unique_ptr<Storage> storage) noexcept
    : tables_(tables), storage_(std::move(storage)) {}

Dictionary::Dictionary(Dictionary&&) noexcept = default;
Dictionary& Dictionary::operator=(Dictionary&&) noexcept = default;
Dictionary::~Dictionary() = default;

const Dictionary& Dictionary::built_in() noexcept {
    static const Dictionary dictionary(kBuiltInTables, nullptr);
    return dictionary;
}

Dictionary Dictionary::load(const std::string& folder) {
    auto storage = std::make_unique<Storage>(Storage{compile_xsd(folder)});
    const Tables tables = storage->rows.tables();
    return Dictionary(tables, std::move(storage));
}

std::span<const ElementRow> Dictionary::children(ElementId parent) const noexcept {
    const ElementRow& row = element(parent);
    return row.child_count == 0 ? std::span<const ElementRow>() : tables_.elements.subspan(row.first_child, row.child_count);
}

std::span<const CodeRow> Dictionary::codes(const TypeRow& type) const noexcept {
    return tables_.codes.subspan(type.first_code, type.code_count);
}

std::span<const OccurrenceRow> Dictionary::minimums(const ElementRow& element) const noexcept {
    return tables_.minimums.subspan(element.first_minimum, element.minimum_count);
}

std::uint8_t Dictionary::minimum(const ElementRow& element, Ordinal edition) const noexcept {
    for (const OccurrenceRow& exception : minimums(element))
        if (exception.editions.holds(edition)) return exception.min;
    return element.min;
}

ElementId Dictionary::find(Collection collection_wanted, std::string_view path) const noexcept {
    ElementId id = collection(collection_wanted).root;
    if (id == kNoElement) return kNoElement;
    const std::string_view root = element(id).name;
    if (!path.starts_with(root)) return kNoElement;
    path.remove_prefix(root.size());
    while (!path.empty()) {
        if (path[0] != '/') return kNoElement;
        path.remove_prefix(1);
        const std::string_view name = path.substr(0, path.find('/'));
        const auto below = children(id);
        const auto found = std::find_if(below.begin(), below.end(), [&](const ElementRow& row) { return row.name == name; });
        if (found == below.end()) return kNoElement;
        id = static_cast<ElementId>(element(id).first_child + (found - below.begin()));
        path.remove_prefix(name.size());
    }
    return id;
}

TypeId Dictionary::find_type(std::string_view name) const noexcept {
    const auto found = std::lower_bound(tables_.types.begin(), tables_.types.end(), name,
                                        [](const TypeRow& row, std::string_view wanted) { return row.name < wanted; });
    if (found == tables_.types.end() || found->name != name) return kNoType;
    return static_cast<TypeId>(found - tables_.types.begin());
}

Edition Dictionary::nearest(Edition edition) const noexcept {
    const EditionRange& covered = collection(edition.collection).editions;
    return {edition.collection, std::clamp(edition.ordinal, covered.since, covered.until)};
}

}  // namespace cbds::schema
