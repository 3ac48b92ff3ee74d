/// @file
/// The shared strings of a workbook. They may be as many as its cells, so that they wait in temporary files.
#pragma once

#include "formats/xlsx_contents.hpp"
#include "io/descriptor.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace cbds::formats {

/// Texts by their numbers, kept in files.
class SpooledTexts {
public:
    /// @throws InputError where there is no place for them
    void append(std::string_view text);

    /// No more texts come.
    void finish();

    /// @returns false where there is none of that number
    [[nodiscard]] bool get(std::uint64_t number, std::string& text) const;

private:
    /// A file that is written from its beginning to its end, then read from any place.
    class Spool {
    public:
        void write(std::string_view bytes);
        void flush();
        void read(std::uint64_t at, char* to, std::size_t size) const;

    private:
        io::Descriptor file_;
        std::string waiting_;
    };

    Spool texts_;
    Spool ends_;  ///< of each text, 8 bytes
    std::uint64_t end_ = 0;
    std::uint64_t count_ = 0;
};

[[nodiscard]] SpooledTexts read_shared_strings(const XlsxPackage& package, const XlsxContents& contents);

}  // namespace cbds::formats
