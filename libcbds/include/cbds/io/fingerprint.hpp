/// @file
/// SHA-256 of texts, files and folders: whether something is still what it was.
#pragma once

#include <string>
#include <string_view>

namespace cbds::io {

/// 64 hexadecimal digits.
[[nodiscard]] std::string fingerprint_of_text(std::string_view text);

/// Of the bytes of a file; of a folder of the names and bytes of the files below it, in the order of their names.
/// @returns empty where there is no such file or folder, or something in it cannot be read
[[nodiscard]] std::string fingerprint_of_path(const std::string& path);

}  // namespace cbds::io
