/// @file
/// `cbds split`: makes several documents of one: by school, by pupil, by year group.
#pragma once

#include "command.hpp"

namespace cbds::cli {

[[nodiscard]] std::unique_ptr<Command> make_command_split();

}  // namespace cbds::cli
