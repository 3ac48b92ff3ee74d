/// @file
/// The attendance section of a School Census return from the marks of registers, and how it compares with what a return has.
///
/// Which sessions, which pupils: the windows, ages and boarders of census_windows.csv, age_date() and the rules SC2470 to SC2582.
/// Which codes are listed, and what the elements are called, is said by the dictionary for each edition: since autumn 2020
/// every code, before that absences and sessions that do not count (X, #, Z, Y), but not present or approved activity. A `#` of a
/// weekend is no planned closure, and not listed.
#pragma once

#include "cbds/formats/document_writer.hpp"
#include "cbds/io/stream.hpp"
#include "cbds/register/register.hpp"
#include "cbds/schema/dictionary.hpp"
#include "cbds/schema/edition.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cbds::attendance {

/// One window of one pupil: what stands in TermlyAttendance or SummerHalfTerm2Attendance.
struct CensusSection {
    bool second_half = false;
    std::uint32_t possible = 0;
    std::map<std::string, std::uint32_t> by_code;  ///< AttendanceReason, Sessions
};

/// What decides whether a return collects attendance of a pupil, and of which days.
struct CensusPupil {
    std::optional<registers::Date> birth_date;  ///< not known: taken for one of the age
    std::optional<registers::Date> entry;
    std::optional<registers::Date> leaving;
    bool boarder = false;
};

/// The sections of a pupil, and which marks they leave out.
struct CensusSections {
    std::vector<CensusSection> sections;  ///< none where no session of the windows has a mark of a pupil on roll
    std::uint64_t off_roll = 0;           ///< possible sessions of days on which the pupil was not on the roll
    std::uint64_t not_listed = 0;         ///< marks whose code the edition does not have; a possible session counts all the same
};

/// Counts the marks of pupils as one edition wants them.
class CensusCounter {
public:
    /// The dictionary must outlive it. @throws UsageError for an edition whose windows are not known
    CensusCounter(const schema::Dictionary& dictionary, schema::Edition edition);

    /// SC2470: 4 to 15 on 31 August, and not boarding.
    [[nodiscard]] bool wants(const CensusPupil& pupil) const noexcept;

    /// Whether a window is asked of a pupil: that of 4 years was not in reception in an academic year before, so that what stands
    /// there is neither asked for nor wrong (SC2500).
    [[nodiscard]] bool asks(const CensusPupil& pupil, bool second_half) const noexcept;

    [[nodiscard]] CensusSections count(const registers::Marks& marks, const CensusPupil& pupil) const;

    /// The codes that the edition has, in the order of the dictionary.
    [[nodiscard]] const std::vector<std::string>& codes() const noexcept { return codes_; }

private:
    struct Window {
        bool second_half = false;
        registers::Period period;
    };

    [[nodiscard]] std::optional<CensusSection> count(const Window& window, const registers::Marks& marks, const CensusPupil& pupil,
                                                     CensusSections& all) const;

    registers::Date age_date_;
    std::vector<Window> windows_;
    std::vector<std::string> codes_;
    std::array<bool, 256> listed_{};  ///< by registers::CodeId
    bool lists_presence_ = false;
};

/// What is known of an enrolment beside its marks.
[[nodiscard]] CensusPupil census_pupil(const registers::Enrolment& enrolment);

/// One difference: what the return has, and what the marks say. An empty value: nothing stands there.
struct CensusDifference {
    std::uint64_t record = 0;  ///< of the return, from 1; 0: the pupil is not in the return
    std::string upn;
    std::string item;          ///< `TermlyAttendance/SessionsPossible`, `TermlyAttendance/SessionDetails/I`
    std::string theirs;
    std::string ours;
};

struct CensusSummary {
    std::uint64_t records = 0;
    std::uint64_t equal = 0;          ///< records with marks that say what stands there
    std::uint64_t different = 0;      ///< records with marks that say something else
    std::uint64_t without_marks = 0;  ///< records for which there are no marks: their sections stay as they are
    std::uint64_t not_in_return = 0;  ///< pupils of the school with sections that the return does not have
    std::uint64_t off_roll = 0;       ///< as in CensusSections
    std::uint64_t not_listed = 0;
    std::string taken_school;         ///< the school of the registers (`URN 123456`) that was taken for the return's, being the only one, though
                                      ///< they have no number in common; empty: none was
};

struct CensusOptions {
    std::optional<schema::Edition> edition;
    unsigned jobs = 1;
};

/// What a table does not show.
enum class CensusMasking : std::uint8_t { none, all };  ///< all: UPNs and numbers of sessions

/// Reads a return, puts the sections in the place of those that it has, and tells each difference, in the order of the return, then the
/// pupils of the school that it does not have.
/// A section that the rules do not want of a pupil, and for whom there are marks, is taken away. A window without marks of a pupil
/// stays as it is, and so does all that is unknown. Marks of a pupil's UPN and FormerUPN, and of both numbers of the school, count as those
/// of one pupil: of two for one session the better.
/// @param writer  gets the new return, and is not committed; null: compare only
/// @throws DocumentError where it is no census return, is no good, or has text that would be lost; InputError where the registers have no
///         marks of its school; UsageError
CensusSummary fill_census(const schema::Dictionary& dictionary, io::Input& document, const registers::Register& marks, const CensusOptions& options,
                          formats::DocumentWriter* writer, const std::function<void(const CensusDifference&)>& difference);

/// The sections of all enrolments of a register as CSV: school, upn (or the software's number), roll, section, possible, a column a code.
/// What a spreadsheet would take for a formula gets an apostrophe in front.
/// @returns how many enrolments have one (`records`), and what was left out
/// @throws UsageError for an edition whose windows are not known
CensusSummary write_census_csv(const schema::Dictionary& dictionary, const registers::Register& marks, schema::Edition edition, std::ostream& out,
                               CensusMasking masking = CensusMasking::none);

}  // namespace cbds::attendance
