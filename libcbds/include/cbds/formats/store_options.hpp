/// @file
/// What is said about tables beside what stands in them.
#pragma once

#include "cbds/schema/edition.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cbds::formats {

/// What a set of tables needs to become documents when a part of it is missing: a header that is not there.
struct StoreOptions {
    std::optional<schema::Edition> edition;  ///< decides on the collection where the tables do not
    std::vector<std::pair<std::string, std::string>> header;  ///< items of the header and their values: they fill gaps (`Year`, `Header/Source/LEA`)
};

}  // namespace cbds::formats
