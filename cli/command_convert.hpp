/// @file
/// `cbds convert`: documents in another format, another edition, or in part.
#pragma once

#include "command.hpp"

namespace cbds::cli {

[[nodiscard]] std::unique_ptr<Command> make_command_convert();

}  // namespace cbds::cli
