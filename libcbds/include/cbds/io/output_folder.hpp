/// @file
/// Outputs of several files that are whole or absent together: a folder, or a zip.
///
/// The same rules as for OutputFile (cbds/io/output.hpp): another name beside the place, its own name by commit(), and
/// nothing left without it.
#pragma once

#include "cbds/io/output.hpp"

#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

namespace cbds::io {

/// Several files that are one output.
class OutputSet {
public:
    virtual ~OutputSet() = default;

    /// The file of that name; it is made when it is asked for the first time. Write errors are thrown as OutputError.
    [[nodiscard]] virtual std::ostream& file(const std::string& name) = 0;

    /// All files are complete. @throws OutputError; then there is no output
    virtual void commit() = 0;
};

/// A folder, mode 0700 where it is personal. One that exists is replaced as a whole - at no moment there is neither, nor
/// a mixture of both - if that was asked for and it holds nothing but files of the same kind.
class OutputFolder final : public OutputSet {
public:
    /// @param suffix  how the names of the files end
    /// @throws OutputError where the folder exists and must not be replaced, or cannot be made
    OutputFolder(const std::string& path, const OutputOptions& options, std::string_view suffix = ".csv");
    OutputFolder(OutputFolder&&) noexcept;
    OutputFolder& operator=(OutputFolder&&) noexcept;
    ~OutputFolder() override;

    [[nodiscard]] std::ostream& file(const std::string& name) override;
    void commit() override;

private:
    class Folder;
    std::unique_ptr<Folder> folder_;
};

/// A zip, its entries sorted by name. Files may grow side by side: they wait in temporary files without names. The same
/// files give the same bytes: every entry is dated 1980-01-01, the first day that a zip knows.
class ZipOutput final : public OutputSet {
public:
    explicit ZipOutput(OutputFile file);
    ZipOutput(ZipOutput&&) noexcept;
    ZipOutput& operator=(ZipOutput&&) noexcept;
    ~ZipOutput() override;

    [[nodiscard]] std::ostream& file(const std::string& name) override;
    void commit() override;

private:
    class Entries;
    std::unique_ptr<Entries> entries_;
};

}  // namespace cbds::io
