#include "cbds/schema/edition.hpp"

#include "io/ascii.hpp"

#include <algorithm>
#include <charconv>

namespace cbds::schema {
namespace {

constexpr std::array<std::string_view, kCollections> kNames{"ctf", "school-census"};
constexpr std::array<std::string_view, kCollections> kTitles{"Common Transfer File", "School Census"};
constexpr std::array<Term, 3> kTerms{Term::spring, Term::summer, Term::autumn};

/// A whole number of at most four digits and nothing else.
std::optional<int> parse_digits(std::string_view text) {
    int number = 0;
    const char* end = text.data() + text.size();
    if (text.empty() || text.size() > 4 || text[0] == '-') return std::nullopt;
    const auto [stop, fault] = std::from_chars(text.data(), end, number);
    if (fault != std::errc{} || stop != end) return std::nullopt;
    return number;
}

/// `26.0` or `26`. No version of the CTF has had a second part other than 0.
std::optional<Ordinal> parse_version(std::string_view text) {
    if (text.ends_with(".0")) text.remove_suffix(2);
    const std::optional<int> version = parse_digits(text);
    if (!version || text.size() > 3 || text[0] == '0') return std::nullopt;
    return ctf_edition(*version).ordinal;
}

/// `2026-spring`.
std::optional<Ordinal> parse_year_and_term(std::string_view text) {
    if (text.size() < 6 || text[4] != '-') return std::nullopt;
    const std::optional<int> year = parse_digits(text.substr(0, 4));
    if (!year || text[0] == '0') return std::nullopt;
    for (const Term term : kTerms)
        if (ascii::same_but_case(text.substr(5), term_name(term))) return census_edition(*year, term).ordinal;
    return std::nullopt;
}

}  // namespace

std::string_view collection_name(Collection collection) noexcept { return kNames[static_cast<std::size_t>(collection)]; }

std::string_view collection_title(Collection collection) noexcept { return kTitles[static_cast<std::size_t>(collection)]; }

std::optional<Collection> find_collection(std::string_view name) noexcept {
    for (std::size_t i = 0; i < kCollections; ++i)
        if (ascii::same_but_case(name, kNames[i])) return static_cast<Collection>(i);
    return std::nullopt;
}

std::string_view term_name(Term term) noexcept {
    return term == Term::spring ? "spring" : term == Term::summer ? "summer" : "autumn";
}

std::string edition_date(Edition edition) {
    if (edition.collection == Collection::ctf) return std::to_string(edition.ordinal) + ".0";
    return std::to_string(census_year(edition)).append("-").append(term_name(census_term(edition)));
}

std::string edition_name(Edition edition) {
    return std::string(collection_name(edition.collection)).append("@").append(edition_date(edition));
}

std::optional<Ordinal> parse_edition_date(Collection collection, std::string_view text) noexcept {
    return collection == Collection::ctf ? parse_version(text) : parse_year_and_term(text);
}

std::optional<Edition> parse_edition(std::string_view text) noexcept {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos) return std::nullopt;
    const std::optional<Collection> collection = find_collection(text.substr(0, at));
    if (!collection) return std::nullopt;
    const std::optional<Ordinal> ordinal = parse_edition_date(*collection, text.substr(at + 1));
    if (!ordinal) return std::nullopt;
    return Edition{*collection, *ordinal};
}

}  // namespace cbds::schema
