#include "cbds/formats/identify.hpp"

#include "cbds/formats/file_name.hpp"
#include "formats/other_collection.hpp"
#include "io/ascii.hpp"
#include "schema/term_code.hpp"

#include <algorithm>
#include <charconv>

namespace cbds::formats {
namespace {

using schema::Collection;
using schema::Edition;

std::optional<Collection> collection_of_root(const schema::Dictionary& dictionary, std::string_view root) {
    for (std::size_t i = 0; i < schema::kCollections; ++i) {
        const auto collection = static_cast<Collection>(i);
        if (ascii::same_but_case(root, dictionary.element(dictionary.collection(collection).root).name)) return collection;
    }
    return std::nullopt;
}

/// Other collections of the department have the census's root too, and say so in the header.
const OtherCollection* other_collection(std::string_view code) {
    const auto rows = other_collections();
    const auto found = std::find_if(rows.begin(), rows.end(), [=](const OtherCollection& row) { return ascii::same_but_case(row.code, code); });
    return found == rows.end() ? nullptr : &*found;
}

std::optional<Edition> edition_in_header(Collection collection, const xml::Opening& opening) {
    if (collection == Collection::ctf) {
        const auto version = schema::parse_edition_date(collection, ascii::trimmed(opening.header_value("Header/CTFversion")));
        if (!version) return std::nullopt;
        return Edition{collection, *version};
    }
    const std::string_view year_text = ascii::trimmed(opening.header_value("Header/CollectionDetails/Year"));
    const std::string_view term_text = ascii::trimmed(opening.header_value("Header/CollectionDetails/Term"));
    int year = 0;
    const auto [end, error] = std::from_chars(year_text.data(), year_text.data() + year_text.size(), year);
    if (error != std::errc{} || end != year_text.data() + year_text.size() || year < 1990 || year > 2999) return std::nullopt;
    const auto term = schema::find_term_code(term_text);
    return term ? std::optional(schema::census_edition(year, *term)) : std::nullopt;
}

std::optional<Edition> edition_in_name(Collection collection, std::string_view file_name) {
    if (collection != Collection::school_census) return std::nullopt;
    const auto name = parse_census_name(file_name);
    return name ? std::optional(name->edition) : std::nullopt;
}

}  // namespace

Identification identify(const schema::Dictionary& dictionary, const xml::Opening& opening, std::string_view file_name,
                        std::optional<Edition> asked) {
    Identification found;
    found.collection = collection_of_root(dictionary, opening.root);
    if (!found.collection) {
        found.problem = "the root element is of no collection that is read: a Common Transfer File has <CTfile>, a School Census <Message>";
        return found;
    }
    const Collection collection = *found.collection;
    const OtherCollection* other = other_collection(ascii::trimmed(opening.header_value("Header/CollectionDetails/Collection")));
    if (collection == Collection::school_census && other != nullptr) {
        found.collection.reset();
        found.problem = "by its header the document is of the " + std::string(other->title) + ", which is not read";
        return found;
    }
    if (asked && asked->collection != collection) {
        found.collection.reset();
        found.problem = "the document is a " + std::string(schema::collection_title(collection)) + ", but --edition says " + schema::edition_name(*asked);
        return found;
    }
    found.named = {collection, dictionary.collection(collection).editions.until};
    if (asked) {
        found.named = *asked;
        found.source = EditionSource::asked;
    } else if (const auto header = edition_in_header(collection, opening)) {
        found.named = *header;
        found.source = EditionSource::header;
    } else if (const auto name = edition_in_name(collection, file_name)) {
        found.named = *name;
        found.source = EditionSource::file_name;
    }
    found.edition = dictionary.nearest(found.named);
    return found;
}

SourceSchool source_school(const xml::Opening& opening) {
    const auto value = [&](std::string_view of_transfer_file, std::string_view of_return) {
        const std::string_view found = opening.header_value(of_transfer_file);
        return found.empty() ? opening.header_value(of_return) : found;
    };
    return {value("Header/SourceSchool/LEA", "Header/Source/LEA"), value("Header/SourceSchool/Estab", "Header/Source/Estab")};
}

}  // namespace cbds::formats
