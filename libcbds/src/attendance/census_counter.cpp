/// Counts marks by the windows, ages and codes of a return.

#include "cbds/attendance/census.hpp"

#include "cbds/error.hpp"
#include "cbds/reference/census_calendar.hpp"

#include <algorithm>

namespace cbds::attendance {
namespace {

using reference::AttendanceCategory;
using registers::CodeId;
using registers::SessionNumber;

constexpr int kYoungest = 4;  // at 31 August; SC2470
constexpr int kOldest = 15;
constexpr std::string_view kCode =
    "Message/Pupils/PupilsOnRoll/PupilOnRoll/Attendance/TermlyAttendance/SessionDetails/SessionDetail/AttendanceReason";

/// The codes that an edition has, in the order of the dictionary.
std::vector<std::string> codes_of(const schema::Dictionary& dictionary, schema::Edition edition) {
    std::vector<std::string> codes;
    const schema::ElementId item = dictionary.find(schema::Collection::school_census, kCode);
    if (item == schema::kNoElement) throw DictionaryError(std::string(kCode) + ": the dictionary has no such element");
    for (const schema::CodeRow& row : dictionary.codes(dictionary.type(dictionary.element(item).type)))
        if (row.editions[static_cast<std::size_t>(edition.collection)].holds(edition.ordinal)) codes.emplace_back(row.code);
    return codes;
}

/// A session that a pupil of the roll could have had, or was not due in: not a closure, nor one before the pupil came.
bool is_of_roll(AttendanceCategory category) { return category <= AttendanceCategory::not_required; }

bool is_weekend(SessionNumber session) { return registers::weekday_of(session) > 5; }

}  // namespace

CensusPupil census_pupil(const registers::Enrolment& enrolment) {
    return {enrolment.birth_date, enrolment.admission, enrolment.leaving, enrolment.boarder};
}

CensusCounter::CensusCounter(const schema::Dictionary& dictionary, schema::Edition edition)
    : age_date_(reference::age_date(edition)), codes_(codes_of(dictionary, edition)) {
    const auto add = [&](reference::Window which, bool second_half) {
        if (const auto found = reference::census_window(edition, which)) windows_.push_back({second_half, {found->from, found->until}});
    };
    add(reference::Window::attendance, false);
    add(reference::Window::second_half, true);
    if (windows_.empty()) throw UsageError(schema::edition_name(edition) + ": the days whose attendance it collects are not known");
    for (const std::string& code : codes_)
        if (const auto number = registers::find_code(code)) listed_[*number] = true;
    lists_presence_ = listed_[registers::find_code("/").value()];
}

bool CensusCounter::wants(const CensusPupil& pupil) const noexcept {
    if (pupil.boarder) return false;
    if (!pupil.birth_date) return true;
    const int age = identifiers::age_at(*pupil.birth_date, age_date_);
    return kYoungest <= age && age <= kOldest;
}

bool CensusCounter::asks(const CensusPupil& pupil, bool second_half) const noexcept {
    const auto window = std::find_if(windows_.begin(), windows_.end(), [=](const Window& each) { return each.second_half == second_half; });
    if (window == windows_.end() || !wants(pupil)) return false;
    const bool of_this_year = age_date_ < window->period.until;
    return of_this_year || !pupil.birth_date || identifiers::age_at(*pupil.birth_date, age_date_) > kYoungest;
}

CensusSections CensusCounter::count(const registers::Marks& marks, const CensusPupil& pupil) const {
    CensusSections all;
    for (const Window& window : windows_) {
        if (!asks(pupil, window.second_half)) continue;
        if (auto section = count(window, marks, pupil, all)) all.sections.push_back(std::move(*section));
    }
    return all;
}

std::optional<CensusSection> CensusCounter::count(const Window& window, const registers::Marks& marks, const CensusPupil& pupil,
                                                  CensusSections& all) const {
    CensusSection section{window.second_half, 0, {}};
    std::array<std::uint32_t, 256> counts{};
    bool on_roll = false;
    SessionNumber session = 0;
    for (const CodeId code : marks.within(window.period, session)) {
        const SessionNumber at = session++;
        if (code == registers::kNoCode || (is_weekend(at) && registers::code_text(code) == "#")) continue;
        const registers::Date day = registers::date_of(at);
        const AttendanceCategory category = registers::category_of(code, at);
        const bool possible = reference::is_possible(category);
        if ((pupil.entry && day < *pupil.entry) || (pupil.leaving && *pupil.leaving < day)) {
            all.off_roll += possible ? 1 : 0;
            continue;
        }
        on_roll |= is_of_roll(category);
        section.possible += possible ? 1 : 0;
        ++counts[code];
        if (!listed_[code] && (lists_presence_ || registers::is_absent(category))) ++all.not_listed;
    }
    if (!on_roll) return std::nullopt;
    for (std::size_t code = 1; code < counts.size(); ++code)
        if (counts[code] > 0 && listed_[code]) section.by_code.emplace(registers::code_text(static_cast<CodeId>(code)), counts[code]);
    return section;
}

}  // namespace cbds::attendance
