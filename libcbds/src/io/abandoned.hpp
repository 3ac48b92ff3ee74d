/// @file
/// What programs that were killed have left behind: temporary files and folders under their hidden names.
#pragma once

#include <string>

namespace cbds::io {

/// Holds a new temporary file or folder for as long as the descriptor is open, so that nobody takes it for abandoned.
void hold_temporary(int descriptor) noexcept;

/// Removes from a folder the temporary files and folders that nobody holds: not this program, nor another on this machine.
/// What cannot be removed stays; it is hidden, and no output.
void remove_abandoned(const std::string& folder) noexcept;

}  // namespace cbds::io
