#include "cbds/identifiers/uprn.hpp"

#include "words.hpp"

namespace cbds::identifiers {
namespace {

constexpr std::size_t kLongestUprn = 12;

/// Digits, a point perhaps, and an exponent: 1.00063E+11.
bool is_spreadsheet_number(std::string_view text) noexcept {
    const std::size_t exponent = text.find_first_of("Ee");
    if (exponent == std::string_view::npos || exponent == 0 || !is_digit(text[0]) || !is_digit(text.back())) return false;
    return text.find_first_not_of("0123456789.+") == exponent &&
           text.find_first_not_of("0123456789+", exponent + 1) == std::string_view::npos;
}

}  // namespace

UprnFault check_uprn(std::string_view text) noexcept {
    if (text.empty()) return UprnFault::length;
    if (text.size() <= 2 * kLongestUprn && is_spreadsheet_number(text)) return UprnFault::spreadsheet;
    if (text.size() > kLongestUprn) return UprnFault::length;
    if (!all_digits(text)) return UprnFault::digits;
    return text.find_first_not_of('0') == std::string_view::npos ? UprnFault::zero : UprnFault::none;
}

std::string describe(UprnFault fault, std::string_view text) {
    switch (fault) {
        case UprnFault::none: break;
        case UprnFault::length: return describe_length(text, "a UPRN", "at most 12 digits");
        case UprnFault::spreadsheet:
            return "a spreadsheet has shortened it: format the column as text and enter the digits again";
        case UprnFault::digits: return describe_digits(text, 0, text.size(), "a UPRN has digits only");
        case UprnFault::zero: return "a UPRN is 1 or more";
    }
    return {};
}

}  // namespace cbds::identifiers
