#include "sample/school.hpp"

#include "sample/stock.hpp"

#include <algorithm>
#include <array>

namespace cbds::sample {
namespace {

constexpr std::array<PhaseFacts, 8> kPhases{{
    {"NS", "Nursery School", "50", "CO", "COMP", 1040, 2, 3, 3, false, false, true},
    {"PS", "Primary School", "18", "VA", "COMP", 3900, 3, 10, 4, true, true, true},
    {"MP", "Middle School", "05", "FO", "COMP", 2900, 9, 12, 9, true, false, true},
    {"MS", "Middle School", "07", "FO", "COMP", 4100, 10, 13, 10, true, false, false},
    {"SS", "Academy", "49", "CA", "COMP", 4300, 11, 17, 11, true, false, false},
    {"AT", "All-through Academy", "49", "CA", "COMP", 4600, 4, 17, 4, true, true, false},
    {"SP", "Special School", "52", "CO", "SPEC", 7040, 4, 15, 4, false, false, false},
    {"PR", "Pupil Referral Unit", "54", "CO", "COMP", 1110, 5, 15, 5, false, false, false},
}};

constexpr int kSchoolsOfAPhase = 40;

}  // namespace

const PhaseFacts* find_phase(std::string_view code) noexcept {
    const auto found = std::find_if(kPhases.begin(), kPhases.end(), [=](const PhaseFacts& row) { return row.code == code; });
    return found == kPhases.end() ? nullptr : &*found;
}

School make_school(const PhaseFacts& phase, std::uint64_t seed) {
    Random random(seed, 's', 0);
    const int place = static_cast<int>(random.below(kSchoolsOfAPhase));
    School school;
    school.phase = &phase;
    school.establishment = phase.first_establishment + place;
    school.urn = std::to_string(999'000 + place);
    school.name = std::string(Words("school").pick(random)) + ' ' + std::string(phase.title);
    return school;
}

std::string_view year_group(int age) noexcept {
    constexpr std::array<std::string_view, 17> kYears{"N1", "N2", "R", "1", "2", "3",  "4",  "5", "6",
                                                      "7",  "8",  "9", "10", "11", "12", "13", "14"};
    return kYears[static_cast<std::size_t>(std::clamp(age - 2, 0, 16))];
}

}  // namespace cbds::sample
