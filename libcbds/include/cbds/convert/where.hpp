/// @file
/// Which records a command keeps: a simple comparison of items with values.
///
///   NCyearActual=6 and Sex=F
///   FSMstartDate>=2024-09-01 or SENprovision!=N
///   Surname="O'Brien"        Language=''
///
/// `and` binds closer than `or`. An item is the name of an element, or the end of a path where several have the name
/// (`TermlyAttendance/SessionsPossible`); letter case counts for neither. A record that has the item several times is
/// kept where one of them fits; `!=` says that none is equal, and an empty value that there is none. Numbers are compared
/// as numbers, all else as text, which for dates is their order.
#pragma once

#include "cbds/schema/dictionary.hpp"
#include "cbds/xml/part.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cbds::convert {

class Where {
public:
    /// Keeps every record.
    Where() = default;

    /// @throws UsageError saying what is wrong with the text, or naming an item that no record of the collection has and
    ///         the nearest name
    Where(std::string_view text, const schema::Dictionary& dictionary, schema::Collection collection);

    [[nodiscard]] bool keeps(const xml::Part& record) const noexcept;

private:
    enum class Operator : std::uint8_t { equal, not_equal, less, less_or_equal, greater, greater_or_equal };

    struct Comparison {
        std::vector<schema::ElementId> elements;
        Operator comparison = Operator::equal;
        std::string value;

        [[nodiscard]] bool fits(std::string_view value) const noexcept;
        [[nodiscard]] bool holds(const xml::Part& record) const noexcept;
    };
    class Parser;

    std::vector<std::vector<Comparison>> alternatives_;  ///< one of which must hold, each in all its comparisons
};

}  // namespace cbds::convert
