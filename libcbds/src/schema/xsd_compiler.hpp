/// @file
/// The compiler from XML Schema to the rows of the dictionary, used when the program is built and with `--xsd-dir`.
///
/// It understands the part of XML Schema that the dictionary needs, and says so where a file goes beyond it:
/// a top-level element, named and anonymous complex types with `xs:sequence` (of elements, choices of elements,
/// and one `xs:any` at its end) or `xs:all`, and simple types by restriction. Facts are attributes of the
/// namespace `urn:cbds:dictionary`.
#pragma once

#include "schema/rows.hpp"

#include <string>

namespace cbds::schema {

/// Compiles `ctf.xsd`, `school-census.xsd` and what they include.
/// @throws DictionaryError with file, line and reason.
[[nodiscard]] Rows compile_xsd(const std::string& folder);

}  // namespace cbds::schema
