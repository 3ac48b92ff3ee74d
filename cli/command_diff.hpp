/// @file
/// `cbds diff`: what differs between two documents, or the documents of two folders.
#pragma once

#include "command.hpp"

namespace cbds::cli {

[[nodiscard]] std::unique_ptr<Command> make_command_diff();

}  // namespace cbds::cli
