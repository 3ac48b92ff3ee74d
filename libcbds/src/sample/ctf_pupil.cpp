/// Who the pupil is, the histories of meals and of special needs, the home and the contacts.

#include "sample/ctf.hpp"

#include <algorithm>
#include <vector>

namespace cbds::sample {
namespace {

/// Since 23.0 the item is called Sex; the department itself wrote Gender in 22.0.
constexpr int kSexSince = 23;

void put_ctf_address(const CtfEntry& entry) {
    const Address home = entry.stock.people.address(entry.random);
    Record& record = entry.record;
    if (entry.random.permille(entry.stock.line_address)) {
        const Inside lines(record, "AddressLines");
        record.put("AddressLine1", home.flat.empty() ? home.house + ' ' + home.street : home.flat);
        record.put("AddressLine2", home.flat.empty() ? std::string(home.town) : home.house + ' ' + home.street);
        if (!home.flat.empty()) record.put("AddressLine3", home.town);
    } else {
        const Inside format(record, "BS7666Address");
        if (!home.flat.empty()) record.put("SAON", home.flat);
        record.put("PAON", home.house);
        record.put("Street", home.street);
        if (!home.locality.empty()) record.put("Locality", home.locality);
        record.put("Town", home.town);
        record.put("AdministrativeArea", home.county);
        if (!home.uprn.empty()) record.put("UniquePropertyReferenceNumber", home.uprn);
    }
    record.put("County", home.county);
    record.put("PostCode", home.postcode);
}

void put_phone(const CtfEntry& entry, std::string_view type) {
    const Inside phone(entry.record, "Phone");
    entry.record.put("TelephoneType", type);
    entry.record.put("PhoneNo", telephone(entry.random, type == "M"));
}

/// Somebody who answers for the pupil, or knows the pupil.
struct ContactFacts {
    int order;
    std::string_view relationship;
    bool female;
    bool responsible;
    bool lives_elsewhere;
};

/// @param names  of the contacts before, which this one does not share: software may take namesakes for one
void put_contact(const CtfEntry& entry, const ContactFacts& facts, std::vector<std::string>& names) {
    Record& record = entry.record;
    Random& random = entry.random;
    const bool family = facts.order == 1 || random.permille(600);
    const std::string surname = family ? entry.pupil.surname : entry.stock.people.surname(random);
    std::string_view forename;
    do forename = entry.stock.people.forename(random, facts.female);
    while (std::find(names.begin(), names.end(), surname + ' ' + std::string(forename)) != names.end());
    names.push_back(surname + ' ' + std::string(forename));
    const Inside contact(record, "Contact");
    record.put_number("Order", facts.order);
    record.put("Title", entry.stock.people.title(random, facts.female));
    record.put("Surname", surname);
    record.put("Forename", forename);
    record.put("Relationship", facts.relationship);
    record.put_flag("Responsibility", facts.responsible);
    {
        const Inside address(record, "Address");
        if (facts.lives_elsewhere) put_ctf_address(entry);
        else record.put_flag("AddressAsPupil", true);
    }
    {
        const Inside phones(record, "Phones");
        put_phone(entry, "M");
        if (random.permille(400)) put_phone(entry, random.permille(500) ? "W" : "H");
    }
    if (random.permille(entry.stock.email)) record.put("Email", email_of(forename, surname));
}

}  // namespace

void put_ctf_identifiers(const CtfEntry& entry) {
    const CtfPupil& pupil = entry.pupil;
    Record& record = entry.record;
    const int issued = entry.times.academic_year - std::max(pupil.age - 4, 0);
    record.put("UPN", entry.numbers.upn(pupil.index, false, issued, false));
    if (is_of_age(pupil.born, entry.times.file_day, 14)) record.put("UniqueLearnerNumber", Numbers::uln(pupil.index, false));
    if (pupil.age >= 14 && entry.random.permille(entry.stock.uci))
        record.put("UCI", Numbers::uci(pupil.index, entry.times.academic_year));
    record.put("Surname", pupil.surname);
    record.put("Forename", pupil.forename);
    record.put_date("DOB", pupil.born);
    record.put(entry.times.version >= kSexSince ? "Sex" : "Gender", pupil.female ? "F" : "M");
}

void put_basic_details(const CtfEntry& entry) {
    const CtfPupil& pupil = entry.pupil;
    const CtfStock& stock = entry.stock;
    Record& record = entry.record;
    Random& random = entry.random;
    const Inside details(record, "BasicDetails");
    const int issued = entry.times.academic_year - std::max(pupil.age - 4, 0);
    if (random.permille(stock.former_upn)) record.put("FormerUPN", entry.numbers.upn(pupil.index, false, issued, true));
    record.put("PreferredSurname", random.permille(stock.preferred_surname) ? stock.people.surname(random) : pupil.surname);
    record.put("PreferredForename", pupil.forename);
    if (random.permille(stock.middle_names)) record.put("MiddleNames", stock.people.forename(random, pupil.female));
    record.put("NCyearActual", year_group(pupil.age));
    const std::string_view ethnicity = stock.ethnicity.pick(random);
    record.put("Ethnicity", ethnicity);
    record.put("EthnicitySource", ethnicity == "REFU" ? "P" : stock.ethnicity_source.pick(random));
    {
        const Inside languages(record, "Languages");
        const Inside type(record, "Type");
        record.put("LanguageType", "F");
        record.put("Language", random.permille(stock.eal) ? stock.language.pick(random) : "ENG");
    }
    record.put("ServiceChild", stock.service_child.pick(random));
    record.put_flag("MedicalFlag", random.permille(stock.medical));
    {
        const Inside disabilities(record, "Disabilities");
        record.put("Disability", random.permille(stock.disabled) ? stock.disability.pick(random) : "NONE");
    }
    record.put("EnrolStatus", "C");
}

/// A period that has ended, one that is open, or both.
void put_meals_history(const CtfEntry& entry) {
    if (!entry.random.permille(entry.stock.fsm)) return;
    Record& record = entry.record;
    Random& random = entry.random;
    const int start = entry.pupil.entry + random.between(5, 60);
    const Inside history(record, "FSMhistory");
    const auto put = [&](int first, int last, std::string_view country) {
        const Inside instance(record, "FSMinstance");
        record.put_date("FSMstartDate", first);
        record.put_date("FSMEligibilityVerificationDate", first);
        if (last != 0) record.put_date("FSMendDate", last);
        record.put("UKcountry", country);
        record.put("FSMCategory", entry.stock.fsm_category.pick(random));
    };
    if (entry.pupil.from_wales) put(start - 500, start - 120, "WLS");
    const bool lapsed = start + 400 < entry.times.leaving_day && random.permille(300);
    if (lapsed) put(start, start + 300, "ENG");
    if (!lapsed || random.permille(500))
        put(std::min(lapsed ? start + 380 : start, entry.times.leaving_day - 1), 0, "ENG");
}

/// What a school in Wales wrote and every later file carries on.
void put_wales(const CtfEntry& entry) {
    if (!entry.pupil.from_wales) return;
    Record& record = entry.record;
    const Inside details(record, "NAWdetails");
    record.put("SpeakWelsh", "2");
    record.put("HomeWelsh", "2");
    record.put("NationalIdentity", "WAL");
    record.put("EthnicitySource", "P");
    record.put("WelshSource", "P");
    record.put("EALAcquisition", "C");
    if (entry.pupil.sen == 'N') return;
    record.put("SENCurriculumandTeachingMethods", "CT1");
    record.put("SENGroupingandSupport", "GS1");
    record.put("SENSpecialisedResources", "SR1");
    record.put("SENAdviceandAssessment", "AA1");
}

void put_looked_after(const CtfEntry& entry) {
    const Inside looked_after(entry.record, "LookedAfter");
    entry.record.put_flag("InCare", entry.pupil.looked_after);
    if (entry.pupil.looked_after) entry.record.put_number("CareAuthority", entry.school.authority);
}

void put_needs_history(const CtfEntry& entry) {
    if (entry.pupil.sen == 'N') return;
    Record& record = entry.record;
    Random& random = entry.random;
    const int start = std::min(entry.pupil.entry + random.between(20, 200), entry.times.leaving_day - 10);
    const Inside history(record, "SENhistory");
    const auto put = [&](int day, std::string_view provision) {
        const Inside sen(record, "SEN");
        record.put_date("StartDate", day);
        record.put("SENprovision", provision);
    };
    put(start, "K");
    if (entry.pupil.sen == 'E') put(std::min(start + random.between(150, 400), entry.times.leaving_day), "E");
    const Inside needs(record, "SENneeds");
    const auto put_need = [&](int rank, std::string_view type) {
        const Inside need(record, "SENneed");
        record.put_date("NeedStartDate", start);
        record.put_number("SENtypeRank", rank);
        record.put("SENtype", type);
    };
    const std::string_view first = entry.stock.need.pick(random);
    const std::string_view second = entry.stock.need.pick(random);
    put_need(1, first);
    if (second != first && random.permille(entry.stock.second_need)) put_need(2, second);
}

void put_ctf_home(const CtfEntry& entry) {
    {
        const Inside address(entry.record, "Address");
        put_ctf_address(entry);
    }
    const Inside phones(entry.record, "Phones");
    put_phone(entry, "H");
}

void put_contacts(const CtfEntry& entry) {
    Random& random = entry.random;
    const Inside contacts(entry.record, "Contacts");
    const bool fostered = entry.pupil.looked_after;
    std::vector<std::string> names;
    put_contact(entry, {1, fostered ? "FOM" : "PAM", true, !fostered, false}, names);
    if (random.permille(entry.stock.second_contact_share)) {
        const std::string_view relationship = entry.stock.second_contact.pick(random);
        put_contact(entry, {2, relationship, relationship != "PAF" && relationship != "STF" && random.permille(500),
                            relationship == "PAF", random.permille(entry.stock.lives_elsewhere)}, names);
    }
    if (fostered) put_contact(entry, {3, "SWR", random.permille(500), false, true}, names);
}

}  // namespace cbds::sample
