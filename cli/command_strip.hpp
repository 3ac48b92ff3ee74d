/// @file
/// `cbds strip`: makes the partial transfer files that others ask for.
#pragma once

#include "command.hpp"

namespace cbds::cli {

[[nodiscard]] std::unique_ptr<Command> make_command_strip();

}  // namespace cbds::cli
