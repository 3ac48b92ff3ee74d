#include "attendance/sessions.hpp"

#include "attendance/stretches.hpp"

#include <algorithm>

namespace cbds::attendance {
namespace {

using registers::AttendanceCategory;
using registers::Categories;

/// Four tables: one number that is counted up several times in a row would have to wait for itself. Morning and afternoon are apart.
using Histogram = std::array<std::array<std::uint16_t, 256>, 4>;
constexpr std::size_t kMostAtOnce = 65536;  // a quarter of them fits into a count

void count_codes(std::span<const CodeId> codes, Histogram& counts) {
    const CodeId* at = codes.data();
    std::size_t left = codes.size();
    for (; left >= kWord; left -= kWord, at += kWord) {
        if (word_at(at) == 0) continue;  // weekends, holidays
        for (std::size_t i = 0; i < kWord; ++i) ++counts[i % 4][at[i]];
    }
    for (std::size_t i = 0; i < left; ++i) ++counts[i % 4][at[i]];
}

void add_category(Sessions& sessions, AttendanceCategory category, std::uint32_t count) noexcept {
    switch (category) {
        case AttendanceCategory::present: sessions.present += count; break;
        case AttendanceCategory::approved: sessions.approved += count; break;
        case AttendanceCategory::authorised: sessions.authorised += count; break;
        case AttendanceCategory::unauthorised: sessions.unauthorised += count; break;
        case AttendanceCategory::not_required: sessions.not_required += count; break;
        case AttendanceCategory::administrative: sessions.administrative += count; break;
        case AttendanceCategory::missing: sessions.other += count; break;
    }
    if (reference::is_possible(category)) sessions.possible += count;
}

void add_code(Sessions& sessions, CodeId code, AttendanceCategory category, std::uint32_t count) noexcept {
    if (code == registers::kNoCode || count == 0) return;
    if (code < kCountedCodes) sessions.by_code[code] += count;
    const NamedCodes& codes = named_codes();
    if (code == codes.late || code == codes.late_unauthorised) sessions.late += count;
    add_category(sessions, category, count);
}

void add_histogram(Sessions& sessions, const Histogram& counts, const Categories& categories) {
    std::array<std::uint32_t, 256> sums{};
    for (std::size_t code = 0; code < sums.size(); ++code)
        sums[code] = std::uint32_t{counts[0][code]} + counts[1][code] + counts[2][code] + counts[3][code];
    for (std::size_t code = 1; code < kCountedCodes; ++code) {
        if (sums[code] != 0) add_code(sessions, static_cast<CodeId>(code), categories[code], sums[code]);
    }
    for (std::size_t code = kCountedCodes; code < sums.size(); ++code) sessions.other += sums[code];
}

}  // namespace

void Sessions::add(CodeId code, SessionNumber session) noexcept { add_code(*this, code, registers::category_of(code, session), 1); }

Sessions& Sessions::operator+=(const Sessions& more) noexcept {
    possible += more.possible;
    present += more.present;
    approved += more.approved;
    authorised += more.authorised;
    unauthorised += more.unauthorised;
    late += more.late;
    not_required += more.not_required;
    administrative += more.administrative;
    missing += more.missing;
    other += more.other;
    off_roll += more.off_roll;
    for (std::size_t i = 0; i < by_code.size(); ++i) by_code[i] += more.by_code[i];
    return *this;
}

void add_marks(Sessions& sessions, MarksView view) {
    for_stretches(view, [&](MarksView part, const Categories& categories) {
        for (std::size_t begin = 0; begin < part.codes.size(); begin += kMostAtOnce) {
            Histogram counts{};
            count_codes(part.codes.subspan(begin, std::min(kMostAtOnce, part.codes.size() - begin)), counts);
            add_histogram(sessions, counts, categories);
        }
    });
}

}  // namespace cbds::attendance
