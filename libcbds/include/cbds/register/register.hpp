/// @file
/// Registers in memory: schools, enrolments and their marks, whatever they were read from. A year of a pupil takes less than a
/// kilobyte, so that a trust, or an authority, fits; lines or times of recording, where they are kept, are 16 bytes a session more.
///
/// An enrolment is a pupil at a school. A pupil who moved has two; a pupil on two rolls too.
#pragma once

#include "cbds/register/calendar.hpp"
#include "cbds/register/codes.hpp"
#include "cbds/register/session.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cbds::registers {

/// What is known of a school. Texts that were not given are empty.
struct School {
    std::string urn;      ///< as written in the marks; empty where only the number below is known
    std::string laestab;  ///< authority and establishment, `2013999`
    std::string name;
    std::string la_code;  ///< three digits
    std::string phase;
    std::string trust_id;
    std::string trust_name;
    std::optional<Date> opened;
    std::optional<Date> closed;
    std::optional<int> low_age;
    std::optional<int> high_age;
};

/// What is known of a pupil from a day on.
struct Characteristics {
    std::optional<Date> valid_from;  ///< nothing: as far back as is known
    std::string sex;
    std::string year_group;  ///< `R`, `1` to `14`, `N1`, `N2`, `X`
    std::string ethnicity;
    std::string fsm;
    std::string fsm6;
    std::string sen;         ///< `N`, `K`, `E`
    std::string looked_after;
    std::string previously_looked_after;
    std::string in_need;
    std::string protection_plan;
};

/// What was recorded, a byte a session, from the first session that has a mark.
class Marks {
public:
    /// `kNoCode` where nothing was recorded.
    [[nodiscard]] CodeId at(SessionNumber session) const noexcept {
        const auto place = static_cast<std::uint32_t>(session - first_);
        return place < codes_.size() ? codes_[place] : kNoCode;
    }

    /// Records a mark. Room is made for four weeks at a time.
    void set(SessionNumber session, CodeId code);

    /// Records a stretch at once, in the place of all that was recorded. It begins with a morning and has whole days.
    void assign(SessionNumber first, std::vector<CodeId> codes) {
        first_ = first;
        codes_ = std::move(codes);
    }

    /// Sessions from first() to before end() may have marks; it is an even number, and the first one a morning.
    [[nodiscard]] SessionNumber first() const noexcept { return first_; }
    [[nodiscard]] SessionNumber end() const noexcept { return first_ + static_cast<SessionNumber>(codes_.size()); }
    [[nodiscard]] std::span<const CodeId> codes() const noexcept { return codes_; }
    [[nodiscard]] bool empty() const noexcept { return codes_.empty(); }

    /// The part of a period. May be empty.
    [[nodiscard]] std::span<const CodeId> within(const Period& period, SessionNumber& first) const noexcept;

    /// Forgets everything.
    void clear() noexcept { codes_.clear(); }

private:
    SessionNumber first_ = 0;
    std::vector<CodeId> codes_;
};

/// What is known of a mark beside its code. Kept only if it was asked for, or if marks have times of recording.
struct MarkDetail {
    std::int64_t recorded_at = 0;    ///< seconds since 1970-01-01 UTC; 0: not known
    std::uint32_t line = 0;          ///< of the file, from 1; 0: not known
    std::uint16_t file = 0;          ///< index into Register::files
    std::uint16_t minutes_late = 0;
};

/// Totals of a period that came without marks, or beside them: of a CTF's year, of a census's window.
struct SessionTotals {
    Period period;
    std::optional<std::uint32_t> possible;
    std::optional<std::uint32_t> attended;
    std::optional<std::uint32_t> authorised;
    std::optional<std::uint32_t> unauthorised;
    std::vector<std::pair<CodeId, std::uint32_t>> by_code;
    std::string source;  ///< `ctf`, `census`, `census-second-half`, `summary`
};

struct Enrolment {
    std::uint32_t school = 0;  ///< index into Register::schools
    std::string pupil_id;      ///< the number that the school's software gives; may be empty
    std::string upn;           ///< may be empty, then pupil_id is not
    std::string surname;       ///< from CTF and JSON; for masked reports only
    std::string forename;
    std::optional<Date> birth_date;
    std::optional<Date> admission;
    std::optional<Date> leaving;   ///< the last day on roll
    bool boarder = false;
    std::optional<bool> main_dual; ///< dual registered: this is the main school, or it is not; nothing: not dual registered, or not known
    bool listed = false;           ///< in pupils.csv, a CTF or a census, and not only in marks
    std::vector<Characteristics> characteristics;  ///< by valid_from, the earliest first
    std::vector<Date> exclusions;                  ///< first days of suspensions and exclusions, where a census tells them
    std::vector<SessionTotals> totals;
    Marks marks;
    std::vector<MarkDetail> details;  ///< of each session of `marks`, or empty

    /// How the enrolment is called where its pupil may be named: the UPN, else the software's number.
    [[nodiscard]] const std::string& key() const noexcept { return upn.empty() ? pupil_id : upn; }

    /// What is known of the pupil on a day: the last row that is valid; before the first one, the first. Null: nothing is known.
    [[nodiscard]] const Characteristics* on(Date day) const noexcept;

    /// Whether the pupil is on the roll on a day, as far as the dates tell.
    [[nodiscard]] bool on_roll(Date day) const noexcept { return (!admission || *admission <= day) && (!leaving || day <= *leaving); }

    /// Age in whole years at 31 August before the academic year of a day; nothing where the birth date is not known.
    [[nodiscard]] std::optional<int> age_at_start_of_year(Date day) const noexcept;

    /// The detail of a session's mark; null where none was kept.
    [[nodiscard]] const MarkDetail* detail(SessionNumber session) const noexcept;
};

/// What was wrong with, or mended in, what was read. Rules make findings of them.
struct Incident {
    enum class Kind : std::uint8_t {
        unreadable_date,     ///< no date in the place of one, or no AM or PM: the row was left out
        mended_code,         ///< the code was not written as it should be, and was read all the same
        repeated,            ///< the same mark twice for a session
        conflict,            ///< two different marks for a session; `value` is the one that does not count
        category_differs,    ///< the file says what the mark counts as, and it does not
        no_pupil,            ///< a row without pupil or school: left out
        unknown_code_id,     ///< a mark refers to a code that the list of codes does not have: left out
        unreadable_value,    ///< another cell that cannot be read (a birth date, a time of recording): taken as absent
    };
    static constexpr std::size_t kKinds = 8;
    Kind kind{};
    std::uint32_t enrolment = kNoEnrolment;
    SessionNumber session = 0;  ///< 0: of no session
    std::uint32_t line = 0;
    std::uint16_t file = 0;
    std::string value;     ///< as it stands there
    std::string column;

    static constexpr std::uint32_t kNoEnrolment = 0xFFFFFFFF;
};

/// All that was read.
struct Register {
    std::vector<School> schools;
    std::vector<Enrolment> enrolments;      ///< by school, in the order of its first row; within it by that of the pupil's
    Calendar calendar;
    std::vector<std::string> other_codes;   ///< texts of numbers from kFirstOtherCode on
    std::vector<std::string> files;         ///< names of what was read
    std::vector<Incident> incidents;        ///< in the order in which they were read
    std::uint64_t marks_read = 0;           ///< rows or tokens that held a mark

    /// The text of any code: of the table, of other_codes, `-` for none.
    [[nodiscard]] std::string_view code(CodeId code) const noexcept;
};

}  // namespace cbds::registers
