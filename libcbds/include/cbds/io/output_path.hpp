/// @file
/// Outputs that are whole or absent, where a library writes the file and wants to be told a path.
///
/// The same rules as for OutputFile (cbds/io/output.hpp): another name beside the place, its own name by commit(), and
/// nothing left without it.
#pragma once

#include "cbds/io/output.hpp"

#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace cbds::io {

class OutputPath {
public:
    /// @param path             as for OutputFile; what goes to a device, a pipe or standard output is copied there by commit()
    /// @param companions       endings of files that the library keeps beside its own (`-journal`): they go with it
    /// @param standard_output  for `-`
    /// @throws OutputError where the file exists already and must not be replaced, or cannot be made
    OutputPath(std::string path, const OutputOptions& options, std::span<const std::string_view> companions = {},
               std::ostream* standard_output = nullptr);
    OutputPath(OutputPath&&) noexcept;
    OutputPath& operator=(OutputPath&&) noexcept;

    /// Removes what was not committed.
    ~OutputPath();

    /// The place, as the user knows it.
    [[nodiscard]] const std::string& name() const noexcept;

    /// The file to write: it is there, empty. The library may empty it again, but must not put another in its place.
    [[nodiscard]] const std::string& path() const noexcept;

    /// The library has closed its file: puts it in its place.
    /// @throws OutputError; then the file is not made
    void commit();

private:
    class Reserved;
    std::unique_ptr<Reserved> reserved_;
};

}  // namespace cbds::io
