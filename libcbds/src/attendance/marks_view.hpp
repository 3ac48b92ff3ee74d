/// @file
/// The marks of an enrolment, or of a pupil at several schools, that count in a period.
#pragma once

#include "cbds/attendance/figures.hpp"

#include <cstring>
#include <span>
#include <vector>

namespace cbds::attendance {

/// Codes of sessions one after the other. Begins with a morning, ends with an afternoon.
struct MarksView {
    SessionNumber first = 0;
    std::span<const CodeId> codes;

    [[nodiscard]] bool empty() const noexcept { return codes.empty(); }
    [[nodiscard]] SessionNumber end() const noexcept { return first + static_cast<SessionNumber>(codes.size()); }
    [[nodiscard]] CodeId at(SessionNumber session) const noexcept {
        const auto place = static_cast<std::uint32_t>(session - first);
        return place < codes.size() ? codes[place] : registers::kNoCode;
    }
};

/// All days that a date can have.
inline constexpr Period kAllDays{{1, 1, 1}, {9999, 12, 31}};

/// The days of both. Where there is none, `until` lies before `from`.
[[nodiscard]] inline Period both(const Period& a, const Period& b) noexcept {
    return {std::max(a.from, b.from), std::min(a.until, b.until)};
}

/// The days on which an enrolment is on the roll, as far as its dates tell.
[[nodiscard]] inline Period roll_of(const Enrolment& enrolment) noexcept {
    return {enrolment.admission.value_or(kAllDays.from), enrolment.leaving.value_or(kAllDays.until)};
}

/// The days on which marks of an enrolment are expected: from admission, or else the first mark; to leaving, or else, for one that
/// is known only from marks, the last mark. An enrolment that is listed without dates or marks: all days.
[[nodiscard]] Period presence_of(const Enrolment& enrolment) noexcept;

/// The marks of a period, whether the pupil was on the roll or not; from the first day with a mark to the last.
[[nodiscard]] MarksView marks_of(const Enrolment& enrolment, const Period& period) noexcept;

/// The same of the days on the roll: those that count.
[[nodiscard]] inline MarksView counted_marks(const Enrolment& enrolment, const Period& period) noexcept {
    return marks_of(enrolment, both(period, roll_of(enrolment)));
}

/// How many marks of a period were recorded before admission or after leaving.
[[nodiscard]] std::uint32_t count_off_roll(const Enrolment& enrolment, const Period& period) noexcept;

/// The marks of a pupil at several schools as if there were one: of two for one session the best counts (present, approved,
/// authorised, unauthorised, not required, administrative, none), of two equal ones the first.
/// @param room  where the codes are put; the view is good as long as it is not changed
[[nodiscard]] MarksView merged_marks(std::span<const MarksView> views, std::vector<CodeId>& room);

/// Eight sessions at once. Zero where none of them has a mark.
inline constexpr std::size_t kWord = 8;
[[nodiscard]] inline std::uint64_t word_at(const std::uint8_t* bytes) noexcept {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, kWord);
    return word;
}

/// 0x80 in each byte that is not zero.
[[nodiscard]] constexpr std::uint64_t marked_bytes(std::uint64_t word) noexcept {
    constexpr std::uint64_t kLow = 0x7F7F7F7F7F7F7F7F;
    return (((word & kLow) + kLow) | word) & ~kLow;
}

/// How many bytes of such a word are not zero. (Not every processor that we run on can count bits.)
[[nodiscard]] constexpr std::uint32_t count_marked(std::uint64_t marked) noexcept {
    return static_cast<std::uint32_t>(((marked >> 7U) * 0x0101010101010101U) >> 56U);
}

}  // namespace cbds::attendance
