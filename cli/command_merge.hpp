/// @file
/// `cbds merge`: joins partial transfer files into one.
#pragma once

#include "command.hpp"

namespace cbds::cli {

[[nodiscard]] std::unique_ptr<Command> make_command_merge();

}  // namespace cbds::cli
