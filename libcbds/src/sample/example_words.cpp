#include "sample/example_words.hpp"

#include "cbds/error.hpp"
#include "cbds/identifiers/uln.hpp"
#include "cbds/identifiers/upn.hpp"
#include "cbds/reference/census_calendar.hpp"
#include "schema/term_code.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <iterator>

namespace cbds::sample {
namespace {

using identifiers::Date;

constexpr std::string_view kIssued = "19";  // the year in which the UPNs of examples were issued

[[noreturn]] void fail(std::string_view word, const std::string& why) {
    throw DictionaryError("the placeholder {" + std::string(word) + "} " + why);
}

int number(std::string_view digits, int base = 10) {
    int result = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), result, base);
    if (error != std::errc{} || end != digits.data() + digits.size()) fail(digits, "is not a number");
    return result;
}

/// Takes the first word off.
std::string_view next_word(std::string_view& words) {
    const std::size_t end = std::min(words.find(' '), words.size());
    const std::string_view word = words.substr(0, end);
    words.remove_prefix(std::min(end + 1, words.size()));
    return word;
}

/// Where a sign with a digit behind it stands first: a name has signs too. The end where there is none.
std::size_t next_shift(std::string_view word) {
    for (std::size_t at = 1; at < word.size(); ++at)
        if ((word[at - 1] == '+' || word[at - 1] == '-') && word[at] >= '0' && word[at] <= '9') return at - 1;
    return word.size();
}

/// The date so many days, or with `y` years, away.
Date shifted(Date date, std::string_view shift) {
    std::string_view digits = shift.substr(1);
    const bool years = digits.ends_with('y');
    if (years) digits.remove_suffix(1);
    const int count = shift[0] == '-' ? -number(digits) : number(digits);
    if (!years) return identifiers::add_days(date, count);
    date.year = static_cast<std::int16_t>(date.year + count);
    return date;
}

Date monday_from(Date date) { return identifiers::add_days(date, (8 - identifiers::weekday(date)) % 7); }

std::string padded(int value, std::size_t width) {
    const std::string digits = std::to_string(value);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
}

/// One number of the list, or the one that begins with the stem.
std::string uln(std::string_view words) {
    const std::string_view which = next_word(words);
    int stem = number(which) + (which.size() == 9 ? 0 : 100'000'000);
    while (!identifiers::uln_check_digit(std::to_string(stem))) ++stem;
    std::string made = identifiers::make_uln(std::to_string(stem));
    if (words == "wrong") made.back() = made.back() == '9' ? '0' : static_cast<char>(made.back() + 1);
    return made;
}

std::string repeated(std::string_view words) {
    std::string text;
    for (int left = number(next_word(words)); left > 0; --left) text += words;
    return text;
}

}  // namespace

std::string ExampleWords::expand(std::string_view text) const {
    std::string out;
    for (std::size_t at = text.find('{'); at != text.npos; at = text.find('{')) {
        const std::size_t end = text.find('}', at);
        if (end == text.npos) fail(text.substr(at + 1), "is not closed");
        out.append(text.substr(0, at)).append(value(text.substr(at + 1, end - at - 1)));
        text.remove_prefix(end + 1);
    }
    return out.append(text);
}

std::string ExampleWords::value(std::string_view word) const {
    std::string_view words = word;
    const std::string_view name = next_word(words);
    if (name == "upn") return upn(words);
    if (name == "uln") return uln(words);
    if (name == "born") return identifiers::write_date(birth_date(words));
    if (name == "monday") return identifiers::write_date(monday_from(day(words)));
    if (name == "byte") return std::string(1, static_cast<char>(number(words, 16)));
    if (name == "repeat") return repeated(words);
    const std::size_t shift = next_shift(word);
    const std::string found = fact(word.substr(0, shift));
    if (found.empty()) return identifiers::write_date(day(word));
    return shift == word.size() ? found : std::to_string(number(found) + number(word.substr(shift + (word[shift] == '+'))));
}

/// A year or another word of the edition; empty for a name that is none.
std::string ExampleWords::fact(std::string_view name) const {
    const bool census = edition_.collection == schema::Collection::school_census;
    const int year = census ? schema::census_year(edition_) : 2000 + edition_.ordinal;
    if (name == "year") return std::to_string(year);
    if (name == "yy") return padded(year % 100, 2);
    if (name == "academic-year") return std::to_string(age_year());
    if (name == "version" && !census) return schema::edition_date(edition_);
    if (name != "term" || !census) return {};
    return std::string(schema::term_code(schema::census_term(edition_)));
}

/// A named day, then any of `+10`, `-10` for days and `+1y`, `-1y` for years, in order.
Date ExampleWords::day(std::string_view word) const {
    std::size_t end = next_shift(word);
    Date date = named_day(word.substr(0, end));
    while (end < word.size()) {
        const std::string_view rest = word.substr(end);
        const std::size_t length = next_shift(rest.substr(1)) + 1;
        date = shifted(date, rest.substr(0, length));
        end += length;
    }
    return date;
}

Date ExampleWords::named_day(std::string_view name) const {
    const bool census = edition_.collection == schema::Collection::school_census;
    if (name == "age-date") return {static_cast<std::int16_t>(age_year()), 8, 31};
    const auto found = !census                     ? std::nullopt
                       : name == "census"          ? reference::census_date(edition_)
                       : name == "previous-census" ? reference::previous_census_date(edition_)
                                                   : std::nullopt;
    if (found) return found->date;
    const std::size_t dot = name.find('.');
    const std::string_view end = name.substr(std::min(dot, name.size() - 1) + 1);
    if (!census || (end != "from" && end != "until")) fail(name, "has no value in " + schema::edition_name(edition_));
    return window_day(name.substr(0, dot), end == "from");
}

Date ExampleWords::window_day(std::string_view window, bool first) const {
    constexpr std::string_view kWindows[] = {"attendance", "second-half", "exclusions",     "fsm",
                                             "placements", "learner-fam", "learner-support"};
    for (std::size_t place = 0; place < std::size(kWindows); ++place) {
        if (kWindows[place] != window) continue;
        const auto found = reference::census_window(edition_, static_cast<reference::Window>(place));
        if (!found) break;
        return first ? found->from : found->until;
    }
    fail(window, "is no window of " + schema::edition_name(edition_));
}

/// The year on whose 31 August ages are taken.
int ExampleWords::age_year() const {
    if (edition_.collection == schema::Collection::ctf) return 2000 + edition_.ordinal;
    return reference::age_date(edition_).year;
}

/// `7`, `7 first`, `7 last`, `14 on census+1`.
Date ExampleWords::birth_date(std::string_view words) const {
    const int age = number(next_word(words));
    const std::string_view which = next_word(words);
    const auto year = [&](int born) { return static_cast<std::int16_t>(born - age); };
    if (which == "first") return {year(age_year() - 1), 9, 1};
    if (which == "last") return {year(age_year()), 8, 31};
    if (which.empty()) return {year(age_year()), 3, 1};
    if (which != "on") fail(which, "is no birth date");
    const Date birthday = day(words);
    return {year(birthday.year), birthday.month, birthday.day};
}

std::string ExampleWords::upn(std::string_view words) const {
    const std::string_view which = next_word(words);
    const std::string body = which.size() == 12 ? std::string(which) : school_ + std::string(kIssued) + padded(number(which), 3);
    const char letter = identifiers::upn_check_letter(body);
    if (words == "wrong") return (letter == 'A' ? 'B' : 'A') + body;
    return letter + body;
}

}  // namespace cbds::sample
