/// @file
/// Outputs that are whole or absent.
///
/// A file is written under another name beside its place, and gets its own name by commit(), when it is complete
/// and safe on the disk. Without commit() - an exception, a signal - nothing remains, and an old file is untouched.
#pragma once

#include <iosfwd>
#include <memory>
#include <string>

namespace cbds::io {

struct OutputOptions {
    bool overwrite = false;  ///< may replace a file that exists
    bool personal = true;    ///< has pupils in it: for nobody else to read (mode 0600)
    bool spooled = false;    ///< standard output, a pipe or a device too get nothing before commit()
};

/// One output of the program. Write errors are thrown as OutputError from the operation on the stream that meets
/// them, or from commit().
class OutputFile {
public:
    /// @param path  a file to be made; a device or a pipe, which is written straight; `-` for `standard_output`
    /// @throws OutputError where the file exists already and must not be replaced, or cannot be made
    OutputFile(std::string path, const OutputOptions& options, std::ostream* standard_output = nullptr);
    OutputFile(OutputFile&&) noexcept;
    OutputFile& operator=(OutputFile&&) noexcept;

    /// Removes what was not committed.
    ~OutputFile();

    [[nodiscard]] std::ostream& stream();

    /// Puts the file in its place. An existing one that it must not replace stays, even if it came meanwhile.
    /// @throws OutputError; then the file is not made
    void commit();

private:
    class Target;
    std::unique_ptr<Target> target_;
};

}  // namespace cbds::io
