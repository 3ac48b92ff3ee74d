/// @file
/// `cbds schema`: the plain XML Schema of one edition, for any other validator, and the JSON Schema of its JSON.
#pragma once

#include "command.hpp"

namespace cbds::cli {

[[nodiscard]] std::unique_ptr<Command> make_command_schema();

}  // namespace cbds::cli
