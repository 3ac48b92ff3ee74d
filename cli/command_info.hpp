/// @file
/// `cbds info`: the inventory of files and folders.
#pragma once

#include "command.hpp"

namespace cbds::cli {

[[nodiscard]] std::unique_ptr<Command> make_command_info();

}  // namespace cbds::cli
