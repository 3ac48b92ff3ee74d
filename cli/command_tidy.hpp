/// @file
/// `cbds tidy`: puts documents in order without changing what they say.
#pragma once

#include "command.hpp"

namespace cbds::cli {

[[nodiscard]] std::unique_ptr<Command> make_command_tidy();

}  // namespace cbds::cli
