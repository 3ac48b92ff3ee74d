/// @file
/// The parts of a workbook: entries of a zip archive, each read when it is needed.
#pragma once

#include "cbds/io/limits.hpp"
#include "cbds/io/stream.hpp"
#include "io/descriptor.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

class XlsxPackage {
public:
    /// @param file  a regular file, which is read from its beginning
    /// @throws InputError where the archive is damaged or has too many entries, DocumentError where the file is no archive,
    ///         which does not name the file: nor do those of the other readers of parts
    XlsxPackage(io::Descriptor file, std::string name, const io::Limits& limits);

    [[nodiscard]] const std::string& name() const noexcept { return name_; }

    /// Paths of the parts, in the order of the archive.
    [[nodiscard]] const std::vector<std::string>& parts() const noexcept { return parts_; }

    /// A part, by its path; letter case does not count. One part can be read at a time.
    /// @returns nothing where there is none
    [[nodiscard]] std::unique_ptr<io::ByteStream> open(std::string_view path) const;

private:
    void list_parts();

    io::Descriptor file_;
    std::string name_;
    io::Limits limits_;
    std::vector<std::string> parts_;
};

}  // namespace cbds::formats
