/// Attendance and exclusions: sessions that add up, and E marks for every suspension.

#include "sample/census.hpp"

#include <algorithm>
#include <array>

namespace cbds::sample {
namespace {

/// Before, only absences were returned, under another name.
constexpr schema::Ordinal kSessionsSince = schema::census_edition(2020, schema::Term::autumn).ordinal;

/// The marks of a period with their counts.
class Tally {
public:
    void add(std::string_view mark, int sessions) {
        if (sessions <= 0 || size_ == lines_.size()) return;
        lines_[size_++] = {mark, sessions};
    }
    [[nodiscard]] bool has(std::string_view mark) const {
        return std::any_of(lines_.begin(), lines_.begin() + size_, [=](const Line& line) { return line.mark == mark; });
    }
    void put(Record& record, std::string_view sessions) const {
        const Inside details(record, "SessionDetails");
        for (std::size_t place = 0; place < size_; ++place) {
            const Inside detail(record, "SessionDetail");
            record.put("AttendanceReason", lines_[place].mark);
            record.put_number(sessions, lines_[place].sessions);
        }
    }

private:
    struct Line {
        std::string_view mark;
        int sessions = 0;
    };
    std::array<Line, 24> lines_;
    std::size_t size_ = 0;
};

/// How many different marks of absence and of presence a period has, beside / and \.
struct Variety {
    int fewest_absent, most_absent, fewest_present, most_present;
};

/// Gives out sessions of so many marks of a choice, while some are left. A mark that comes twice counts once.
/// Marks that are rare make the last ones hard to find, so that the search has an end.
void deal(const Choice& choice, int kinds, int most, int& left, Random& random, Tally& tally) {
    for (int turns = 3 * kinds; turns > 0 && kinds > 0 && left > 0; --turns) {
        const std::string_view mark = choice.pick(random);
        if (tally.has(mark)) continue;
        const int sessions = std::min(left, 1 + static_cast<int>(random.below(static_cast<unsigned>(most))));
        tally.add(mark, sessions);
        left -= sessions;
        --kinds;
    }
}

/// E marks: sessions lost to suspensions, and to a permanent exclusion until the pupil left.
int excluded_sessions(const CensusEntry& entry, Period period) {
    const CensusPupil& pupil = entry.pupil;
    int sessions = 0;
    for (unsigned place = 0; place < pupil.suspension_count; ++place) {
        const Suspension& one = pupil.suspensions[place];
        if (!one.lunchtime && period.from <= one.start && one.start <= period.until) sessions += one.sessions;
    }
    if (pupil.permanently_excluded)
        sessions += 2 * entry.times().days.count(std::max(*pupil.permanently_excluded, period.from), period.until);
    return sessions;
}

void put_period(const CensusEntry& entry, std::string_view name, Period period, const Variety& variety) {
    if (period.is_empty()) return;
    Random& random = entry.random;
    const CensusStock& stock = entry.stock;
    const int possible = 2 * entry.times().days.count(period.from, period.until);
    int left = possible;
    Tally tally;
    const int excluded = std::min(left, excluded_sessions(entry, period));
    left -= excluded;
    // Few pupils are absent for weeks; most are for some days, with single sessions of several marks.
    int spare = random.permille(90) ? left / 3 : left / 8;
    left -= spare;
    deal(stock.absence, random.between(variety.fewest_absent, variety.most_absent), std::max(1, spare / 4), spare, random, tally);
    left += spare;
    int there = std::min(left / 4, 16);
    left -= there;
    if (stock.collects_presence) deal(stock.presence, random.between(variety.fewest_present, variety.most_present), 4, there, random, tally);
    left += there;
    int elsewhere = 4;
    if (random.permille(300)) deal(stock.not_possible, 1, 4, elsewhere, random, tally);
    tally.add("E", excluded);
    if (stock.collects_presence) {
        tally.add("/", left - left / 2);
        tally.add("\\", left / 2);
    }
    const Inside part(entry.record, name);
    entry.record.put_number("SessionsPossible", possible);
    tally.put(entry.record, entry.record.layout().edition().ordinal >= kSessionsSince ? "Sessions" : "AbsenceSessions");
}

void put_reasons(const CensusEntry& entry) {
    Record& record = entry.record;
    const std::string_view first = entry.stock.exclusion_reason.pick(entry.random);
    if (!record.collects("Reasons")) return record.put("Reason", first);
    const Inside reasons(record, "Reasons");
    record.put("Reason", first);
    const std::string_view second = entry.stock.exclusion_reason.pick(entry.random);
    if (second != first && entry.random.permille(300)) record.put("Reason", second);
}

void put_exclusion(const CensusEntry& entry, std::string_view category, int start, int sessions) {
    const Inside exclusion(entry.record, "TermlyExclusion");
    entry.record.put("Category", category);
    put_reasons(entry);
    entry.record.put_date("StartDate", start);
    if (sessions > 0) entry.record.put_number("Sessions", sessions);
    entry.record.put("SENprovision", std::string_view(&entry.pupil.sen, 1));
}

}  // namespace

void put_exclusions(const CensusEntry& entry) {
    const CensusPupil& pupil = entry.pupil;
    const Inside exclusions(entry.record, "Exclusions");
    for (unsigned place = 0; place < pupil.suspension_count; ++place) {
        const Suspension& one = pupil.suspensions[place];
        put_exclusion(entry, one.lunchtime ? "LNCH" : entry.stock.suspension, one.start, one.sessions);
    }
    if (pupil.permanently_excluded) put_exclusion(entry, "PERM", *pupil.permanently_excluded, 0);
}

void put_attendance(const CensusEntry& entry) {
    constexpr Variety kWholeTerm{6, 9, 4, 6};
    constexpr Variety kHalfTerm{2, 5, 1, 3};
    const bool two = entry.times().is(schema::Term::autumn);
    const Inside attendance(entry.record, "Attendance");
    put_period(entry, "TermlyAttendance", entry.pupil.attendance, two ? kHalfTerm : kWholeTerm);
    put_period(entry, "SummerHalfTerm2Attendance", entry.pupil.second_half, kHalfTerm);
}

}  // namespace cbds::sample
