/// @file
/// `cbds config`: what a file and the environment set.
#pragma once

#include "command.hpp"

namespace cbds::cli {

[[nodiscard]] std::unique_ptr<Command> make_command_config();

}  // namespace cbds::cli
