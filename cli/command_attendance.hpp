/// @file
/// `cbds attendance`: what registers tell.
#pragma once

#include "command.hpp"

#include <memory>

namespace cbds::cli {

std::unique_ptr<Command> make_command_attendance();

/// Its commands, each with options of its own.
std::unique_ptr<Command> make_attendance_pupils();
std::unique_ptr<Command> make_attendance_census();
std::unique_ptr<Command> make_attendance_ctf();
std::unique_ptr<Command> make_attendance_update();

}  // namespace cbds::cli
