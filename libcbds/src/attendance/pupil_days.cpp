#include "attendance/pupil_days.hpp"

#include "attendance/stretches.hpp"

namespace cbds::attendance {

void PupilDays::look_up(const registers::Categories& categories) {
    if (categories_ == &categories) return;
    categories_ = &categories;
    for (std::size_t code = 0; code < bits_.size(); ++code) {
        const auto category = categories[code];
        bits_[code] = static_cast<std::uint8_t>((reference::is_possible(category) ? 1 : 0) | (registers::is_absent(category) ? 4 : 0));
    }
}

/// Each day is written, and stays only if it has a possible session: cheaper than to ask first.
PupilDay* PupilDays::append(MarksView part, PupilDay* out) const noexcept {
    const CodeId* at = part.codes.data();
    std::int32_t number = part.first >> 1;
    const auto append_days = [&](std::size_t days) {
        for (std::size_t i = 0; i < days; ++i, at += 2, ++number) {
            *out = {number, {at[0], at[1]}, static_cast<std::uint8_t>(bits_[at[0]] | bits_[at[1]] << 1U)};
            out += out->bits != 0 ? 1 : 0;
        }
    };
    std::size_t left = part.codes.size();
    for (; left >= kWord; left -= kWord) {
        if (word_at(at) != 0) {
            append_days(kWord / 2);
            continue;
        }
        at += kWord;
        number += static_cast<std::int32_t>(kWord / 2);
    }
    append_days(left / 2);
    return out;
}

std::span<const PupilDay> PupilDays::list(MarksView view) {
    if (days_.size() < view.codes.size() / 2 + 1) days_.resize(view.codes.size() / 2 + 1);
    PupilDay* out = days_.data();
    for_stretches(view, [&](MarksView part, const registers::Categories& categories) {
        look_up(categories);
        out = append(part, out);
    });
    return {days_.data(), out};
}

}  // namespace cbds::attendance
