#include "cbds/identifiers/ukprn.hpp"

#include "words.hpp"

namespace cbds::identifiers {

UkprnFault check_ukprn(std::string_view text) noexcept {
    if (text.size() != 8) return UkprnFault::length;
    if (!all_digits(text)) return UkprnFault::digits;
    return text[0] == '1' ? UkprnFault::none : UkprnFault::first_digit;
}

std::string describe(UkprnFault fault, std::string_view text) {
    switch (fault) {
        case UkprnFault::none: break;
        case UkprnFault::length: return describe_length(text, "a UKPRN", "8 digits");
        case UkprnFault::digits: return describe_digits(text, 0, text.size(), "a UKPRN has digits only");
        case UkprnFault::first_digit: return std::string("a UKPRN begins with 1, not ") + text[0];
    }
    return {};
}

}  // namespace cbds::identifiers
