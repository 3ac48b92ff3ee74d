/// @file
/// Tables of cases: a small document without fault, one change, and the finding that it gives.
#pragma once

#include "rules/validation.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace cbds::test {

/// One text put in place of another.
struct Change {
    std::string from;
    std::string to;
};

/// What is said of a changed document: one finding, and no other.
struct Case {
    std::vector<Change> changes;
    std::string_view code;
    rules::Severity severity;
    std::string_view item;
    std::string_view at;             ///< the text at which the finding stands
    std::string_view expected = "";  ///< part of what would have been right
    std::string_view message = "";   ///< part of what is said
};

inline std::string with_changes(std::string document, const std::vector<Change>& changes) {
    for (const Change& change : changes) document = changed(std::move(document), change.from, change.to);
    return document;
}

/// Checks one finding against its case.
inline void check_finding(const rules::Finding& finding, const Case& wanted, std::string_view document) {
    CHECK(finding.severity == wanted.severity);
    CHECK(finding.item == wanted.item);
    const rules::Place place = place_of(document, wanted.at);
    CHECK(finding.place.line == place.line);
    CHECK(finding.place.column == place.column);
    CHECK(finding.place.offset == place.offset);
    CHECK_MESSAGE(finding.expected.find(wanted.expected) != std::string::npos, finding.expected);
    CHECK_MESSAGE(finding.message.find(wanted.message) != std::string::npos, finding.message);
}

/// Validates every case, by the fast reader and by libxml2.
inline void check_cases(const std::string& base, const std::vector<Case>& cases, const std::string& file_name = "document.xml") {
    for (const Case& wanted : cases) {
        const std::string document = with_changes(base, wanted.changes);
        for (const bool libxml2_only : {false, true}) {
            const Validation validation = validate(document, with(1, libxml2_only), file_name);
            CAPTURE(wanted.code);
            CAPTURE(wanted.at);
            REQUIRE(validation.codes() == wanted.code);
            check_finding(validation.findings.front(), wanted, document);
        }
    }
}

}  // namespace cbds::test
