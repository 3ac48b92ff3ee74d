#include "sample/ctf.hpp"

#include <algorithm>

namespace cbds::sample {
namespace {

constexpr std::string_view kPupilPath = "CTfile/CTFpupilData/Pupil";

Choice coded(std::string_view name, const Layout& layout, std::string_view path) {
    return Choice(name, [&](std::string_view code) { return layout.allows(path, code); });
}

std::string four_digits(int number) {
    const std::string text = std::to_string(number);
    return std::string(4 - std::min<std::size_t>(4, text.size()), '0') + text;
}

}  // namespace

CtfTimes::CtfTimes(schema::Edition edition)
    : version(edition.ordinal), academic_year(2000 + edition.ordinal), file_day(day_of(academic_year, 11, 21)),
      leaving_day(0), days(academic_year - 18, academic_year) {
    leaving_day = days.on_or_before(file_day - 7);
}

CtfStock::CtfStock(const Layout& layout)
    : ethnicity(coded("ethnicity", layout, "CTfile/CTFpupilData/Pupil/BasicDetails/Ethnicity")),
      ethnicity_source("ethnicity source"),
      language(coded("language", layout, "CTfile/CTFpupilData/Pupil/BasicDetails/Languages/Type/Language")),
      service_child("service child"), fsm_category("fsm category"),
      need(coded("need", layout, "CTfile/CTFpupilData/Pupil/SENhistory/SENneeds/SENneed/SENtype")), disability("disability"),
      second_contact("second contact"), telephone_type("telephone type"), early_learning("early learning result"),
      early_learning_to_2020("early learning result to 2020"), teacher_assessment("teacher assessment"),
      science("teacher assessment of science"),
      leaving_reason(coded("leaving reason", layout, "CTfile/CTFpupilData/Pupil/SchoolHistory/School/LeavingReason")),
      school("school"), female(share("female")), eal(share("english as an additional language")),
      middle_names(share("middle names")), preferred_surname(share("preferred surname")), former_upn(share("former upn")),
      medical(share("medical flag")), disabled(share("disability")), looked_after(share("looked after")),
      from_wales(share("naw details")), fsm(share("fsm")), sen_support(share("sen support")),
      sen_plan(share("education health and care plan")), second_need(share("second need")),
      line_address(share("line address")), second_contact_share(share("second contact")),
      lives_elsewhere(share("contact lives elsewhere")), email(share("email")), uci(share("uci")),
      second_school(share("second school")) {}

CtfMaker::CtfMaker(const Layout& layout, const School& school, std::uint64_t seed)
    : times_(layout.edition()), school_(school), seed_(seed), stock_(layout),
      numbers_(static_cast<unsigned>(school.authority)), pupil_(layout.find(kPupilPath)) {}

void CtfMaker::part(const Plan&, Record& part) const {
    part.put("DocumentName", "Common Transfer File");
    part.put("CTFversion", std::to_string(times_.version) + ".0");
    char day[10];
    write_day(times_.file_day, day);
    part.put("DateTime", std::string(day, sizeof day) + "T09:30:00");
    part.put("DocumentQualifier", "full");
    part.put("DataDescriptor", "Pupils leaving during the autumn term");
    part.put("SupplierID", Words("supplier")[0]);
    {
        const Inside source(part, "SourceSchool");
        part.put_number("LEA", school_.authority);
        part.put("Estab", four_digits(school_.establishment));
        part.put("URN", school_.urn);
        part.put("SchoolName", school_.name);
        part.put_number("AcademicYear", times_.academic_year);
    }
    const Inside destination(part, "DestSchool");
    part.put_number("LEA", school_.authority);
    part.put("Estab", four_digits(school_.phase->first_establishment + 45));
    part.put("URN", "999045");
}

schema::ElementId CtfMaker::record_element(bool) const noexcept { return pupil_; }

CtfPupil CtfMaker::facts(std::uint64_t index, Random& random) const {
    const PhaseFacts& phase = *school_.phase;
    const int youngest = phase.code == "NS" ? 3 : std::max(phase.youngest, 4);
    CtfPupil pupil;
    pupil.index = index;
    pupil.age = phase.oldest - static_cast<int>(index % static_cast<std::uint64_t>(phase.oldest - youngest + 1));
    pupil.born = day_of(times_.academic_year - pupil.age, 8, 31) - random.between(0, 364);
    const int most = std::max(pupil.age - phase.admission, 0);
    const int years = most - random.between(0, most) / 2;
    pupil.entry = times_.days.on_or_after(day_of(times_.academic_year - years, 9, 3));
    pupil.female = random.permille(stock_.female);
    pupil.looked_after = random.permille(stock_.looked_after);
    pupil.from_wales = random.permille(stock_.from_wales);
    const unsigned need = random.below(1000);
    pupil.sen = need < stock_.sen_plan ? 'E' : need < stock_.sen_plan + stock_.sen_support ? 'K' : 'N';
    if (phase.code == "SP") pupil.sen = 'E';
    pupil.surname = stock_.people.surname(random);
    pupil.forename = stock_.people.forename(random, pupil.female);
    return pupil;
}

void CtfMaker::pupil(std::uint64_t index, bool, Record& record) const {
    Random random(seed_, 'c', index);
    const CtfPupil pupil = facts(index, random);
    const CtfEntry entry{times_, school_, stock_, numbers_, pupil, record, random};
    put_ctf_identifiers(entry);
    put_basic_details(entry);
    put_meals_history(entry);
    put_wales(entry);
    put_looked_after(entry);
    put_needs_history(entry);
    put_ctf_home(entry);
    put_contacts(entry);
    put_attendance_years(entry);
    put_stage_assessments(entry);
    put_school_history(entry);
}

}  // namespace cbds::sample
