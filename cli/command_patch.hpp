/// @file
/// `cbds patch`: makes the new document of the old one and what `cbds diff` said of them.
#pragma once

#include "command.hpp"

namespace cbds::cli {

[[nodiscard]] std::unique_ptr<Command> make_command_patch();

}  // namespace cbds::cli
