#include "cbds/io/signals.hpp"

#include <signal.h>
#include <unistd.h>

#include <initializer_list>

namespace cbds::io {
namespace {

void end_program(int signal) {
    remove_temporary_files();
    ::_exit(128 + signal);
}

/// Ends the program the way it would have ended without us.
void end_by_signal(int signal) {
    remove_temporary_files();
    ::signal(signal, SIG_DFL);
    ::raise(signal);
}

void handle(int signal, void (*handler)(int)) {
    struct sigaction action = {};
    action.sa_handler = handler;
    ::sigfillset(&action.sa_mask);
    ::sigaction(signal, &action, nullptr);
}

bool is_ignored(int signal) {
    struct sigaction action = {};
    return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

void install_signal_handlers() {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        if (!is_ignored(signal)) handle(signal, end_program);
    handle(SIGPIPE, end_by_signal);
}

}  // namespace cbds::io
