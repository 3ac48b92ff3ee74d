/// @file
/// The names that headers prescribe for files, and the serial numbers that are free in a folder.
#pragma once

#include "cbds/convert/rewrite.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace cbds::convert {

/// A name but for its serial number: `2013933_CTF_2013945_` and `.xml`.
struct NameFrame {
    std::string before;
    std::string after;

    [[nodiscard]] std::string with(std::string_view serial) const { return before + std::string(serial) + after; }
};

/// Values of a header by path below the root, as xml::Opening has them.
using HeaderValues = std::map<std::string, std::string, std::less<>>;

/// @param kind  of a transfer file; empty: the one that the header's DataQualifier stands for, else CTF
/// @throws DocumentError naming the item of the header that is missing or has no place in a name; without the file's name
[[nodiscard]] NameFrame name_frame(schema::Collection collection, const HeaderValues& header, std::string_view kind, std::string_view extension);

/// The same for a document that is being read. @throws DocumentError with the file's name
[[nodiscard]] NameFrame frame_of(const SourceDocument& document, std::string_view kind, std::string_view extension);

/// The kind of file that a DataQualifier stands for: `PHO`; empty for one that has none of its own.
[[nodiscard]] std::string_view kind_of_qualifier(std::string_view data_qualifier) noexcept;

/// The names in folders, and those that are about to be there. Letter case does not count: some file systems think so.
class TakenNames {
public:
    [[nodiscard]] bool is_taken(const std::string& folder, const std::string& name);
    void take(const std::string& folder, const std::string& name);

    /// The name with the first serial number from 001 that is free, which is taken thereby. @throws OutputError where none is
    [[nodiscard]] std::string next(const std::string& folder, const NameFrame& frame);

private:
    std::set<std::string>& names(const std::string& folder);

    std::map<std::string, std::set<std::string>> folders_;  ///< by folder: names in small letters
    std::map<std::string, unsigned> last_;                  ///< by folder and frame: the serial number that was given last
};

/// `.` or a path with the slash at its end, and the name behind it.
[[nodiscard]] std::string folder_part(const std::string& path);

}  // namespace cbds::convert
