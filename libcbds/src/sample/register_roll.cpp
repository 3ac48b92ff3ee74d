/// The schools of invented registers, and who their pupils are.

#include "cbds/error.hpp"
#include "cbds/identifiers/local_authority.hpp"
#include "sample/register_pupil.hpp"

#include <algorithm>
#include <string>

namespace cbds::sample {
namespace {

constexpr int kSchoolsOfATrust = 4;
constexpr int kSchoolsOfAnAuthority = 3;  // so that no trust lies in one authority alone
constexpr int kEstablishmentsOfAPhase = 40;       // of a phase, in an authority
constexpr int kInventedUrns = 1000;       // 999000 to 999999

RegisterSampleOptions checked(const RegisterSampleOptions& options) {
    if (find_phase(options.phase) == nullptr) throw UsageError("no phase is called " + options.phase + ": one of NS PS MP MS SS AT SP PR");
    if (options.pupils == 0 || options.pupils > 100'000) throw UsageError("a school of a register has 1 to 100,000 pupils");
    if (options.schools == 0 || options.schools > kInventedUrns) throw UsageError("registers of 1 to 1,000 schools can be made");
    if (options.year < 2000 || options.year > 2099) throw UsageError("registers can be made of the years 2000 to 2099");
    const registers::Period year = registers::academic_year_period(options.year);
    if (options.period && (options.period->until < year.from || year.until < options.period->from))
        throw UsageError("the days asked for are not of the academic year that begins in " + std::to_string(options.year));
    return options;
}

std::vector<int> authorities_from(int own) {
    std::vector<int> codes{own};
    for (const identifiers::LocalAuthority& row : identifiers::local_authorities()) {
        if (row.kind != "england" || row.status != "current" || row.upn != "yes") continue;
        if (const int code = std::stoi(std::string(row.code)); code != own) codes.push_back(code);
    }
    return codes;
}

std::string flag(bool yes) { return yes ? "Y" : "N"; }

}  // namespace

RegisterRoll::RegisterRoll(const RegisterSampleOptions& options)
    : options_(checked(options)), phase_(find_phase(options.phase)), first_(make_school(*phase_, options.seed)),
      authorities_(authorities_from(first_.authority)), numbers_(static_cast<unsigned>(first_.authority)), ethnicity_("ethnicity") {}

registers::School RegisterRoll::school(std::uint32_t number) const {
    const int place = static_cast<int>(number);
    Random random(options_.seed, 'n', number);
    registers::School school;
    school.urn = std::to_string(999'000 + (std::stoi(first_.urn) - 999'000 + place) % kInventedUrns);
    const int authorities = static_cast<int>(authorities_.size());
    const int authority = authorities_[static_cast<std::size_t>(place / kSchoolsOfAnAuthority % authorities)];
    const int in_authority = place % kSchoolsOfAnAuthority + kSchoolsOfAnAuthority * (place / kSchoolsOfAnAuthority / authorities);
    const int first_place = first_.establishment - phase_->first_establishment;
    const int establishment = phase_->first_establishment + (first_place + in_authority) % kEstablishmentsOfAPhase;
    school.la_code = std::to_string(authority);
    school.laestab = school.la_code + std::to_string(establishment);
    school.name = number == 0 ? first_.name : std::string(Words("school").pick(random)) + ' ' + std::string(phase_->title);
    school.phase = phase_->code;
    school.trust_id = std::to_string(16'900 + place / kSchoolsOfATrust);
    school.trust_name = "Trust of " + std::to_string(1 + place / kSchoolsOfATrust);
    school.opened = registers::Date{static_cast<std::int16_t>(1950 + random.below(50)), 9, 1};
    school.low_age = phase_->youngest;
    school.high_age = phase_->oldest + 1;
    return school;
}

void RegisterRoll::introduce(const RegisterPupil& pupil, registers::Enrolment& enrolment) const {
    Random random(options_.seed, 'c', pupil.number);
    const bool female = random.permille(shares_.female);
    const int issued = options_.year - std::max(pupil.age - 4, 0);
    enrolment.upn = numbers_.upn(pupil.number, false, issued, random.permille(shares_.temporary_upn));
    enrolment.surname = people_.surname(random);
    enrolment.forename = people_.forename(random, female);
    enrolment.birth_date = identifiers::date_of_day_number(pupil.born);
    enrolment.listed = true;
    if (phase_->code == "SS") enrolment.boarder = random.permille(shares_.boarder_secondary);
    if (phase_->code == "SP" && pupil.age >= 8) enrolment.boarder = random.permille(shares_.boarder_special);
    registers::Characteristics row = characteristics(pupil, random);
    row.sex = female ? "F" : "M";
    enrolment.characteristics.push_back(row);
    if (row.fsm == "Y" || !random.permille(shares_.fsm_later)) return;
    row.valid_from = identifiers::date_of_day_number(day_of(options_.year, 11, 1) + random.between(0, 150));
    row.fsm = row.fsm6 = "Y";
    enrolment.characteristics.push_back(std::move(row));
}

registers::Characteristics RegisterRoll::characteristics(const RegisterPupil& pupil, Random& random) const {
    registers::Characteristics row;
    row.year_group = year_group(pupil.age);
    row.ethnicity = ethnicity_.pick(random);
    const bool fsm = random.permille(shares_.fsm);
    row.fsm = flag(fsm);
    row.fsm6 = flag(fsm || random.permille(60));
    const unsigned need = random.below(1000);
    const bool special = phase_->code == "SP";
    const unsigned plan = special ? 960 : shares_.plan;
    row.sen = need < plan ? "E" : special || need < plan + shares_.support ? "K" : "N";
    const bool looked_after = random.permille(shares_.looked_after);
    row.looked_after = flag(looked_after);
    row.previously_looked_after = flag(!looked_after && random.permille(shares_.previously_looked_after));
    row.protection_plan = flag(random.permille(shares_.protection_plan));
    row.in_need = flag(row.protection_plan == "Y" || random.permille(shares_.in_need));
    return row;
}

}  // namespace cbds::sample
