/// @file
/// What the program does when it is told to end.
#pragma once

namespace cbds::io {

/// Removes the files and folders of outputs that are not committed. May be called from a signal handler. To be called
/// when the program ends: a thread that goes on to make a temporary file is held up for good.
void remove_temporary_files() noexcept;

/// To be called once, at the start of the program. SIGINT, SIGTERM and SIGHUP remove the temporary files and end
/// the program with 128 + the signal's number; those that the caller of the program had ignored (`nohup`) stay so.
/// SIGPIPE - the reader of our output went away - removes them too and ends the program by that signal, which
/// shells say nothing about.
void install_signal_handlers();

}  // namespace cbds::io
