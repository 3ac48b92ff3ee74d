#include "attendance/school_days.hpp"

#include "attendance/pupil_days.hpp"
#include "attendance/ranges.hpp"
#include "attendance/stretches.hpp"

#include <algorithm>

namespace cbds::attendance {
namespace {

constexpr std::uint8_t kOpen = 0xFF;
constexpr std::int32_t kBreakStep = 9;  // days from one school day to the next if 8 without one lie between

bool is_weekday(SessionNumber session) noexcept { return weekday_index(session >> 1) < 5; }

/// Opens the sessions that have possible marks. Where eight sessions have no marks but on open ones, nothing is looked up.
void open_marked(std::span<const CodeId> codes, const registers::Categories& categories, std::uint8_t* open) {
    for (std::size_t begin = 0; begin < codes.size(); begin += kWord) {
        const std::size_t end = std::min(codes.size(), begin + kWord);
        if (end - begin == kWord && (word_at(codes.data() + begin) & ~word_at(open + begin)) == 0) continue;
        for (std::size_t i = begin; i < end; ++i)
            if (reference::is_possible(categories[codes[i]])) open[i] = kOpen;
    }
}

}  // namespace

void SchoolDays::make_room(SessionNumber first, SessionNumber end) {
    if (open_.empty()) first_ = first;
    if (first < first_) {
        open_.insert(open_.begin(), static_cast<std::size_t>(first_ - first), 0);
        first_ = first;
    }
    if (end > this->end()) open_.resize(static_cast<std::size_t>(end - first_), 0);
}

void SchoolDays::add(MarksView view) {
    if (view.empty()) return;
    make_room(view.first, view.end());
    for_stretches(view, [&](MarksView part, const registers::Categories& categories) {
        open_marked(part.codes, categories, open_.data() + (part.first - first_));
    });
}

void SchoolDays::add(const SchoolDays& part) {
    if (part.empty()) return;
    make_room(part.first_, part.end());
    std::uint8_t* open = open_.data() + (part.first_ - first_);
    for (std::size_t i = 0; i < part.open_.size(); ++i) open[i] = static_cast<std::uint8_t>(open[i] | part.open_[i]);
}

void SchoolDays::close(const registers::Calendar& calendar, const registers::School& school) {
    for (std::size_t i = 0; i < open_.size(); ++i) {
        if (open_[i] == 0) continue;
        const auto status = calendar.status(school.urn, school.la_code, first_ + static_cast<SessionNumber>(i));
        if (status && *status != registers::DayStatus::open) open_[i] = 0;
    }
}

void SchoolDays::finish() {
    expected_ = open_;
    expected_before_.assign(open_.size() + 1, 0);
    for (std::size_t i = 0; i < open_.size(); ++i) {
        if (!is_weekday(first_ + static_cast<SessionNumber>(i))) expected_[i] = 0;
        expected_before_[i + 1] = expected_before_[i] + (expected_[i] != 0 ? 1 : 0);
    }
    list_days();
    list_breaks();
}

void SchoolDays::list_days() {
    days_.clear();
    for (std::size_t i = 0; i + 1 < open_.size(); i += 2)
        if ((open_[i] | open_[i + 1]) != 0) days_.push_back((first_ >> 1) + static_cast<std::int32_t>(i / 2));
}

void SchoolDays::list_breaks() {
    first_days_.clear();
    last_days_.clear();
    for (std::size_t i = 1; i < days_.size(); ++i) {
        if (days_[i] - days_[i - 1] < kBreakStep) continue;
        last_days_.push_back(days_[i - 1]);
        first_days_.push_back(days_[i]);
    }
}

std::uint32_t SchoolDays::expected(const Period& period) const noexcept {
    const SessionNumber from = std::clamp(period.first(), first_, end());
    const SessionNumber until = std::clamp(period.end(), first_, end());
    if (from >= until) return 0;
    return expected_before_[static_cast<std::size_t>(until - first_)] - expected_before_[static_cast<std::size_t>(from - first_)];
}

std::uint32_t SchoolDays::expected_with_mark(MarksView view) const noexcept {
    if (view.empty()) return 0;
    std::uint32_t count = 0;
    const std::uint8_t* expected = expected_.data() + (view.first - first_);
    std::size_t i = 0;
    for (; i + kWord <= view.codes.size(); i += kWord)
        count += count_marked(marked_bytes(word_at(view.codes.data() + i)) & word_at(expected + i));
    for (; i < view.codes.size(); ++i) count += view.codes[i] != registers::kNoCode && expected[i] != 0 ? 1 : 0;
    return count;
}

void SchoolDays::list_expected_without_mark(const Period& period, MarksView view, std::vector<SessionNumber>& out) const {
    const SessionNumber until = std::min(period.end(), end());
    for (SessionNumber session = std::max(period.first(), first_); session < until; ++session)
        if (expected_[static_cast<std::size_t>(session - first_)] != 0 && view.at(session) == registers::kNoCode) out.push_back(session);
}

std::optional<std::int32_t> SchoolDays::last_day(Date until) const noexcept {
    const auto behind = std::upper_bound(days_.begin(), days_.end(), identifiers::day_number(until));
    return behind == days_.begin() ? std::nullopt : std::optional(*(behind - 1));
}

std::vector<SchoolDays> school_days(const Register& registers, unsigned jobs) {
    Ranges ranges(registers.enrolments.size(), jobs);
    std::vector<std::vector<SchoolDays>> parts(ranges.workers(), std::vector<SchoolDays>(registers.schools.size()));
    ranges.run([&](unsigned worker, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const Enrolment& enrolment = registers.enrolments[i];
            parts[worker][enrolment.school].add(marks_of(enrolment, kAllDays));
        }
    });
    for (std::size_t school = 0; school < registers.schools.size(); ++school) {
        for (std::size_t part = 1; part < parts.size(); ++part) parts[0][school].add(parts[part][school]);
        if (!registers.calendar.empty()) parts[0][school].close(registers.calendar, registers.schools[school]);
        parts[0][school].finish();
    }
    return std::move(parts[0]);
}

}  // namespace cbds::attendance
