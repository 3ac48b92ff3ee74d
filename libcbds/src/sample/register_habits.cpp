#include "sample/register_habits.hpp"

#include "cbds/error.hpp"

#include <algorithm>
#include <string>

namespace cbds::sample {
namespace {

constexpr unsigned kLong = 4;  ///< sessions of the longest absence of a reason from which on it is stretched

registers::CodeId happening_code(std::string_view text) {
    const auto code = registers::find_code(text);
    if (!code || *code == registers::kNoCode) throw Error("the tables of registers have " + std::string(text) + ", which is no code");
    return *code;
}

Happenings happenings(std::string_view phase, std::string_view pupils, bool old_codes) {
    Happenings all;
    for (const AttendanceReasonRow& row : attendance_reason_rows()) {
        if (row.phase != phase || row.pupils != pupils) continue;
        const Happening one{happening_code(old_codes ? row.earlier : row.code), row.weight, row.shortest, row.longest};
        if (row.code == "I") {
            all.illness = one;
            continue;
        }
        all.others.push_back(one);
        all.sum += one.weight;
    }
    if (all.others.empty()) throw Error("the table of reasons has nothing for " + std::string(phase) + ", " + std::string(pupils));
    return all;
}

}  // namespace

int Happening::length(Random& random, unsigned stretch) const noexcept {
    const int sessions = random.between(static_cast<int>(shortest), static_cast<int>(longest));
    return longest < kLong ? sessions : std::max(1, sessions * static_cast<int>(stretch) / 100);
}

unsigned Happening::mean(unsigned stretch) const noexcept {
    const unsigned tenths = 5 * (shortest + longest);
    return longest < kLong ? tenths : tenths * stretch / 100;
}

const Happening& Happenings::pick(Random& random) const noexcept {
    unsigned point = random.below(sum);
    std::size_t place = 0;
    while (point >= others[place].weight) point -= others[place++].weight;
    return others[place];
}

unsigned Happenings::mean(unsigned stretch) const noexcept {
    std::uint64_t tenths = std::uint64_t{illness.weight} * illness.mean(stretch);
    for (const Happening& one : others) tenths += std::uint64_t{one.weight} * one.mean(stretch);
    return static_cast<unsigned>(tenths / (illness.weight + sum));
}

Habits::Habits(std::string_view phase, bool old_codes)
    : usual_(happenings(phase, "usual", old_codes)), often_(happenings(phase, "often", old_codes)),
      other_(happenings(phase, "other", old_codes)) {
    for (const AttendancePupilsRow& row : attendance_pupils_rows())
        if (row.phase == phase) kinds_.push_back(row);
    if (kinds_.empty()) throw Error("the table of pupils has no " + std::string(phase));
}

Chances Habits::chances(Random& random) const {
    unsigned point = random.below(1000);
    std::size_t place = 0;
    while (place + 1 < kinds_.size() && point >= kinds_[place].permille) point -= kinds_[place++].permille;
    const AttendancePupilsRow& kind = kinds_[place];
    Chances chances;
    chances.stretch = kind.stretch;
    chances.often = kind.pupils != "usual";
    const Happenings& absences_of = absences(chances.often);
    const unsigned absent = std::min(900u, kind.absent / 2 + random.below(kind.absent));
    // Where absences of a mean length begin with a chance c of sessions present, absent / present = c * length.
    const std::uint64_t all = std::uint64_t{10'000'000} * absent / (std::uint64_t{1000 - absent} * absences_of.mean(kind.stretch));
    const unsigned weights = absences_of.sum + absences_of.illness.weight;
    chances.illness = static_cast<unsigned>(all * absences_of.illness.weight / weights);
    chances.absence = static_cast<unsigned>(all * absences_of.sum / weights);
    chances.other = 10 * other_.sum;
    return chances;
}

std::array<unsigned, 10> weekday_factors() {
    std::array<unsigned, 10> factors{};
    for (const AttendanceDayRow& row : attendance_day_rows())
        if (row.what == "weekday")
            factors.at(2 * static_cast<std::size_t>(row.when[0] - '1') + (row.when.substr(2) == "PM" ? 1 : 0)) = row.percent;
    if (std::find(factors.begin(), factors.end(), 0u) != factors.end()) throw Error("the table of days lacks a session of the week");
    return factors;
}

}  // namespace cbds::sample
