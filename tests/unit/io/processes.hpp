/// @file
/// Parts of the program in processes of their own, for what signals and limits do to it.
#pragma once

#include <doctest/doctest.h>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

namespace cbds::io::test {

/// Permissions of a file or folder.
inline unsigned mode_of(const std::string& path) {
    struct stat status = {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 07777;
}

/// Runs a part of the program in a process of its own.
/// @returns its exit code, or minus the signal that ended it
template <typename Part>
int run_apart(Part part) {
    const pid_t child = ::fork();
    if (child == 0) {
        part();
        ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace cbds::io::test
