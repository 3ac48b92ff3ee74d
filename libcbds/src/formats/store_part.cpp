#include "formats/store_part.hpp"

#include "cbds/error.hpp"
#include "formats/extras.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>

namespace cbds::formats {
namespace {

using schema::ElementId;
using schema::kNoElement;
using xml::Element;

constexpr std::array kKinds{kPlaceFact, kOrderFact, kNameFact, kAttributeFact, kElementFact};

std::size_t rank_of(std::string_view kind) {
    return static_cast<std::size_t>(std::find(kKinds.begin(), kKinds.end(), kind) - kKinds.begin());
}

StoredFact fact_in(const PartData& data, const PartData::Row& row) {
    const auto text = [&](ExtrasColumn column) { return std::string(data.cell(row, column).value_or("")); };
    StoredFact fact{text(kPath), text(kKind), text(kName), text(kValue), 0};
    const std::string place = text(kPlace);
    const auto [end, error] = std::from_chars(place.data(), place.data() + place.size(), fact.place);
    const bool needs_place = fact.kind == kElementFact;
    if (rank_of(fact.kind) == kKinds.size()) throw DocumentError("extras: a row has no kind that there is; kinds are element, attribute, name, order and place");
    if (place.empty() ? needs_place : error != std::errc() || end != place.data() + place.size())
        throw DocumentError("extras: a row of " + fact.path + " has no number as its place");
    return fact;
}

/// The element at a path; elements are told by their rows of the dictionary, however they are spelled.
Element& at_path(Element& part, std::string_view path, const schema::Dictionary& dictionary) {
    const std::string_view whole = path;
    const auto is_step = [&](const Element& element, const PathStep& step) {
        return element.id != kNoElement && dictionary.element(element.id).name == step.name;
    };
    Element* at = is_step(part, take_step(path)) ? &part : nullptr;
    while (at != nullptr && !path.empty()) {
        PathStep step = take_step(path);
        const auto found = std::find_if(at->children.begin(), at->children.end(), [&](const Element& child) { return is_step(child, step) && --step.number == 0; });
        at = found == at->children.end() ? nullptr : &*found;
    }
    if (at == nullptr) throw DocumentError("extras: no table has anything for " + std::string(whole));
    return *at;
}

/// Puts children in the order of these names; those that are not named stand behind them.
void order_children(Element& parent, std::string_view names, const schema::Dictionary& dictionary) {
    std::vector<Element> ordered;
    std::vector<bool> taken(parent.children.size());
    while (!names.empty()) {
        const std::string_view name = names.substr(0, names.find(' '));
        names.remove_prefix(std::min(name.size() + 1, names.size()));
        for (std::size_t i = 0; i < taken.size(); ++i) {
            if (taken[i] || dictionary.element(parent.children[i].id).name != name) continue;
            taken[i] = true;
            ordered.push_back(std::move(parent.children[i]));
            break;
        }
    }
    for (std::size_t i = 0; i < taken.size(); ++i)
        if (!taken[i]) ordered.push_back(std::move(parent.children[i]));
    parent.children = std::move(ordered);
}

}  // namespace

std::vector<StoredFact> facts_in(PartData& data, std::size_t extras) {
    std::vector<StoredFact> facts;
    for (const PartData::Row& row : data.rows(extras)) facts.push_back(fact_in(data, row));
    const auto key = [](const StoredFact& fact) {
        return std::tuple<std::size_t, std::string_view, std::uint64_t, std::string_view, std::string_view>(rank_of(fact.kind), fact.path, fact.place, fact.name, fact.value);
    };
    std::sort(facts.begin(), facts.end(), [&](const StoredFact& a, const StoredFact& b) { return key(a) < key(b); });
    return facts;
}

void apply_fact(const StoredFact& fact, Element& part, const schema::Dictionary& dictionary) {
    if (fact.kind == kPlaceFact) return;
    Element& element = at_path(part, fact.path, dictionary);
    if (fact.kind == kOrderFact) order_children(element, fact.value, dictionary);
    else if (fact.kind == kNameFact) element.name = fact.name;
    else if (fact.kind == kAttributeFact) element.attributes.push_back({fact.name, fact.value});
    else element.children.insert(element.children.begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(fact.place, element.children.size())), read_fragment(fact.value, fact.path));
}

Element PartBuilder::build(ElementId part, PartData& data, const std::vector<StoredFact>& facts) {
    data_ = &data;
    chosen_.assign(places_.rivals() + 1U, kNoElement);
    for (const StoredFact& fact : facts)
        if (fact.kind == kPlaceFact) choose(part, fact);
    for (std::size_t i = 0; i < layout_.tables().size(); ++i) {
        const auto by_key = [](const Row& a, const Row& b) { return std::pair(a.within, a.number) < std::pair(b.within, b.number); };
        if (!std::is_sorted(data.rows(i).begin(), data.rows(i).end(), by_key)) std::stable_sort(data.rows(i).begin(), data.rows(i).end(), by_key);
    }
    Element made{part, std::string(layout_.dictionary().element(part).name), {}, {}, {}};
    Row& own = data.rows(layout_.target(part).table).front();
    own.used = true;
    fill(made, own, true);
    check_used();
    for (const StoredFact& fact : facts) apply_fact(fact, made, layout_.dictionary());
    return made;
}

void PartBuilder::choose(ElementId part, const StoredFact& fact) {
    const std::string_view own = layout_.dictionary().element(part).path;
    const ElementId element = layout_.dictionary().find(layout_.collection(), std::string(own.substr(0, own.rfind('/') + 1)) + fact.path);
    if (element == kNoElement || places_[element].rivals == 0) throw DocumentError("extras: " + fact.path + " is no element whose column another one shares");
    chosen_[places_[element].rivals] = element;
}

bool PartBuilder::is_chosen(ElementId element) const {
    const ElementPlace& place = places_[element];
    if (place.rivals == 0) return true;
    const ElementId chosen = chosen_[place.rivals];
    return chosen == kNoElement ? place.preferred : chosen == element;
}

/// Adds the children that the tables have, in the order of the dictionary.
/// @param row  the row that the element stands in
/// @param own  it is that of the part itself
void PartBuilder::fill(Element& element, Row& row, bool own) {
    const schema::ElementRow& parent = layout_.dictionary().element(element.id);
    for (std::size_t i = 0; i < parent.child_count; ++i) {
        const auto id = static_cast<ElementId>(parent.first_child + i);
        const ElementPlace& place = places_[id];
        if (place.free || !is_chosen(id)) continue;
        if (place.begins_row) {
            add_rows(element, id, row, own);
            continue;
        }
        Element child{id, std::string(layout_.dictionary().element(id).name), {}, {}, {}};
        if (place.value) {
            const Cell cell = data_->cell(row, layout_.target(id).column);
            if (!cell) continue;
            child.text = *cell;
        } else {
            fill(child, row, own);
            if (child.children.empty()) continue;
        }
        element.children.push_back(std::move(child));
    }
}

void PartBuilder::add_rows(Element& parent, ElementId id, Row& row, bool own) {
    const TableLayout::Target target = layout_.target(id);
    std::vector<Row>& rows = data_->rows(target.table);
    const std::int64_t within = own ? 0 : row.number;
    auto each = std::lower_bound(rows.begin(), rows.end(), within, [](const Row& r, std::int64_t wanted) { return r.within < wanted; });
    for (; each != rows.end() && each->within == within; ++each) {
        each->used = true;
        Element child{id, std::string(layout_.dictionary().element(id).name), {}, {}, {}};
        if (target.column == UINT16_MAX) fill(child, *each, false);
        else if (const Cell cell = data_->cell(*each, target.column)) child.text = *cell;
        else continue;
        parent.children.push_back(std::move(child));
    }
}

void PartBuilder::check_used() const {
    for (std::size_t i = 0; i < layout_.tables().size(); ++i) {
        const Table& table = layout_.tables()[i];
        if (table.extras()) continue;
        for (const Row& row : data_->rows(i)) {
            if (row.used) continue;
            if (table.above == SIZE_MAX) throw DocumentError(table.name + ": there is a second row for the same thing; leave one of them out");
            throw DocumentError(table.name + ": the row with the number " + std::to_string(row.number) + " belongs to row " + std::to_string(row.within) +
                                " of " + layout_.tables()[table.above].name + ", which is not there");
        }
    }
}

}  // namespace cbds::formats
