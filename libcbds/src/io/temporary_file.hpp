/// @file
/// Temporary files that do not outlive the program, whatever ends it short of SIGKILL.
#pragma once

#include "io/descriptor.hpp"

#include <cstddef>
#include <string>

namespace cbds::io {

/// A new file beside the place that it is to take.
class TemporaryFile {
public:
    /// @param target  the place
    /// @param mode    permissions, from which the umask takes
    /// @throws OutputError
    TemporaryFile(const std::string& target, unsigned mode);
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile();

    [[nodiscard]] int descriptor() const noexcept { return file_.get(); }

    /// Writes everything to the disk and gives the file its place.
    /// @throws OutputError
    void take_place(bool overwrite);

private:
    [[nodiscard]] bool rename_to_target(bool overwrite) const noexcept;

    std::string target_;
    std::string path_;
    std::size_t slot_;
    Descriptor file_;
};

/// The message for a target that is there already.
[[nodiscard]] std::string exists_already(const std::string& path);

}  // namespace cbds::io
