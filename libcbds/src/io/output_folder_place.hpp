/// @file
/// Folders of files that take the place of others, and go.
#pragma once

#include <string>
#include <string_view>

namespace cbds::io {

/// Removes a folder without folders in it. May be called from a signal handler, while other threads still write to it:
/// it is renamed first (a `~` behind its name), so that nobody gives it another name half empty.
/// @returns false where something of it is left
bool remove_flat_folder(const char* path) noexcept;

/// A folder is replaced only if what is lost with it is of the kind of what takes its place.
/// @throws OutputError where it holds anything but files whose names end with the suffix
void check_replaceable(const std::string& path, std::string_view suffix);

/// Gives a folder its place. @param replace  the folder there is to go
/// @returns false with errno set; then nothing has changed
[[nodiscard]] bool give_place(const std::string& folder, const std::string& place, bool replace) noexcept;

/// Changes the names of two folders, where the file system cannot do that at once. @param spare  a name that is free
/// @returns false with errno set; then nothing has changed
[[nodiscard]] bool exchange_by_renames(const std::string& one, const std::string& other, const std::string& spare) noexcept;

}  // namespace cbds::io
