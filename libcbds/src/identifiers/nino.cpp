#include "cbds/identifiers/nino.hpp"

#include "words.hpp"

#include <array>

namespace cbds::identifiers {
namespace {

constexpr std::size_t kLength = 9;
constexpr std::string_view kNeverFirst = "DFIQUV";
constexpr std::string_view kNeverSecond = "DFIOQUV";
constexpr std::array<std::string_view, 7> kNeverIssued = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};

bool is_issued(std::string_view prefix) noexcept {
    if (has(kNeverFirst, prefix[0]) || has(kNeverSecond, prefix[1])) return false;
    return std::find(kNeverIssued.begin(), kNeverIssued.end(), prefix) == kNeverIssued.end();
}

std::string describe_letters(std::string_view text) {
    for (const std::size_t place : {std::size_t{0}, std::size_t{1}})
        if (is_lower(text[place])) return "it is in lower case letters: a National Insurance number has capitals only";
    return "a National Insurance number begins with two letters";
}

std::string describe_suffix(char c) {
    if (is_lower(c)) return "the last letter is in lower case letters: it should be a capital";
    return "the last letter is " + name_character(c) + ": it must be A, B, C or D";
}

}  // namespace

NinoFault check_nino(std::string_view text) noexcept {
    if (text.size() != kLength) return NinoFault::length;
    if (!is_capital(text[0]) || !is_capital(text[1])) return NinoFault::letters;
    if (!all_digits(text.substr(2, 6))) return NinoFault::digits;
    if (!is_issued(text.substr(0, 2))) return NinoFault::prefix;
    return text[8] >= 'A' && text[8] <= 'D' ? NinoFault::none : NinoFault::suffix;
}

std::string describe(NinoFault fault, std::string_view text) {
    switch (fault) {
        case NinoFault::none: break;
        case NinoFault::length: return describe_length(text, "a National Insurance number", "9 characters");
        case NinoFault::letters: return describe_letters(text);
        case NinoFault::digits: return describe_digits(text, 2, 8, "characters 3 to 8 are digits");
        case NinoFault::prefix: return "no number that begins with " + std::string(text.substr(0, 2)) + " is issued";
        case NinoFault::suffix: return describe_suffix(text[8]);
    }
    return {};
}

}  // namespace cbds::identifiers
