/// @file
/// The temporary files and folders that exist, where a signal handler can find them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cbds::io {

enum class Temporary : std::uint8_t { file, folder };

/// Enters a path, before its file or folder is made so that no signal can come in between.
/// @throws OutputError where there are too many at once, or the path is too long
[[nodiscard]] std::size_t register_temporary(std::string_view path, Temporary kind = Temporary::file);

/// Takes a path out, after its file or folder has gone.
void forget_temporary(std::size_t slot) noexcept;

}  // namespace cbds::io
