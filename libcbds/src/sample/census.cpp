#include "sample/census.hpp"

#include "sample/census_paths.hpp"

namespace cbds::sample {
namespace {

/// Marks changed on 19 August 2024, and a return has those of the period that it collects.
bool is_dated(std::string_view code, const CensusTimes& times) {
    const bool now = times.attendance.from >= day_of(2024, 8, 1);
    for (const std::string_view newer : {"C1", "C2", "J1", "K", "Q", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7"})
        if (code == newer) return now;
    for (const std::string_view older : {"H", "J", "Y"})
        if (code == older) return !now;
    return code != "X";  // only for four-year-olds who need not come yet
}

Choice marks(std::string_view name, const Layout& layout) {
    const CensusTimes times(layout.edition());
    return Choice(name, [&](std::string_view code) { return is_dated(code, times) && layout.allows(kMarkPath, code); });
}

/// A choice less the codes that the element at a path does not take in this edition.
Choice coded(std::string_view name, const Layout& layout, std::string_view path) {
    return Choice(name, [&](std::string_view code) { return layout.allows(path, code); });
}

/// As `coded`, for a set that some editions do not have at all: then anything will do, for it is never written.
Choice perhaps(std::string_view name, const Layout& layout, std::string_view path) {
    return layout.collects(layout.find(path)) ? coded(name, layout, path) : Choice(name);
}

std::string_view suspension_code(const Layout& layout) {
    const CensusTimes times(layout.edition());
    const std::string_view wanted = times.attendance.from < day_of(2021, 8, 1) ? "FIXD" : "SUSP";
    return layout.allows(kCategoryPath, wanted) ? wanted : "SUSP";
}

}  // namespace

CensusStock::CensusStock(const Layout& layout)
    : ethnicity(perhaps("ethnicity", layout, kEthnicityPath)), language(coded("language", layout, kLanguagePath)),
      service_child("service child"), post_looked_after(coded("post looked after", layout, kPlaaPath)),
      young_carer("young carer"), kinship_care("kinship care"), youth_support("youth support"), fsm_category("fsm category"),
      other_country("other country"), early_years_basis("early years basis"), funding_basis("funding basis"),
      need(perhaps("need", layout, kNeedPath)), need_on_support("need on support"),
      exclusion_reason(coded("exclusion reason", layout, kReasonPath)), absence(marks("absence", layout)),
      presence("presence", [&](std::string_view code) { return is_dated(code, CensusTimes(layout.edition())); }),
      not_possible(marks("not possible", layout)), admission_reason("admission reason"), placement_reason("placement reason"),
      setting_type("setting type"), fam_type(perhaps("learner fam", layout, kFamTypePath)),
      fam_code(perhaps("learner fam code", layout, kFamCodePath)), learner_support("learner support"),
      grade_passed("grade passed"), grade_not_passed("grade not passed"), exemption("exemption"),
      withdrawal_reason("withdrawal reason"), collects_presence(layout.allows(kMarkPath, "/")),
      suspension(suspension_code(layout)), eal(share("english as an additional language")), middle_names(share("middle names")),
      preferred_surname(share("preferred surname")), former_surname(share("former surname")),
      former_upn(share("former upn")), temporary_upn(share("temporary upn")), second_need(share("second need")),
      sen_unit(share("sen unit")), resourced(share("resourced provision")),
      post_looked_after_share(share("post looked after")), young_carer_share(share("young carer")),
      kinship_share(share("kinship care")), top_up(share("top up")), line_address(share("line address")),
      second_address(share("second address")), fsm_two(share("fsm two periods")), school_lunch(share("school lunch")),
      fam(share("learner fam")), vocational(share("vocational")), technical(share("technical")),
      withdrawn(share("aim withdrawn")), funded_two(share("funded two-year-old")), extended(share("extended hours")),
      premium(share("early years pupil premium")), disability_fund(share("disability access fund")) {}

CensusMaker::CensusMaker(const Layout& layout, const School& school, std::uint64_t seed)
    : roll_(layout.edition(), school, seed), stock_(layout), numbers_(static_cast<unsigned>(school.authority)),
      header_(layout.find(kHeaderPath)), on_roll_(layout.find(kOnRollPath)), off_roll_(layout.find(kOffRollPath)),
      leaves_(school.phase->code != "NS"), leavers_(share("leavers")) {}

Plan CensusMaker::plan(std::uint64_t records) const {
    const std::uint64_t leavers = leaves_ ? (records * leavers_ + 500) / 1000 : 0;
    return {records - leavers, leavers};
}

void CensusMaker::part(const Plan& plan, Record& part) const {
    if (part.nodes()[0].element == header_) return put_census_header(roll_, part);
    std::uint64_t free_meals = 0;
    std::uint64_t part_timers = 0;
    for (std::uint64_t index = 0; index < plan.on_roll; ++index) {
        const CensusPupil pupil = roll_.pupil(index, false);
        free_meals += pupil.meals == Meals::open;
        part_timers += pupil.part_time;
    }
    put_census_school(roll_, plan, free_meals, part_timers, part);
}

schema::ElementId CensusMaker::record_element(bool leaver) const noexcept { return leaver ? off_roll_ : on_roll_; }

void CensusMaker::pupil(std::uint64_t index, bool leaver, Record& record) const {
    const CensusPupil pupil = roll_.pupil(index, leaver);
    Random random(roll_.seed(), leaver ? 'L' : 'P', index);
    const CensusEntry entry{roll_, stock_, numbers_, pupil, record, random};
    put_identifiers(entry);
    {
        const Inside characteristics(record, "PupilCharacteristics");
        put_characteristics(entry);
        put_early_years(entry);
        put_planned_hours(entry);
        put_learner_support(entry);
    }
    put_status(entry);
    if (!leaver) put_special_needs(entry);
    put_exclusions(entry);
    put_home(entry);
    put_attendance(entry);
    put_learner_fam(entry);
    put_learning_aims(entry);
    put_admission_to_unit(entry);
    put_placements(entry);
}

}  // namespace cbds::sample
