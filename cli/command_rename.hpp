/// @file
/// `cbds rename`: gives files the names that their headers prescribe.
#pragma once

#include "command.hpp"

namespace cbds::cli {

[[nodiscard]] std::unique_ptr<Command> make_command_rename();

}  // namespace cbds::cli
