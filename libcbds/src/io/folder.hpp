/// @file
/// The documents and archives below a folder.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace cbds::io {

struct FoundPath {
    std::string path;
    std::string error;  ///< why the folder could not be looked into; empty for a file
};

struct FolderListing {
    std::vector<FoundPath> found;  ///< sorted by path
    std::uint64_t skipped = 0;     ///< files that are neither
};

/// @param suffixes  of files that are documents too
[[nodiscard]] FolderListing list_folder(const std::string& path, std::span<const std::string> suffixes = {});

}  // namespace cbds::io
