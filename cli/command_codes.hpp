/// @file
/// `cbds codes`: lists and looks up the code sets of the dictionary.
#pragma once

#include "command.hpp"

namespace cbds::cli {

[[nodiscard]] std::unique_ptr<Command> make_command_codes();

}  // namespace cbds::cli
