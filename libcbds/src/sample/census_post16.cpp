/// Pupils after year 11: planned hours, prior attainment, bursaries, learning aims.

#include "sample/census.hpp"

#include <algorithm>
#include <array>

namespace cbds::sample {
namespace {

/// Invented qualifications: a number of eight digits and a subject of the department's list.
struct Qualification {
    std::string_view number;
    std::string_view subject;
};
constexpr std::array<Qualification, 12> kAcademic{{{"99000010", "1001"}, {"99000021", "1002"}, {"99000032", "2011"},
                                                   {"99000043", "2005"}, {"99000054", "3100"}, {"99000065", "3200"},
                                                   {"99000076", "3300"}, {"99000087", "1205"}, {"99000098", "1212"},
                                                   {"99000109", "2013"}, {"99000110", "3102"}, {"99000121", "1207"}}};
constexpr std::array<Qualification, 3> kVocational{{{"99000210", "3503"}, {"99000221", "1206"}, {"99000232", "1208"}}};
constexpr Qualification kTechnical{"99000310", "3503"};

/// T levels began in 2020.
constexpr schema::Ordinal kTechnicalSince = schema::census_edition(2020, schema::Term::autumn).ordinal;

/// How a pupil spends the years after year 11.
enum class Route : std::uint8_t { academic, vocational, technical };

/// Depends on the pupil alone, so that hours and aims agree although they are put apart.
Route route_of(const CensusEntry& entry) {
    Random random(entry.roll.seed(), 'r', 2 * entry.pupil.index + (entry.pupil.leaver ? 1 : 0));
    const bool technical = entry.record.layout().edition().ordinal >= kTechnicalSince;
    if (technical && random.permille(entry.stock.technical)) return Route::technical;
    return random.permille(entry.stock.vocational) ? Route::vocational : Route::academic;
}

std::string_view programme_type(Route route) { return route == Route::technical ? "31" : "01"; }

/// The first day of the programme: September of year 12.
int programme_start(const CensusEntry& entry) {
    const int years = entry.pupil.age - 16;
    return entry.times().days.on_or_after(day_of(entry.times().academic_year - years, 9, 4));
}

void put_prior_attainment(const CensusEntry& entry, std::string_view subject) {
    Random& random = entry.random;
    Record& record = entry.record;
    const std::string name(subject);
    const bool second_year = entry.pupil.age >= 17;
    const bool passed = random.permille(850);
    const bool late = passed && second_year && random.permille(60);
    const std::string_view grade = (passed ? entry.stock.grade_passed : entry.stock.grade_not_passed).pick(random);
    const std::string_view stage = !passed ? "3" : late ? "2" : "1";
    record.put(name + "GCSEHighestPriorAttainment", grade);
    record.put(name + "GCSEPriorAttainmentYearGroup", stage);
    record.put(name + "GCSEPriorAttainmentYear11", stage);
    record.put(name + "GCSEFundingExemption", passed ? "N" : entry.stock.exemption.pick(random));
    if (second_year) record.put(name + "GCSEHighestPriorAttainmentPreviousYear", late ? "3" : grade);
}

/// One aim. Aims of those who have left, and some others, are over.
void put_aim(const CensusEntry& entry, std::string_view name, const Qualification& qualification, Route route) {
    Record& record = entry.record;
    const bool programme = name == "ProgrammeAim";
    const bool renamed = programme && record.collects("ProgrammeStartDate");  // since 2021
    const std::string prefix = renamed ? "Programme" : "Learning";
    const std::string status = renamed ? "ProgrammeAim" : "LearningAim";
    const int start = programme_start(entry);
    const int end = entry.times().days.on_or_before(day_of(entry.times().academic_year - (entry.pupil.age - 16) + 2, 7, 18));
    const bool over = entry.pupil.leaver;
    const bool completed = over && entry.pupil.leaving + 30 >= end;
    record.put("QN", qualification.number);
    record.put_date(prefix + "StartDate", start);
    record.put_date(prefix + "PlannedEndDate", end);
    if (over) record.put_date(prefix + "ActualEndDate", std::min(entry.pupil.leaving, end));
    record.put(status + "Status", !over ? "1" : completed ? "2" : "3");
    if (over && !completed) record.put(status + "WithdrawalReason", entry.stock.withdrawal_reason.pick(entry.random));
    record.put("ProgType", programme_type(route));
    record.put_flag("Traineeship", false);
    if (programme) return;
    record.put("SCC", qualification.subject);
    record.put_flag("CoreAim", route != Route::academic);
}

void put_work_placement(const CensusEntry& entry) {
    const Inside placement(entry.record, "WorkPlaceEntity");
    const int start = entry.times().days.on_or_after(programme_start(entry) + 60);
    entry.record.put_date("WPStartDate", start);
    entry.record.put_date("WPEndDate", entry.times().days.on_or_after(start + 40));
    entry.record.put_number("WPHours", 315);
    entry.record.put("WPMode", "1");
}

std::span<const Qualification> qualifications(Route route) {
    if (route == Route::academic) return kAcademic;
    if (route == Route::vocational) return kVocational;
    return {&kTechnical, 1};
}

/// Aims of the pupil: three or four academic ones, or one other.
void put_aims_of(const CensusEntry& entry, Route route) {
    const auto all = qualifications(route);
    const std::size_t count = route == Route::academic ? 3 + (entry.pupil.index % 3 == 0) : 1;
    for (std::size_t place = 0; place < count; ++place) {
        const Inside aim(entry.record, "LearningAim");
        put_aim(entry, "LearningAim", all[(entry.pupil.index * 5 + place) % all.size()], route);
        if (place == 0 && route != Route::academic && entry.pupil.age >= 17) put_work_placement(entry);
    }
}

}  // namespace

void put_planned_hours(const CensusEntry& entry) {
    if (!entry.pupil.aims || !entry.times().is(schema::Term::autumn)) return;
    Record& record = entry.record;
    Random& random = entry.random;
    const bool technical = route_of(entry) == Route::technical;
    const bool second_year = entry.pupil.age >= 17;
    const int qualified = random.between(480, 640);
    const int other = random.between(60, 180);
    if (!entry.pupil.leaver) {
        record.put_number(technical ? "TLevelQualHrs" : "QualHrs", qualified);
        record.put_number(technical ? "TLevelNon_qualHrs" : "Non_qualHrs", other);
    }
    if (second_year && !technical) {
        record.put_number("QualHrsPreviousYear", qualified + random.between(-20, 20));
        record.put_number("Non_qualHrsPreviousYear", other);
    }
    put_prior_attainment(entry, "Maths");
    put_prior_attainment(entry, "English");
}

void put_learner_support(const CensusEntry& entry) {
    if (!entry.pupil.learner_support) return;
    const Inside support(entry.record, "LearnerSupport");
    const Inside item(entry.record, "LearnerSupportItem");
    entry.record.put("SupportCode", entry.stock.learner_support.pick(entry.random));
}

void put_learner_fam(const CensusEntry& entry) {
    if (!entry.pupil.aims || !entry.random.permille(entry.stock.fam)) return;
    const Inside fam(entry.record, "LearnerFAM");
    entry.record.put("LearnFAMType", entry.stock.fam_type.pick(entry.random));
    const std::string_view code = entry.stock.fam_code.pick(entry.random);
    entry.record.put("LearnFAMCode", code);
    if (code == "01") entry.record.put_number("LearnFAMHours", 15);  // of tutoring, while it was collected
}

/// Aims stand under a programme since 2021; in 2020 beside it, before that alone.
void put_learning_aims(const CensusEntry& entry) {
    if (!entry.pupil.aims || !entry.times().is(schema::Term::autumn)) return;
    const Route route = route_of(entry);
    const Inside aims(entry.record, "LearningAims");
    if (entry.record.collects("ProgrammeAim")) {
        const Inside programme(entry.record, "ProgrammeAim");
        put_aim(entry, "ProgrammeAim", qualifications(route)[entry.pupil.index % qualifications(route).size()], route);
        if (entry.record.collects("LearningAim")) return put_aims_of(entry, route);
    }
    put_aims_of(entry, route);
}

}  // namespace cbds::sample
