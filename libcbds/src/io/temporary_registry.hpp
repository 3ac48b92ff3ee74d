/// @file
/// The temporary files that exist, where a signal handler can find them.
#pragma once

#include <cstddef>
#include <string_view>

namespace cbds::io {

/// Enters a path, before its file is made so that no signal can come in between.
/// @throws OutputError where there are too many at once, or the path is too long
[[nodiscard]] std::size_t register_temporary(std::string_view path);

/// Takes a path out, after its file has gone.
void forget_temporary(std::size_t slot) noexcept;

}  // namespace cbds::io
