/// Hours and premiums of children before reception.

#include "sample/census.hpp"

namespace cbds::sample {
namespace {

constexpr int kFullHours = 1500;  ///< 15.00 a week

/// The premium and the basis of hours were asked for in spring alone until the summer of 2024.
bool asks_every_term(const CensusEntry& entry) {
    constexpr schema::Ordinal kSince = schema::census_edition(2024, schema::Term::summer).ordinal;
    return entry.times().is(schema::Term::spring) || entry.times().edition.ordinal >= kSince;
}

/// Two-year-olds: hours for disadvantaged children, with the reason, or since 2024 hours for working parents.
void put_two_year_old(const CensusEntry& entry) {
    Record& record = entry.record;
    const bool disadvantaged = entry.random.permille(entry.stock.funded_two) || !record.collects("ExpandedHours");
    record.put_hours("FundedHours", disadvantaged ? kFullHours : 0);
    if (disadvantaged) {
        if (!asks_every_term(entry)) return record.put_hours("HoursAtSetting", kFullHours);
        const Inside bases(record, "FundingBasisItems");
        record.put("FundingBasis", entry.stock.funding_basis.pick(entry.random));
    } else {
        record.put_hours("ExpandedHours", kFullHours);
        const std::string code = Numbers::eligibility_code(entry.pupil.index);
        record.put("ThirtyHourCode", code);
        record.put("EligibilityCode", code);
    }
    record.put_hours("HoursAtSetting", kFullHours);
}

/// Three-year-olds: 15 hours for all, up to 15 more where both parents work and hold a code.
void put_three_year_old(const CensusEntry& entry) {
    Record& record = entry.record;
    Random& random = entry.random;
    const bool extended = !entry.pupil.part_time && random.permille(entry.stock.extended);
    const int more = extended ? 100 * random.between(5, 15) : 0;
    record.put_hours("FundedHours", kFullHours);
    if (extended) {
        const std::string code = Numbers::eligibility_code(entry.pupil.index);
        record.put_hours("ExtendedHours", more);
        record.put("ThirtyHourCode", code);
        record.put("EligibilityCode", code);
    }
    record.put_hours("HoursAtSetting", kFullHours + (entry.pupil.part_time ? 0 : more + 100 * random.between(0, 5)));
    record.put_flag("DAFIndicator", random.permille(entry.stock.disability_fund));
    if (!asks_every_term(entry)) return;
    const bool premium = random.permille(entry.stock.premium);
    record.put("EYPPR", premium ? "Y" : "N");
    if (premium) record.put("EYPPBF", entry.stock.early_years_basis.pick(random));
}

}  // namespace

void put_early_years(const CensusEntry& entry) {
    if (entry.pupil.leaver) return;
    if (entry.pupil.age == 2) put_two_year_old(entry);
    if (entry.pupil.age == 3) put_three_year_old(entry);
}

}  // namespace cbds::sample
