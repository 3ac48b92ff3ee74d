/// @file
/// Who may see what: agreements of schools to share their registers, and the reader for whom an output is made.
///
/// A register is cut down before anything is counted, so that no output can hold what its reader may not see.
#pragma once

#include "cbds/register/register.hpp"

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

    /// `school=123456` (a URN; authority and establishment for a school whose URN is not known), `trust=1234`, `la=201`, `national`.
    /// Nothing where it is none of them.
    [[nodiscard]] static std::optional<Scope> parse(std::string_view text);

    [[nodiscard]] bool shows_pupils() const noexcept { return kind != Kind::national; }
};

/// When a school agreed to share, and when it withdrew. Without an agreements file every school has agreed; with one, a school that is
/// not in it has not.
///
/// Today decides, whatever the day of the marks: who agreed in October shares September's marks too, and who has withdrawn shares none.
/// Nothing that is known of the daily collection says that marks from before an agreement are left out.
class Agreements {
public:
    /// A row of agreements.csv: school, agreed_from, withdrawn_on. A school may have several. On the day of the withdrawal it does
    /// not share any more. @param urn  or authority and establishment, for a school whose URN nobody knows
    void add(const std::string& urn, Date agreed_from, std::optional<Date> withdrawn_on);

    /// Whether the school shares its data.
    [[nodiscard]] bool agreed(std::string_view urn, Date today) const;

    /// @throws InputError, DocumentError
    [[nodiscard]] static Agreements load(const std::string& path);

private:
    struct Span {
        Date from;
        std::optional<Date> withdrawn;
    };
    std::map<std::string, std::vector<Span>, std::less<>> schools_;
};

/// What was left out. Schools count that have pupils in the register; one out of scope is not counted among those not agreed.
struct LeftOut {
    std::uint64_t schools_not_agreed = 0;
    std::uint64_t enrolments_not_agreed = 0;
    std::uint64_t schools_out_of_scope = 0;
    std::uint64_t enrolments_out_of_scope = 0;
};

/// Removes schools, with all of their enrolments, incidents, names of files and texts that are no codes, that the reader may not see;
/// incidents of no enrolment too, which may be anybody's. Rows of the calendar stay: they are asked for by school.
/// A trust or an authority needs schools of which these are known: a school whose trust is not known is of none. The authority is
/// known from a school's number too.
/// For `national` what is left has no names: UPNs are replaced by numbers, one a pupil, the software's numbers, names and numbers of
/// schools and their trusts are gone.
LeftOut restrict_to(Register& all, const Scope& scope, const Agreements* agreements, Date today);

}  // namespace cbds::registers
