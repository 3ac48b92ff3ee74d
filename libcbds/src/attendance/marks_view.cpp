#include "attendance/marks_view.hpp"

#include "attendance/stretches.hpp"

#include <algorithm>
#include <limits>

namespace cbds::attendance {
namespace {

/// Leaves out days without a mark at both ends: most of an academic year, in a register of some weeks.
MarksView without_empty_ends(SessionNumber first, std::span<const CodeId> codes) noexcept {
    std::size_t begin = 0;
    std::size_t end = codes.size();
    while (end - begin >= kWord && word_at(codes.data() + begin) == 0) begin += kWord;
    while (end - begin >= kWord && word_at(codes.data() + end - kWord) == 0) end -= kWord;
    while (begin < end && (codes[begin] | codes[begin + 1]) == 0) begin += 2;
    while (begin < end && (codes[end - 1] | codes[end - 2]) == 0) end -= 2;
    return {first + static_cast<SessionNumber>(begin), codes.subspan(begin, end - begin)};
}

/// Puts the marks of a view in where they are better than what stands there.
void put_better(MarksView view, SessionNumber first, std::vector<CodeId>& room) {
    for_stretches(view, [&](MarksView part, const registers::Categories& categories) {
        const auto shift = static_cast<std::size_t>(part.first - first);
        for (std::size_t i = 0; i < part.codes.size(); ++i) {
            const CodeId code = part.codes[i];
            CodeId& there = room[shift + i];
            // Texts that are no codes count as missing, but go before nothing at all.
            if (code != registers::kNoCode && (there == registers::kNoCode || categories[code] < categories[there])) there = code;
        }
    });
}

/// How many marks there are.
std::uint32_t count_marks(std::span<const CodeId> codes) noexcept {
    std::uint32_t count = 0;
    std::size_t i = 0;
    for (; i + kWord <= codes.size(); i += kWord)
        count += count_marked(marked_bytes(word_at(codes.data() + i)));
    for (; i < codes.size(); ++i) count += codes[i] != registers::kNoCode ? 1 : 0;
    return count;
}

}  // namespace

Period presence_of(const Enrolment& enrolment) noexcept {
    Period presence = roll_of(enrolment);
    if (enrolment.admission && (enrolment.leaving || enrolment.listed)) return presence;
    const MarksView marks = counted_marks(enrolment, kAllDays);
    if (marks.empty()) return enrolment.listed || enrolment.admission ? presence : Period{kAllDays.until, kAllDays.from};
    if (!enrolment.admission) presence.from = registers::date_of(marks.first);
    if (!enrolment.leaving && !enrolment.listed) presence.until = registers::date_of(marks.end() - 1);
    return presence;
}

MarksView marks_of(const Enrolment& enrolment, const Period& period) noexcept {
    SessionNumber first = 0;
    const auto codes = enrolment.marks.within(period, first);
    return without_empty_ends(first, codes);
}

std::uint32_t count_off_roll(const Enrolment& enrolment, const Period& period) noexcept {
    if (!enrolment.admission && !enrolment.leaving) return 0;
    const Period roll = roll_of(enrolment);
    const auto count = [&](const Period& part) {
        SessionNumber first = 0;
        return count_marks(enrolment.marks.within(part, first));
    };
    const std::uint32_t before = enrolment.admission ? count(both(period, {kAllDays.from, identifiers::add_days(roll.from, -1)})) : 0;
    return before + (enrolment.leaving ? count(both(period, {identifiers::add_days(roll.until, 1), kAllDays.until})) : 0);
}

MarksView merged_marks(std::span<const MarksView> views, std::vector<CodeId>& room) {
    room.clear();
    SessionNumber first = std::numeric_limits<SessionNumber>::max();
    SessionNumber end = std::numeric_limits<SessionNumber>::min();
    for (const MarksView& view : views) {
        if (view.empty()) continue;
        first = std::min(first, view.first);
        end = std::max(end, view.end());
    }
    if (first >= end) return {};
    room.assign(static_cast<std::size_t>(end - first), registers::kNoCode);
    for (const MarksView& view : views) put_better(view, first, room);
    return {first, room};
}

}  // namespace cbds::attendance
