#include "schema/xsd_elements.hpp"

#include <algorithm>

namespace cbds::schema {
namespace {

bool is(pugi::xml_node node, std::string_view name) { return name == node.name(); }

/// What is stated there holds for all elements of the file.
pugi::xml_node schema_of(pugi::xml_node node) { return node.root().child("xs:schema"); }

}  // namespace

void ElementCompiler::compile(const std::vector<pugi::xml_node>& schemas) {
    for (const pugi::xml_node schema : schemas) note_complex_types(schema);
    const pugi::xml_node schema = schemas.front();
    const pugi::xml_node root = schema.child("xs:element");
    if (!root) folder_->fail(schema, "there is no top-level xs:element");
    if (root.next_sibling("xs:element")) folder_->fail(root.next_sibling("xs:element"), "a collection has one top-level xs:element");

    first_ = static_cast<ElementId>(rows_->elements.size());
    compile_collection(schema);
    add_element(root, {});
    for (std::size_t id = first_; id < rows_->elements.size(); ++id) expand(static_cast<ElementId>(id));
    check_keys();
}

void ElementCompiler::compile_collection(pugi::xml_node schema) {
    folder_->allow(schema, {"elementFormDefault", "version", "cbds:editions", "cbds:dated", "cbds:default-occurrence-confidence"});
    const Facts facts(*folder_, schema);
    const auto ends = words_of(folder_->required(schema, "cbds:editions"));
    if (ends.size() != 2) facts.fail("cbds:editions names the first and the last edition");
    CollectionRow& row = rows_->collections[static_cast<std::size_t>(collection_)];
    row.editions = {facts.date(collection_, ends[0]), facts.date(collection_, ends[1])};
    if (row.editions.since > row.editions.until) facts.fail("the first edition is later than the last");
    row.dated = rows_->texts.keep(facts.text("cbds:dated"));
    row.root = first_;
}

void ElementCompiler::note_complex_types(pugi::xml_node schema) {
    for (const pugi::xml_node node : content_of(schema)) {
        if (!is(node, "xs:include") && !is(node, "xs:element") && !is(node, "xs:simpleType") && !is(node, "xs:complexType"))
            folder_->fail(node, std::string(node.name()) + " is not understood here");
        if (!is(node, "xs:complexType")) continue;
        folder_->allow(node, {"name"});
        const auto [place, is_new] = complex_types_.try_emplace(folder_->required(node, "name"), node);
        if (!is_new || types_->find(place->first) != kNoType)
            folder_->fail(node, "the type " + std::string(place->first) + " is declared twice");
    }
}

void ElementCompiler::add_element(pugi::xml_node node, const Place& place) {
    if (rows_->elements.size() >= kNoElement) folder_->fail(node, "there are more than 65534 elements");
    ElementRow row;
    row.name = rows_->texts.keep(folder_->required(node, "name"));
    row.path = row.name;
    if (place.parent != kNoElement)
        row.path = rows_->texts.keep(std::string(rows_->elements[place.parent].path).append("/").append(row.name));
    row.collection = collection_;
    row.parent = place.parent;
    row.choice = place.choice;
    row.choice_required = place.choice_required;
    read_facts(row, node);
    read_occurrence(row, node, place);
    const pugi::xml_node complex_type = read_type(row, node);
    if (complex_type) check_not_inside_itself(place.parent, complex_type, node);
    rows_->elements.push_back(row);
    declarations_.push_back(node);
    expansions_.push_back(complex_type);
}

void ElementCompiler::read_facts(ElementRow& row, pugi::xml_node node) const {
    folder_->allow(node, {"name", "type", "minOccurs", "maxOccurs", "cbds:item", "cbds:since", "cbds:until", "cbds:min",
                          "cbds:confidence", "cbds:occurrence-confidence", "cbds:privacy", "cbds:missing", "cbds:invalid",
                          "cbds:aliases", "cbds:terms", "cbds:phases", "cbds:part", "cbds:roll", "cbds:key", "cbds:table",
                          "cbds:column", "cbds:collect-table", "cbds:collect-column", "cbds:funding"});
    const Facts facts(*folder_, node);
    const auto text = [&](const char* attribute) { return rows_->texts.keep(joined(words_of(facts.text(attribute)))); };
    row.documentation = rows_->texts.keep(documentation_of(node));
    row.numbers = text("cbds:item");
    row.aliases = text("cbds:aliases");
    row.missing = text("cbds:missing");
    row.invalid = text("cbds:invalid");
    row.key = text("cbds:key");
    row.table = text("cbds:table");
    row.column = text("cbds:column");
    row.collect_table = text("cbds:collect-table");
    row.collect_column = text("cbds:collect-column");
    row.editions = facts.range(collection_);
    row.terms = facts.bits("cbds:terms", kTermWords, kAllTerms);
    row.phases = facts.bits("cbds:phases", kPhaseWords, kAllPhases);
    row.part = facts.word("cbds:part", kPartWords, Part::inside);
    row.roll = facts.word("cbds:roll", kRollWords, Roll::none);
    row.privacy = facts.word("cbds:privacy", kPrivacyWords, Privacy::none);
    row.funding = facts.word("cbds:funding", Words<2>{"no", "yes"}, 0) == 1;
    row.confidence = facts.word("cbds:confidence", kConfidenceWords, Confidence::certain);
    const Facts of_file(*folder_, schema_of(node));
    const auto usual = of_file.word("cbds:default-occurrence-confidence", kConfidenceWords, Confidence::certain);
    row.occurrence_confidence = facts.word("cbds:occurrence-confidence", kConfidenceWords, usual);
}

void ElementCompiler::read_occurrence(ElementRow& row, pugi::xml_node node, const Place& place) {
    const Facts facts(*folder_, node);
    row.min = static_cast<std::uint8_t>(facts.number("minOccurs", 1, 0, 255));
    row.max = facts.text("maxOccurs") == "unbounded" ? kUnbounded : static_cast<std::uint16_t>(facts.number("maxOccurs", 1, 1, 65534));
    if (row.min > row.max) facts.fail("minOccurs is greater than maxOccurs");
    if (place.in_all && row.max > 1) facts.fail("within xs:all an element occurs once at most");
    if (place.choice == 0) return read_minimums(row, facts);
    // Alternatives are required together, by `choice_required`, never each by itself.
    if (row.min > 1 || node.attribute("cbds:min")) facts.fail("an alternative has a minOccurs of 0 or 1, and no cbds:min");
    row.min = 0;
}

/// `1 until 22.0, 1 since 25.0`
void ElementCompiler::read_minimums(ElementRow& row, const Facts& facts) {
    std::string_view rest = facts.text("cbds:min");
    if (!rest.empty()) row.first_minimum = static_cast<std::uint16_t>(rows_->minimums.size());
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const OccurrenceRow minimum = read_minimum(facts, rest.substr(0, comma));
        if (minimum.min < row.min || minimum.min > row.max) facts.fail("cbds:min is not between minOccurs and maxOccurs");
        rows_->minimums.push_back(minimum);
        ++row.minimum_count;
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
}

OccurrenceRow ElementCompiler::read_minimum(const Facts& facts, std::string_view text) const {
    const auto words = words_of(text);
    const auto number = words.empty() ? std::nullopt : parse_number(words[0]);
    OccurrenceRow minimum;
    bool understood = number && *number >= 0 && *number < 256 && words.size() > 1 && words.size() % 2 == 1;
    for (std::size_t i = 1; understood && i < words.size(); i += 2) {
        if (words[i] == "since") minimum.editions.since = facts.date(collection_, words[i + 1]);
        else if (words[i] == "until") minimum.editions.until = facts.date(collection_, words[i + 1]);
        else understood = false;
    }
    if (!understood) facts.fail("cbds:min is written like \"1 until 22.0, 1 since 25.0\", not " + quoted(text));
    if (minimum.editions.since > minimum.editions.until) facts.fail("in cbds:min an edition since is later than the one until");
    minimum.min = static_cast<std::uint8_t>(*number);
    return minimum;
}

/// Sets the type of a value, or returns the complex type of a container.
pugi::xml_node ElementCompiler::read_type(ElementRow& row, pugi::xml_node node) const {
    const auto content = content_of(node);
    const std::string_view name = node.attribute("type").value();
    if (name.empty()) {
        if (content.size() != 1 || !is(content[0], "xs:complexType")) folder_->fail(node, "the element needs a type or one xs:complexType");
        folder_->allow(content[0], {});
        row.content = Content::sequence;
        return content[0];
    }
    if (!content.empty()) folder_->fail(content[0], "the element has a type already");
    row.type = types_->find(name);
    if (row.type != kNoType) return {};
    const auto found = complex_types_.find(name);
    if (found == complex_types_.end()) folder_->fail(node, "there is no type " + std::string(name));
    row.content = Content::sequence;
    return found->second;
}

void ElementCompiler::check_not_inside_itself(ElementId parent, pugi::xml_node complex_type, pugi::xml_node node) const {
    for (ElementId id = parent; id != kNoElement; id = rows_->elements[id].parent)
        if (expansions_[id - first_] == complex_type) folder_->fail(node, "the type contains itself");
}

void ElementCompiler::expand(ElementId id) {
    const pugi::xml_node complex_type = expansions_[id - first_];
    if (!complex_type) return;
    const auto begin = rows_->elements.size();
    const auto content = content_of(complex_type);
    if (content.size() > 1) folder_->fail(content[1], "a complex type holds one xs:sequence or one xs:all");
    for (const pugi::xml_node model : content) {
        if (!is(model, "xs:sequence") && !is(model, "xs:all")) folder_->fail(model, std::string(model.name()) + " is not understood here");
        folder_->allow(model, {"cbds:order"});
        const bool all = is(model, "xs:all");
        const auto order = Facts(*folder_, model).word("cbds:order", kConfidenceWords, all ? Confidence::guess : Confidence::certain);
        rows_->elements[id].content = all ? Content::all : Content::sequence;
        rows_->elements[id].order_confidence = order;
        expand_sequence(model, {id, 0, false, all});
    }
    ElementRow& row = rows_->elements[id];
    row.child_count = static_cast<std::uint16_t>(rows_->elements.size() - begin);
    if (row.child_count != 0) row.first_child = static_cast<ElementId>(begin);
    check_children(id, complex_type);
}

void ElementCompiler::expand_sequence(pugi::xml_node sequence, Place place) {
    std::uint8_t choices = 0;
    for (const pugi::xml_node node : content_of(sequence)) {
        place.choice = 0;
        if (is(node, "xs:element")) {
            add_element(node, place);
        } else if (is(node, "xs:choice") && !place.in_all) {
            place.choice = ++choices;
            add_choice(node, place);
        } else if (is(node, "xs:any") && !place.in_all) {
            expand_any(node, place.parent);
        } else {
            folder_->fail(node, std::string(node.name()) + " is not understood here");
        }
    }
}

void ElementCompiler::add_choice(pugi::xml_node choice, Place place) {
    folder_->allow(choice, {"minOccurs"});
    const auto alternatives = content_of(choice);
    place.choice_required = Facts(*folder_, choice).number("minOccurs", 1, 0, 1) == 1;
    for (const pugi::xml_node node : alternatives) {
        if (!is(node, "xs:element")) folder_->fail(node, "a choice is one of elements only");
        // An alternative that may be missing makes the whole choice one that may be.
        if (node.attribute("minOccurs").value() == std::string_view("0")) place.choice_required = false;
    }
    for (const pugi::xml_node node : alternatives) add_element(node, place);
}

void ElementCompiler::expand_any(pugi::xml_node any, ElementId parent) {
    folder_->allow(any, {"processContents", "minOccurs", "maxOccurs", "namespace"});
    if (any.attribute("processContents").value() != std::string_view("skip")) folder_->fail(any, "xs:any needs processContents=\"skip\"");
    if (any.next_sibling()) folder_->fail(any, "xs:any stands at the end of its sequence");
    rows_->elements[parent].content = Content::any;
}

void ElementCompiler::check_children(ElementId parent, pugi::xml_node complex_type) const {
    std::vector<std::string_view> names;
    const ElementRow& row = rows_->elements[parent];
    for (unsigned i = 0; i < row.child_count; ++i) names.push_back(rows_->elements[row.first_child + i].name);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end()) folder_->fail(complex_type, std::string(*twice) + " is declared twice in one parent");
}

/// The items of a key are paths below the element, and must be there.
void ElementCompiler::check_keys() const {
    for (std::size_t i = 0; i < declarations_.size(); ++i)
        for (const std::string_view item : words_of(rows_->elements[first_ + i].key))
            if (!has_below(static_cast<ElementId>(first_ + i), item))
                folder_->fail(declarations_[i], "cbds:key names " + std::string(item) + ", which is not below the element");
}

bool ElementCompiler::has_below(ElementId id, std::string_view path) const {
    const ElementRow& row = rows_->elements[id];
    const std::size_t end = std::min(path.find('/'), path.size());
    for (std::size_t child = row.first_child; child < std::size_t{row.first_child} + row.child_count; ++child) {
        if (rows_->elements[child].name != path.substr(0, end)) continue;
        return end == path.size() || has_below(static_cast<ElementId>(child), path.substr(end + 1));
    }
    return false;
}

}  // namespace cbds::schema
