#include "schema/xsd_types.hpp"

#include "schema/xsd_facts.hpp"

#include <algorithm>
#include <utility>

namespace cbds::schema {
namespace {

constexpr EditionRange kNever{kLatest, kEarliest};

bool overlap(const EditionRange& a, const EditionRange& b) { return std::max(a.since, b.since) <= std::min(a.until, b.until); }

/// Reads one list of editions, `school-census@2021-autumn ctf@15.0`, into one end of the ranges by collection.
void read_ends(const Facts& facts, const char* attribute, Ordinal EditionRange::*end, CodeRow& code) {
    for (const std::string_view word : words_of(facts.text(attribute))) {
        const std::optional<Edition> edition = parse_edition(word);
        if (!edition) facts.fail(quoted(word) + " is no edition; write for instance ctf@26.0");
        EditionRange& range = code.editions[static_cast<std::size_t>(edition->collection)];
        range.*end = edition->ordinal;
        if (range.since > range.until) facts.fail("cbds:since is later than cbds:until, or the collection is not in cbds:collections");
    }
}

/// Withdraws a code from the collections that `cbds:collections` does not name.
void read_collections(const Facts& facts, CodeRow& code) {
    std::array<bool, kCollections> named{};
    const auto words = words_of(facts.text("cbds:collections"));
    for (const std::string_view word : words) {
        const std::optional<Collection> collection = find_collection(word);
        if (!collection) facts.fail(quoted(word) + " is no collection");
        named[static_cast<std::size_t>(*collection)] = true;
    }
    for (std::size_t i = 0; i < kCollections && !words.empty(); ++i)
        if (!named[i]) code.editions[i] = kNever;
}

}  // namespace

TypeCompiler::TypeCompiler(const XsdFolder& folder, Rows& rows) : folder_(&folder), rows_(&rows) {
    for (const std::string_view base : kBaseWords) nodes_.emplace(base, pugi::xml_node());
}

void TypeCompiler::add(pugi::xml_node schema) {
    for (const pugi::xml_node node : schema.children("xs:simpleType")) {
        const auto [place, is_new] = nodes_.try_emplace(std::string(folder_->required(node, "name")), node);
        if (!is_new && place->second != node) folder_->fail(node, "the type " + place->first + " is declared twice");
    }
}

TypeId TypeCompiler::find(std::string_view name) const {
    const auto found = nodes_.find(name);
    return found == nodes_.end() ? kNoType : static_cast<TypeId>(std::distance(nodes_.begin(), found));
}

void TypeCompiler::compile() {
    for (const auto& [name, node] : nodes_) {
        rows_->types.emplace_back().name = rows_->texts.keep(name);
        sources_.push_back({node});
    }
    for (std::size_t id = 0; id < sources_.size(); ++id) compile(static_cast<TypeId>(id));
}

void TypeCompiler::compile(TypeId id) {
    Source& source = sources_[id];
    if (source.state == State::done) return;
    if (source.state == State::begun) folder_->fail(source.node, "the type restricts itself");
    source.state = State::begun;
    TypeRow row = rows_->types[id];
    if (!source.node) {
        row.base = static_cast<Base>(std::find(kBaseWords.begin(), kBaseWords.end(), row.name) - kBaseWords.begin());
    } else {
        folder_->allow(source.node, {"name", "cbds:identifier", "cbds:form", "cbds:set", "cbds:confidence"});
        const auto content = content_of(source.node);
        if (content.size() != 1 || content[0].name() != std::string_view("xs:restriction"))
            folder_->fail(source.node, "a simple type holds one xs:restriction and nothing else");
        restrict_by(row, content[0]);
    }
    rows_->types[id] = row;
    source.state = State::done;
}

void TypeCompiler::restrict_by(TypeRow& row, pugi::xml_node restriction) {
    folder_->allow(restriction, {"base"});
    const TypeId base = find(folder_->required(restriction, "base"));
    if (base == kNoType) folder_->fail(restriction, "there is no simple type " + std::string(restriction.attribute("base").value()));
    compile(base);
    const std::string_view name = row.name;
    row = rows_->types[base];
    row.name = name;

    const pugi::xml_node type = restriction.parent();
    const Facts facts(*folder_, type);
    TextStore& texts = rows_->texts;
    if (const std::string text = documentation_of(type); !text.empty()) row.documentation = texts.keep(text);
    if (const auto form = facts.text("cbds:form"); !form.empty()) row.form = texts.keep(form);
    if (const auto words = words_of(facts.text("cbds:set")); !words.empty()) row.set_numbers = texts.keep(joined(words));
    row.identifier = facts.word("cbds:identifier", kIdentifierWords, row.identifier);
    row.confidence = facts.word("cbds:confidence", kConfidenceWords, row.confidence);

    std::vector<pugi::xml_node> enumerations;
    for (const pugi::xml_node facet : content_of(restriction)) {
        if (facet.name() == std::string_view("xs:enumeration")) enumerations.push_back(facet);
        else add_facet(row, facet);
    }
    if (!enumerations.empty()) add_codes(row, enumerations);
    if (row.min_length > row.max_length || row.min_value > row.max_value) folder_->fail(restriction, "no value can be of this type");
}

void TypeCompiler::add_facet(TypeRow& row, pugi::xml_node facet) {
    folder_->allow(facet, {"value"});
    const Facts facts(*folder_, facet);
    const std::string_view name = facet.name();
    const std::string_view value = folder_->required(facet, "value");
    const bool number = row.base == Base::integer || row.base == Base::decimal;
    const auto length = [&] { return static_cast<std::uint16_t>(facts.number("value", 0, 0, 65534)); };
    const auto limit = [&] { return facts.number("value", 0, -999'999'999'999'999, 999'999'999'999'999); };
    const auto wanted = [&](bool fits) {
        if (!fits) folder_->fail(facet, std::string(name) + " does not fit the base of the type");
    };
    if (name == "xs:pattern") {
        if (!row.pattern.empty()) folder_->fail(facet, "a type has one pattern, and its base has none: write them as one");
        row.pattern = rows_->texts.keep(value);
    } else if (name == "xs:minLength" || name == "xs:maxLength" || name == "xs:length") {
        wanted(row.base == Base::text || row.base == Base::token);
        if (name != "xs:maxLength") row.min_length = std::max(row.min_length, length());
        if (name != "xs:minLength") row.max_length = std::min(row.max_length, length());
    } else if (name == "xs:minInclusive") {
        wanted(number);
        row.min_value = std::max(row.min_value, limit());
    } else if (name == "xs:maxInclusive") {
        wanted(number);
        row.max_value = std::min(row.max_value, limit());
    } else if (name == "xs:totalDigits") {
        // Only of whole numbers is it the same as a limit; a decimal's limits are written as such.
        wanted(row.base == Base::integer);
        std::int64_t power = 1;
        for (std::int64_t digits = facts.number("value", 0, 1, 15); digits > 0; --digits) power *= 10;
        row.max_value = std::min(row.max_value, power - 1);
        row.min_value = std::max(row.min_value, 1 - power);
    } else if (name == "xs:fractionDigits") {
        wanted(row.base == Base::decimal);
        row.fraction_digits = static_cast<std::uint8_t>(facts.number("value", 0, 0, 15));
    } else {
        folder_->fail(facet, std::string(name) + " is not understood here");
    }
}

void TypeCompiler::add_codes(TypeRow& row, const std::vector<pugi::xml_node>& enumerations) {
    std::vector<CodeRow> codes;
    for (const pugi::xml_node enumeration : enumerations) {
        const CodeRow code = compile_code(row, enumeration);
        check_repeated(codes, code, enumeration);
        codes.push_back(code);
    }
    if (rows_->codes.size() + codes.size() > 65535) folder_->fail(enumerations[0], "there are more than 65535 codes");
    row.first_code = static_cast<std::uint16_t>(rows_->codes.size());
    row.code_count = static_cast<std::uint16_t>(codes.size());
    rows_->codes.insert(rows_->codes.end(), codes.begin(), codes.end());
}

/// A code of a base that has a code set keeps the facts that are stated there.
CodeRow TypeCompiler::compile_code(const TypeRow& base, pugi::xml_node enumeration) {
    folder_->allow(enumeration, {"value", "cbds:label", "cbds:since", "cbds:until", "cbds:collections", "cbds:confidence"});
    const Facts facts(*folder_, enumeration);
    CodeRow code;
    code.code = rows_->texts.keep(folder_->required(enumeration, "value"));
    code.confidence = base.confidence;
    if (base.code_count != 0) {
        const auto begin = rows_->codes.begin() + base.first_code;
        const auto found = std::find_if(begin, begin + base.code_count, [&](const CodeRow& c) { return c.code == code.code; });
        if (found == begin + base.code_count) facts.fail("the base of the type has no code " + std::string(code.code));
        code = *found;
    }
    if (!facts.text("cbds:label").empty()) code.label = rows_->texts.keep(facts.text("cbds:label"));
    read_collections(facts, code);
    read_ends(facts, "cbds:since", &EditionRange::since, code);
    read_ends(facts, "cbds:until", &EditionRange::until, code);
    code.confidence = facts.word("cbds:confidence", kConfidenceWords, code.confidence);
    return code;
}

/// A code may stand twice, with other editions: withdrawn and brought back, or with a new label.
void TypeCompiler::check_repeated(const std::vector<CodeRow>& codes, const CodeRow& code, pugi::xml_node enumeration) const {
    for (const CodeRow& other : codes)
        for (std::size_t i = 0; i < kCollections && other.code == code.code; ++i)
            if (overlap(other.editions[i], code.editions[i]))
                folder_->fail(enumeration, "the code " + std::string(code.code) + " is listed twice for the same edition");
}

}  // namespace cbds::schema
