/// @file
/// Which document of one folder is compared with which of another.
#pragma once

#include "diff_inputs.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cbds::cli {

/// Two documents that are compared, or one that has no partner. The numbers are those of the two lists.
struct DiffPair {
    std::optional<std::size_t> before;
    std::optional<std::size_t> after;
};

struct DiffPairing {
    std::vector<DiffPair> pairs;        ///< by collection, school, edition and file
    std::vector<std::string> problems;  ///< of documents that cannot be paired clearly: a message each
};

/// One document on each side is a pair, whatever it is. Of several those of one collection and school are a pair; where a
/// school has more, those of one edition; where it has more of one edition, those with one name below the two folders.
/// What is left then on one side only has no partner; what is left on both sides is a problem. Documents that have a
/// problem of their own are left out.
[[nodiscard]] DiffPairing pair_documents(std::span<const DiffDocument> before, std::span<const DiffDocument> after);

}  // namespace cbds::cli
