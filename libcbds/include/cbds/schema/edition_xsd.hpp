/// @file
/// The plain XML Schema of one edition, for any other validator.
///
/// Only what the edition has is written: its elements with their occurrences, its codes with their labels, the
/// types in use under their names. Choices of which one alternative is left become plain elements. Nothing of
/// the dictionary's own attributes remains, and the text depends on nothing but the dictionary and the edition.
#pragma once

#include "cbds/schema/dictionary.hpp"

#include <iosfwd>

namespace cbds::schema {

/// @throws UsageError where the dictionary does not cover the edition.
void write_edition_xsd(const Dictionary& dictionary, Edition edition, std::ostream& out);

}  // namespace cbds::schema
