#include "rules/named_dates.hpp"

#include "cbds/reference/census_calendar.hpp"

#include <array>
#include <charconv>

namespace cbds::rules {
namespace {

using identifiers::Date;
using reference::Window;
using schema::Confidence;
using schema::Edition;
using schema::Term;

struct WindowName {
    std::string_view name;
    Window window;
};

constexpr std::array kWindows{
    WindowName{"attendance", Window::attendance},   WindowName{"second-half", Window::second_half},
    WindowName{"exclusions", Window::exclusions},   WindowName{"fsm", Window::fsm},
    WindowName{"placements", Window::placements},   WindowName{"learner-fam", Window::learner_fam},
    WindowName{"learner-support", Window::learner_support},
};

constexpr std::array<std::string_view, 10> kSingle{"census",    "previous-census", "age-date",    "year-start", "year-end",
                                                   "term-start", "three.from",      "three.until", "four.from",  "four.until"};

Date with_year(int year, int month, int day) {
    return {static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

/// Birth dates by age and term: the three-year-olds' window opens with the school year and grows by a term each time;
/// four-year-olds are those of the school year who have turned four by the start of the term.
NamedDate birth_date(Edition edition, std::string_view name) {
    const int year = reference::age_date(edition).year;
    const Term term = schema::census_term(edition);
    Date date = name.ends_with("from") ? with_year(year - 4, 9, 1) : with_year(year - 3, 8, 31);
    if (name == "three.until" && term == Term::spring) date = with_year(year - 3, 12, 31);
    if (name == "three.until" && term == Term::summer) date = with_year(year - 2, 3, 31);
    if (name == "four.from") date = term == Term::autumn ? with_year(year - 5, 9, 1) : with_year(year - 4, term == Term::spring ? 1 : 4, 1);
    if (name == "four.until") date = with_year(year - 4, 8, 31);
    return {date, Confidence::certain};
}

Date term_start(Edition edition) {
    const Term term = schema::census_term(edition);
    return with_year(schema::census_year(edition), term == Term::spring ? 1 : term == Term::summer ? 4 : 9, 1);
}

std::optional<NamedDate> of_calendar(const std::optional<reference::CensusDate>& census) {
    if (!census) return std::nullopt;
    return NamedDate{census->date, census->confidence};
}

std::optional<NamedDate> of_window(Edition edition, std::string_view name) {
    const std::size_t dot = name.find('.');
    const std::string_view end = dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1);
    for (const WindowName& window : kWindows) {
        if (window.name != name.substr(0, dot) || (end != "from" && end != "until")) continue;
        const auto period = reference::census_window(edition, window.window);
        if (!period) return std::nullopt;
        return NamedDate{end == "from" ? period->from : period->until, period->confidence};
    }
    return std::nullopt;
}

std::optional<NamedDate> plain_date(Edition edition, std::string_view name) {
    if (edition.collection != schema::Collection::school_census) return std::nullopt;
    const Date age = reference::age_date(edition);
    if (name == "census") return of_calendar(reference::census_date(edition));
    if (name == "previous-census") return of_calendar(reference::previous_census_date(edition));
    if (name == "age-date") return NamedDate{age, Confidence::certain};
    if (name == "year-start") return NamedDate{with_year(age.year, 8, 1), Confidence::certain};
    if (name == "year-end") return NamedDate{with_year(age.year + 1, 7, 31), Confidence::certain};
    if (name == "term-start") return NamedDate{term_start(edition), Confidence::likely};
    if (name.starts_with("three.") || name.starts_with("four.")) return birth_date(edition, name);
    return of_window(edition, name);
}

/// The name, and what follows it: `census+5y` is `census` and 5 years.
struct Shifted {
    std::string_view name;
    int days = 0;
    int years = 0;
};

Shifted split(std::string_view name) {
    if (!name.ends_with('d') && !name.ends_with('y')) return {name};
    std::size_t sign = name.size() - 1;
    while (sign > 0 && name[sign - 1] >= '0' && name[sign - 1] <= '9') --sign;
    if (sign == 0 || sign == name.size() - 1 || (name[sign - 1] != '+' && name[sign - 1] != '-')) return {name};
    int number = 0;
    std::from_chars(name.data() + sign, name.data() + name.size() - 1, number);
    if (name[sign - 1] == '-') number = -number;
    return name.back() == 'd' ? Shifted{name.substr(0, sign - 1), number, 0} : Shifted{name.substr(0, sign - 1), 0, number};
}

}  // namespace

std::optional<NamedDate> named_date(Edition edition, std::string_view name) noexcept {
    const Shifted shifted = split(name);
    auto found = plain_date(edition, shifted.name);
    if (!found) return std::nullopt;
    found->date.year = static_cast<std::int16_t>(found->date.year + shifted.years);
    if (shifted.days != 0) found->date = identifiers::add_days(found->date, shifted.days);
    return found;
}

bool is_named_date(std::string_view name) noexcept {
    const std::string_view plain = split(name).name;
    for (const std::string_view known : kSingle)
        if (plain == known) return true;
    for (const WindowName& window : kWindows)
        if (plain.starts_with(window.name) && (plain.substr(window.name.size()) == ".from" || plain.substr(window.name.size()) == ".until")) return true;
    return false;
}

std::string with_dates(std::string_view text, Edition edition) {
    std::string result;
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        const std::size_t close = text.find('}', open);
        result += text.substr(0, open);
        if (open == std::string_view::npos || close == std::string_view::npos) break;
        const auto date = named_date(edition, text.substr(open + 1, close - open - 1));
        result += date ? identifiers::write_date(date->date) : "...";
        text.remove_prefix(close + 1);
    }
    return result;
}

}  // namespace cbds::rules
