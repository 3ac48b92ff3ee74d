/// @file
/// The qualifications of a list that the user gives: a CSV file with a heading, a number and perhaps the last date for
/// certificates in each row.
///
/// No list of the department's has been seen, so that several headings are taken (cbds-validate(1) has them), in any
/// letter case. A number loses its strokes and blanks, and digits that a spreadsheet has cut off are put back:
/// `500/1234/5` and `50012345` are the same.
#pragma once

#include "cbds/identifiers/date.hpp"
#include "cbds/io/stream.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::reference {

struct Qualification {
    std::array<char, 8> number{};
    std::optional<identifiers::Date> last_certification;  ///< nothing: it is still open
};

class Qualifications {
public:
    /// @throws InputError with the line, where it is no such list
    [[nodiscard]] static Qualifications read(io::ByteStream& stream, const std::string& name);

    /// Reads a file, which may be packed. @throws InputError
    [[nodiscard]] static Qualifications open(const std::string& path);

    [[nodiscard]] std::size_t size() const noexcept { return qualifications_.size(); }

    /// The qualification with a number of eight characters, or null.
    [[nodiscard]] const Qualification* find(std::string_view number) const noexcept;

private:
    std::vector<Qualification> qualifications_;  ///< by number
};

}  // namespace cbds::reference
