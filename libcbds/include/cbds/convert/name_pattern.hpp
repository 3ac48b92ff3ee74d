/// @file
/// Names of outputs, made from what is known of the document: `{la}{estab}_{collection}_{serial}.csv`.
///
///   {stem}        name of the input without folder and extension
///   {la} {estab}  numbers of the school that made the document, from its header
///   {collection}  `ctf`, `school-census`
///   {edition}     `26.0`, `2026-spring`
///   {serial}      number of the file, from the header or else from its name
///   {number}      number of the document in this run, from 1
///   {format}      extension of the format: `csv`, `json`
///
/// What the document does not say is `unknown`. Characters that do not belong in a file's name become `-`.
#pragma once

#include "cbds/schema/edition.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace cbds::convert {

/// What a name can be made of.
struct NameFacts {
    std::string input;   ///< path or name
    std::string la;
    std::string estab;
    std::string serial;
    schema::Edition edition;
    std::uint64_t number = 1;
    std::string format;
};

class NamePattern {
public:
    /// @throws UsageError for a name in braces that there is not, naming the nearest; for a path, or nothing
    explicit NamePattern(std::string pattern);

    [[nodiscard]] std::string name(const NameFacts& facts) const;

private:
    std::string pattern_;
};

/// The name of an input without folders and without the extensions of documents and archives.
[[nodiscard]] std::string stem_of(std::string_view input);

}  // namespace cbds::convert
