/// @file
/// Temporary files that do not outlive the program, whatever ends it short of SIGKILL.
#pragma once

#include "io/descriptor.hpp"

#include <cstddef>
#include <string>
#include <string_view>

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

    /// Its name for the time being.
    [[nodiscard]] const std::string& path() const noexcept { return path_; }

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

/// A name beside the target: hidden, and with so long a random part that no other file has it.
[[nodiscard]] std::string temporary_name(const std::string& target);

/// Whether it is such a name, or that of a folder on its way out.
[[nodiscard]] bool is_temporary_name(std::string_view name) noexcept;

/// Makes the new name of a file or folder last. Some file systems cannot, and then do it in their own time.
void sync_folder_of(const std::string& path);

/// The message for a target that is there already.
[[nodiscard]] std::string exists_already(const std::string& path);

}  // namespace cbds::io
