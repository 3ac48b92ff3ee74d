/// @file
/// Invented registers: whole schools over an academic year, with absence as it is: waves of illness, more of it on Fridays, persistent
/// absentees, suspensions, a day on which the school was closed, marks that were changed late. Or registers that fit a given return.
///
/// Nobody in them exists. How often pupils are absent, and why, is invented too, so that samples come near official rates
/// (libcbds/data/sample_attendance_*.csv): nothing of it is an official figure.
#pragma once

#include "cbds/io/stream.hpp"
#include "cbds/register/register.hpp"
#include "cbds/schema/dictionary.hpp"

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace cbds::sample {

struct RegisterSampleOptions {
    int year = 2026;                 ///< in which the academic year begins, 2000 to 2099
    std::uint64_t pupils = 100;      ///< of each school; with several, those who come from the one before, or are on its roll too, come on top
    std::uint32_t schools = 1;
    std::string phase = "PS";        ///< NS PS MP MS SS AT SP PR
    std::uint64_t seed = 1;
    std::optional<registers::Period> period;  ///< nothing: the whole year. As it stands at the end of the last day: later changes are not made yet
    bool times = true;               ///< times of recording, and marks that were changed late. Takes 12 KB a pupil
};

/// A mark that stood in a register until it was changed.
struct EarlierMark {
    std::uint32_t enrolment = 0;  ///< index into Register::enrolments
    registers::SessionNumber session = 0;
    registers::CodeId code = registers::kNoCode;
    std::int64_t recorded_at = 0;  ///< seconds since 1970 UTC
};

/// Makes registers in memory; the same options give the same registers on every machine. No rule finds anything in them.
/// A longer period has the same marks, but for those that are changed within it.
/// @param earlier  gets the marks that were changed, by enrolment and session; null: not wanted
/// @throws UsageError where an option is out of range
[[nodiscard]] registers::Register make_register_sample(const RegisterSampleOptions& options, std::vector<EarlierMark>* earlier = nullptr);

/// Writes marks.csv with the time at which each mark was recorded: one that was changed stands there before the one in its place.
/// Memory does not grow with the number of schools.
/// @throws UsageError, OutputError
void write_marks_with_times(const RegisterSampleOptions& options, std::ostream& out);

/// Writes calendar.csv: the holidays of all schools, and the days of training of each.
void write_sample_calendar(const RegisterSampleOptions& options, std::ostream& out);

/// Registers of the pupils of a census return, from which its attendance section follows: the sessions of each code are dealt out
/// over the school days of the window, suspensions from their first day on. Where a return has more sessions than school days, holidays
/// have marks too; only then, or where it says so itself, do rules find something.
/// @throws DocumentError, InputError
[[nodiscard]] registers::Register make_register_for_return(const schema::Dictionary& dictionary, io::Input& document, std::uint64_t seed);

}  // namespace cbds::sample
