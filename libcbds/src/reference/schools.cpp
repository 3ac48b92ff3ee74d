#include "cbds/reference/schools.hpp"

#include "io/ascii.hpp"
#include "reference/csv_list.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace cbds::reference {
namespace {

using identifiers::Date;

/// England has had far fewer; more tell of another file.
constexpr std::size_t kMostSchools = 1'000'000;

constexpr std::string_view kUrn[] = {"URN"};
constexpr std::string_view kAuthority[] = {"LA (code)"};
constexpr std::string_view kEstablishment[] = {"EstablishmentNumber"};
constexpr std::string_view kName[] = {"EstablishmentName"};
constexpr std::string_view kOpened[] = {"OpenDate"};
constexpr std::string_view kClosed[] = {"CloseDate"};

/// A number of digits alone; nothing else, and no more of them than `most`.
std::optional<std::uint32_t> number_of(std::string_view text, std::size_t most) {
    std::uint32_t number = 0;
    if (text.empty() || text.size() > most || !ascii::all_digits(text)) return std::nullopt;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// Local authority and establishment as one number; 0 where the school has none.
std::uint32_t number_in(const CsvList& list, std::size_t authority, std::size_t establishment) {
    const auto la = number_of(list.value(authority), 3);
    const auto estab = number_of(list.value(establishment), 4);
    return la && estab ? *la * 10'000 + *estab : 0;
}

}  // namespace

bool School::is_open_on(Date day) const noexcept { return (!opened || *opened <= day) && (!closed || day < *closed); }

Schools Schools::read(io::ByteStream& stream, const std::string& name) {
    CsvList list(stream, name);
    const std::size_t urn = list.needed_column(kUrn);
    const std::size_t authority = list.needed_column(kAuthority);
    const std::size_t establishment = list.needed_column(kEstablishment);
    const std::size_t school_name = list.needed_column(kName);
    const auto opened = list.column(kOpened);
    const auto closed = list.column(kClosed);
    Schools made;
    while (list.next()) {
        const auto number = number_of(list.value(urn), 6);
        if (!number) list.fail("the URN is no number of up to six digits");
        if (made.schools_.size() == kMostSchools) list.fail("there are more rows than schools; is it another list?");
        const std::string_view text = list.value(school_name);
        made.schools_.push_back({*number, number_in(list, authority, establishment), list.date(opened), list.date(closed),
                                 static_cast<std::uint32_t>(made.names_.size()), static_cast<std::uint32_t>(text.size())});
        made.names_ += text;
    }
    const auto by_urn = [](const School& a, const School& b) { return a.urn < b.urn; };
    std::stable_sort(made.schools_.begin(), made.schools_.end(), by_urn);
    made.by_number_.resize(made.schools_.size());
    std::iota(made.by_number_.begin(), made.by_number_.end(), 0U);
    std::stable_sort(made.by_number_.begin(), made.by_number_.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return made.schools_[a].number < made.schools_[b].number; });
    return made;
}

Schools Schools::open(const std::string& path) {
    Schools made;
    read_list(path, [&](io::ByteStream& stream, const std::string& name) { made = read(stream, name); });
    return made;
}

const School* Schools::find(std::uint32_t urn) const noexcept {
    const auto found = std::lower_bound(schools_.begin(), schools_.end(), urn, [](const School& a, std::uint32_t wanted) { return a.urn < wanted; });
    return found != schools_.end() && found->urn == urn ? &*found : nullptr;
}

const School* Schools::find(std::string_view urn) const noexcept {
    const auto number = number_of(urn, 6);
    return number ? find(*number) : nullptr;
}

const School* Schools::at_number(std::uint32_t number, Date day) const noexcept {
    const School* best = nullptr;
    auto at = std::lower_bound(by_number_.begin(), by_number_.end(), number,
                               [&](std::uint32_t index, std::uint32_t wanted) { return schools_[index].number < wanted; });
    for (; at != by_number_.end() && schools_[*at].number == number; ++at) {
        const School& school = schools_[*at];
        const bool better = best == nullptr || school.is_open_on(day) > best->is_open_on(day) ||
                            (school.is_open_on(day) == best->is_open_on(day) && school.opened > best->opened);
        if (better) best = &school;
    }
    return best;
}

}  // namespace cbds::reference
