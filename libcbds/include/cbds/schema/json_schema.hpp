/// @file
/// The JSON Schema (draft 2020-12) of an edition or of a whole collection: the shape in which its documents are written
/// as JSON and NDJSON (cbds/formats/json.hpp).
///
/// It is as strict as the XML Schema of the edition (edition_xsd.hpp): an element that the edition does not have is no
/// member, codes are those of the edition. Stricter: a number that JSON cannot write as it stands in the document (`007`)
/// is a text there, and not taken. Less strict: JSON has no order of members, and decimal places are not counted. The
/// schema of a whole collection takes what any of its editions takes, and requires what all of them require.
#pragma once

#include "cbds/schema/dictionary.hpp"

#include <iosfwd>

namespace cbds::schema {

/// As what a value is written in JSON, where its text allows it.
enum class JsonKind : std::uint8_t { text, whole, decimal, boolean };

/// Counts and measures are numbers. Codes, identifiers, dates and what has a pattern are texts, whatever their digits.
[[nodiscard]] JsonKind json_kind(const TypeRow& type) noexcept;

/// @throws UsageError where the dictionary does not cover the edition.
void write_json_schema(const Dictionary& dictionary, Edition edition, std::ostream& out);

/// Of all editions of the collection.
void write_json_schema(const Dictionary& dictionary, Collection collection, std::ostream& out);

}  // namespace cbds::schema
