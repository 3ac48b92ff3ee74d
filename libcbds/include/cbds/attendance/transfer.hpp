/// @file
/// The attendance of a Common Transfer File from marks: totals of each academic year and school, and the string of marks.
///
/// The string has two characters a calendar day from AttendanceStartDate on, `##` on days without sessions. It begins and ends with a day
/// that has a code: what is none would be gone when it is read. A code of two places has
/// one character in one supplier's software (attendance_codes.csv); others may read something else, which is told. It is read
/// with registers::read_marks_text.
#pragma once

#include "cbds/formats/document_writer.hpp"
#include "cbds/io/stream.hpp"
#include "cbds/register/register.hpp"
#include "cbds/schema/dictionary.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cbds::attendance {

/// One YearData.
struct TransferYear {
    int year = 0;  ///< calendar year in which it begins
    std::uint32_t possible = 0;
    std::uint32_t authorised = 0;
    std::uint32_t attended = 0;
    std::uint32_t unauthorised = 0;
    registers::Date start;
    std::string marks;
    std::uint32_t two_place_codes = 0;  ///< marks whose code has two places: written with the character of one supplier
    std::uint32_t left_out = 0;         ///< marks of no code, written `-` or, before the first code and behind the last, not at all
};

/// Makes the years of enrolments.
class TransferYears {
public:
    /// The register must outlive it.
    explicit TransferYears(const registers::Register& all);

    /// The years of an enrolment in which there are marks, the earliest first; those without a possible session are left out, and so are
    /// marks of days on which the pupil was not on the roll. A day of no mark is `##` on a weekend, where the calendar says so, and where nobody
    /// at the school has a mark that says there was a session; else `--`.
    /// @param until  later marks are left out; nothing: all are wanted
    [[nodiscard]] std::vector<TransferYear> of(std::uint32_t enrolment, std::optional<registers::Date> until = std::nullopt) const;

    /// The same of several enrolments of one pupil at one school, as if there were one: of two marks for one session the better counts.
    /// @param enrolments  by the UPN and an earlier one, say
    /// @param schools     that are the school: indices into Register::schools. The calendar is asked by the first URN that one of them has
    [[nodiscard]] std::vector<TransferYear> of(std::span<const std::uint32_t> enrolments, std::span<const std::uint32_t> schools,
                                               std::optional<registers::Date> until) const;

private:
    struct Stay;

    [[nodiscard]] TransferYear year_of(const Stay& stay, const registers::Period& days) const;
    [[nodiscard]] char character(const Stay& stay, registers::SessionNumber session) const;
    [[nodiscard]] bool is_session(const Stay& stay, registers::SessionNumber session) const;

    const registers::Register& all_;
    std::vector<registers::Marks> sessions_;  ///< by school: of each session some mark that says it was held
};

struct TransferSummary {
    std::uint64_t records = 0;
    std::uint64_t filled = 0;
    std::uint64_t without_marks = 0;       ///< records: nothing of them is changed
    std::uint64_t two_place_codes = 0;     ///< as in TransferYear
    std::uint64_t left_out = 0;
    std::uint64_t fewer = 0;               ///< years in which more sessions were possible before: the marks may not be all
    std::uint64_t without_number = 0;      ///< enrolments at schools whose number of authority and establishment is not known: left out
    std::string taken_school;              ///< the school of the registers (`URN 123456`) that was taken for the file's, being the only one,
                                           ///< though they have no number in common; empty: none was
};

/// Reads a transfer file and puts the years that the marks have in the place of those that it has, pupil by pupil; years of other
/// schools stay, and so does all that is unknown. Marks of a pupil's UPN and FormerUPN, and of several numbers of one school, count as those
/// of one enrolment. Marks of days after that of the file are left out.
/// @param writer  gets the new file, and is not committed
/// @throws DocumentError where it is no transfer file, is no good, is for learner numbers only, or has text that would be lost; InputError
TransferSummary fill_transfer(const schema::Dictionary& dictionary, io::Input& document, const registers::Register& marks, unsigned jobs,
                              formats::DocumentWriter& writer);

}  // namespace cbds::attendance
