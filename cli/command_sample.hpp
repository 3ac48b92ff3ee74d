/// @file
/// `cbds sample`: writes an invented document.
#pragma once

#include "command.hpp"

namespace cbds::cli {

[[nodiscard]] std::unique_ptr<Command> make_command_sample();

}  // namespace cbds::cli
