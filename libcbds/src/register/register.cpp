#include "cbds/register/register.hpp"

#include <algorithm>

namespace cbds::registers {
namespace {

/// The first session of the academic year in which a session lies, and the one behind its last.
Period year_of(SessionNumber session) { return academic_year_period(academic_year(date_of(session))); }

}  // namespace

void Marks::set(SessionNumber session, CodeId code) {
    if (session < first_ || session >= end()) {
        const Period year = year_of(session);
        const SessionNumber begin = empty() ? year.first() : std::min(first_, year.first());
        const SessionNumber behind = empty() ? year.end() : std::max(end(), year.end());
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
