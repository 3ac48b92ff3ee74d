/// @file
/// The names that the collections prescribe for their files, taken apart.
///
/// CTF: `LLLEEEE_CTF_LLLEEEE_nnn.xml`, with `LLLL`, `XXXXXXX`, `MMMMMMM` and other kinds than `CTF` where the
/// department's guidance has them. School Census: `LLLEEEE_SCn_LLLLLyy_nnn.xml`, n being 1 in spring, 2 in
/// summer and 3 in autumn, and the second block the authority, the letters LL and the year.
#pragma once

#include "cbds/schema/edition.hpp"

#include <optional>
#include <string_view>

namespace cbds::formats {

/// The name of a Common Transfer File. Parts are views into the name.
struct CtfFileName {
    std::string_view source;       ///< `9192999`, `919LLLL`, `XXXXXXX`
    std::string_view kind;         ///< `CTF`, `FSP`, `PHO` ...
    std::string_view destination;  ///< `9194999`, `MMMMMMM`
    std::string_view serial;       ///< `001`
    bool browser_copy = false;     ///< the browser's ` (1)` stands behind it
};

/// The name of a School Census return.
struct CensusFileName {
    std::string_view la;      ///< `201`
    std::string_view estab;   ///< `3999`
    std::string_view serial;  ///< `001`
    schema::Edition edition;
    bool browser_copy = false;
};

/// Folders before the name and letter case of the extension do not count; `.una` is read as `.xml`.
[[nodiscard]] std::optional<CtfFileName> parse_ctf_name(std::string_view path) noexcept;
[[nodiscard]] std::optional<CensusFileName> parse_census_name(std::string_view path) noexcept;

/// Whether a name is meant as that of a transfer file: it has the mark of a kind between underscores, in any letter case.
[[nodiscard]] bool resembles_ctf_name(std::string_view path) noexcept;

}  // namespace cbds::formats
