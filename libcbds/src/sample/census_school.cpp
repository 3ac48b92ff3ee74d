/// The header of a census and what it says about the school.

#include "sample/census.hpp"
#include "schema/term_code.hpp"

#include <algorithm>
#include <array>

namespace cbds::sample {
namespace {

using schema::Term;

/// What the types of the counts allow.
constexpr std::uint64_t kMostHomePupils = 999;
constexpr std::uint64_t kMostCounted = 9999;

/// A class of the size that is usual; larger ones only where the school would have more classes than a document
/// should carry before its first pupil.
constexpr std::uint64_t kUsualClass = 27;
constexpr std::uint64_t kUsualClasses = 300;

void put_characteristics_of_special_school(const CensusRoll& roll, Record& record) {
    if (roll.school().phase->code != "SP") return;
    Random random(roll.seed(), 's', 1);
    const Inside special(record, "SpecialSchool");
    record.put("Accommodation", "D");
    record.put_number("MaxDayPupils", random.between(80, 160));
    record.put_number("MaxBoarders", random.between(4, 20));
    for (const std::string_view name : {"MinMaleAge", "MinFemaleAge"}) record.put_number(name, 4);
    for (const std::string_view name : {"MaxMaleAge", "MaxFemaleAge"}) record.put_number(name, 19);
    const Inside provisions(record, "Provisions");
    const Choice types("special school type");
    const std::string_view first = types.pick(random);
    const std::string_view second = types.pick(random);
    record.put("SpecialSchoolType", first);
    if (second != first) record.put("SpecialSchoolType", second);
}

void put_school_characteristics(const CensusRoll& roll, Record& record) {
    const School& school = roll.school();
    Random random(roll.seed(), 's', 2);
    const Inside characteristics(record, "SchoolCharacteristics");
    record.put("SchoolName", school.name);
    record.put("Email", "office@example.org");
    record.put("PhoneNo", telephone(random, false));
    record.put("Phase", school.phase->code);
    record.put("SchoolType", school.phase->school_type);
    record.put("HighestNCyear", year_group(school.phase->oldest));
    record.put("LowestNCyear", year_group(school.phase->youngest));
    record.put("Intake", school.phase->intake);
    record.put("Governance", school.phase->governance);
    put_characteristics_of_special_school(roll, record);
    if (school.phase->code != "PR") return;
    record.put_flag("ChildMothers", true);
    record.put_number("TeenMotherPlaces", 4);
    record.put_flag("ChildcarePlaces", false);
}

/// Appeals that add up: withdrawn and heard make those lodged, upheld and rejected those heard.
struct Appeals {
    int withdrawn, upheld, rejected;
};

void put_counts(Record& record, const Appeals& appeals) {
    const int heard = appeals.upheld + appeals.rejected;
    record.put_number("Lodged", appeals.withdrawn + heard);
    record.put_number("Withdrawn", appeals.withdrawn);
    record.put_number("Heard", heard);
    record.put_number("Upheld", appeals.upheld);
    record.put_number("Rejected", appeals.rejected);
}

void put_appeals(const CensusRoll& roll, Record& record) {
    const PhaseFacts& phase = *roll.school().phase;
    const std::string_view code = phase.code;
    if (!phase.classes) return;
    Random random(roll.seed(), 's', 3);
    const Appeals primary{random.between(1, 4), random.between(1, 3), random.between(3, 6)};
    const Appeals infant{random.between(0, 1), random.between(0, 1), random.between(1, 3)};
    {
        const Inside appeals(record, "AdmissionsAppeals");
        if (!phase.primary) {
            const Inside secondary(record, "Secondary");
            put_counts(record, {random.between(1, 8), random.between(2, 6), random.between(5, 20)});
        }
        if (phase.primary || code == "AT") {
            const Inside counts(record, "Primary");
            put_counts(record, primary);
        }
    }
    if (code != "PS" && code != "AT") return;
    const Inside counts(record, "InfantAdmissionsAppeals");
    put_counts(record, infant);
}

/// What classes are made of.
struct ClassStock {
    Words names{"class"};
    Choice activity_of_infants{"activity of infants"};
    Choice activity{"activity"};
};

std::string class_name(const Words& names, std::uint64_t place) {
    std::string name(names[place]);
    if (place >= names.size()) name += ' ' + std::to_string(place / names.size() + 1);
    return name;
}

std::string_view key_stage(int age) { return age <= 4 ? "F" : age <= 6 ? "1" : age <= 10 ? "2" : "3"; }

void put_class(const CensusRoll& roll, const ClassStock& stock, std::uint64_t place, std::uint64_t pupils, Record& record) {
    const PhaseFacts& phase = *roll.school().phase;
    Random random(roll.seed(), 'k', place);
    const int age = phase.youngest + static_cast<int>(place % static_cast<std::uint64_t>(phase.oldest - phase.youngest + 1));
    const bool small = phase.nursery_classes && age <= 11;  // class type and activity stop at year 7
    const Inside one(record, "Class");
    record.put("ClassName", class_name(stock.names, place));
    record.put_number("Teachers", 1);
    record.put_number("NonTeachers", age <= 6 ? random.between(1, 3) : random.between(0, 2));
    record.put("YearGroup", year_group(age));
    if (small) {
        record.put("ClassType", age <= 3 ? "N" : "O");
        record.put("KeyStage", key_stage(age));
        record.put("ASCactivity", (age <= 6 ? stock.activity_of_infants : stock.activity).pick(random));
    }
    record.put_number("HomePupils", static_cast<long long>(pupils));
    record.put_number("GuestPupils", random.permille(60) ? random.between(1, 3) : 0);
}

/// Classes hold everybody who was in the building, the reconciliation those who were not.
void put_classes(const CensusRoll& roll, const Plan& plan, std::uint64_t part_timers, Record& record) {
    if (!roll.school().phase->classes) return;
    const bool secondary = !roll.school().phase->primary;
    const std::uint64_t out = std::min(part_timers / 2, kMostCounted);
    const std::uint64_t other = std::min<std::uint64_t>((plan.on_roll - out) / 400, 20);
    std::uint64_t left = plan.on_roll - out - other * (secondary ? 3 : 1);
    {
        const Inside reconciliation(record, "Reconciliation");
        const Inside counts(record, "PupilReconciliation");
        record.put_number("PartTimeNotIn", static_cast<long long>(out));
        record.put_number("PrivateStudy", 0);
        record.put_number("AtOtherSchool", static_cast<long long>(other));
        if (secondary) {
            record.put_number("WorkExperience", static_cast<long long>(other));
            record.put_number("FEcollege", static_cast<long long>(other));
        }
    }
    const ClassStock stock;
    const std::uint64_t size = std::clamp(left / kUsualClasses + 1, kUsualClass, kMostHomePupils);
    const Inside classes(record, "Classes");
    for (std::uint64_t place = 0; left > 0; ++place) {
        const std::uint64_t pupils = std::min(left, size);
        put_class(roll, stock, place, pupils, record);
        left -= pupils;
    }
}

/// One of the four types of childcare. Of what is not on the school's site only the signposting is told.
struct ChildcareFacts {
    std::string_view type;
    bool on_site;
    std::string_view opening, closing;
    int weeks;
};
constexpr std::array<ChildcareFacts, 4> kChildcare{{{"B", true, "07:30", "08:45", 38},
                                                    {"A", true, "15:15", "18:00", 38},
                                                    {"H", false, "", "", 0},
                                                    {"U", true, "08:00", "18:00", 38}}};

void put_childcare(const ChildcareFacts& facts, Record& record) {
    const Inside childcare(record, "Childcare");
    record.put("TypeOfChildcare", facts.type);
    record.put("OnSite", facts.on_site ? "Y" : "N");
    record.put("ChildcareSignposting", facts.on_site ? "YF" : "YL");
    if (!facts.on_site) return;
    record.put("OpeningTime", facts.opening);
    record.put("ClosingTime", facts.closing);
    record.put_number("NoOfChildcarePlaces", facts.type == "U" ? 26 : 40);
    record.put("ChildcareProvider", "SCH");
    record.put("OtherSchools", "N");
    record.put_number("ChildcareWksOpen", facts.weeks);
    record.put("ChildcarePlacesAvailability", "YES");
    if (facts.type == "B") record.put("ChildcareBefore8am", "YES");
    if (facts.type == "A") record.put("ChildcareUntil6pm", "YES");
    if (facts.type == "U") record.put("ChildcareCovers8amTo6pm", "ALL");
}

}  // namespace

void put_census_header(const CensusRoll& roll, Record& record) {
    const CensusTimes& times = roll.times();
    const School& school = roll.school();
    {
        const Inside details(record, "CollectionDetails");
        record.put("Collection", "SC");
        record.put("Term", schema::term_code(times.term));
        record.put_number("Year", times.year);
        record.put_date("ReferenceDate", times.census_day);
    }
    const Inside source(record, "Source");
    record.put("SourceLevel", "S");
    record.put_number("LEA", school.authority);
    record.put_number("Estab", school.establishment);
    record.put("URN", school.urn);
    record.put("SoftwareCode", "EXEMPLAR");
    record.put("Release", "1.0");
    record.put("Xversion", "N/A");
    record.put("SerialNo", "001");
    char day[10];
    write_day(times.census_day, day);
    record.put("DateTime", std::string(day, sizeof day) + "T14:05:00");
}

void put_census_school(const CensusRoll& roll, const Plan& plan, std::uint64_t free_meals, std::uint64_t part_timers,
                       Record& record) {
    put_school_characteristics(roll, record);
    put_appeals(roll, record);
    put_classes(roll, plan, part_timers, record);
    for (const ChildcareFacts& facts : kChildcare) put_childcare(facts, record);
    const Inside miscellaneous(record, "Miscellaneous");
    record.put_number("FreeMealsTaken", static_cast<long long>(std::min(free_meals * 9 / 10, kMostCounted)));
}

}  // namespace cbds::sample
