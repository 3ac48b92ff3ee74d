/// @file
/// Who may see what: agreements of schools to share their registers, and the reader for whom an output is made.
///
/// A register is cut down before anything is counted, so that no output can hold what its reader may not see.
#pragma once

#include "cbds/register/register.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::registers {

/// A school sees its pupils, a trust those of its schools, an authority those of the schools in its area. `national` sees sums
/// only, without the name or number of a school.
struct Scope {
    enum class Kind : std::uint8_t { all, school, trust, authority, national } kind = Kind::all;
    std::string id;

    /// `school=123456` (a URN, or authority and establishment as `2014001`: of two schools that had that number one after the other
    /// both), `trust=1234`, `la=201`, `national`. Nothing where it is none of them.
    [[nodiscard]] static std::optional<Scope> parse(std::string_view text);

    [[nodiscard]] bool shows_pupils() const noexcept { return kind != Kind::national; }
};

/// The numbers by which a school is known: either may be empty.
struct SchoolNumbers {
    std::string urn;
    std::string laestab;  ///< `2014001`

    /// What stands between authority and establishment goes. A number of seven digits in the place of a URN is one of these.
    [[nodiscard]] static SchoolNumbers of(std::string_view urn, std::string_view laestab);
};

/// When schools agreed to share, and when they withdrew. Without an agreements file every school has agreed; with one, a school that is
/// not in it has not.
///
/// Today decides, whatever the day of the marks: who agreed in October shares September's marks too, and who has withdrawn shares none.
/// Nothing that is known of the daily collection says that marks from before an agreement are left out.
class Agreements {
public:
    /// A row of agreements.csv, known by one of the two numbers or both. A school may have several rows, in any order: a withdrawal
    /// ends every agreement that began before it or on its day, and a later one begins anew. On the day of the withdrawal the school
    /// does not share any more.
    void add(std::string_view urn, std::string_view laestab, Date agreed_from, std::optional<Date> withdrawn_on);

    /// Whether the school shares its data. Rows under any of its numbers count.
    [[nodiscard]] bool agreed(const SchoolNumbers& school, Date today) const;

    /// How many rows are of none of these schools.
    [[nodiscard]] std::uint64_t without_school(const std::vector<School>& schools) const;

    /// A column that is none of agreements is an error, and so is a cell under no heading: it might be a withdrawal.
    /// @throws InputError, DocumentError
    [[nodiscard]] static Agreements load(const std::string& path);

private:
    struct Row {
        SchoolNumbers school;
        Date from;
        std::optional<Date> withdrawn;
    };
    [[nodiscard]] std::vector<std::size_t> rows_of(const SchoolNumbers& school) const;
    [[nodiscard]] const std::vector<std::size_t>& rows_with(const std::string& number) const;

    std::vector<Row> rows_;
    std::map<std::string, std::vector<std::size_t>, std::less<>> by_number_;  ///< places in rows_
};

/// What was left out. Schools count that have pupils in the register; one out of scope is not counted among those not agreed.
struct LeftOut {
    std::uint64_t schools_not_agreed = 0;
    std::uint64_t enrolments_not_agreed = 0;
    std::uint64_t schools_out_of_scope = 0;
    std::uint64_t enrolments_out_of_scope = 0;
    std::uint64_t agreements_without_school = 0;  ///< rows of agreements of no school of the registers: perhaps of a mistyped number
    bool nobody_in_scope = false;                 ///< no school with pupils is in the scope: it is mistyped, or nothing tells of the trust
};

/// Removes schools, with all of their enrolments, incidents, names of files and texts that are no codes, that the reader may not see;
/// incidents of no enrolment too, which may be anybody's. Rows of the calendar stay: they are asked for by school.
/// A trust or an authority needs schools of which these are known: a school whose trust is not known is of none. The authority is
/// known from a school's number too.
/// For `national` what is left has no names: UPNs are replaced by numbers, one a pupil, the software's numbers, names and numbers of
/// schools and their trusts are gone.
LeftOut restrict_to(Register& all, const Scope& scope, const Agreements* agreements, Date today);

}  // namespace cbds::registers
