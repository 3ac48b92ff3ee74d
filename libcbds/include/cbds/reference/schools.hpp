/// @file
/// The schools of a list that the user gives: an extract of Get Information about Schools (GIAS) as it is published,
/// a CSV file with a heading.
///
/// The columns `URN`, `LA (code)`, `EstablishmentNumber` and `EstablishmentName` have to be there, `OpenDate` and
/// `CloseDate` may be; they are found by their names, whatever else the file has. The list is kept as a compact table.
#pragma once

#include "cbds/identifiers/date.hpp"
#include "cbds/io/stream.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::reference {

/// One establishment. A school that became an academy stands in the list twice, with two URNs and often one number.
struct School {
    std::uint32_t urn = 0;
    std::uint32_t number = 0;  ///< local authority and establishment, 2013999; 0: it has none
    std::optional<identifiers::Date> opened;
    std::optional<identifiers::Date> closed;
    std::uint32_t name_begin = 0;
    std::uint32_t name_length = 0;

    /// Whether it was open on a day, as far as its dates tell.
    [[nodiscard]] bool is_open_on(identifiers::Date day) const noexcept;
};

class Schools {
public:
    /// @throws InputError with the line, where it is no such list
    [[nodiscard]] static Schools read(io::ByteStream& stream, const std::string& name);

    /// Reads a file, which may be packed as GIAS gives it out. @throws InputError
    [[nodiscard]] static Schools open(const std::string& path);

    [[nodiscard]] std::size_t size() const noexcept { return schools_.size(); }

    /// The school with a URN, or null.
    [[nodiscard]] const School* find(std::uint32_t urn) const noexcept;

    /// The same for a URN as it is written.
    [[nodiscard]] const School* find(std::string_view urn) const noexcept;

    /// The school that had a number on a day: of several the one that was open, else the one that was opened last.
    [[nodiscard]] const School* at_number(std::uint32_t number, identifiers::Date day) const noexcept;

    [[nodiscard]] std::string_view name(const School& school) const noexcept {
        return std::string_view(names_).substr(school.name_begin, school.name_length);
    }

private:
    std::vector<School> schools_;          ///< by URN
    std::vector<std::uint32_t> by_number_;  ///< indexes of `schools_`, by number
    std::string names_;
};

}  // namespace cbds::reference
