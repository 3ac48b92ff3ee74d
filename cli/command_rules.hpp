/// @file
/// `cbds rules`: lists, explains and exports the rules.
#pragma once

#include "command.hpp"

namespace cbds::cli {

[[nodiscard]] std::unique_ptr<Command> make_command_rules();

}  // namespace cbds::cli
