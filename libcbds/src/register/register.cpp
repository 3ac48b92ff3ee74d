#include "cbds/register/register.hpp"

#include <algorithm>

namespace cbds::registers {
namespace {

/// Four weeks: most extracts are of a day or a week, most others of a year, which is few steps away.
constexpr SessionNumber kRoom = 2 * 28;

/// The first session of the stretch in which a session lies.
constexpr SessionNumber room_of(SessionNumber session) { return session - ((session % kRoom) + kRoom) % kRoom; }

}  // namespace

void Marks::set(SessionNumber session, CodeId code) {
    if (session < first_ || session >= end()) {
        const SessionNumber room = room_of(session);
        const SessionNumber begin = empty() ? room : std::min(first_, room);
        const SessionNumber behind = empty() ? room + kRoom : std::max(end(), room + kRoom);
        if (begin < first_ || empty()) {
            const std::size_t before = empty() ? 0 : static_cast<std::size_t>(first_ - begin);
            codes_.insert(codes_.begin(), before, kNoCode);
            first_ = begin;
        }
        codes_.resize(static_cast<std::size_t>(behind - begin), kNoCode);
    }
    codes_[static_cast<std::size_t>(session - first_)] = code;
}

std::span<const CodeId> Marks::within(const Period& period, SessionNumber& first) const noexcept {
    first = std::max(first_, period.first());
    const SessionNumber behind = std::min(end(), period.end());
    if (first >= behind) return {};
    return std::span(codes_).subspan(static_cast<std::size_t>(first - first_), static_cast<std::size_t>(behind - first));
}

const Characteristics* Enrolment::on(Date day) const noexcept {
    if (characteristics.empty()) return nullptr;
    const auto valid = [&](const Characteristics& row) { return !row.valid_from || *row.valid_from <= day; };
    const auto last = std::find_if(characteristics.rbegin(), characteristics.rend(), valid);
    return last == characteristics.rend() ? &characteristics.front() : &*last;
}

std::optional<int> Enrolment::age_at_start_of_year(Date day) const noexcept {
    if (!birth_date) return std::nullopt;
    return identifiers::age_at(*birth_date, {static_cast<std::int16_t>(academic_year(day)), 8, 31});
}

const MarkDetail* Enrolment::detail(SessionNumber session) const noexcept {
    const auto place = static_cast<std::uint32_t>(session - marks.first());
    return place < details.size() ? &details[place] : nullptr;
}

std::string_view Register::code(CodeId code) const noexcept {
    if (code == kNoCode) return "-";
    if (!is_other(code)) return code_text(code);
    const std::size_t place = code - std::size_t{kFirstOtherCode};
    return place < other_codes.size() ? std::string_view(other_codes[place]) : std::string_view("?");
}

}  // namespace cbds::registers
