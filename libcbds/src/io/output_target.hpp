/// @file
/// Where an output goes, and the rules that all outputs share.
#pragma once

#include "cbds/io/output.hpp"
#include "io/temporary_file.hpp"

#include <memory>
#include <string>

namespace cbds::io {

/// Whether a path is a device, a pipe or an open descriptor, which nothing can be put in the place of.
/// @throws OutputError where it is a folder
[[nodiscard]] bool is_written_straight(const std::string& path);

/// A new file that is to take the place of `path`, or of what a link there leads to.
/// @throws OutputError where a file is there and must not be replaced, or none can be made
[[nodiscard]] std::unique_ptr<TemporaryFile> file_for(const std::string& path, const OutputOptions& options);

}  // namespace cbds::io
