#include "cbds/identifiers/laestab.hpp"

#include "cbds/error.hpp"
#include "cbds/identifiers/local_authority.hpp"
#include "words.hpp"

namespace cbds::identifiers {
namespace {

constexpr std::string_view kRule = "a LAESTAB has digits only, with or without a stroke after the third";

struct Halves {
    std::string_view authority;
    std::string_view establishment;
};

/// The stroke is no digit, but no fault either.
std::string describe_halves(std::string_view text) {
    const bool after_stroke = text[3] == '/' && all_digits(text.substr(0, 3));
    return describe_digits(text, after_stroke ? 4 : 0, text.size(), kRule);
}

/// Both ways of writing; nothing where the length is wrong.
std::optional<Halves> halves(std::string_view text) noexcept {
    if (text.size() == 7) return Halves{text.substr(0, 3), text.substr(3)};
    if (text.size() == 8 && text[3] == '/') return Halves{text.substr(0, 3), text.substr(4)};
    return std::nullopt;
}

bool is_placeholder(const Halves& half) noexcept {
    if (half.authority == "XXX") return half.establishment == "XXXX";
    if (half.authority == "MMM") return half.establishment == "MMMM";
    return all_digits(half.authority) && half.establishment == "LLLL";
}

}  // namespace

LaestabFault check_laestab(std::string_view text) noexcept {
    const auto half = halves(text);
    if (!half) return text.size() == 8 && !is_digit(text[3]) ? LaestabFault::digits : LaestabFault::length;
    if (is_placeholder(*half)) return LaestabFault::placeholder;
    if (!all_digits(half->authority) || !all_digits(half->establishment)) return LaestabFault::digits;
    return find_local_authority(number(half->authority)) == nullptr ? LaestabFault::authority : LaestabFault::none;
}

bool is_laestab_placeholder(std::string_view text) noexcept {
    const auto half = halves(text);
    return half && is_placeholder(*half);
}

std::optional<Laestab> parse_laestab(std::string_view text) noexcept {
    const auto half = halves(text);
    if (!half || !all_digits(half->authority) || !all_digits(half->establishment)) return std::nullopt;
    return Laestab{static_cast<std::uint16_t>(number(half->authority)),
                   static_cast<std::uint16_t>(number(half->establishment))};
}

std::string make_laestab(const Laestab& laestab) {
    if (laestab.authority > 999 || laestab.establishment > 9999) throw UsageError("a part of the LAESTAB is too large");
    return padded(laestab.authority, 3) + padded(laestab.establishment, 4);
}

std::string describe(LaestabFault fault, std::string_view text) {
    switch (fault) {
        case LaestabFault::none: break;
        case LaestabFault::placeholder: return "it stands for a school that has no number here";
        case LaestabFault::length: return describe_length(text, "a LAESTAB", "7 digits");
        case LaestabFault::digits: return describe_halves(text);
        case LaestabFault::authority: return std::string(text.substr(0, 3)) + " is no local authority that we know";
    }
    return {};
}

std::string describe(const Laestab& laestab) {
    return "establishment " + padded(laestab.establishment, 4) + " of " + local_authority_name(laestab.authority);
}

}  // namespace cbds::identifiers
