/// @file
/// What stands before the changes on their page: what it comes to, the documents, counts by item, the filter.
#pragma once

#include "cbds/diff/difference.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace cbds::report {

struct ComparedPair {
    diff::DocumentSide before;
    diff::DocumentSide after;
    diff::Summary summary;          ///< without items
    std::uint64_t ambiguities = 0;  ///< that were told
};

struct LoneDocument {
    diff::DocumentSide document;
    bool is_new = false;  ///< it is only among the new ones
};

/// What a page of changes is about.
struct ComparedDocuments {
    std::vector<ComparedPair> pairs;  ///< in the order in which they were told
    std::vector<LoneDocument> unpaired;
    std::map<std::string, std::size_t, std::less<>> items;  ///< numbers of items for the filter, by path
    std::uint64_t funding = 0;                              ///< pupils that funding follows of whom something changed
    bool findings = false;                                  ///< they were compared
    std::uint64_t unlisted_pupils = 0;                      ///< more than the page can show
    std::uint64_t unlisted_findings = 0;
};

/// `14 pupils differ`, `Nothing differs`.
[[nodiscard]] std::string change_heading(const ComparedDocuments& documents, const diff::Summary& total);

/// From the band at the top to the end of the filter.
[[nodiscard]] std::string change_overview(const ComparedDocuments& documents, const diff::Summary& total);

/// What a pair is called in a heading and in a list.
[[nodiscard]] std::string pair_title(const ComparedPair& pair);

}  // namespace cbds::report
