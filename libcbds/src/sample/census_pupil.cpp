/// Identifiers, characteristics, status, special needs, home: what every pupil has.

#include "sample/census.hpp"

#include <algorithm>

namespace cbds::sample {
namespace {

/// 14 on the day that counts: a pupil of that age has a ULN.
bool has_uln(const CensusEntry& entry) {
    return is_of_age(entry.pupil.born, entry.pupil.leaver ? entry.pupil.leaving : entry.times().census_day, 14);
}

void put_free_meals(const CensusEntry& entry) {
    const CensusTimes& times = entry.times();
    Random& random = entry.random;
    const int first = entry.pupil.entry + random.between(5, 40);
    const int ended = times.previous_census_day + random.between(10, 60);
    const Inside eligibility(entry.record, "FSMeligibility");
    const auto put = [&](int start, int end, std::string_view country) {
        const Inside period(entry.record, "FSMperiod");
        entry.record.put_date("FSMstartDate", start);
        if (end != 0) entry.record.put_date("FSMendDate", end);
        entry.record.put("UKcountry", country);
        entry.record.put("FSMCategory", entry.stock.fsm_category.pick(random));
    };
    // While pupils are protected from losing free meals, a period ends only by a move from another country.
    const bool open = entry.pupil.meals == Meals::open;
    if (!open || random.permille(entry.stock.fsm_two)) {
        const int start = std::min(entry.pupil.entry, times.previous_census_day) - random.between(100, 400);
        put(start, ended, entry.stock.other_country.pick(random));
        if (open) put(ended + 1, 0, "ENG");
    } else {
        put(std::min(first, times.census_day), 0, "ENG");
    }
}

void put_address(const CensusEntry& entry, bool lines) {
    const Address home = entry.stock.people.address(entry.random);
    Record& record = entry.record;
    const Inside address(record, "Address");
    record.put("PostCode", home.postcode);
    if (!home.uprn.empty()) record.put("UniquePropertyReferenceNumber", home.uprn);
    if (entry.pupil.leaver) return;
    if (lines) {
        const Inside format(record, "LineAddressFormat");
        record.put("AddressLine1", home.flat.empty() ? home.house + ' ' + home.street : home.flat);
        record.put("AddressLine2", home.flat.empty() ? std::string(home.town) : home.house + ' ' + home.street);
        record.put("AddressLine3", home.flat.empty() ? home.county : home.town);
        return;
    }
    const Inside format(record, "BS7666Address");
    if (!home.flat.empty()) record.put("SAON", home.flat);
    record.put("PAON", home.house);
    record.put("Street", home.street);
    if (!home.locality.empty()) record.put("Locality", home.locality);
    record.put("Town", home.town);
    record.put("AdministrativeArea", home.county);
    record.put("PostTown", home.town);
}

std::string_view language_of(const CensusEntry& entry) {
    return entry.random.permille(entry.stock.eal) ? entry.stock.language.pick(entry.random) : "ENG";
}

/// Reception and years 1 and 2 say whether a meal was taken on census day. The first of them brought one from home, lest a
/// small return look as if nobody ever did.
void put_lunch(const CensusEntry& entry) {
    const CensusPupil& pupil = entry.pupil;
    if (pupil.age < 4 || pupil.age > 6) return;
    const bool school_lunch = entry.random.permille(entry.stock.school_lunch);
    const auto groups = static_cast<std::uint64_t>(entry.phase().oldest - entry.phase().youngest + 1);
    const bool first_infant = pupil.age == 6 && pupil.index / groups % 4 == 0;
    entry.record.put_flag("SchoolLunchTaken", school_lunch && !first_infant);
}

}  // namespace

void put_identifiers(const CensusEntry& entry) {
    const CensusPupil& pupil = entry.pupil;
    Record& record = entry.record;
    Random& random = entry.random;
    const CensusStock& stock = entry.stock;
    const Inside identifiers(record, "PupilIdentifiers");
    const int issued = entry.times().academic_year - std::max(pupil.age - 4, 0);
    record.put("UPN", entry.numbers.upn(pupil.index, pupil.leaver, issued, random.permille(stock.temporary_upn)));
    if (has_uln(entry)) record.put("UniqueLearnerNumber", Numbers::uln(pupil.index, pupil.leaver));
    if (random.permille(stock.former_upn))
        record.put("FormerUPN", entry.numbers.upn(pupil.index, pupil.leaver, issued, true));
    record.put("Surname", stock.people.surname(random));
    record.put("Forename", stock.people.forename(random, pupil.female));
    if (random.permille(stock.middle_names)) record.put("MiddleNames", stock.people.forename(random, pupil.female));
    if (!pupil.leaver && random.permille(stock.preferred_surname))
        record.put("PreferredSurname", stock.people.surname(random));
    if (random.permille(stock.former_surname)) record.put("FormerSurname", stock.people.surname(random));
    const std::string_view sex = pupil.female ? "F" : "M";
    record.put("Gender", sex);
    record.put("Sex", sex);
    record.put_date("DOB", pupil.born);
}

void put_characteristics(const CensusEntry& entry) {
    const CensusPupil& pupil = entry.pupil;
    const CensusStock& stock = entry.stock;
    Record& record = entry.record;
    Random& random = entry.random;
    record.put("Ethnicity", stock.ethnicity.pick(random));
    record.put("Language", language_of(entry));
    if (pupil.leaver) return;
    if (pupil.meals != Meals::none) put_free_meals(entry);
    put_lunch(entry);
    if (pupil.age >= 12) record.put("YSSA", pupil.index == 0 ? "Yes" : stock.youth_support.pick(random));
    record.put("ServiceChild", pupil.service_child ? "Y" : stock.service_child.pick(random));
    record.put("PLAA", random.permille(stock.post_looked_after_share) ? stock.post_looked_after.pick(random) : "N");
    record.put("YoungCarer", random.permille(stock.young_carer_share) ? stock.young_carer.pick(random) : "N");
    if (entry.phase().code != "NS")
        record.put("KinshipCare", random.permille(stock.kinship_share) ? stock.kinship_care.pick(random) : "ND");
    record.put_flag("TopUpFunding", random.permille(pupil.sen == 'E' ? 700 : pupil.sen == 'K' ? stock.top_up : 0));
    if (entry.phase().code == "PR") record.put_number("UnitContactTimePupil", random.between(8, 25));
}

void put_status(const CensusEntry& entry) {
    const CensusPupil& pupil = entry.pupil;
    Record& record = entry.record;
    const Inside status(record, "PupilStatus");
    if (!pupil.leaver) record.put("EnrolStatus", std::string_view(&pupil.enrolment, 1));
    if (!pupil.leaver && entry.phase().nursery_classes && pupil.age <= 11)
        record.put("ClassType", pupil.age <= 3 ? "N" : "O");
    record.put_date("EntryDate", pupil.entry);
    if (pupil.leaver) record.put_date("LeavingDate", pupil.leaving);
    record.put_flag("PartTime", pupil.part_time);
    record.put("Boarder", std::string_view(&pupil.boarder, 1));
    if (!pupil.leaver) record.put("NCyearActual", year_group(pupil.age));
    if (pupil.leaver && pupil.aims) record.put("NCyearLeaving", year_group(pupil.age - 1));
}

void put_special_needs(const CensusEntry& entry) {
    const CensusPupil& pupil = entry.pupil;
    Record& record = entry.record;
    Random& random = entry.random;
    const Inside special(record, "SpecialEducationalNeeds");
    record.put("SENprovision", std::string_view(&pupil.sen, 1));
    if (pupil.sen == 'N') return;
    {
        const Inside needs(record, "SENneeds");
        const auto put = [&](int rank, std::string_view type) {
            const Inside need(record, "SENneed");
            record.put_number("SENtypeRank", rank);
            record.put("SENtype", type);
        };
        const bool unassessed = pupil.sen == 'K' && random.permille(80);
        const std::string_view first = (unassessed ? entry.stock.need_on_support : entry.stock.need).pick(random);
        put(1, first);
        const std::string_view second = entry.stock.need.pick(random);
        if (!unassessed && second != first && random.permille(entry.stock.second_need)) put(2, second);
    }
    if (entry.phase().code == "SP" || entry.phase().code == "PR") return;
    record.put_flag("SENunitIndicator", random.permille(entry.stock.sen_unit));
    record.put_flag("ResourcedProvisionIndicator", random.permille(entry.stock.resourced));
}

/// Of leavers the autumn return asks for the postcode alone, and only where they have learning aims.
void put_home(const CensusEntry& entry) {
    const bool leaver = entry.pupil.leaver;
    if (leaver && !(entry.pupil.aims && entry.times().is(schema::Term::autumn))) return;
    const Inside home(entry.record, "HomeInformation");
    put_address(entry, entry.random.permille(entry.stock.line_address));
    if (!leaver && entry.random.permille(entry.stock.second_address)) put_address(entry, false);
}

}  // namespace cbds::sample
