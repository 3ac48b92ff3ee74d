/// @file
/// `cbds validate`: checks documents and reports what is wrong with them.
#pragma once

#include "command.hpp"

namespace cbds::cli {

[[nodiscard]] std::unique_ptr<Command> make_command_validate();

}  // namespace cbds::cli
