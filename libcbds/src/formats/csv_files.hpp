/// @file
/// The files of CSV in a folder or a zip.
#pragma once

#include "cbds/io/stream.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace cbds::formats {

/// Whether a path is that of a folder or of a file that is a zip.
[[nodiscard]] bool holds_files(const std::string& path);

/// Hands on the files of CSV that stand in the folder itself, sorted by name, or anywhere in the zip, in its order.
/// @param use  returns false when it has seen enough; what it is given can be opened once
/// @throws InputError
void for_each_csv_file(const std::string& path, const std::function<bool(io::Input& file)>& use);

/// The name of a file without folders and `.csv`: the table's.
[[nodiscard]] std::string_view table_name_of(std::string_view path) noexcept;

}  // namespace cbds::formats
