/// Alternative provision: how a pupil came to a referral unit, and placements that a school arranged.

#include "sample/census.hpp"

#include <algorithm>

namespace cbds::sample {
namespace {

/// The provider is named by one of three items.
void put_provider(const CensusEntry& entry) {
    Record& record = entry.record;
    Random& random = entry.random;
    const std::string number = std::to_string(100 + random.below(900));
    if (random.permille(350)) {
        record.put("UKPRN", "10099" + number);
    } else {
        record.put("APsettingType", entry.stock.setting_type.pick(random));
        record.put("APplacementPostcode", entry.stock.people.address(random).postcode);
        if (random.permille(500)) record.put("CompanyNumber", "00999" + number);
    }
}

}  // namespace

/// Pupils of a referral unit that are registered nowhere else, and its leavers.
void put_admission_to_unit(const CensusEntry& entry) {
    const bool single = entry.pupil.enrolment != 'M' && entry.pupil.enrolment != 'S';
    if (entry.phase().code != "PR" || !single) return;
    const Inside detail(entry.record, "APProvisionDetail");
    const std::string_view sen(&entry.pupil.sen, 1);
    entry.record.put_number("PrevURN", 999'100 + static_cast<long long>(entry.pupil.index % 40));
    entry.record.put("APreason", sen == "E" && entry.random.permille(600) ? "EHC"
                                                                           : entry.stock.admission_reason.pick(entry.random));
    entry.record.put("SENprovisionEntry", sen);
}

/// Placements fall in the period between two censuses. Those of leavers, and most others, have ended.
void put_placements(const CensusEntry& entry) {
    const CensusTimes& times = entry.times();
    if (!entry.pupil.has_placement) return;
    Random& random = entry.random;
    Record& record = entry.record;
    const int last = entry.pupil.leaver ? entry.pupil.leaving : times.census_day;
    const int first = std::max(times.placements.from, entry.pupil.entry);
    const int start = times.days.on_or_after(std::min(first + random.between(2, 30), last - 3));
    if (start > last) return;
    const bool over = entry.pupil.leaver || random.permille(600);
    const std::string_view sen(&entry.pupil.sen, 1);
    const bool full = random.permille(200);
    const Inside placement(record, "APPlacementDetails");
    put_provider(entry);
    record.put("PlacementReason", entry.stock.placement_reason.pick(random));
    record.put_date("EntryDate", start);
    if (over) record.put_date("LeavingDate", std::min(last, start + random.between(10, 60)));
    record.put("APattendancePattern", full ? "FT" : "PT");
    record.put_number("APsessionsPerWeek", full ? 10 : random.between(1, 6));
    record.put("SENprovisionEntry", sen);
    if (over) record.put("SENprovisionLeaving", sen);
}

}  // namespace cbds::sample
