#include "cbds/identifiers/upn.hpp"

#include "cbds/error.hpp"
#include "cbds/identifiers/local_authority.hpp"
#include "words.hpp"

#include <array>

namespace cbds::identifiers {
namespace {

constexpr std::size_t kLength = 13;
constexpr std::string_view kAlphabet = "ABCDEFGHJKLMNPQRTUVWXYZ";  // no I, O, S
constexpr std::uint8_t kNoValue = 255;

/// What a character counts in the check: a letter its place in the alphabet, not its character code.
constexpr std::array<std::uint8_t, 256> kValues = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(kNoValue);
    for (unsigned i = 0; i < 10; ++i) values['0' + i] = static_cast<std::uint8_t>(i);
    for (std::size_t i = 0; i < kAlphabet.size(); ++i)
        values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
    return values;
}();

constexpr unsigned value_of(char c) noexcept { return kValues[static_cast<unsigned char>(c)]; }

constexpr unsigned authority_of(std::string_view text) noexcept { return number(text.substr(1, 3)); }

/// Everything but what the authority and the check letter say.
UpnFault check_shape(std::string_view text) noexcept {
    if (text.size() != kLength) return UpnFault::length;
    if (value_of(text[12]) == kNoValue) return UpnFault::last_character;
    return all_digits(text.substr(1, 11)) ? UpnFault::none : UpnFault::digits;
}

/// Two digits name the century, because no UPN was issued before 1998.
unsigned full_year(unsigned year) noexcept { return year >= 90 ? 1900 + year : 2000 + year; }

std::string describe_last_character(char c) {
    if (is_lower(c)) return "the last character is in lower case letters: a UPN has capitals only";
    if (c == 'I' || c == 'O' || c == 'S')
        return std::string("the last character is ") + c + ": the letters I, O and S are never used in a UPN";
    return "the last character is " + name_character(c) + ": it must be a digit, or a letter in a temporary UPN";
}

std::string describe_authority(unsigned code) {
    const LocalAuthority* authority = find_local_authority(code);
    if (authority == nullptr) return padded(code, 3) + " is no local authority";
    return local_authority_name(code) + " was abolished before April 1998: a UPN names an authority of a later date";
}

}  // namespace

UpnFault check_upn(std::string_view text) noexcept {
    if (const UpnFault fault = check_shape(text); fault != UpnFault::none) return fault;
    if (!is_upn_authority(authority_of(text))) return UpnFault::authority;
    return upn_check_letter(text.substr(1)) == text[0] ? UpnFault::none : UpnFault::check_letter;
}

std::optional<Upn> parse_upn(std::string_view text) noexcept {
    if (check_shape(text) != UpnFault::none) return std::nullopt;
    const bool temporary = !is_digit(text[12]);
    return Upn{static_cast<std::uint16_t>(authority_of(text)), static_cast<std::uint16_t>(number(text.substr(4, 4))),
               static_cast<std::uint8_t>(number(text.substr(8, 2))),
               static_cast<std::uint16_t>(number(text.substr(10, temporary ? 2 : 3))), temporary ? text[12] : '\0'};
}

char upn_check_letter(std::string_view body) noexcept {
    unsigned sum = 0;
    unsigned place = 2;
    for (const char c : body) sum += value_of(c) * place++;
    return kAlphabet[sum % kAlphabet.size()];
}

std::string make_upn(const Upn& upn) {
    if (upn.authority > 999 || upn.establishment > 9999 || upn.year > 99) throw UsageError("a part of the UPN is too large");
    if (upn.serial > (upn.temporary == '\0' ? 999 : 99)) throw UsageError("the serial number of the UPN is too large");
    if (upn.temporary != '\0' && !has(kAlphabet, upn.temporary))
        throw UsageError("the letter of a temporary UPN is a capital, and not I, O or S");
    std::string body = padded(upn.authority, 3) + padded(upn.establishment, 4) + padded(upn.year, 2);
    if (upn.temporary == '\0') body += padded(upn.serial, 3);
    else body += padded(upn.serial, 2) + upn.temporary;
    return upn_check_letter(body) + body;
}

std::string describe(UpnFault fault, std::string_view text) {
    switch (fault) {
        case UpnFault::none: break;
        case UpnFault::length: return describe_length(text, "a UPN", "13 characters");
        case UpnFault::last_character: return describe_last_character(text[12]);
        case UpnFault::digits: return describe_digits(text, 1, 12, "characters 2 to 12 of a UPN are digits");
        case UpnFault::authority: return describe_authority(authority_of(text));
        case UpnFault::check_letter: return describe_check("letter", upn_check_letter(text.substr(1)), text[0]);
    }
    return {};
}

std::string describe(const Upn& upn) {
    return std::string(upn.temporary == '\0' ? "a permanent" : "a temporary") + " UPN issued in " +
           std::to_string(full_year(upn.year)) + " by " + local_authority_name(upn.authority);
}

}  // namespace cbds::identifiers
