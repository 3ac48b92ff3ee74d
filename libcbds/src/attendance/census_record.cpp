#include "attendance/census_record.hpp"

#include "attendance/joined_enrolment.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace cbds::attendance {
namespace {

constexpr std::string_view kBoards = "B67";  // codes of Boarder for pupils who board; SC2470

}  // namespace

CensusGathered CensusRecordEditor::take() { return std::exchange(gathered_, {}); }

bool CensusRecordEditor::edit(xml::Element& record, std::uint64_t number) {
    const registers::Enrolment enrolment = find(record);
    const std::size_t before = gathered_.differences.size();
    if (enrolment.marks.empty() || !compare(record, enrolment)) {
        ++gathered_.summary.without_marks;
        return false;
    }
    const std::string upn = value(record, run_.plan.row(record.id).key);
    for (std::size_t i = before; i < gathered_.differences.size(); ++i) {
        gathered_.differences[i].record = number;
        gathered_.differences[i].upn = upn;
    }
    const bool changed = gathered_.differences.size() > before;
    ++(changed ? gathered_.summary.different : gathered_.summary.equal);
    return changed;
}

/// By UPN and by the one that the pupil had: marks from before the change have that.
registers::Enrolment CensusRecordEditor::find(xml::Element& record) {
    const auto places = run_.enrolments.find(value(record, run_.plan.row(record.id).key), value(record, "PupilIdentifiers/FormerUPN"));
    gathered_.seen.insert(gathered_.seen.end(), places.begin(), places.end());
    return joined_enrolment(run_.marks, places);
}

/// The return knows best who boards, and when the pupil came and left: a pupil who came back has two records. Who is on its roll has not left,
/// whatever a list of pupils says that may be older, or be of an earlier stay.
CensusPupil CensusRecordEditor::pupil_of(xml::Element& record, const registers::Enrolment& enrolment) const {
    CensusPupil pupil = census_pupil(enrolment);
    if (run_.plan.row(record.id).roll == schema::Roll::on) pupil.leaving.reset();
    const auto take_date = [&](std::optional<registers::Date>& known, std::string_view path) {
        if (const auto date = identifiers::parse_date(value(record, path))) known = date;
    };
    take_date(pupil.birth_date, "PupilIdentifiers/DOB");
    take_date(pupil.entry, "PupilStatus/EntryDate");
    take_date(pupil.leaving, "PupilStatus/LeavingDate");
    const std::string boarder = value(record, "PupilStatus/Boarder");
    if (!boarder.empty()) pupil.boarder = boarder.size() == 1 && kBoards.find(boarder) != std::string_view::npos;
    return pupil;
}

/// @returns whether the marks say anything of the record
bool CensusRecordEditor::compare(xml::Element& record, const registers::Enrolment& enrolment) {
    const CensusPupil pupil = pupil_of(record, enrolment);
    const bool wanted = run_.counter.wants(pupil) && run_.collects(child_row(run_.plan, record.id, "Attendance"));
    const CensusSections counted = wanted ? run_.counter.count(enrolment.marks, pupil) : CensusSections{};
    gathered_.summary.off_roll += counted.off_roll;
    gathered_.summary.not_listed += counted.not_listed;
    const bool first = compare(record, counted, wanted, false);
    const bool second = compare(record, counted, wanted, true);
    return first || second;
}

bool CensusRecordEditor::compare(xml::Element& record, const CensusSections& counted, bool wanted, bool second_half) {
    const SectionRows rows = SectionRows::of(run_.plan, record.id, second_half);
    const auto ours = std::find_if(counted.sections.begin(), counted.sections.end(),
                                   [=](const CensusSection& section) { return section.second_half == second_half; });
    const CensusSection* const section = ours == counted.sections.end() ? nullptr : &*ours;
    if (rows.section == schema::kNoElement || (section == nullptr && wanted)) return false;
    CensusSectionEdit edit(run_.plan, rows, record);
    std::vector<CensusDifference> found = edit.differences(section);
    if (!found.empty()) edit.write(section);
    std::move(found.begin(), found.end(), std::back_inserter(gathered_.differences));
    return true;
}

}  // namespace cbds::attendance
