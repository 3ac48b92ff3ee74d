#include "cbds/identifiers/uln.hpp"

#include "cbds/error.hpp"
#include "words.hpp"

namespace cbds::identifiers {
namespace {

constexpr std::size_t kLength = 10;
constexpr std::size_t kStem = 9;
constexpr std::string_view kTemporary = "9999999999";

/// The weighted sum modulo 11: 10 for the first digit down to 2 for the ninth.
constexpr unsigned remainder_of(std::string_view stem) noexcept {
    unsigned sum = 0;
    unsigned weight = 10;
    for (const char c : stem) sum += digit(c) * weight--;
    return sum % 11;
}

}  // namespace

UlnFault check_uln(std::string_view text) noexcept {
    if (text.size() != kLength) return UlnFault::length;
    if (!all_digits(text)) return UlnFault::digits;
    if (text[0] == '0') return UlnFault::leading_zero;
    if (text == kTemporary) return UlnFault::temporary;
    const unsigned remainder = remainder_of(text.substr(0, kStem));
    if (remainder == 0) return UlnFault::no_check_digit;
    return digit(text[kStem]) == 10 - remainder ? UlnFault::none : UlnFault::check_digit;
}

std::optional<char> uln_check_digit(std::string_view stem) noexcept {
    if (stem.size() != kStem || !all_digits(stem)) return std::nullopt;
    const unsigned remainder = remainder_of(stem);
    if (remainder == 0) return std::nullopt;
    return static_cast<char>('0' + (10 - remainder));
}

std::string make_uln(std::string_view stem) {
    if (stem.size() != kStem || !all_digits(stem)) throw UsageError("the stem of a ULN is nine digits");
    if (stem[0] == '0') throw UsageError("a ULN does not begin with 0");
    const auto last = uln_check_digit(stem);
    if (!last) throw UsageError("no ULN begins with these nine digits: they have no check digit");
    return std::string(stem) + *last;
}

std::string describe(UlnFault fault, std::string_view text) {
    switch (fault) {
        case UlnFault::none: break;
        case UlnFault::length: return describe_length(text, "a ULN", "10 digits");
        case UlnFault::digits: return describe_digits(text, 0, kLength, "a ULN has digits only");
        case UlnFault::leading_zero: return "a ULN does not begin with 0";
        case UlnFault::temporary: return "9999999999 stands for a number that is not known yet";
        case UlnFault::no_check_digit: return "no ULN begins with these nine digits: one of them is wrong";
        case UlnFault::check_digit:
            return describe_check("digit", uln_check_digit(text.substr(0, kStem)).value_or('?'), text[kStem]);
    }
    return {};
}

}  // namespace cbds::identifiers
