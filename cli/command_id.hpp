/// @file
/// `cbds id`: check and make the identifiers that school data uses.
#pragma once

#include "command.hpp"

namespace cbds::cli {

[[nodiscard]] std::unique_ptr<Command> make_command_id();

}  // namespace cbds::cli
